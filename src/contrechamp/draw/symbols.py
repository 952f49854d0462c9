"""The signs of a map: what a thing is, by the drawing in it; what state it is in, by the shape around it."""

import math

from contrechamp.draw.clusters import FINGER_RADIUS, SINGLE_RADIUS, Mark
from contrechamp.draw.map_view import EXPIRED, IN_FORCE, PLANNED, REMOVED, UNKNOWN_STATE
from contrechamp.draw.svg import Markup, paint, write_element

# In a square of 12 by 12 around 0,0; one for each type, in the order of its codes.
_GLYPHS = (
    "M-5.2-3H1.6V3H-5.2ZM2.4-.2 5.6-2.9V2.9L2.4.2Z",
    "M-5.4-4H5.4V-2.2H-5.4ZM-4.4-1.2H4.4A4.4 5 0 0 1-4.4-1.2Z",
    "M-5.2-4.4H1.6V.6H-5.2ZM2.4-2 5.6-4.4V.6L2.4-1.8Z"
    "M-5 3.2A1.7 1.7 0 0 1-1.6 3.2 1.7 1.7 0 0 1-5 3.2ZM1.6 3.2A1.7 1.7 0 0 1 5 3.2 1.7 1.7 0 0 1 1.6 3.2Z",
    "M-6-3.4H6V3.4H-6ZM-4.6-2V2H-3.2V-2ZM-2-2V2H-.6V-2ZM.6-2V2H2V-2ZM3.2-2V2H4.6V-2Z",
    "M-2-3.8A2 2 0 0 1 2-3.8V-.4A2 2 0 0 1-2-.4ZM-4.2-.8H-3A3 3 0 0 0 3-.8H4.2"
    "A4.2 4.2 0 0 1 .6 3.3V5.6H-.6V3.3A4.2 4.2 0 0 1"
    "-4.2-.8Z",
    "M0-5 5 0 0 5-5 0Z",
    "M-2.7 0A2.7 2.7 0 0 1 2.7 0 2.7 2.7 0 0 1-2.7 0Z",
)
_RINGS = {  # how each state's share of a cluster's ring is drawn: tone, width, dashes
    IN_FORCE: ("ink", 4.5, ""),
    EXPIRED: ("signal", 5.5, "2.2 1.6"),
    PLANNED: ("ink", 2.0, "5 3"),
    REMOVED: ("quiet", 2.0, "1 2.5"),
    UNKNOWN_STATE: ("quiet", 2.0, ""),
}
SMALLEST_CONE, LARGEST_CONE, _CONE_HALF = 20.0, 34.0, math.radians(24)


def write_symbol(type_code: int, state: int, *, prefix: str) -> Markup:
    """The sign of a single thing around 0,0, to be put in <defs>."""
    glyph_tone = "paper" if state in (IN_FORCE, EXPIRED) else "ink"
    target = {"r": FINGER_RADIUS, "pointer_events": "all"} | paint(fill="none")
    parts = [write_element("circle", target), write_shape(state), write_glyph(type_code, glyph_tone)]
    if state == REMOVED:
        parts.append(write_element("path", {"d": "M-8 8 8-8", "stroke_width": 2.2} | paint(stroke="signal")))
    # What <use> copies has no ancestors but its own: the class lets the style sheet's ".drawing …" reach it.
    return write_element(
        "g", {"id": name_symbol(type_code, state, prefix=prefix), "class_": "drawing"}, *parts
    )


def name_symbol(type_code: int, state: int, *, prefix: str) -> str:
    """The name under which that sign is used."""
    return f"{prefix}-{type_code}{state}"


def write_glyph(type_code: int, tone: str) -> Markup:
    """What a thing is, around 0,0, without a shape around it."""
    glyph = {"d": _GLYPHS[type_code], "fill_rule": "evenodd"} | paint(fill=tone)
    return write_element("path", glyph)


def write_shape(state: int, *, is_ring: bool = False) -> Markup:
    """A full disc, a full square, a broken ring, a dotted ring, a thin ring; for legends, with its part of a ring."""
    shape = _write_outline(state)
    if not is_ring:
        return shape
    arc = _write_ring(state, "M13 0H30")
    return Markup(shape + arc)


def _write_outline(state: int) -> Markup:
    if state == EXPIRED:
        square = {"x": -8.5, "y": -8.5, "width": 17, "height": 17, "stroke_width": 1.5}
        return write_element("rect", square | paint(fill="signal", stroke="paper"))
    if state == IN_FORCE:
        disc = {"r": SINGLE_RADIUS + 0.5, "stroke_width": 1.5}
        return write_element("circle", disc | paint(fill="ink", stroke="paper"))
    dashes = {PLANNED: "4 2.5", REMOVED: "1.5 2"}.get(state, "")
    ring = {"r": SINGLE_RADIUS - 0.5, "stroke_width": 1.4, "stroke_dasharray": dashes}
    return write_element("circle", ring | paint(fill="paper", stroke="ink"))


def find_cone_radius(zoom: float) -> float:
    """Pixels: a sign of the direction and not of how far is seen; shorter where many stand close."""
    return min(max(LARGEST_CONE - 6 * (16 - zoom), SMALLEST_CONE), LARGEST_CONE)


def write_cones(cones: list[tuple[float, float, float]], *, radius: float) -> Markup:
    """All directions of view as one shape: each x, y, degrees clockwise from north."""
    path = "".join(_trace_cone(x, y, radius, turn=math.radians(degrees)) for x, y, degrees in cones)
    if not path:
        return Markup("")
    shape = {"d": path, "fill_opacity": 0.2, "stroke_width": 0.7} | paint(fill="ink", stroke="ink")
    return write_element("path", shape)


def _trace_cone(x: float, y: float, radius: float, *, turn: float) -> str:
    """Up the page is north."""
    sides = [(math.sin(turn + half), -math.cos(turn + half)) for half in (-_CONE_HALF, _CONE_HALF)]
    (left_x, left_y), (right_x, right_y) = ((radius * a, radius * b) for a, b in sides)
    arc = f"A{radius:.0f} {radius:.0f} 0 0 1 {x + right_x:.1f} {y + right_y:.1f}"
    return f"M{x:.1f} {y:.1f}L{x + left_x:.1f} {y + left_y:.1f}{arc}Z"


def write_rings(marks: list[Mark]) -> Markup:
    """The rings of all clusters, one shape for each state: its share of the ring, clockwise from the top."""
    arcs = {state: [] for state in _RINGS}
    for mark in marks:
        start = 0.0
        for state, count in enumerate(mark.mix):
            if count:
                end = start + count / mark.count
                arcs[state].append(_trace_arc(mark, start, end=end))
                start = end
    drawn = [_write_ring(state, "".join(paths)) for state, paths in arcs.items() if paths]
    return write_element("g", {"fill": "none", "pointer_events": "none"}, *drawn) if drawn else Markup("")


def _write_ring(state: int, path: str) -> Markup:
    tone, width, dashes = _RINGS[state]
    shape = {"d": path, "stroke_width": width, "stroke_dasharray": dashes} | paint(stroke=tone)
    return write_element("path", shape)


def _trace_arc(mark: Mark, start: float, *, end: float) -> str:
    """A part of the ring; turns are told from 0 to 1. A whole ring is two halves: an arc cannot end where it begins."""
    if end - start > 0.999:
        return _trace_arc(mark, 0.0, end=0.5) + _trace_arc(mark, 0.5, end=1.0)
    radius = mark.radius
    corners = (
        (mark.x + radius * math.sin(2 * math.pi * turn), mark.y - radius * math.cos(2 * math.pi * turn))
        for turn in (start, end)
    )
    (x0, y0), (x1, y1) = corners
    is_long = int(end - start > 0.5)
    return f"M{x0:.1f} {y0:.1f}A{radius:.1f} {radius:.1f} 0 {is_long} 1 {x1:.1f} {y1:.1f}"
