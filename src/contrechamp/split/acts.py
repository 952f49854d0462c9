"""The acts that one document is made of, from its summary, its headings, or the items of its minutes."""

import re
from collections.abc import Sequence
from itertools import zip_longest

from contrechamp.split.closings import Closing, find_closings
from contrechamp.split.headings import Heading, find_headings, rests_on_something
from contrechamp.split.items import ItemFinder
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
_TOP = 1_500  # code points of a page in which the heading of a new act stands, where no summary says more
_FEWEST_INNER = 2
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
        begin = 0
        if self._summary.is_open:
            begin = self._summary.take(page)
            if self._summary.is_open and not (begin and self._summary.entries):
                return begin
        if self._placer is None and self._summary.entries and is_of_acts(self._summary.entries, self._kind):
            if self._summary.is_open and not _has_body(page.text[begin:]):
                return begin
            self._placer = Placer(self._summary.entries)
        if self._placer:
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
            mark = _make_heading_mark(page, heading, self._last)
            if heading.is_sure:
                self._headings.append(mark)
            elif len(page.text) - heading.start < 700:
                self._unsure = mark

    def _choose_marks(self) -> Sequence[Mark]:
        if self._items and (marks := self._items.marks()):
            return marks
        if self._placer and self._placer.found * 2 >= len(self._placer.marks):
            return _refine(self._placer.marks, self._headings)
        return _keep_new_acts(self._headings)

    def _make_act(self, rank: int, mark: Mark, after: Place | None) -> Act:
        last_page, end = _find_end(after) if after else (self._last or (mark.place.page, 0))
        closing = self._find_closing(mark.place, (last_page, end))
        date = mark.date or (closing.date if closing else "") or _read_date(mark, self._date)
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
            signatory=closing.signatory if closing and mark.rule != "item" else "",
            kind=mark.kind or _guess_kind(mark.title),
            rule=mark.rule,
            version=VERSION,
        )

    def _find_closing(self, place: Place, end: tuple[int, int]) -> Closing | None:
        """The first closing of an act: what comes later is annexed to it."""
        return next((c for c in self._closings if (place.page, place.start) <= c[:2] < end), None)


def _has_body(text: str) -> bool:
    return len(text.strip()) > 400


def _make_heading_mark(page: Page, heading: Heading, before: tuple[int, int] | None) -> Mark:
    place = make_place(page, heading.start, before)
    return Mark(place, heading.title, heading.number, kind=heading.kind, rule="heading")


def _refine(outer: Sequence[Mark], headings: Sequence[Mark]) -> list[Mark]:
    """An act of the summary that holds several orders gives way to them."""
    marks: list[Mark] = []
    for mark, after in zip_longest(outer, outer[1:]):
        inner = [
            h
            for h in headings
            if mark.place[:2] <= h.place[:2] and (not after or h.place[:2] < after.place[:2])
        ]
        inner = _keep_new_acts(inner)
        if len(inner) >= _FEWEST_INNER:
            marks += [h._replace(number=h.number or mark.number, body=mark.body) for h in inner]
        else:
            marks.append(mark)
    return marks


def _keep_new_acts(headings: Sequence[Mark]) -> list[Mark]:
    """Headings of pages where an act begins; one that a running header repeats counts once. [] for a single one."""
    kept: list[Mark] = []
    for heading in headings:
        is_repeated = kept and heading.number and heading.number == kept[-1].number
        if heading.place.start == 0 and not is_repeated:
            kept.append(heading)
    return kept if len(kept) >= _FEWEST_INNER else []


def _find_end(after: Place) -> tuple[int, int]:
    """Page and code point before which an act ends when the next one begins at `after`."""
    if after.start == 0 and after.before:
        return after.before
    return after.page, after.start


def _read_date(mark: Mark, document_date: str) -> str:
    if mark.rule == "item":
        return document_date
    said = find_date(mark.title, "")
    if said.source == "rule":
        return said.value
    if mark.number and _DATED.fullmatch(mark.number):
        return mark.number.split("-", 1)[1][:10]
    return ""


_KINDS = (
    ("order", re.compile(r"(?i)\barr[êe]t[ée]e?s?\b|\bAP\b")),
    ("deliberation", re.compile(r"(?i)\bd[ée]lib[ée]ration")),
    ("opinion", re.compile(r"(?i)^avis\b")),
    ("contract", re.compile(r"(?i)^convention\b")),
    ("amendment", re.compile(r"(?i)^avenant\b")),
)


def _guess_kind(title: str) -> str:
    return next((kind for kind, pattern in _KINDS if pattern.search(title)), "")
