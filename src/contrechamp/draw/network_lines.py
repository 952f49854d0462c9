"""How a tie is drawn: a dash for its relation, its words on it, a tip towards whom it goes."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from contrechamp.draw.network_labels import Point
from contrechamp.draw.network_plan import Line, Tie
from contrechamp.draw.svg import Markup, paint, write_element, write_link, write_text

LABEL_SIZE = 12
_DASHES = ("", "8 4", "2 3", "10 3 2 3", "5 2", "1 5")
_HALO = paint(stroke="paper") | {"paint_order": "stroke", "stroke_width": 4, "stroke_linejoin": "round"}


def name_line(line: Line, *, say: Callable[..., str]) -> str:
    """The words on a line: its relation; "relation × 3"; or how many facts it holds."""
    relations = Counter(tie.relation for tie in line.ties)
    if len(relations) > 1:
        return say("count", count=len(line.ties))
    (relation, count), *_ = relations.items()
    name = say("same", relation=relation, count=count) if count > 1 else relation
    state = _find_state(line.ties)
    return f"{name} ({say(state)})" if state else name


def choose_dashes(lines: Sequence[Line]) -> dict[str, str]:
    """A dash for each of the relations that stand alone on a line, the commonest first; the rest have none."""
    alone = Counter(line.ties[0].relation for line in lines if len({tie.relation for tie in line.ties}) == 1)
    ranked = sorted(alone, key=lambda relation: (-alone[relation], relation))
    return dict(zip(ranked, _DASHES, strict=False))


def draw_line(
    line: Line,
    ends: tuple[Point, Point],
    *,
    name: str,
    place: Point | None,
    dashes: Mapping[str, str],
    address: str,
    title: str,
) -> Markup:
    """A line between two edges of boxes, broad enough to be hit, with its words at `place`."""
    (x0, y0), (x1, y1) = ends
    is_mixed = len({tie.relation for tie in line.ties}) > 1
    tone = {"contested": "signal", "expired": "quiet"}.get(_find_state(line.ties), "ink")
    d = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
    width = 2.6 if is_mixed else 1.8 if len(line.ties) > 1 else 1.1
    dash = "" if is_mixed else dashes.get(line.ties[0].relation, "")
    look = paint(stroke=tone) | {"stroke_width": width, "stroke_dasharray": dash}
    pieces = [
        write_element("path", {"d": d, "fill": "none", "stroke_width": 14, "pointer_events": "stroke"}),
        write_element("path", {"d": d, "fill": "none"} | look),
    ]
    goes = {tie.target for tie in line.ties}
    pieces += [_draw_tip(ends[0], ends[1], tone=tone)] * (line.second in goes)
    pieces += [_draw_tip(ends[1], ends[0], tone=tone)] * (line.first in goes)
    if place:
        look = {"font_size": LABEL_SIZE, "text_anchor": "middle"} | _HALO
        look |= paint(fill="signal" if tone == "signal" else "ink", stroke="paper")
        pieces.append(write_text(place[0], place[1] + 4, name, **look))
    return write_link(address, *pieces, title=title)


def draw_sample(dash: str | None) -> Markup:
    """A piece of line for the legend; None for a line of several relations."""
    look = {"stroke_width": 2.6 if dash is None else 1.3, "stroke_dasharray": dash or ""} | paint(
        stroke="ink"
    )
    return write_element("line", {"x1": 0, "x2": 26, "y1": 0, "y2": 0} | look)


def _find_state(ties: Sequence[Tie]) -> str:
    """What is said of a line as a whole: contested if one of its facts is, expired if all are."""
    states = {tie.state for tie in ties}
    return "contested" if "contested" in states else "expired" if states == {"expired"} else ""


def _draw_tip(a: Point, b: Point, *, tone: str) -> Markup:
    """An arrow's head at b, coming from a."""
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    wings = [(b[0] - 9 * math.cos(angle + s), b[1] - 9 * math.sin(angle + s)) for s in (0.42, -0.42)]
    d = f"M{b[0]:.1f} {b[1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in wings) + "z"
    return write_element("path", {"d": d} | paint(fill=tone))
