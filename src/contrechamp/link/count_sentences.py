"""Sentences that count devices: how many, of what, when."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contrechamp.vocabulary.mention import Mention, MentionKind

VERSION = "2"
_MOST_AROUND = 300  # code points of a sentence on either side of its count
_ENDS = re.compile(r"[.!?;]\s|\n\s{0,3}\n|\n\s{0,3}[•*–-]\s")
_TOTAL = re.compile(
    r"(?i)\b(?:au total|nombre total|en tout|compte|compt[ée]s?|dispose|exploite|parc de|soit)\b"
)


class Counted(NamedTuple):
    """Code points `start` to `end` of the page (the sentence), and what it says."""

    start: int
    end: int
    fields: dict[str, str]


def find_counts(text: str, mentions: Sequence[Mention], *, dated: str) -> Iterator[Counted]:
    """The counts of a page, with their sentence's date, else that of the paper (`dated`), else none.

    Cells of tables are told with their rows.
    """
    for one in mentions:
        if one.kind is MentionKind.COUNT and not one.rule.startswith("rows/"):
            start, end = find_sentence(text, one.start, one.end)
            when = _find_date(mentions, start, end)
            fields = {"count": one.value, "date": when or dated}
            fields["dated"] = ("sentence" if when else "document") if fields["date"] else ""
            fields |= {name: one.details[name] for name in ("device", "where") if one.details.get(name)}
            fields["total"] = "yes" if _TOTAL.search(text, start, end) else ""
            yield Counted(start, end, {name: value for name, value in fields.items() if value})


def find_sentence(text: str, start: int, end: int) -> tuple[int, int]:
    """The sentence around some words of a page; not much of it where it is very long."""
    floor, ceiling = max(0, start - _MOST_AROUND), min(len(text), end + _MOST_AROUND)
    first = floor
    for match in _ENDS.finditer(text, floor, start):
        first = match.end()
    behind = _ENDS.search(text, end, ceiling)
    last = behind.start() + 1 if behind else ceiling
    while first < start and text[first].isspace():
        first += 1
    while last > end and text[last - 1].isspace():
        last -= 1
    return first, last


def _find_date(mentions: Sequence[Mention], start: int, end: int) -> str:
    """The one date of a sentence; "" where it has none, or several."""
    dates = {one.value for one in mentions if one.kind is MentionKind.DATE and start <= one.start < end}
    return dates.pop() if len(dates) == 1 else ""
