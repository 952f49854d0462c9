"""How a sum is drawn: full where paid, hollow where estimated, a range between bounds, words alone where unknown."""

from collections.abc import Callable
from decimal import Decimal

from contrechamp.draw.svg import Markup, paint, write_element

TALL = 13

type Say = Callable[..., str]
type Ends = tuple[Decimal | None, Decimal | None]


def write_ends(ends: Ends, tax: str, *, say: Say, write_sum: Callable[[Decimal], str]) -> str:
    """ "1 184 500 € HT", "100 000 € to 400 000 € HT", "at most 400 000 € HT"; "sum not known"."""
    low, high = ends
    if low is None and high is None:
        return say("unknown")
    if low is None or high is None:
        said = say("at_most" if low is None else "at_least", sum=write_sum(high if low is None else low))
    else:
        said = write_sum(low) if low == high else say("between", low=write_sum(low), high=write_sum(high))
    return f"{said} {tax}" if tax else said


def draw_bar(
    x0: float, x1: float, *, y: float, kind: str, has_low: bool = True, has_high: bool = True
) -> Markup:
    """A bar whose top is at y. Of a range, an end that is not known has no tick, and its bar is dashed."""
    if x1 - x0 < 1.5:
        x0, x1 = min(x0, x1), min(x0, x1) + 1.5
    box = {"x": x0, "y": y, "width": x1 - x0, "height": TALL}
    if kind == "estimated":
        return write_element("rect", box | paint(fill="paper", stroke="ink") | {"stroke_dasharray": "4 2"})
    if kind in ("between", "at_most", "at_least"):
        return _draw_range(x0, x1, y=y, has_low=has_low, has_high=has_high)
    if kind == "final":
        return write_element("rect", box | paint(fill="quiet", stroke="ink") | {"stroke_width": 1.2})
    tone = {"paid": "ink", "added": "signal", "before": "line"}.get(kind, "quiet")
    faint = {"fill_opacity": 0.72} if tone == "quiet" else {}
    return write_element("rect", box | paint(fill=tone) | faint)


def _draw_range(x0: float, x1: float, *, y: float, has_low: bool, has_high: bool) -> Markup:
    middle = y + TALL / 2
    dashes = {} if has_low and has_high else {"stroke_dasharray": "5 3"}
    rule = {"x1": x0, "x2": x1, "y1": middle, "y2": middle, "stroke_width": 2} | paint(stroke="ink") | dashes
    ticks = [
        write_element(
            "line", {"x1": x, "x2": x, "y1": y, "y2": y + TALL, "stroke_width": 2} | paint(stroke="ink")
        )
        for x, is_known in ((x0, has_low), (x1, has_high))
        if is_known
    ]
    return Markup(write_element("line", rule) + "".join(ticks))
