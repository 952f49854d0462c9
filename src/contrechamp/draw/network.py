"""The network of actors: who deals with whom, each line under its relation and one click from its passage."""

from collections.abc import Callable, Iterable, Sequence
from typing import NamedTuple

from contrechamp.draw.lettering import measure_text, wrap_text
from contrechamp.draw.network_labels import Box, Point, cut_line, make_box, place_words
from contrechamp.draw.network_layout import place_boxes
from contrechamp.draw.network_lines import (
    LABEL_SIZE,
    LISTED,
    Say,
    choose_dashes,
    draw_line,
    draw_sample,
    draw_words,
    is_alone,
    name_line,
)
from contrechamp.draw.network_plan import Actor, Line, NetworkPlan, Tie, plan_network
from contrechamp.draw.network_table import make_table
from contrechamp.draw.svg import Markup, paint, write_drawing, write_element, write_link, write_text
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Drawing

__all__ = ["WORDS", "Actor", "Tie", "draw_network"]

WORDS = {
    "caption": "Network",
    "who": "Who",
    "relation": "Does what",
    "whom": "To whom",
    "when": "When",
    "state": "State",
    "in_force": "in force",
    "expired": "expired",
    "contested": "contested",
    "count": "{count} facts",
    "some_contested": "{count} facts, {contested} contested",
    "same": "{relation} × {count}",
    "other_relation": "another relation",
    "hidden": "+ {count} not drawn",
    "nothing": "Nobody is tied to anybody here yet.",
    "public_body": "public body",
    "company": "company",
    "association": "association",
    "several": "several facts",
    "omitted_actors": "{count} of {total} actors are drawn, those with the most ties.",
    "omitted_ties": "{count} of {total} facts are not drawn.",
    "omitted_words": "{count} lines are too short for words: the table says them.",
}

_SIZE = 13
_LINES = 1.3  # for each actor: more hide one another


class _Layout(NamedTuple):
    """The lines of each actor's name (and the note below), its box; the ends of each line (numbers), its words."""

    labels: list[tuple[list[str], str]]
    boxes: list[Box]
    edges: list[tuple[int, int]]
    names: list[str]
    width: int
    height: int


def draw_network(
    actors: Iterable[Actor],
    ties: Sequence[Tie],
    *,
    words: Words,
    focus: str = "",
    width: int = 1000,
    find_line_address: Callable[[str, str], str] | None = None,
    find_actor_network: Callable[[str], str] | None = None,
) -> Drawing:
    """At most 60 actors (12 at 360 pixels), the most connected ones, or those around `focus` (a key).

    A line of one fact leads to that fact; a line of several leads to `find_line_address(key, key)`, the view that lists
    them, or to the first. `find_actor_network(key)` is the network around an actor of whose ties not all are drawn.
    Those tied to nobody are not drawn. `words` are those of `WORDS`.
    """

    def say(key: str, **values: int | str) -> str:
        return words.say(WORDS, key, **values)

    most = min(60, max(6, width // (17 if width > 600 else 30)))
    plan = plan_network(actors, ties, focus=focus, most_actors=most, most_lines=round(most * _LINES))
    if not plan.actors:
        svg = write_drawing(
            write_text(0, 24, say("nothing")), label=say("caption"), size=(width, 40), kind="network"
        )
        return Drawing(svg, make_table(plan, 0, say=say, words=words), width, 40)
    laid = _lay_out(plan, width=width, say=say)
    lines, unsaid = _draw_lines(plan, laid, find_line_address=find_line_address)
    nodes = [
        _draw_actor(actor, label, box=box, is_focus=actor.key == focus, around=find_actor_network)
        for actor, label, box in zip(plan.actors, laid.labels, laid.boxes, strict=True)
    ]
    legend, legend_height = _draw_legend(plan, width=width, y=laid.height + 24, say=say)
    size = (width, laid.height + legend_height)
    svg = write_drawing(*lines, *nodes, legend, label=say("caption"), size=size, kind="network")
    return Drawing(svg, make_table(plan, unsaid, say=say, words=words), *size)


def _lay_out(plan: NetworkPlan, *, width: int, say: Say) -> _Layout:
    labels = [_letter_actor(actor, plan, width=width, say=say) for actor in plan.actors]
    sizes = [_measure_actor(label) for label in labels]
    height = _choose_height(sizes, width)
    order = {actor.key: k for k, actor in enumerate(plan.actors)}
    edges = [(order[line.first], order[line.second]) for line in plan.lines]
    names = [name_line(line, say=say) for line in plan.lines]
    rooms = [measure_text(name, LABEL_SIZE) + 26 for name in names]
    points = place_boxes(sizes, edges, rooms=rooms, frame=(width - 4, height - 4))
    boxes = [make_box((x + 2, y + 2), size) for (x, y), size in zip(points, sizes, strict=True)]
    return _Layout(labels, boxes, edges, names, width, height)


def _letter_actor(actor: Actor, plan: NetworkPlan, *, width: int, say: Say) -> tuple[list[str], str]:
    """The lines of a name, and what is not drawn of its ties."""
    lines = wrap_text(actor.label, 150 if width > 600 else 104, size=_SIZE, lines=3)
    hidden = plan.hidden[actor.key]
    return lines, say("hidden", count=hidden) if hidden else ""


def _measure_actor(label: tuple[list[str], str]) -> Point:
    lines, note = label
    wide = max([measure_text(line, _SIZE) * 1.06 for line in lines] + [measure_text(note, 11)])
    return wide + 22, 16 * len(lines) + 12 + 14 * bool(note)


def _choose_height(sizes: list[Point], width: int) -> int:
    """Room for each box, its gap and its share of the words on lines."""
    room = sum((wide + 70) * (tall + 64) for wide, tall in sizes)
    return round(max(120, min(room * (1.35 if len(sizes) < 30 else 1.1) / width, 2600)))


def _draw_lines(
    plan: NetworkPlan, laid: _Layout, *, find_line_address: Callable[[str, str], str] | None
) -> tuple[list[Markup], int]:
    """The lines, and how many of them found no room for their words."""
    boxes, names = laid.boxes, laid.names
    middles = [((box.left + box.right) / 2, (box.top + box.bottom) / 2) for box in boxes]
    cut = [cut_line(middles[i], middles[j], boxes=(boxes[i], boxes[j])) for i, j in laid.edges]
    sizes = [(measure_text(name, LABEL_SIZE) + 8, LABEL_SIZE + 4.0) for name in names]
    places = place_words(cut, sizes, boxes=boxes, width=laid.width)
    dashes = choose_dashes(plan.lines)
    who = {actor.key: actor.label for actor in plan.actors}
    drawn, words = [], []
    for line, ends, name, place in zip(plan.lines, cut, names, places, strict=True):
        address = line.ties[0].address
        if len(line.ties) > 1 and find_line_address:
            address = find_line_address(line.first, line.second)
        title = _list_ties(line, who)
        has_words = place is not None
        drawn.append(draw_line(line, ends, dashes=dashes, address=address, title=title, has_words=has_words))
        if place:
            words.append(draw_words(line, name, place=place, address=address, title=title))
    return drawn + words, places.count(None)


def _list_ties(line: Line, who: dict[str, str]) -> str:
    """All the facts of a line in one text, or the first ones and "…"."""
    said = " ; ".join(f"{who[t.source]} → {t.relation} → {who[t.target]}" for t in line.ties[:LISTED])
    return said + " …" * (len(line.ties) > LISTED)


def _draw_actor(
    actor: Actor,
    label: tuple[list[str], str],
    *,
    box: Box,
    is_focus: bool,
    around: Callable[[str], str] | None,
) -> Markup:
    lines, note = label
    middle = (box.left + box.right) / 2
    shape = _draw_shape(actor.kind, box, is_focus=is_focus)
    bold = {"font_weight": 700} if is_focus else {}
    words = [
        write_text(middle, box.top + 19 + 16 * k, line, font_size=_SIZE, text_anchor="middle", **bold)
        for k, line in enumerate(lines)
    ]
    drawn = write_link(actor.address, shape, *words, title=actor.label)
    if not note:
        return drawn
    small = {"font_size": 11, "text_anchor": "middle"} | paint(fill="quiet")
    said = write_text(middle, box.bottom - 7, note, **small)
    return Markup(drawn + write_link(around(actor.key) if around else "", said))


def _draw_shape(kind: str, box: Box, *, is_focus: bool = False) -> Markup:
    """Square for a public body, round for a company, twice outlined for an association, thin for any other."""
    wide, tall = box.right - box.left, box.bottom - box.top
    frame = {"x": box.left, "y": box.top, "width": wide, "height": tall}
    look = paint(fill="paper", stroke="ink" if kind else "quiet") | {"stroke_width": 2.6 if is_focus else 1.2}
    if kind == "company":
        look |= {"rx": min(tall / 2, 15)}
    drawn = write_element("rect", frame | look)
    if kind == "association":
        inner = {"x": box.left + 3, "y": box.top + 3, "width": wide - 6, "height": tall - 6}
        drawn += write_element("rect", inner | paint(fill="none", stroke="ink") | {"stroke_width": 0.7})
    if kind == "public_body":
        drawn += write_element(
            "rect", {"x": box.left, "y": box.top, "width": 4, "height": tall} | paint(fill="ink")
        )
    return Markup(drawn)


def _draw_legend(plan: NetworkPlan, *, width: int, y: float, say: Say) -> tuple[Markup, int]:
    """The shapes of actors and the dashes of relations that are drawn."""
    kinds = [
        kind for kind in ("public_body", "company", "association") if any(a.kind == kind for a in plan.actors)
    ]
    samples = [(_draw_shape(kind, Box(0, -7, 26, 7)), say(kind)) for kind in kinds]
    dashes = choose_dashes(plan.lines)
    samples += [(draw_sample(dash), relation) for relation, dash in dashes.items()]
    if any(is_alone(line) and line.ties[0].relation not in dashes for line in plan.lines):
        samples.append((draw_sample("", width=0.8, tone="quiet"), say("other_relation")))
    if not all(is_alone(line) for line in plan.lines):
        samples.append((draw_sample("", width=2.2), say("several")))
    x, top, drawn = 0.0, y, []
    for sample, said in samples:
        said = wrap_text(said, width - 60, size=12, lines=1)[0]
        wide = 34 + measure_text(said, 12) + 22
        if x and x + wide - 22 > width:
            x, y = 0.0, y + 22
        drawn.append(write_element("g", {"transform": f"translate({x:.0f} {y:.0f})"}, sample))
        drawn.append(write_text(x + 34, y + 4, said, font_size=12, **paint(fill="quiet")))
        x += wide
    return write_element("g", {"aria_hidden": "true"}, *drawn), round(y - top) + 38
