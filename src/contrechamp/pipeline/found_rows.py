"""The rows of a page whose columns are understood, with the mentions that stand in each."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence

from contrechamp.link.gathering import RowSpan
from contrechamp.link.proposing import SaidRow
from contrechamp.spot.columns import Columns
from contrechamp.spot.rows import RowCell, give_cells, give_rows
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention
from contrechamp.vocabulary.table import Table

_TELLING = "cameras"  # a table that is of surveillance, whatever its rows say
_PROPOSED = ("contracts", _TELLING)


def give_said_rows(
    page: Page, tables: Sequence[Table], mentions: Sequence[Mention], *, columns: Columns
) -> Iterator[tuple[RowSpan, SaidRow | None]]:
    """Each row, and what it says where it may be proposed. `mentions` are in the order of the text."""
    starts = [one.start for one in mentions]
    for table in tables:
        for understanding, headings, row in give_rows(page, table, columns):
            if not understanding.kind or not row.cells:
                continue
            start, end = min(cell.start for cell in row.cells), max(cell.end for cell in row.cells)
            span = RowSpan(start, end, understanding.kind == _TELLING)
            if understanding.kind not in _PROPOSED:
                yield span, None
                continue
            cells = _gather(give_cells(page.text, row, understanding, headings))
            inside = mentions[bisect_left(starts, start) : bisect_left(starts, end)]
            words = " ".join(page.text[start:end].split())
            yield span, SaidRow(understanding.kind, page.number, start, end, words, cells, inside)


def _gather(cells: Iterable[RowCell]) -> dict[str, str]:
    """What the row says of each field: all lines of its first column, as two columns may have one meaning."""
    said: dict[str, tuple[int, str]] = {}
    for cell in cells:
        if cell.field:
            column, words = said.setdefault(cell.field, (cell.column, ""))
            if column == cell.column:
                said[cell.field] = (column, f"{words} {cell.text}".strip())
    return {field: words for field, (_column, words) in said.items()}
