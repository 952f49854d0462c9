"""CSV that opens in a spreadsheet as what it says: no cell of it is taken for a formula."""

import csv
import io
from collections.abc import Iterable, Sequence

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def render_csv(rows: Iterable[Sequence[object]]) -> str:
    """Rows as CSV (comma, CRLF, a byte order mark so that spreadsheets read UTF-8).

    A text that begins as a formula does is preceded by an apostrophe, as OWASP's page on CSV injection has it; numbers
    stay numbers.
    """
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    for row in rows:
        writer.writerow([guard_cell(cell) if isinstance(cell, str) else cell for cell in row])
    return "\ufeff" + out.getvalue()


def guard_cell(text: str) -> str:
    return f"'{text}" if text.startswith(_FORMULA) else text
