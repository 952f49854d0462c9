"""How an event is drawn: a point for a day, a band for a month or a year, a bar for a period, a tip where open."""

from contrechamp.draw.spans import Span
from contrechamp.draw.svg import Markup, paint, write_element

LENGTH = 9  # how high a band is
BAR = {"fill_opacity": 0.72}  # of counted bars
_LEAST = 6  # pixels of a band, that its dashes and its edges are seen
_FAINT = 0.32  # what is possible, not certain
_STATES = {
    "": {"fill": "quiet", "stroke": "quiet"},
    "in_force": {"fill": "ink", "stroke": "ink"},
    "expired": {"fill": "paper", "stroke": "ink"},
    "contested": {"fill": "paper", "stroke": "signal"},
}


def find_paint(state: str) -> dict[str, str]:
    """The two colours of a state; what is unknown is drawn like what has none."""
    return _STATES.get(state, _STATES[""])


def draw_point(x: float, y: float, *, state: str) -> Markup:
    """A day: a disc, hollow when expired, a hollow lozenge with a dot when contested."""
    painted = paint(**find_paint(state)) | {"stroke_width": 1.6}
    if state != "contested":
        return write_element("circle", {"cx": x, "cy": y, "r": 4.4} | painted)
    lozenge = f"M{x:.1f} {y - 6:.1f}l6 6-6 6-6-6z"
    dot = write_element("circle", {"cx": x, "cy": y, "r": 1.6} | paint(fill="signal"))
    return Markup(write_element("path", {"d": lozenge} | painted) + dot)


def draw_band(x0: float, x1: float, *, y: float, state: str, is_faint: bool = True) -> Markup:
    """Somewhere in a month or a year: the whole of it, faint."""
    painted = paint(**find_paint(state)) | {"stroke_width": 1}
    is_hollow = state in ("expired", "contested")
    dashes = {"stroke_dasharray": "3 2"} if is_faint and is_hollow else {}
    faint = {"fill_opacity": _FAINT} if is_faint and not is_hollow else {}
    x0 -= max(_LEAST - (x1 - x0), 0) / 2 * is_faint
    box = {"x": x0, "y": y - LENGTH / 2, "width": max(x1 - x0, _LEAST * is_faint), "height": LENGTH}
    return write_element("rect", box | painted | dashes | faint)


def draw_period(
    span: Span, ends: tuple[float, float], *, sure: tuple[float, float], y: float, state: str
) -> Markup:
    """Full where it certainly lasts, faint where it may begin or end, with a tip where no end is known.

    `ends` and `sure` are pixels, cut at the edges of the picture; `sure` may be empty (its end before its start).
    """
    x0, x1 = ends
    if sure[0] >= sure[1]:
        parts = [draw_band(x0, x1, y=y, state=state)]
    else:
        parts = [
            draw_band(a, b, y=y, state=state, is_faint=is_faint)
            for a, b, is_faint in ((x0, sure[0], True), (*sure, False), (sure[1], x1, True))
            if b - a > 0.5
        ]
    parts += [_draw_tip(x1, y, 8, state=state)] * span.is_open_after
    parts += [_draw_tip(x0, y, -8, state=state)] * span.is_open_before
    return Markup("".join(parts))


def _draw_tip(x: float, y: float, length: float, *, state: str) -> Markup:
    tip = f"M{x:.1f} {y - 7:.1f}l{length:.1f} 7{-length:.1f} 7z"
    return write_element("path", {"d": tip} | paint(**find_paint(state)) | {"stroke_width": 1})
