"""How an act ends: where and when it was made, and who signed."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from contrechamp.split.summaries import NUMBER
from contrechamp.text.dates import find_date

_MADE = re.compile(
    r"(?:(?<![^\W\d])fait|(?-i:(?<=[a-zà-ÿ])Fait))[ \t]{1,8}"  # also glued behind the last word of the page
    r"(?:et[ \t]{1,8}d[ée]lib[ée]r[ée][ \t]{1,8})?(?:à|a|en)[ \t]{1,8}"
    r"[^\n]{1,60}(?P<below>\n[^\n]{1,40})?",
    re.IGNORECASE,
)
_PASSED_OVER = re.compile(
    r"^(?:\W*|(?:original )?sign[ée]s?(?: (?:le|par|électroniquement)\b.*)?|\d{1,3}/\d{1,3})$", re.IGNORECASE
)
_ENDS = re.compile(
    r"^(?:Vu|Articles?|Art|Dans un d[ée]lai|Le pr[ée]sent|La pr[ée]sente|Voies|D[ée]lais|NB|Annexes?|Copie"
    r"|Destinataires?|Conform[ée]ment)\b|\d|✻|^[*]",
    re.IGNORECASE,
)
# A name stands last: two to six words with capitals, also with particles.
_CAPITAL, _PARTICLE = r"[A-ZÀ-Ý][\w'’-]{1,30}", r"d['’][A-ZÀ-Ý][\w'’-]{0,30}|de|du|la"
_NAME = re.compile(
    rf"^(?!L[ea] |L['’]|Pour |Par |P/|Sign)(?:M\. |Mme )?{_CAPITAL}(?: (?:{_CAPITAL}|{_PARTICLE})){{1,5}}$"
)
# The footer of a gazette, glued behind the last word of a page.
_FOOTER = re.compile(rf"(?:[A-ZÀ-Ý](?:(?! - )[^\n]){{0,150}})? - {NUMBER} - ")
_GLUED = re.compile(
    r"(?<=[a-zà-ÿA-ZÀ-Ý.)])(?=(?:Pr[ée]fecture|Direction|Agence|Sous-pr[ée]fecture|Centre|Service|Secr[ée]tariat)\b)"
)
_LINES, _REACH, _LONGEST = 7, 600, 200
_LONGEST_NAME = 28  # in capitals; what is longer is the heading of the next part


class Closing(NamedTuple):
    """From code point `start` of a page: the date (ISO 8601) and the lines that follow, each with its place."""

    page: int
    start: int
    date: str
    lines: tuple[tuple[int, str], ...]

    def read_signatory(self, page: int, end: int) -> str:
        """Who signed, as written; lines from code point `end` of `page` belong to the next act."""
        lines = [line for place, line in self.lines if self.page < page or place < end]
        return " ".join(lines)[:_LONGEST].strip(" ,")


def find_closings(text: str, page: int) -> Iterator[Closing]:
    """What stands at the end of acts, in order."""
    for match in _MADE.finditer(text):
        first_line = match.start("below") if match["below"] else match.end()
        for end in (first_line, match.end()):
            date = find_date(text[match.start() : end], "")
            if date.source == "rule":
                yield Closing(page, match.start(), date.value, tuple(_list_lines(text, end)))
                break


def _list_lines(text: str, begin: int) -> Iterator[tuple[int, str]]:
    """Lines up to a name, or to what is no signature any more."""
    place, given = begin, 0
    for line in text[begin : begin + _REACH].split("\n"):
        words = " ".join(_cut_footer(line).split())
        if not _PASSED_OVER.match(words):
            is_section = given and words.isupper() and len(words) > _LONGEST_NAME
            if _ENDS.search(words) or given == _LINES or is_section:
                return
            yield place, words
            given += 1
        if _NAME.match(words) or len(words) < len(" ".join(line.split())) or (words.endswith(".") and given):
            return
        place += len(line) + 1


def _cut_footer(line: str) -> str:
    """The words before a running footer."""
    footer = _FOOTER.search(line)
    if not footer:
        return line
    glued = _GLUED.search(line, 0, footer.end())
    return line[: glued.start() if glued else footer.start()]


def find_first_closing(
    closings: Sequence[Closing], begin: tuple[int, int], end: tuple[int, int]
) -> Closing | None:
    """The first of them (in order) between two places, each a page and a code point; None without any."""
    first = bisect_left(closings, begin, key=_find_place)
    return closings[first] if first < len(closings) and closings[first][:2] < end else None


def _find_place(closing: Closing) -> tuple[int, int]:
    return closing[:2]
