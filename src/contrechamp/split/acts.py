"""The acts that one document is made of, from its summary, its headings, or the items of its minutes."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from contrechamp.split.act_headings import find_headings, rests_on_something
from contrechamp.split.choosing import keep_new_acts, refine_acts
from contrechamp.split.closings import Closing, find_closings, find_first_closing
from contrechamp.split.items import ITEM, ItemFinder
from contrechamp.split.marks import Mark, Place, make_place
from contrechamp.split.placing import Placer
from contrechamp.split.summaries import NUMBER, SummaryReader, is_of_acts
from contrechamp.text.dates import find_date
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.document import Page

VERSION = "1"
# Papers that hold several acts; the others (letters, contracts, budgets) speak of acts without holding any.
_HOLDING = frozenset({"", "gazette", "minutes", "deliberation", "order", "agenda"})
_TABULAR = ("text/csv", "application/vnd.", "text/calendar", "message/")
_BELOW_SUMMARY = 400  # code points below a summary that are no act yet: the next heading, a page number
_FOOT = 700  # code points above a page's end, where a heading stands whose act goes on overleaf
_DATED = re.compile(NUMBER)


class ActFinder:
    """Takes the pages of one document in order. It keeps where acts begin and end, and never a page."""

    def __init__(self, *, kind: str, media_type: str):
        self._kind = kind
        self.is_of_use = kind in _HOLDING and not media_type.startswith(_TABULAR)
        self._summary, self._placer = SummaryReader(), None
        self._items = ItemFinder() if kind in ("minutes", "agenda") else None
        self._headings: list[Mark] = []
        self._unsure: Mark | None = None
        self._closings: list[Closing] = []
        self._last: tuple[int, int] | None = None
        self._date = ""

    def take(self, page: Page) -> None:
        """Remember what begins and ends on the next page."""
        if not self.is_of_use:
            return
        if self._last is None:
            self._date = find_date(page.text, "").value
        begin = self._take_summary(page)
        if self._items:
            self._items.take(page, self._last)
        self._take_headings(page, begin)
        self._closings.extend(find_closings(page.text, page.number))
        self._last = (page.number, len(page.text))

    def finish(self) -> tuple[Act, ...]:
        """The acts, in order; () where the document is one act, or none."""
        marks = self._choose_marks()
        pairs = zip_longest(marks, [mark.place for mark in marks[1:]])
        return tuple(self._make_act(rank, mark, after) for rank, (mark, after) in enumerate(pairs, start=1))

    def _take_summary(self, page: Page) -> int:
        """Code point behind the summary on this page. Its acts are looked for as soon as something follows it."""
        summary, begin = self._summary, 0
        if summary.is_open:
            begin = summary.take(page)
            if not summary.entries or (summary.is_open and len(page.text[begin:].strip()) <= _BELOW_SUMMARY):
                return begin
        if self._placer is None and is_of_acts(summary.entries, self._kind):
            self._placer = Placer()
        if self._placer:
            self._placer.add(summary.entries[self._placer.added :])
            self._placer.take(page, begin=begin, before=self._last)
        return begin

    def _take_headings(self, page: Page, begin: int) -> None:
        headings = list(find_headings(page.text))
        if self._unsure and rests_on_something(page.text[: headings[0].start if headings else None]):
            self._headings.append(self._unsure)
        self._unsure = None
        for heading in headings:
            if heading.start < begin:
                continue
            place = make_place(page, heading.start, begin=begin, before=self._last)
            mark = Mark(place, heading.title, heading.number, kind=heading.kind, rule="heading")
            if heading.is_sure:
                self._headings.append(mark)
            elif len(page.text) - heading.start < _FOOT:
                self._unsure = mark

    def _choose_marks(self) -> Sequence[Mark]:
        if self._items and (marks := self._items.marks()):
            return marks
        if self._placer and self._placer.marks and self._placer.found * 2 >= len(self._placer.marks):
            return refine_acts(self._placer.marks, self._headings, self._closings)
        return keep_new_acts(self._headings, self._closings)

    def _make_act(self, rank: int, mark: Mark, after: Place | None) -> Act:
        last_page, end = _find_end(after) if after else (self._last or (mark.place.page, 0))
        # What stands behind the first closing of an act is annexed to it; minutes have one, at their end.
        closing = mark.rule != ITEM and find_first_closing(self._closings, mark.place[:2], (last_page, end))
        date = closing.date if closing else _read_date(mark, self._date)
        return Act(
            rank,
            mark.place.page,
            last_page,
            mark.place.start,
            end,
            number=mark.number,
            date=date,
            title=mark.title,
            body=mark.body,
            signatory=closing.read_signatory(last_page, end) if closing else "",
            kind=mark.kind or _guess_kind(mark.title),
            rule=mark.rule,
            version=VERSION,
        )


def _find_end(after: Place) -> tuple[int, int]:
    """Page and code point before which an act ends when the next one begins at `after`."""
    if after.start == 0 and after.before:
        return after.before
    return after.page, after.start


def _read_date(mark: Mark, document_date: str) -> str:
    if mark.rule == ITEM:
        return document_date
    if mark.number and _DATED.fullmatch(mark.number):
        return mark.number.split("-", 1)[1][:10]
    said = find_date(mark.title, "")
    return said.value if said.source == "rule" else ""


_KINDS = (
    ("order", re.compile(r"(?i)\barr[êe]t[ée]e?s?\b|\bA(?:I?P|PA)\b")),
    ("deliberation", re.compile(r"(?i)\bd[ée]lib[ée]ration")),
    ("opinion", re.compile(r"(?i)^avis\b")),
    ("contract", re.compile(r"(?i)^convention\b")),
    ("amendment", re.compile(r"(?i)^avenant\b")),
)


def _guess_kind(title: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "")
