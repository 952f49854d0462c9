"""How a tie is drawn: a dash for its relation, its words on it, a tip towards whom it goes."""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence

from contrechamp.draw.lettering import measure_text
from contrechamp.draw.network_labels import Point
from contrechamp.draw.network_plan import Line, Tie
from contrechamp.draw.svg import Markup, Value, paint, write_element, write_link, write_target, write_text

LABEL_SIZE = 12
LISTED = 6  # facts of one line that are told one by one
_DASHES = ("", "9 4", "2 3", "10 3 2 3", "5 2")
type Say = Callable[..., str]

_HALO = paint(stroke="paper") | {"paint_order": "stroke", "stroke_width": 4, "stroke_linejoin": "round"}


def name_line(line: Line, *, say: Say) -> str:
    """The words on a line: its relation; "relation × 3"; or how many facts it holds."""
    contested = sum(tie.state == "contested" for tie in line.ties)
    relations = Counter(tie.relation for tie in line.ties)
    if contested and len(line.ties) > 1:
        return say("some_contested", count=len(line.ties), contested=contested)
    if len(relations) > 1:
        return say("count", count=len(line.ties))
    (relation, count), *_ = relations.items()
    name = say("same", relation=relation, count=count) if count > 1 else relation
    state = _find_state(line.ties)
    return f"{name} ({say(state)})" if state else name


def is_alone(line: Line) -> bool:
    """Whether all facts of a line say the same relation."""
    return len({tie.relation for tie in line.ties}) == 1


def choose_dashes(lines: Sequence[Line]) -> dict[str, str]:
    """A dash for each of the relations that stand alone on a line, the commonest first; the rest have none."""
    alone = Counter(line.ties[0].relation for line in lines if is_alone(line))
    ranked = sorted(alone, key=lambda relation: (-alone[relation], relation))
    return dict(zip(ranked, _DASHES, strict=False))


def draw_line(
    line: Line,
    ends: tuple[Point, Point],
    *,
    dashes: Mapping[str, str],
    address: str,
    title: str,
    has_words: bool,
) -> Markup:
    """A line between two edges of boxes, broad enough to be hit. Where its words lead on, the keyboard passes it by."""
    (x0, y0), (x1, y1) = ends
    look = _find_look(line, dashes)
    d = f"M{x0:.1f} {y0:.1f}L{x1:.1f} {y1:.1f}"
    pieces = [
        write_element("path", {"d": d, "fill": "none", "stroke_width": 14, "pointer_events": "stroke"}),
        write_element("path", {"d": d, "fill": "none"} | look),
    ]
    tone, goes = _find_tone(line), {tie.target for tie in line.ties}
    pieces += [_draw_tip(ends[0], ends[1], tone=tone)] * (line.second in goes)
    pieces += [_draw_tip(ends[1], ends[0], tone=tone)] * (line.first in goes)
    passed = {"tabindex": -1, "aria_hidden": "true"} if has_words else {}
    return write_link(address, *pieces, title="" if has_words else title, **passed)


def draw_words(line: Line, name: str, *, place: Point, address: str, title: str) -> Markup:
    """The words of a line, which are its link."""
    look = {"font_size": LABEL_SIZE, "text_anchor": "middle"} | _HALO
    look |= paint(fill="signal" if _find_tone(line) == "signal" else "ink", stroke="paper")
    wide = measure_text(name, LABEL_SIZE)
    target = write_target(place[0] - wide / 2, place[1] - 13, width=max(wide, 24))
    return write_link(address, target, write_text(place[0], place[1] + 4, name, **look), title=title)


def draw_sample(dash: str, *, width: float = 1.3, tone: str = "ink") -> Markup:
    """A piece of line for the legend."""
    look = {"stroke_width": width, "stroke_dasharray": dash} | paint(stroke=tone)
    return write_element("line", {"x1": 0, "x2": 26, "y1": 0, "y2": 0} | look)


def _find_look(line: Line, dashes: Mapping[str, str]) -> dict[str, Value]:
    relation = line.ties[0].relation
    if not is_alone(line):
        return paint(stroke=_find_tone(line)) | {"stroke_width": 2.2}
    if relation not in dashes:
        return paint(stroke="quiet" if _find_tone(line) == "ink" else _find_tone(line)) | {
            "stroke_width": 0.8
        }
    width = 1.9 if len(line.ties) > 1 else 1.3
    return paint(stroke=_find_tone(line)) | {"stroke_width": width, "stroke_dasharray": dashes[relation]}


def _find_tone(line: Line) -> str:
    return {"contested": "signal", "expired": "quiet"}.get(_find_state(line.ties), "ink")


def _find_state(ties: Sequence[Tie]) -> str:
    """What is said of a line as a whole: what all of its facts are, and no more."""
    states = {tie.state for tie in ties}
    return next((state for state in ("contested", "expired") if states == {state}), "")


def _draw_tip(a: Point, b: Point, *, tone: str) -> Markup:
    """An arrow's head at b, coming from a."""
    angle = math.atan2(b[1] - a[1], b[0] - a[0])
    wings = [(b[0] - 9 * math.cos(angle + s), b[1] - 9 * math.sin(angle + s)) for s in (0.42, -0.42)]
    d = f"M{b[0]:.1f} {b[1]:.1f}" + "".join(f"L{x:.1f} {y:.1f}" for x, y in wings) + "z"
    return write_element("path", {"d": d} | paint(fill=tone))
