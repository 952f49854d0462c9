"""Dates of any precision as stretches of days: a year is a whole year, never its first of January."""

import re
from datetime import date, timedelta
from functools import lru_cache
from typing import NamedTuple

_PARTIAL = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_PRECISIONS = ("", "year", "month", "day")


class Span(NamedTuple):
    """Days, as ordinals of the calendar; `end` is exclusive.

    What is certain of a period lies between `sure_start` and `sure_end` ("2014/2017": from the end of 2014 to the
    start of 2017; nothing may be certain); for a single date they are its ends. `precision` is that of the start (of
    the end where there is no start): "year", "month" or "day". A period is open where it has no start or no end.
    """

    start: int
    end: int
    sure_start: int
    sure_end: int
    precision: str
    is_period: bool = False
    is_open_before: bool = False
    is_open_after: bool = False


@lru_cache(maxsize=65536)
def read_span(when: str) -> Span | None:
    """The days of "2013", "2013-06", "2013-06-25", "2014/2017", "2014/", "/2017"; None for no date of the calendar."""
    first, slash, last = when.strip().partition("/")
    start, end = _read_date(first), _read_date(last)
    if not slash:
        return start and Span(start[0], start[1], start[0], start[1], start[2])
    if not (start or end) or (first and not start) or (last and not end):
        return None
    opened, closed = start or end, end or start
    if closed[1] <= opened[0]:
        return None
    sure_start = opened[opened[2] != "day"]
    sure_end = closed[closed[2] == "day"]
    return Span(
        opened[0], max(opened[1], closed[1]), sure_start, sure_end, opened[2], True, not start, not end
    )


def write_day(ordinal: int) -> str:
    """An ordinal as an ISO 8601 date."""
    return date.fromordinal(ordinal).isoformat()


def count_months(ordinal: int) -> int:
    """The months from year 0 to that of an ordinal: a number to divide, never to show."""
    day = date.fromordinal(ordinal)
    return day.year * 12 + day.month - 1


def find_month_start(months: int) -> int:
    """The ordinal of the first day of what `count_months` gave, kept inside the calendar."""
    year = min(max(months // 12, 1), 9999)
    return date(year, months % 12 + 1, 1).toordinal()


def write_months(months: int, length: int) -> str:
    """So many months, as an ISO 8601 date or period: "2019", "2019-02", "2019-01/2019-03", "2010/2019"."""
    ends = [(min(max(count // 12, 1), 9999), count % 12 + 1) for count in (months, months + length - 1)]
    first, last = (f"{year:04}-{month:02}" if length % 12 else f"{year:04}" for year, month in ends)
    return first if first == last else f"{first}/{last}"


def _read_date(text: str) -> tuple[int, int, str] | None:
    found = _PARTIAL.fullmatch(text)
    if not found or not 1 <= int(found[1]) <= 9998:
        return None
    year, month, day = (None if part is None else int(part) for part in found.groups())
    try:
        start = date(year, 1 if month is None else month, 1 if day is None else day)
    except ValueError:
        return None
    if day:
        end = start + timedelta(days=1)
    else:
        end = date(year, month + 1, 1) if month and month < 12 else date(year + 1, 1, 1)
    precision = _PRECISIONS[sum(part is not None for part in found.groups())]
    return start.toordinal(), end.toordinal(), precision
