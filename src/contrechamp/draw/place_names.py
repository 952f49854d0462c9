"""Names written on a map: the most important first, and none over another or over a sign."""

import math
from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.draw.lettering import measure_text
from contrechamp.draw.map_view import MapView
from contrechamp.draw.svg import Markup, paint, write_element, write_text

_MOST_NAMES = 40
_MOST_CHARACTERS = 40
_NEAR_PIXELS = 90
_STEPS = (0, -20, 20, -34, 34)  # pixels up and down
_SIZES = {"great": 17, "place": 13.5, "quarter": 12, "street": 10.5}

type Area = tuple[float, float, float, float]  # left, top, right, bottom


class Name(NamedTuple):
    """A name that asks for room, its middle at x, y (pixels). `rank`: smaller goes first; `turn` degrees clockwise."""

    x: float
    y: float
    text: str
    kind: str = "place"  # a key of the sizes above
    rank: float = 0.0
    turn: float = 0.0
    is_fixed: bool = False  # stands at its point or nowhere


def write_names(names: Iterable[Name], view: MapView, *, taken: list[Area]) -> Markup:
    """The names that found room, at most forty; `taken` are the signs that they must not cover."""
    taken, written, said = list(taken), [], set()
    for name in sorted(names, key=lambda name: (name.rank, name.text)):
        is_said = name.text in said or not name.text.strip() or len(name.text) > _MOST_CHARACTERS
        room = None if is_said else _find_room(name, view, taken=taken)
        if room is None:
            continue
        taken.append(_measure_name(room))
        said.add(name.text)
        written.append(_write_name(room))
        if len(written) == _MOST_NAMES:
            break
    if not written:
        return Markup("")
    halo = {"stroke_width": 3, "stroke_linejoin": "round", "paint_order": "stroke", "text_anchor": "middle"}
    return write_element(
        "g", halo | {"pointer_events": "none"} | paint(fill="quiet", stroke="paper"), *written
    )


def _find_room(name: Name, view: MapView, *, taken: list[Area]) -> Name | None:
    """The name where it may stand: at its point, or a little above or below."""
    for step in (0,) if name.is_fixed else _STEPS:
        moved = name._replace(y=name.y + step)
        left, top, right, low = area = _measure_name(moved)
        is_inside = left >= 2 and top >= 2 and right <= view.width - 2 and low <= view.height - 2
        if is_inside and not any(_overlap(area, other) for other in taken):
            return moved
    return None


def find_nearest(x: float, y: float, *, names: Iterable[Name]) -> str:
    """The name whose point is nearest to a pixel, if one is within a finger's breadth; "" otherwise."""
    near = ((math.hypot(name.x - x, name.y - y), name.text) for name in names if name.kind != "great")
    distance, text = min(near, default=(math.inf, ""))
    return text if distance <= _NEAR_PIXELS else ""


def _measure_name(name: Name) -> Area:
    """The upright rectangle around a name, turned as it is."""
    size = _SIZES[name.kind]
    wide, high = measure_text(name.text, size=size) + 6, size + 4
    turn = math.radians(name.turn)
    half_x = (abs(wide * math.cos(turn)) + abs(high * math.sin(turn))) / 2
    half_y = (abs(wide * math.sin(turn)) + abs(high * math.cos(turn))) / 2
    return name.x - half_x, name.y - half_y, name.x + half_x, name.y + half_y


def _overlap(one: Area, other: Area) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _write_name(name: Name) -> Markup:
    size = _SIZES[name.kind]
    attributes = {"font_size": size}
    if name.kind != "street":
        attributes |= {"font_family": "Charter, Georgia, Liberation Serif, serif", "class_": "map-name"}
    if abs(name.turn) >= 1:
        attributes["transform"] = f"rotate({name.turn:.0f} {name.x:.0f} {name.y:.0f})"
    return write_text(round(name.x), round(name.y + size * 0.34), name.text, **attributes)
