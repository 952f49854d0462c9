"""The timeline of acts and facts: readable at ten, still telling at 200,000, and never more exact than its papers."""

from collections.abc import Callable, Sequence

from contrechamp.draw.lettering import measure_text
from contrechamp.draw.spans import find_month_start, read_span
from contrechamp.draw.svg import Markup, paint, write_drawing, write_element, write_text
from contrechamp.draw.timeline_marks import BAR, draw_band, draw_period, draw_point
from contrechamp.draw.timeline_narrow import draw_narrow
from contrechamp.draw.timeline_plan import Event, FindAddress, Gathered, Placed, Plan, plan_timeline
from contrechamp.draw.timeline_wide import draw_wide
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Cited, Drawing, DrawnTable

__all__ = ["WORDS", "Event", "draw_timeline"]

WORDS = {
    "caption": "Timeline",
    "when": "When",
    "lane": "Kind",
    "what": "What",
    "state": "State",
    "sources_heading": "Sources",
    "in_force": "in force",
    "expired": "expired",
    "contested": "contested",
    "sources": "{count} sources",
    "count": "{count} in all",
    "number": "{count}",
    "gathered": "{count} begin then",
    "others": "Others",
    "nothing": "Nothing is dated here yet.",
    "a_day": "the day is known",
    "a_band": "somewhere in this month or year",
    "a_period": "it lasts",
    "an_open_period": "no known end",
    "bars": "how many begin then (each strip has its own scale)",
    "coarse_bars": "their year only is known",
    "omitted_gathered": "{count} of {total} are gathered by when they begin: each bar leads to them.",
    "omitted_undated": "{count} have no date that is known.",
    "omitted_outside": "{count} lie outside the years shown.",
    "omitted_lanes": "The {count} shortest strips are drawn as one.",
}


def draw_timeline(
    events: Sequence[Event],
    *,
    words: Words,
    first: str = "",
    last: str = "",
    width: int = 1000,
    is_narrow: bool = False,
    find_address: FindAddress | None = None,
) -> Drawing:
    """A timeline from left to right, or, narrow, from top to bottom.

    `first` and `last` are ISO 8601 dates of any precision ("" for what the events span): give today as `last`, so that
    what lasts is drawn until now. Lanes stand in the order in which they first come. Few events of a lane are drawn one
    by one; many are gathered into bars of a month, a quarter, a year, ten or a hundred, that lead to
    `find_address(first, last, lane)`, the narrower view. `words` are those of `WORDS`.
    """

    def say(key: str, **values: int | str) -> str:
        return words.say(WORDS, key, **values)

    plan = plan_timeline(
        events, first=first, last=last, others=say("others"), find_address=find_address, is_narrow=is_narrow
    )
    if not plan.lanes:
        pieces, height = [write_text(0, 24, say("nothing"))], 40
    else:
        draw = draw_narrow if is_narrow else draw_wide
        pieces, height = draw(plan, width=width, say=say, write_date=words.write_date)
        legend, legend_height = _draw_legend(plan, width=width, y=height + 22, say=say)
        pieces, height = [*pieces, legend], height + legend_height
    svg = write_drawing(*pieces, label=say("caption"), size=(width, height), kind="timeline")
    return Drawing(svg, _make_table(plan, say=say, write_date=words.write_date), width, height)


def _make_table(plan: Plan, *, say: Callable[..., str], write_date: Callable[[str], str]) -> DrawnTable:
    """A row for each event drawn and for each bar, in the order of time."""
    rows = []
    for order, lane in enumerate(plan.lanes):
        rows += [((p.span.start, order), _list_event(p, say=say, write_date=write_date)) for p in lane.placed]
        rows += [
            ((find_month_start(bar.months), order), _list_bar(bar, say=say, write_date=write_date))
            for bar in lane.bars
        ]
    rows.sort(key=lambda row: row[0])
    headings = tuple(say(key) for key in ("when", "lane", "what", "state", "sources_heading"))
    cells = tuple(row for _order, row in rows)
    return DrawnTable(say("caption"), headings, cells, plan.total, _say_omitted(plan, say=say))


def _list_event(
    one: Placed, *, say: Callable[..., str], write_date: Callable[[str], str]
) -> tuple[Cited, ...]:
    event = one.event
    state = say(event.state) if event.state in ("in_force", "expired", "contested") else ""
    return (
        Cited(write_date(event.when)),
        Cited(event.lane),
        Cited(event.label, event.address),
        Cited(state),
        Cited(say("number", count=event.sources) if event.sources else ""),
    )


def _list_bar(
    bar: Gathered, *, say: Callable[..., str], write_date: Callable[[str], str]
) -> tuple[Cited, ...]:
    what = Cited(say("gathered", count=bar.count), bar.address)
    return Cited(write_date(bar.when)), Cited(bar.lane), what, Cited(""), Cited("")


def _say_omitted(plan: Plan, *, say: Callable[..., str]) -> str:
    gathered = sum(bar.count for lane in plan.lanes for bar in lane.bars)
    counts = {"gathered": gathered, "lanes": plan.joined, "undated": plan.undated, "outside": plan.outside}
    return " ".join(
        say(f"omitted_{what}", count=count, total=plan.total) for what, count in counts.items() if count
    )


def _draw_legend(plan: Plan, *, width: int, y: float, say: Callable[..., str]) -> tuple[Markup, int]:
    """What the shapes that are drawn say, in as many lines as they need."""
    shapes = _list_shapes(plan)
    x, drawn, tall = 0.0, [], 34
    for shape, key in shapes:
        wide = 34 + measure_text(say(key), 12) + 22
        if x and x + wide - 22 > width:
            x, y, tall = 0.0, y + 20, tall + 20
        drawn.append(write_element("g", {"transform": f"translate({x:.0f} {y:.0f})"}, shape))
        drawn.append(write_text(x + 34, y + 4, say(key), font_size=12, **paint(fill="quiet")))
        x += wide
    return write_element("g", {"aria_hidden": "true"}, *drawn), tall if shapes else 0


def _list_shapes(plan: Plan) -> list[tuple[Markup, str]]:
    spans = [one.span for lane in plan.lanes for one in lane.placed]
    bars = [bar for lane in plan.lanes for bar in lane.bars]
    dashed = paint(fill="paper", stroke="quiet") | {"stroke_dasharray": "3 2"}
    bar = {"x": 8, "y": -7, "width": 9, "height": 14}
    lasting, closed = read_span("2000/"), read_span("2000/2002")
    found = {
        "a_day": (any(s.precision == "day" and not s.is_period for s in spans), draw_point(13, 0, state="")),
        "a_band": (any(s.precision != "day" for s in spans), draw_band(2, 26, y=0, state="")),
        "a_period": (
            any(s.is_period and not s.is_open_after for s in spans),
            draw_period(closed, (2, 26), sure=(2, 26), y=0, state=""),
        ),
        "an_open_period": (
            any(s.is_open_after for s in spans),
            draw_period(lasting, (2, 18), sure=(2, 18), y=0, state=""),
        ),
        "bars": (any(not b.is_coarse for b in bars), write_element("rect", bar | paint(fill="quiet") | BAR)),
        "coarse_bars": (any(b.is_coarse for b in bars), write_element("rect", bar | dashed)),
    }
    return [(shape, key) for key, (is_drawn, shape) in found.items() if is_drawn]
