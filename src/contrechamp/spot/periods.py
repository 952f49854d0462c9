"""Two dates that words join become one period; the first may leave out what the second says."""

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contrechamp.text.dates import DAY, MONTH, find_month, read_day, write_date

_LONGEST = 45  # code points before the second date that may hold the first
_FROM_DAY = re.compile(
    rf"\b(?:du|entre\s{{1,3}}le|de)\s{{1,3}}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{{1,3}})?"
    rf"(?P<day>{DAY})(?:\s{{1,3}}(?P<month>{MONTH}))?(?P<to>\s{{1,3}}(?:au|et\s{{1,3}}le|a)\s{{1,3}})"
    r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{1,3})?\Z"
)
_FROM_MONTH = re.compile(
    rf"\b(?:de\s{{1,3}}|d'|entre\s{{1,3}})(?P<month>{MONTH})\s{{1,3}}(?:a|et)\s{{1,3}}\Z"
)
_TO = re.compile(
    r"\s{0,3},?\s{0,3}(?:jusqu')?au\s{1,3}(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s{1,3})?|\s?[-–]\s?"
)
_AND = re.compile(r"\s{1,3}(?:et|a)\s{1,3}(?:le\s{1,3})?")
_BETWEEN = re.compile(r"\b(?:entre|de)\s{1,3}(?:le\s{1,3})?\Z")


class Dated(NamedTuple):
    """Code points of a page that say a date (ISO 8601 of its own precision), and what found it."""

    start: int
    end: int
    value: str
    rule: str


def join_periods(folded: str, dates: Iterable[Dated]) -> Iterator[Dated]:
    """The dates in order, those that words join as one ("du 1er mars au 15 avril 2014")."""
    waiting: Dated | None = None
    for dated in dates:
        if waiting and _are_joined(folded, waiting, dated):
            yield Dated(waiting.start, dated.end, f"{waiting.value}/{dated.value}", "period")
            waiting = None
            continue
        if waiting:
            yield waiting
        waiting = _complete(folded, dated, reached=waiting.end if waiting else 0)
    if waiting:
        yield waiting


def _are_joined(folded: str, first: Dated, second: Dated) -> bool:
    """Both of one precision, the first one earlier, with "au" or "et" between them and nothing else."""
    if (
        "/" in first.value + second.value
        or len(first.value) != len(second.value)
        or first.value > second.value
    ):
        return False
    if _TO.fullmatch(folded, first.end, second.start):
        return True
    is_between = _BETWEEN.search(folded, max(0, first.start - 15), first.start)
    return bool(is_between and _AND.fullmatch(folded, first.end, second.start))


def _complete(folded: str, dated: Dated, *, reached: int) -> Dated:
    """The period that ends with this date, where its beginning leaves out the year, or the month and the year."""
    begin = max(reached, dated.start - _LONGEST)
    year, *parts = map(int, dated.value.split("-")) if "/" not in dated.value else (0,)
    pattern = {1: _FROM_MONTH, 2: _FROM_DAY}.get(len(parts))
    match = pattern.search(folded[begin : dated.start]) if pattern else None
    if not match:
        return dated
    month = find_month(match["month"]) if match["month"] else parts[0]
    day = read_day(match["day"]) if len(parts) == 2 else 0
    value = write_date(year - (month > parts[0]), month, day=day)
    if not value or value > dated.value:
        return dated
    start = begin + match.start("day" if day else "month")
    return Dated(start, dated.end, f"{value}/{dated.value}", "period")
