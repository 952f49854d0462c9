"""A timeline from left to right: a strip for each lane, its events one by one or as counted bars."""

from collections.abc import Callable, Mapping
from typing import NamedTuple

from contrechamp.draw.lettering import clip_text, measure_text, wrap_text
from contrechamp.draw.spans import Span, count_months, find_month_start, write_months
from contrechamp.draw.svg import Markup, paint, write_element, write_link, write_target, write_text
from contrechamp.draw.timeline_marks import BAR, draw_band, draw_period, draw_point
from contrechamp.draw.timeline_plan import Gathered, Lane, Placed, Plan

SIZE, SMALL = 14, 12
_MARGIN, _EDGE, _TOP = 148, 14, 30
_ROW, _ROW_BELOW = 38, 48
_BARS, _BARS_BELOW = 54, 16
_BOLD = 1.1  # how much wider bold words are
_LONGEST_LABEL = 380
_NAMED_MONTHS = 37  # a longer axis names years alone
_TICKS = (1, 3, 6, 12, 24, 60, 120, 240, 600, 1200)  # months

# Words are read over the rules of the years: paper shows through around them.
_HALO = paint(stroke="paper") | {"paint_order": "stroke", "stroke_width": 3, "stroke_linejoin": "round"}

type Say = Callable[..., str]


class Scale(NamedTuple):
    """From days to pixels."""

    start: int
    end: int
    left: float
    right: float

    def place(self, day: float) -> float:
        """Where a day is, cut at the edges."""
        share = (day - self.start) / (self.end - self.start)
        return self.left + min(max(share, 0), 1) * (self.right - self.left)


class Spot(NamedTuple):
    """Where an event and its words stand: x from the left, y from the top of its lane."""

    placed: Placed
    x0: float
    x1: float
    y: float
    words_x: float
    anchor: str
    is_below: bool
    lines: tuple[str, str]
    box: tuple[float, float, float, float]  # left, top, right, bottom of all of it


def draw_wide(
    plan: Plan, *, width: int, say: Say, write_date: Callable[[str], str]
) -> tuple[list[Markup], int]:
    """The pieces of the picture, and how high it is."""
    has_margin = any(lane.name for lane in plan.lanes)
    left = _MARGIN if has_margin else _EDGE
    scale = Scale(plan.start, plan.end, left, width - _EDGE)
    y, strips = float(_TOP), []
    for lane in plan.lanes:
        strip, height = draw_lane(lane, scale, y=y, say=say, write_date=write_date)
        rule = {"x1": 0, "x2": width, "y1": y, "y2": y}
        strips += [write_element("line", rule | paint(stroke="line")), strip]
        y += height
    height = round(y) + 4
    return [_draw_axis(scale, height, write_date=write_date), *strips], height


def draw_lane(
    lane: Lane, scale: Scale, *, y: float, say: Say, write_date: Callable[[str], str]
) -> tuple[Markup, float]:
    """A strip whose top is at y, and how high it is."""
    title, title_height = _draw_title(lane, y, width=scale.left - 20, say=say)
    if lane.bars:
        drawn, height = _draw_bars(lane, scale, y=y, say=say, write_date=write_date)
    else:
        spots, height = arrange_spots(lane.placed, scale, say=say, write_date=write_date)
        drawn = "".join(_draw_spot(spot, scale, y=y) for spot in spots)
    return Markup(title + drawn), max(height, title_height)


def arrange_spots(
    placed: list[Placed], scale: Scale, *, say: Say, write_date: Callable[[str], str]
) -> tuple[list[Spot], float]:
    """Each event in the first row where neither it nor its words touch another's; and the height of all rows."""
    rows: list[list[Spot]] = []
    for one in placed:
        spot = _make_spot(one, scale, lines=describe_event(one, say=say, write_date=write_date))
        row = next((row for row in rows if not any(_do_touch(spot, other) for other in row)), None)
        if row is None:
            rows.append(row := [])
        row.append(spot)
    y, spots = 8.0, []
    for row in rows:
        spots += [_move_spot(spot, y) for spot in row]
        y += _ROW_BELOW if any(spot.is_below for spot in row) else _ROW
    return spots, y + 4


def describe_event(one: Placed, *, say: Say, write_date: Callable[[str], str]) -> tuple[str, str]:
    """Two lines: what; when, in what state, by how many sources."""
    event = one.event
    said = [write_date(event.when)]
    said += [say(event.state)] if event.state in ("in_force", "expired", "contested") else []
    said += [say("sources", count=event.sources)] if event.sources > 1 else []
    return event.label, " · ".join(said)


def _make_spot(one: Placed, scale: Scale, *, lines: tuple[str, str]) -> Spot:
    x0, x1 = scale.place(one.span.start), scale.place(one.span.end)
    x1 = scale.right - 9 if one.span.is_open_after else x1
    x0 = scale.left + 9 if one.span.is_open_before else x0
    if one.span.precision == "day" and not one.span.is_period:
        x0 = x1 = min(max((x0 + x1) / 2, scale.left + 6), scale.right - 6)
    longest = min(_LONGEST_LABEL, (scale.right - scale.left) * 0.6)
    label, note = (
        clip_text(line, longest, size=size) for line, size in zip(lines, (SIZE, SMALL), strict=True)
    )
    wide = max(measure_text(label, SIZE), measure_text(note, SMALL))
    fits_after, fits_before = x1 + 10 + wide <= scale.right + 8, x0 - 10 - wide >= scale.left
    if x1 - x0 > 110 or not (fits_after or fits_before):
        words_x = max(scale.left, min(x0, scale.right - wide))
        box = (min(x0 - 7, words_x), -2, max(x1 + 9, words_x + wide), 41)
        return Spot(one, x0, x1, 5, words_x, "", True, (label, note), box)
    if fits_after:
        return Spot(one, x0, x1, 7, x1 + 10, "", False, (label, note), (x0 - 7, -2, x1 + 10 + wide, 31))
    return Spot(one, x0, x1, 7, x0 - 10, "end", False, (label, note), (x0 - 10 - wide, -2, x1 + 7, 31))


def _move_spot(spot: Spot, y: float) -> Spot:
    left, top, right, bottom = spot.box
    return spot._replace(y=spot.y + y, box=(left, top + y, right, bottom + y))


def _do_touch(one: Spot, other: Spot) -> bool:
    return one.box[0] < other.box[2] + 16 and other.box[0] < one.box[2] + 16


def _draw_spot(spot: Spot, scale: Scale, *, y: float) -> Markup:
    event, span = spot.placed
    top = y + spot.y
    if span.is_period:
        sure = _find_sure(span, spot, scale)
        mark = draw_period(span, (spot.x0, spot.x1), sure=sure, y=top, state=event.state)
    elif span.precision == "day":
        mark = draw_point(spot.x0, top, state=event.state)
    else:
        mark = draw_band(spot.x0, spot.x1, y=top, state=event.state)
    below = 19 if spot.is_below else 4
    anchor = {"text_anchor": spot.anchor}
    words = write_text(spot.words_x, top + below, spot.lines[0], **anchor)
    note = write_text(
        spot.words_x, top + below + 14, spot.lines[1], font_size=SMALL, **anchor, **paint(fill="quiet")
    )
    said = write_element("g", _HALO, words, note)
    return write_link(event.address, mark, said, title=f"{event.label} · {spot.lines[1]}")


def _find_sure(span: Span, spot: Spot, scale: Scale) -> tuple[float, float]:
    start = spot.x0 if span.is_open_before else scale.place(span.sure_start)
    return start, spot.x1 if span.is_open_after else scale.place(span.sure_end)


def _draw_title(lane: Lane, y: float, *, width: float, say: Say) -> tuple[Markup, float]:
    if not lane.name:
        return Markup(""), 0
    lines = wrap_text(lane.name, width / _BOLD, size=SIZE, lines=2)
    drawn = [write_text(0, y + 19 + 16 * k, line, font_weight=700) for k, line in enumerate(lines)]
    below = y + 19 + 16 * len(lines)
    drawn.append(write_text(0, below, say("count", count=lane.count), font_size=SMALL, **paint(fill="quiet")))
    return Markup("".join(drawn)), below - y + 8


def _draw_bars(
    lane: Lane, scale: Scale, *, y: float, say: Say, write_date: Callable[[str], str]
) -> tuple[Markup, float]:
    """Bars upwards; downwards, hollow, those of which no unit is known, as large as if they were spread over it."""
    unit = min(bar.length for bar in lane.bars)
    most = max(bar.count * unit / bar.length for bar in lane.bars)
    has_coarse = any(bar.is_coarse for bar in lane.bars)
    base = y + 20 + _BARS
    pieces = []
    for bar in lane.bars:
        tall = max(2.0, _BARS * bar.count * unit / bar.length / most)
        pieces.append(_draw_bar(bar, scale, base=base, tall=tall, say=say, when=write_date(bar.when)))
    rule = {"x1": scale.left, "x2": scale.right, "y1": base, "y2": base} | paint(stroke="ink")
    return Markup("".join(pieces) + write_element("line", rule)), 28 + _BARS + (_BARS_BELOW + 20) * has_coarse


def _draw_bar(bar: Gathered, scale: Scale, *, base: float, tall: float, say: Say, when: str) -> Markup:
    x0 = scale.place(find_month_start(bar.months))
    x1 = scale.place(find_month_start(bar.months + bar.length))
    wide = max(x1 - x0 - 1.5, 1)
    count = say("number", count=bar.count)
    if bar.is_coarse:
        tall = min(tall, _BARS_BELOW)
        look: Mapping = paint(fill="paper", stroke="quiet") | {"stroke_dasharray": "3 2"}
        top, words_y = base, base + tall + 12
    else:
        look, top, words_y = paint(fill="quiet") | BAR, base - tall, base - tall - 4
    rect = write_element("rect", {"x": x0 + 0.7, "y": top, "width": wide, "height": tall} | dict(look))
    has_room = measure_text(count, 11) <= wide + 1.5
    words = (
        [write_text((x0 + x1) / 2, words_y, count, font_size=11, text_anchor="middle")] if has_room else []
    )
    top = base if bar.is_coarse else base - _BARS - 4
    target = write_target(x0, top, width=x1 - x0, height=24 if bar.is_coarse else _BARS + 4)
    return write_link(bar.address, target, rect, *words, title=f"{when} · {say('count', count=bar.count)}")


def _draw_axis(scale: Scale, height: int, *, write_date: Callable[[str], str]) -> Markup:
    """A rule and a name for each year, or for each month, quarter or decade as there is room."""
    a_month = (scale.right - scale.left) * 30.44 / (scale.end - scale.start)
    least = 12 if scale.end - scale.start > _NAMED_MONTHS * 30.44 else 1
    step = next((s for s in _TICKS if s >= least and a_month * s >= (44 if s >= 12 else 86)), _TICKS[-1])
    first = -(-count_months(scale.start) // step) * step
    pieces = []
    for months in range(first, count_months(scale.end - 1) + 1, step):
        x = scale.place(find_month_start(months))
        rule = {"x1": x, "x2": x, "y1": _TOP - 8, "y2": height}
        pieces.append(write_element("line", rule | paint(stroke="line") | {"stroke_width": 0.7}))
        label = write_date(write_months(months, 12 if step >= 12 else 1)) if step < 120 else str(months // 12)
        if x + measure_text(label, SMALL) <= scale.right + 10:
            pieces.append(write_text(x + 3, _TOP - 14, label, font_size=SMALL, **paint(fill="quiet")))
    return write_element("g", {"aria_hidden": "true"}, *pieces)
