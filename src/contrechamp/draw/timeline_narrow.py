"""A timeline from top to bottom, for a telephone: one event or one year below the other, in the order of time."""

from collections.abc import Callable

from contrechamp.draw.lettering import clip_text, measure_text, wrap_text
from contrechamp.draw.spans import count_months
from contrechamp.draw.svg import Markup, paint, write_element, write_link, write_target, write_text
from contrechamp.draw.timeline_marks import BAR, draw_band, draw_period, draw_point
from contrechamp.draw.timeline_plan import Gathered, Placed, Plan
from contrechamp.draw.timeline_wide import Say, describe_event

_SIZE, _SMALL = 15, 13
_RAIL, _WORDS = 22, 48


def draw_narrow(
    plan: Plan, *, width: int, say: Say, write_date: Callable[[str], str]
) -> tuple[list[Markup], int]:
    """The pieces of the picture, and how high it is. Heights say the order of time, not its length."""
    lane = plan.lanes[0]
    if lane.bars:
        return _draw_years(lane.bars, width=width, say=say, write_date=write_date)
    y, year, pieces = 10.0, 0, []
    for one in lane.placed:
        own = count_months(one.span.start) // 12
        if own != year:
            pieces.append(write_text(0, y + 20, str(own), font_size=17, font_weight=700))
            y, year = y + 32, own
        piece, tall = _draw_event(
            one, y, width=width, lines=describe_event(one, say=say, write_date=write_date)
        )
        pieces.append(piece)
        y += tall
    rail = {"x1": _RAIL, "x2": _RAIL, "y1": 36, "y2": max(y - 14, 37)} | paint(stroke="line")
    return [write_element("line", rail), *pieces], round(y) + 2


def _draw_event(one: Placed, y: float, *, width: int, lines: tuple[str, str]) -> tuple[Markup, float]:
    event = one.event
    label = wrap_text(event.label, width - _WORDS, size=_SIZE, lines=3)
    note = wrap_text(
        " · ".join(part for part in (lines[1], event.lane) if part), width - _WORDS, size=_SMALL, lines=3
    )
    words = [write_text(_WORDS, y + 14 + 18 * k, line, font_size=_SIZE) for k, line in enumerate(label)]
    below = y + 14 + 18 * len(label)
    words += [
        write_text(_WORDS, below + 16 * k, line, font_size=_SMALL, **paint(fill="quiet"))
        for k, line in enumerate(note)
    ]
    mark = _draw_mark(one, y + 9)
    return write_link(event.address, mark, *words, title=f"{event.label} · {lines[1]}"), (
        below + 16 * len(note) - y + 8
    )


def _draw_mark(one: Placed, y: float) -> Markup:
    """The same shapes as from left to right, in a room of 32 pixels."""
    event, span = one
    if span.is_period:
        ends = (_RAIL - 12, _RAIL + 10 - 2 * span.is_open_after)
        fuzzy = 0 if span.precision == "day" else 6
        sure = (
            ends[0] + fuzzy * (not span.is_open_before),
            ends[1] - (0 if span.is_open_after or span.sure_end == span.end else 6),
        )
        sure = sure if span.sure_start < span.sure_end or span.is_open_after else (0, 0)
        return draw_period(span, ends, sure=sure, y=y, state=event.state)
    if span.precision == "day":
        return draw_point(_RAIL, y, state=event.state)
    half = 12 if span.precision == "year" else 6
    return draw_band(_RAIL - half, _RAIL + half, y=y, state=event.state)


def _draw_years(
    bars: list[Gathered], *, width: int, say: Say, write_date: Callable[[str], str]
) -> tuple[list[Markup], int]:
    """A bar for each stretch of time, from the left, with its name before it and its count behind it."""
    names = [write_date(bar.when) for bar in bars]
    left = min(max(measure_text(name, _SMALL) for name in names) + 8, width * 0.5)
    counts = [say("number", count=bar.count) for bar in bars]
    room = width - left - max(measure_text(count, _SMALL) for count in counts) - 8
    most = max(bar.count for bar in bars)
    pieces = []
    for k, (bar, name, count) in enumerate(zip(bars, names, counts, strict=True)):
        y = 4 + 26 * k
        wide = max(1.5, room * bar.count / most)
        look = (
            paint(fill="paper", stroke="quiet") | {"stroke_dasharray": "3 2"}
            if bar.is_coarse
            else paint(fill="quiet") | BAR
        )
        rect = write_element("rect", {"x": left, "y": y + 3, "width": wide, "height": 14} | look)
        before = write_text(0, y + 15, clip_text(name, left - 6, size=_SMALL), font_size=_SMALL)
        behind = write_text(left + wide + 6, y + 15, count, font_size=_SMALL)
        target = write_target(0, y - 2, width=width, height=25)
        title = f"{name} · {say('count', count=bar.count)}"
        pieces.append(write_link(bar.address, target, rect, before, behind, title=title))
    return pieces, 8 + 26 * len(bars)
