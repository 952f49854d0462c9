"""Days of the calendar as numbers, so that columns of them can be compared at once."""

from datetime import date
from functools import lru_cache

from contrechamp.link.times import find_first_day, find_last_day

ALWAYS, NEVER = 0, 2_000_000_000  # before and after every day


@lru_cache(maxsize=65536)
def count_first(partial: str) -> int:
    """The number of the first day that a partial date may be; ALWAYS where it is unknown."""
    return date.fromisoformat(find_first_day(partial)).toordinal() if partial else ALWAYS


@lru_cache(maxsize=65536)
def count_last(partial: str) -> int:
    """The number of the last day that a partial date may be; NEVER where no end is known."""
    return date.fromisoformat(find_last_day(partial)).toordinal() if partial else NEVER
