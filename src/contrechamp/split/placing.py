"""What a summary announces is found again on its pages."""

import re
from collections import deque
from collections.abc import Sequence

from contrechamp.split.act_headings import find_number
from contrechamp.split.marks import Mark, Place, make_place
from contrechamp.split.summaries import Entry, find_letter, iterate_keys, make_letters
from contrechamp.vocabulary.document import Page

_IS_ORDER = re.compile(r"(?i)(?:^|— )(?:arr[êe]t[ée]|d[ée]cision|d[ée]lib[ée]ration)\b")
_SHORTEST = 6  # letters of a title that can be looked for


class Placer:
    """Takes the pages behind a summary; each entry becomes a mark where its title stands.

    A summary may count pages in another way than the file: the first title that is found says how much.
    """

    def __init__(self) -> None:
        self.marks: list[Mark] = []
        self.found = 0  # of them, those whose title stands on the page
        self.added = 0  # entries
        self._waiting: deque[Entry] = deque()
        self._offset: int | None = None

    def add(self, entries: Sequence[Entry]) -> None:
        """Look for these, too, on the pages that come."""
        if entries:
            self.added += len(entries)
            self._waiting = deque(sorted([*self._waiting, *entries], key=lambda entry: entry.page))

    def take(self, page: Page, *, begin: int, before: tuple[int, int] | None) -> None:
        """Look for the entries of this page behind code point `begin`."""
        printed = int(page.label) if page.label.isdecimal() else page.number
        if self._offset is None and self._waiting:
            self._find_offset(page, printed, begin)
        if self._offset is None:
            return
        letters, reached = "", 0
        while self._waiting and self._waiting[0].page + self._offset <= printed:
            letters = letters or make_letters(page.text[begin:])
            entry = self._waiting.popleft()
            reached = self._place_entry(entry, letters, reached, page=page, begin=begin, before=before)

    def _find_offset(self, page: Page, printed: int, begin: int) -> None:
        if printed == self._waiting[0].page:
            self._offset = 0
            return
        letters = make_letters(page.text[begin:])
        for key in iterate_keys(self._waiting[0]):
            if len(key) >= _SHORTEST * 4 and key in letters:
                self._offset = printed - self._waiting[0].page
                return

    def _place_entry(
        self, entry: Entry, letters: str, reached: int, *, page: Page, begin: int, before
    ) -> int:
        """How many letters of the page are used up: the next entry stands behind them."""
        for key in iterate_keys(entry):
            found = letters.find(key, reached) if len(key) >= _SHORTEST else -1
            if found >= 0:
                self.found += 1
                start = page.text.rfind("\n", 0, find_letter(page.text, found, begin=begin)) + 1
                self._add(entry, make_place(page, start, begin=begin, before=before))
                return found + len(key)
        if not self.marks or self.marks[-1].place.page != page.number:
            self._add(entry, Place(page.number, begin, before))
        return reached

    def _add(self, entry: Entry, place: Place) -> None:
        if self.marks and self.marks[-1].place[:2] >= place[:2]:
            return
        number = entry.number or (find_number(entry.title) if _IS_ORDER.search(entry.title) else "")
        self.marks.append(Mark(place, entry.title, number, entry.body, rule="summary"))
