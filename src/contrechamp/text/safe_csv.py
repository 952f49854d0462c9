"""CSV that opens in a spreadsheet as what it says: no cell of it, and no part of a cell, is taken for a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

SEPARATOR = ";"  # where the comma is in numbers, spreadsheets cut here
_SIGNS = "=+@＝＋－＠-"  # the wide ones count in some languages; a hyphen in the middle would make a range
_FORMULA = (*_SIGNS, "\t", "\r", "\n")
_CUTS = frozenset(";,\t\r\n")  # one of them is taken for the end of a cell by some spreadsheet
# Matches wherever it looks, so each character is looked at once; a number is no formula.
_BEFORE_A_SIGN = re.compile(
    rf"""([";,\s]++)((?![+-]\d[\d.\u00a0\u202f]{{0,30}}[)\]]?(?:[;,\t\r\n]|$))[{_SIGNS}])?+"""
)


def render_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (semicolon, CRLF, every cell in quotes, a byte order mark so that spreadsheets read UTF-8).

    What begins as a formula does is preceded by an apostrophe, and so is a part of a cell that would begin one if the
    file were cut at other signs, as OWASP's page on CSV injection has it; numbers stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=SEPARATOR, quoting=csv.QUOTE_ALL)
    for row in rows:
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def guard_cell(text: str) -> str:
    """The text of a cell, with an apostrophe before each sign that could begin a formula."""
    guarded = _BEFORE_A_SIGN.sub(_guard_part, text)
    return f"'{guarded}" if text.startswith(_FORMULA) else guarded


def _guard_part(found: re.Match[str]) -> str:
    blanks, sign = found[1], found[2]
    if sign and (not found.start() or not _CUTS.isdisjoint(blanks)):
        return f"{blanks}'{sign}"
    return found[0]
