"""The map of devices: an SVG from the server, and the same thing as a table."""

from typing import NamedTuple

from contrechamp.draw.clusters import MOST_MARKS, gather_marks
from contrechamp.draw.map_frame import LegendItem, list_legend, list_measures, write_legend
from contrechamp.draw.map_marks import Describe, Sign, describe_marks, find_areas, write_signs
from contrechamp.draw.map_view import MapPoints, MapView
from contrechamp.draw.map_words import WORDS, say_place
from contrechamp.draw.place_names import Name, find_nearest
from contrechamp.draw.plain_ground import DrawnGround, Ground, PlainGround
from contrechamp.draw.svg import Markup, paint, write_drawing, write_element, write_text
from contrechamp.draw.symbols import write_symbol
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Cited, Drawing, DrawnTable

_MOST_ROWS = 60
# What signs leave, the ground may take; table, legend and names are another thirty thousand.
_GROUND_AND_SIGNS_BYTES, _LEAST_GROUND_BYTES = 72_000, 24_000


def draw_map(
    points: MapPoints, view: MapView, *, base: Ground | None = None, words: Words, describe: Describe
) -> Drawing:
    """The things of a view, gathered where they would overlap, on the ground given or on a plain one.

    `describe` gets the numbers (n,) of the things that stand alone and gives a Label for each. Time and bytes do not
    grow with the number of points beyond one pass over the columns; the words are the keys of `map_words.WORDS`.
    """
    drawn = draw_frame(points, view, base=base, words=words, describe=describe)
    legend, high = write_legend(drawn.legend, view.width - 4, notes=drawn.notes)
    under = write_element("g", {"transform": f"translate(2 {view.height})"}, legend)
    size = (view.width, view.height + high)
    svg = write_drawing(drawn.markup, under, label=drawn.table.caption, size=size, kind="map")
    return Drawing(svg, drawn.table, *size)


class DrawnFrame(NamedTuple):
    """A map in its frame, its legend and notes still to be placed, and its table."""

    markup: Markup
    legend: list[LegendItem]
    table: DrawnTable
    notes: list[str]


def draw_frame(
    points: MapPoints,
    view: MapView,
    *,
    base: Ground | None,
    words: Words,
    describe: Describe,
    most: int = MOST_MARKS,
) -> DrawnFrame:
    """The map alone, for a screen or for a sheet."""
    base = base or PlainGround(words.say(WORDS, "plain"))
    marks = gather_marks(points, view, most=most)
    signs = describe_marks(marks, points, view=view, words=words, describe=describe)
    written = write_signs(signs, view, words=words) if signs else _write_nothing(view, words)
    most_bytes = max(_LEAST_GROUND_BYTES, _GROUND_AND_SIGNS_BYTES - len(written))
    ground = base.draw(view, taken=find_areas(signs), most_bytes=most_bytes)
    unplaced = words.say(WORDS, "unplaced", count=points.unplaced) if points.unplaced else ""
    broken = words.say(WORDS, "broken", count=ground.broken) if ground.broken else ""
    return DrawnFrame(
        _write_frame(view, signs, ground=ground, written=written),
        [*list_measures(view, words), *list_legend(signs, words)],
        _make_table(signs, points, view=view, known=ground.known, words=words),
        [unplaced, broken, base.attribution],
    )


def _write_frame(view: MapView, signs: list[Sign], *, ground: DrawnGround, written: Markup) -> Markup:
    sides = {"width": view.width, "height": view.height}
    clip = write_element("clipPath", {"id": f"{view.prefix}-frame"}, write_element("rect", sides))
    codes = sorted({sign.code for sign in signs if sign.mark.count == 1})
    symbols = [write_symbol(*code, prefix=view.prefix) for code in codes]
    inside = [
        write_element("rect", sides | {"class_": "map-ground"} | {"fill": paint(fill="paper")["fill"]}),
        write_element("g", {"aria_hidden": "true"}, ground.shapes, ground.names),
        written,
    ]
    edge = {"x": 0.5, "y": 0.5, "width": view.width - 1, "height": view.height - 1}
    return Markup(
        write_element("defs", {}, clip, *symbols)
        + write_element("g", {"clip_path": f"url(#{view.prefix}-frame)"}, *inside)
        + write_element("rect", edge | paint(fill="none", stroke="ink"))
    )


def _write_nothing(view: MapView, words: Words) -> Markup:
    face = {"text_anchor": "middle", "stroke_width": 5, "paint_order": "stroke"}
    text = words.say(WORDS, "nothing")
    return write_text(view.width / 2, view.height / 2, text, **face, **paint(fill="ink", stroke="paper"))


def _make_table(
    signs: list[Sign], points: MapPoints, *, view: MapView, known: list[Name], words: Words
) -> DrawnTable:
    """The largest signs first; those of single things from north to south."""
    total = sum(sign.mark.count for sign in signs)
    largest = sorted(signs, key=lambda sign: -sign.mark.count)[:_MOST_ROWS]
    omitted = []
    if len(signs) > _MOST_ROWS:
        omitted.append(words.say(WORDS, "omitted_rows", count=_MOST_ROWS, total=len(signs)))
    if points.unplaced:
        omitted.append(words.say(WORDS, "unplaced", count=points.unplaced))
    return DrawnTable(
        caption=words.say(WORDS, "title", count=total),
        headings=tuple(words.say(WORDS, key) for key in ("place", "type", "state", "count")),
        rows=tuple(_make_row(sign, view=view, known=known, words=words) for sign in largest),
        total=total,
        omitted=" ".join(omitted),
    )


def _make_row(sign: Sign, *, view: MapView, known: list[Name], words: Words) -> tuple[Cited, ...]:
    where = ", ".join(part for part in sign.label if part) or _say_where(sign, view, known=known, words=words)
    count = words.write_number(sign.mark.count)
    return Cited(where, sign.address), Cited(sign.kind), Cited(sign.state), Cited(count)


def _say_where(sign: Sign, view: MapView, *, known: list[Name], words: Words) -> str:
    x, y = sign.mark.x, sign.mark.y
    near = find_nearest(x, y, names=known)
    return words.say(WORDS, "near", place=near) if near else say_place(x, y, view=view, words=words)
