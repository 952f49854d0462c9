"""How an act ends: where and when it was made, and who signed."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.text.dates import find_date

_MADE = re.compile(
    r"(?<![^\W\d])fait[ \t]{1,8}(?:et[ \t]{1,8}d[ée]lib[ée]r[ée][ \t]{1,8})?(?:à|a|en)[ \t]{1,8}[^\n]{1,60}",
    re.I,
)
_SIGNED = re.compile(
    r"^[ \t]{0,40}(?:original[ \t]{1,4})?sign[ée]s?\b[^\n]{0,30}$|^[ \t]{0,40}\d{1,3}/\d{1,3}", re.I
)
_ENDS = re.compile(
    r"^[ \t]{0,40}(?:Vu\b|Article|Dans un d[ée]lai|Le pr[ée]sent|La pr[ée]sente|Voies|D[ée]lais|NB\b|Annexe|Copie|Destinataire|Conform[ée]ment)"
    r"| - (?:\d{2,3}|2[AB])-\d{4}-\d\d-\d\d-\d{3,5} - ",
    re.IGNORECASE,
)
_LINES, _LONGEST = 7, 200


class Closing(NamedTuple):
    """From code point `start` of a page: the date (ISO 8601, "" when unreadable) and who signed, as written."""

    page: int
    start: int
    date: str
    signatory: str


def find_closings(text: str, page: int) -> Iterator[Closing]:
    """What stands at the end of acts, in order."""
    for match in _MADE.finditer(text):
        line = text[match.start() : match.end()]
        date = find_date(line, "")
        if date.source == "rule":
            yield Closing(
                page, match.start(), date.value, _read_signatory(text[match.end() : match.end() + 600])
            )


def _read_signatory(text: str) -> str:
    kept: list[str] = []
    for line in text.split("\n")[: _LINES + 3]:
        end = _ENDS.search(line)
        words = " ".join((line[: _find_footer(line, end)] if end else line).split())
        if words and not _SIGNED.match(words) and words[0] != ",":
            kept.append(words)
        if end or len(kept) == _LINES or words.endswith("."):
            break
    return " ".join(kept)[:_LONGEST].strip()


def _find_footer(line: str, end: re.Match) -> int:
    """Where a running footer glued behind a name begins: at its first capital behind a small letter."""
    if not end.group().startswith(" - "):
        return end.start()
    glued = re.search(
        r"(?<=[a-zà-ÿA-ZÀ-Ý)])(?:Pr[ée]fecture|Direction|Agence|Sous-pr[ée]fecture|Centre)\b", line
    )
    return glued.start() if glued else 0
