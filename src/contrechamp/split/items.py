"""Numbered items of the minutes of a council: the longest growing sequence of headings."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.split.marks import Mark, Place, join_lines
from contrechamp.vocabulary.document import Page

ITEM = "item"  # the rule that found an act
_FEWEST = 3
_MOST = 999
_SKIPPED = 4  # numbers that may be missing in a sequence
_TITLE_LINES = 8
_NUMBERED = re.compile(
    r"^[ \t]{0,20}(?:"
    r"(?P<year>(?:19|20)\d\d)[ \t]{0,2}[-–/][ \t]{0,2}(?P<of_year>\d{1,4})[ \t]{0,3}(?:[-–—.:][ \t]{0,4}|[ \t])"
    r"|(?:Affaire|AFFAIRE|Question|QUESTION|Point|POINT|Rapport|RAPPORT|D[ée]lib[ée]ration|D[ÉE]LIB[ÉE]RATION)"
    r"[ \t]{1,4}"
    r"(?:[nN][°º][ \t]{0,3})?(?P<named>\d{1,3})[ \t]{0,3}(?:[-–—.:)][ \t]{0,4}|[ \t]|$)"
    r"|(?P<dashed>\d{1,3})[ \t]{0,3}(?:[-–—]|\.[ \t]?[-–—]|°[ \t]?[-–—]?)[ \t]{0,4}"
    r"|(?P<dotted>\d{1,3})[.)][ \t]{1,4}"
    r")(?P<title>[^\n]{0,300})",
    re.M,
)
_STYLES = ("of_year", "named", "dashed", "dotted")
_SPEAKER = re.compile(
    r"^[ \t]{0,10}[A-ZÀ-Ý][^\n:.;!?]{2,60}[ \t\xa0]{0,3}:[ \t]{0,10}$|\brapporte\b|\brapporteure?\b[ \t]{0,3}:"
)
_CLOSED = re.compile(
    r"(?i)adopt[ée]e?s?\b|unanimit|abstention|rejet[ée]e?s?\b|prend acte|^[. \t]{0,4}[-_=*]{3}"
    r"|s[ée]ance\b"
)
_SENTENCE = re.compile(r"^(?:M\.|MM\.|Mmes?\b|Monsieur\b|Madame\b|Le conseil\b|Il est\b|Vu\b|Par d[ée]lib)")


class _Item(NamedTuple):
    place: Place
    number: int
    written: str
    title: str
    worth: int
    is_shown: bool  # something beside its number says that it is a heading


class _Chain(NamedTuple):
    worth: int
    item: _Item
    before: "_Chain | None"
    length: int
    shown: int


class ItemFinder:
    """Takes the pages of minutes; `marks` are the headings of its items."""

    def __init__(self) -> None:
        self._chains: dict[str, dict[int, _Chain]] = {style: {} for style in _STYLES}
        self._tail = ""  # the last words of the page before

    def take(self, page: Page, before: tuple[int, int] | None) -> None:
        """Look for headings on the next page."""
        for style, item in self._list_items(page, before):
            chains = self._chains[style]
            chain = _extend(chains, item)
            if item.number not in chains or chain.worth >= chains[item.number].worth:
                chains[item.number] = chain
        self._tail = page.text[-120:]

    def marks(self) -> tuple[Mark, ...]:
        """The headings of the best sequence, () where nothing shows that they are headings."""
        chains = [max(found.values(), key=lambda c: c.worth) for found in self._chains.values() if found]
        best = max(chains, key=lambda chain: chain.worth, default=None)
        if not best or best.length < _FEWEST or best.shown * 2 < best.length:
            return ()
        marks = []
        while best:
            item = best.item
            marks.append(Mark(item.place, item.title, item.written, kind="deliberation", rule=ITEM))
            best = best.before
        return tuple(marks[::-1])

    def _list_items(self, page: Page, before: tuple[int, int] | None) -> Iterator[tuple[str, _Item]]:
        for match in _NUMBERED.finditer(page.text):
            style = match.lastgroup and next(name for name in _STYLES if match[name])
            number = int(match[style])
            title = match["title"].strip()
            if 0 < number <= _MOST and (not title or title[0].isupper() or not title[0].isalpha()):
                yield style, self._make_item(page, match, style, before)

    def _make_item(self, page: Page, match: re.Match, style: str, before) -> _Item:
        lines = page.text[match.start("title") : match.start("title") + 1_200].split("\n")
        title, has_speaker = _read_title(lines)
        above = (page.text[max(0, match.start() - 160) : match.start()]).strip() or self._tail.strip()
        is_closed = bool(_CLOSED.search(" ".join(above.split("\n")[-2:])))
        is_shown = has_speaker or is_closed or style in ("of_year", "named") or title.isupper()
        worth = (
            2
            + 3 * has_speaker
            + 2 * is_closed
            + 2 * (style in ("of_year", "named"))
            - 2 * title.endswith((";", ","))
        )
        written = " ".join(page.text[match.start() : match.start("title")].split()).strip(" -–—.:)°")
        return _Item(
            Place(page.number, match.start(), before), int(match[style]), written, title, worth, is_shown
        )


def _extend(chains: dict[int, _Chain], item: _Item) -> _Chain:
    """The best sequence that this item ends."""
    best = _Chain(item.worth, item, None, 1, item.is_shown)
    for skipped in range(_SKIPPED):
        before = chains.get(item.number - 1 - skipped)
        if before and before.worth + item.worth - 2 * skipped > best.worth:
            worth = before.worth + item.worth - 2 * skipped
            best = _Chain(worth, item, before, before.length + 1, before.shown + item.is_shown)
    return best


def _read_title(lines: list[str]) -> tuple[str, bool]:
    """The lines up to who reports; without one, the first line and what plainly goes on with it."""
    for place, line in enumerate(lines[1 : _TITLE_LINES + 1], start=1):
        if _SPEAKER.search(line):
            return join_lines([kept for kept in lines[:place] if not kept.strip().isdecimal()]), True
        if line.rstrip().endswith((".", ";")) or _SENTENCE.match(line.strip()):
            break
    kept = lines[:1]
    for line in lines[1:_TITLE_LINES]:
        goes_on = kept[-1].rstrip().endswith(("-", "«", ",")) or line[:1].islower() or line[:1] in "»("
        if not goes_on or not line:
            break
        kept.append(line)
    return join_lines(kept), False
