"""When a fact is so: partial dates and periods, which keep the precision that the papers have."""

import calendar
import re
from typing import NamedTuple

_DATE = r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?"
_PARTIAL = re.compile(_DATE)
_FIRST, _LAST = "0000-01-01", "9999-12-31"


class Bounds(NamedTuple):
    """The first and the last day that a time may touch, ISO 8601; for comparing and ordering, never for showing."""

    first: str
    last: str


def is_partial_date(text: str) -> bool:
    """Whether it is a day, a month or a year of the calendar: "2013-06-25", "2013-06", "2013"."""
    match = _PARTIAL.fullmatch(text)
    if not match:
        return False
    year, month, day = (int(part or 0) for part in match.groups())
    if not year or (match[2] and not 1 <= month <= 12):
        return False
    return not match[3] or 1 <= day <= calendar.monthrange(year, month)[1]


def is_time(text: str) -> bool:
    """Whether it is a partial date, or two of them around a slash, one of which may be missing; "" is unknown."""
    if not text or is_partial_date(text):
        return True
    first, slash, last = text.partition("/")
    ends = [end for end in (first, last) if end]
    if not slash or not ends or not all(map(is_partial_date, ends)):
        return False
    return len(ends) < 2 or find_first_day(first) <= find_last_day(last)


def find_first_day(date: str) -> str:
    """The first day of a partial date."""
    return date + _FIRST[len(date) :] if date else _FIRST


def find_last_day(date: str) -> str:
    """The last day of a partial date."""
    if not date:
        return _LAST
    if len(date) == 7:
        year, month = int(date[:4]), int(date[5:])
        return f"{date}-{calendar.monthrange(year, month)[1]:02}"
    return date + _LAST[len(date) :]


def find_sort_day(when: str) -> str:
    """The day by which a fact stands among others, never for showing.

    An open beginning stands by its end, and a coarse date after the finer ones inside it ("2019" after "2019-02").
    """
    first, _slash, last = when.partition("/")
    return find_last_day(first or last) if when else _FIRST


def find_bounds(when: str) -> Bounds:
    """The days that a time may touch; all of them where it is unknown."""
    first, slash, last = when.partition("/")
    return Bounds(find_first_day(first), find_last_day(last if slash else first))
