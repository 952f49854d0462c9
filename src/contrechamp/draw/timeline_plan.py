"""What of a timeline is drawn one by one, and what is gathered into counted bars."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import NamedTuple

from contrechamp.draw.spans import Span, count_months, find_month_start, read_span, write_months

_UNITS = (1, 3, 12, 120, 1200)  # months
_MOST_BARS, _MOST_LANES = 60, 12
_LISTED_OF_A_LANE, _LISTED = 24, 60
_MONTHS = {"day": 0, "month": 1, "year": 12}

type FindAddress = Callable[[str, str, str], str]


class Event(NamedTuple):
    """Something at a time. `when` is an ISO 8601 date or period of any precision, `lane` words ready for a person.

    `state` is "in_force", "expired", "contested" or ""; `sources` counts the passages that it cites.
    """

    key: str
    address: str
    label: str
    when: str
    lane: str = ""
    state: str = ""
    sources: int = 0


class Placed(NamedTuple):
    """An event drawn by itself."""

    event: Event
    span: Span


class Gathered(NamedTuple):
    """A bar: so many events that begin in some months of a lane. It is `coarse` where no unit is known for them."""

    lane: str
    months: int
    length: int
    count: int
    is_coarse: bool
    address: str

    @property
    def when(self) -> str:
        return write_months(self.months, self.length)


class Lane(NamedTuple):
    """A strip of the picture: either its events or its bars."""

    name: str
    count: int
    placed: list[Placed]
    bars: list[Gathered]


class Plan(NamedTuple):
    """Ordinals of the first day and of the day after the last, lanes in their order, and what is in none of them."""

    start: int
    end: int
    lanes: list[Lane]
    unit: int
    total: int
    undated: int
    outside: int
    joined: int  # lanes that became one


def plan_timeline(
    events: Sequence[Event],
    *,
    first: str,
    last: str,
    others: str,
    find_address: FindAddress | None,
    is_narrow: bool = False,
) -> Plan:
    """`others` names the lane of what is in none of the busiest lanes; narrow, there is but one lane, "".

    `find_address` gives the narrower view of two dates and a lane ("" for any).
    """
    counts = Counter((event.lane, event.when) for event in events)
    spans = {when: span for when in {when for _lane, when in counts} if (span := read_span(when))}
    start, end = _find_ends(spans.values(), first=first, last=last)
    shown = {when for when, span in spans.items() if _is_shown(span, start, end=end)}
    lanes = Counter()
    for (lane, when), count in counts.items():
        lanes[lane] += count if when in shown else 0
    names, joined = (dict.fromkeys(lanes, ""), 0) if is_narrow else _choose_lanes(+lanes, others)
    unit = next((unit for unit in _UNITS if (end - start) / 30.44 / unit <= _MOST_BARS), _UNITS[-1])
    by_lane = _count_lanes(counts, names, shown=shown)
    listed = _choose_listed(by_lane)
    placed = _place_events(events, names, listed=listed, spans=spans, shown=shown)
    drawn = []
    for lane, whens in by_lane.items():
        is_mixed = joined > 0 and lane == others
        bars = (
            []
            if lane in listed
            else _gather_lane(lane, whens, unit=unit, is_mixed=is_mixed, find_address=find_address)
        )
        drawn.append(Lane(lane, whens.total(), placed[lane], bars))
    undated = sum(count for (_lane, when), count in counts.items() if when not in spans)
    outside = len(events) - undated - sum(lane.count for lane in drawn)
    return Plan(start, end, drawn, unit, len(events), undated, outside, joined)


def _find_ends(spans: Iterable[Span], *, first: str, last: str) -> tuple[int, int]:
    """What the caller asks, else what the events span, to whole months or, over three years, whole years."""
    asked_first, asked_last = read_span(first), read_span(last)
    starts = [span.start for span in spans]
    ends = [span.end + (61 if span.is_open_after else 0) for span in spans]
    start = asked_first.start if asked_first else min(starts, default=1)
    end = asked_last.end if asked_last else max(ends, default=start + 1)
    end = max(end, start + 1)
    step = 12 if end - start > 3 * 365 else 1
    if not asked_first:
        start = find_month_start(count_months(start) // step * step)
    if not asked_last:
        end = find_month_start((count_months(end - 1) // step + 1) * step)
    return start, max(end, start + 28)


def _is_shown(span: Span, start: int, *, end: int) -> bool:
    return (span.start < end or span.is_open_before) and (span.end > start or span.is_open_after)


def _choose_lanes(counts: Counter[str], others: str) -> tuple[dict[str, str], int]:
    """The lane in which each lane is drawn, and how many became one."""
    if len(counts) <= _MOST_LANES:
        return {lane: lane for lane in counts}, 0
    busiest = {lane for lane, _ in counts.most_common(_MOST_LANES - 1)}
    return {lane: lane if lane in busiest else others for lane in counts}, len(counts) - len(busiest)


def _count_lanes(
    counts: Counter[tuple[str, str]], names: dict[str, str], *, shown: set[str]
) -> dict[str, Counter[str]]:
    """How many events of each date each lane shows; the lane of the others comes last."""
    own: dict[str, Counter[str]] = {name: Counter() for lane, name in names.items() if lane == name}
    by_lane = own | {name: own.get(name, Counter()) for name in names.values()}
    for (lane, when), count in counts.items():
        if when in shown:
            by_lane[names[lane]][when] += count
    return by_lane


def _choose_listed(by_lane: dict[str, Counter[str]]) -> set[str]:
    """The lanes whose events are drawn one by one: the shortest first, while there is room."""
    listed, room = set(), _LISTED
    for lane, whens in sorted(by_lane.items(), key=lambda item: item[1].total()):
        count = whens.total()
        if count <= min(room, _LISTED if len(by_lane) == 1 else _LISTED_OF_A_LANE):
            listed.add(lane)
            room -= count
    return listed


def _place_events(
    events: Sequence[Event],
    names: dict[str, str],
    *,
    listed: set[str],
    spans: dict[str, Span],
    shown: set[str],
) -> dict[str, list[Placed]]:
    """The events of the listed lanes, in the order of time."""
    placed = defaultdict(list)
    for event in events if listed else ():
        lane = names.get(event.lane)
        if lane in listed and event.when in shown:
            placed[lane].append(Placed(event, spans[event.when]))
    for lane in placed:
        placed[lane].sort(key=lambda one: (one.span.start, one.span.end, one.event.key))
    return placed


def _gather_lane(
    lane: str, whens: Counter[str], *, unit: int, is_mixed: bool, find_address: FindAddress | None
) -> list[Gathered]:
    asked = "" if is_mixed else lane
    bins: Counter[tuple[int, int]] = Counter()
    for when, count in whens.items():
        bins[_find_bin(when, unit)] += count
    return [
        Gathered(
            lane, months, length, count, length > unit, _find_narrower(months, length, asked, find_address)
        )
        for (months, length), count in sorted(bins.items())
    ]


@lru_cache(maxsize=65536)
def _find_bin(when: str, unit: int) -> tuple[int, int]:
    """The months in which something begins: a unit, or the whole year where no more is known."""
    first, _slash, last = when.partition("/")
    span = read_span(first or last)
    length = max(unit, _MONTHS[span.precision])
    return count_months(span.start) // length * length, length


def _find_narrower(months: int, length: int, lane: str, find_address: FindAddress | None) -> str:
    if not find_address:
        return ""
    first, _slash, last = write_months(months, length).partition("/")
    return find_address(first, last or first, lane)
