"""The summary of a gazette: for each act its number, its title, and the page on which it says that it begins."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from contrechamp.split.marks import join_lines
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.document import Page

_LOOKED_AT = 8  # pages in which a summary may begin
_MOST_PAGES = 100  # of a summary: what goes on longer is none
_LONGEST_ENTRY = 1_500
_TITLE = re.compile(r"^[ \t]{0,40}(?:sommaire|table des mati[eè]res)\b[^\n]{0,60}$", re.I | re.M)
# The number that the prefectures' gazettes give each act: département, date, rank of the day.
NUMBER = r"(?:\d{2,3}|2[AB])-(?:19|20)\d\d-\d\d-\d\d-\d{3,5}"
_NUMBERED = re.compile(
    rf"^[ \t]{{0,20}}(?:N°[ \t]{{0,3}})?({NUMBER})[ \t]{{0,3}}(?:[-–—:][ \t]{{0,3}}|[ \t])(?=\S|$)", re.M
)
_SAID_PAGE = re.compile(
    r"\s{0,5}(?:\(\s{0,3}\d{1,4}\s{1,3}pages?\s{0,3}\))?\s{0,5}\bPage\s{1,3}(\d{1,4})[ \t]{0,10}$", re.M
)
# Tried once at the beginning of each run of dots: a page of dots takes no longer than one of words.
_LEADERS = re.compile(
    r"(?<![ .…])(?=[ .]{0,300}…|[ .]{0,300}\.\.)[ .…]{2,300}(?<=[.…])[ ]{0,3}(\d{1,4})[ \t]{0,10}$", re.M
)
_TRAILING = re.compile(r"[ \t.]{1,20}(\d{1,4})[ \t]{0,10}$", re.M)
_OTHER, _LETTERS = re.compile(r"[\W_]+"), re.compile(r"[^\W_]+")
_IS_ANNEX = re.compile(r"(?i)[ \t]{0,20}annexes?\b")  # of the act above it
_LONE = re.compile(r"^[ \t.]{0,20}(\d{1,4})[ \t]{0,20}$", re.M)


class Entry(NamedTuple):
    """An act that a summary announces; `page` is the printed page on which it begins."""

    title: str
    page: int
    number: str = ""
    body: str = ""


class SummaryReader:
    """Reads the pages of a summary as they come, until one has no entry any more."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.is_open = True
        self._begun_on = 0
        self._body = ""

    def take(self, page: Page) -> int:
        """Code point behind the summary on this page: 0 when it has none of it."""
        text, begin = page.text, 0
        if not self._begun_on:
            title = _TITLE.search(text)
            if not title:
                self.is_open = page.number < _LOOKED_AT
                return 0
            begin, self._begun_on = title.end(), page.number
        else:
            begin = _find_header_end(page)
        end = self._read_numbered(text, begin) or self._read_led(text, begin)
        if (not end and self.entries) or page.number - self._begun_on > _MOST_PAGES:
            self.is_open = False
            return end
        return end or begin

    def _read_numbered(self, text: str, begin: int) -> int:
        starts = list(_NUMBERED.finditer(text, begin))
        known = {entry.number for entry in self.entries}
        if not starts or all(start[1] in known for start in starts):
            return 0
        lone = _find_last_lone(text[begin : starts[0].start()])
        self._body = _read_body(text[begin : starts[0].start()]) or self._body
        end = 0
        for start, after in zip_longest(starts, starts[1:]):
            stop = after.start() if after else min(len(text), start.end() + _LONGEST_ENTRY)
            title, page, rest = _cut_entry(text[start.end() : stop], lone)
            if page and len(title) > 3:
                self.entries.append(Entry(title, page, start[1], self._body))
                end = stop - len(rest)
            lone = _find_last_lone(rest)
            self._body = _read_body(rest) or self._body
        return end

    def _read_led(self, text: str, begin: int) -> int:
        """Entries without numbers, with leaders up to the page; lines in capitals are the headings above them."""
        end = 0
        for match in _LEADERS.finditer(text, begin):
            lines = text[max(end, begin, match.start() - _LONGEST_ENTRY) : match.start()].split("\n")
            kept = []
            for line in lines:
                if line.isupper():
                    kept, self._body = [], line.strip()
                elif line.strip():
                    kept.append(line)
            if kept and not _IS_ANNEX.match(kept[0]):
                self.entries.append(Entry(join_lines(kept), int(match[1]), "", self._body))
            end = match.end()
        return end


def _find_header_end(page: Page) -> int:
    """Where a running header with the page's number ends: it stands above the entries, not in one."""
    first_line, _, _ = page.text.partition("\n")
    is_header = (page.label or str(page.number)) in first_line.split() and not _NUMBERED.match(first_line)
    return len(first_line) if is_header else 0


def _cut_entry(text: str, lone: int) -> tuple[str, int, str]:
    """Title, page (0 when unknown) and what stands behind the entry, from what follows its number."""
    for pattern in (_SAID_PAGE, _LEADERS):
        if match := pattern.search(text):
            return join_lines(text[: match.start()].split("\n")), int(match[1]), text[match.end() :]
    lines = text.split("\n")
    kept = []
    for place, line in enumerate(lines):
        if _LONE.match(line):
            is_own = kept and not lone
            rest = "\n".join(lines[place + 1 if is_own else place :])
            return join_lines(kept), int(line.strip(" .\t")) if is_own else lone, rest
        if not lone and (match := _TRAILING.search(line)):
            return join_lines([*kept, line[: match.start()]]), int(match[1]), "\n".join(lines[place + 1 :])
        kept.append(line)
    return join_lines(kept), lone, ""


def _find_last_lone(text: str) -> int:
    """The page that stands alone above its entry, as some layouts give it; 0 without one."""
    numbers = _LONE.findall(text)
    return int(numbers[-1]) if numbers else 0


def _read_body(text: str) -> str:
    """The heading between two entries: whose acts come next."""
    lines = [line for line in text.split("\n") if line.strip() and not _LONE.match(line)]
    return join_lines(lines)[:200].rstrip(" /") if 0 < len(lines) <= 4 else ""


def is_of_acts(entries: list[Entry], kind: str) -> bool:
    """Whether a summary lists acts, and not the chapters of a report or a contract."""
    acts = sum(1 for entry in entries if entry.number or _NAMES_ACT.search(entry.title))
    return len(entries) > 0 and (kind == "gazette" or acts * 2 > len(entries)) and acts > 0


_NAMES_ACT = re.compile(r"(?i)\b(?:arr[êe]t[ée]s?|d[ée]cisions?|d[ée]lib[ée]rations?|avis|convention)\b")


def iterate_keys(entry: Entry) -> Iterator[str]:
    """What is looked for on the page, most telling first: letters and figures only, of its title."""
    title = re.sub(
        r"\s*\((?:arr[êe]t[ée]|d[ée]cision)[^()]{0,60}\)\s*$", "", entry.title, flags=re.IGNORECASE
    )
    letters = make_letters(title)
    yield from dict.fromkeys((letters[:80], letters[:40], letters[:24]))


def make_letters(text: str) -> str:
    """Folded letters and figures only, so that neither line ends nor hyphens count."""
    return _OTHER.sub("", fold_keeping_length(text))


def find_letter(text: str, letters_before: int, *, begin: int) -> int:
    """Code point of the letter or figure of `text` that has so many of them between `begin` and itself."""
    for run in _LETTERS.finditer(text, begin):
        if letters_before < run.end() - run.start():
            return run.start() + letters_before
        letters_before -= run.end() - run.start()
    return len(text)
