"""The tables of a page, as rows of cells, and as CSV."""

from collections.abc import Sequence
from typing import NamedTuple

from django.urls import reverse

from contrechamp.pipeline.steps import SPLIT
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span
from contrechamp.vocabulary.table import Row, Table, read_cells
from contrechamp.website.interface.marks import Piece, cut_pieces
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library.passages import is_sound

MOST_TABLES = 20  # shown under one page
MOST_ROWS = 200  # shown of one table; the CSV has them all
_NEARLY_ALL = 0.9  # of the lines of a page that is nothing but a table


class ShownRow(NamedTuple):
    """What each cell says, its hits marked; the line on which the row stands, 0 where it has no line of its own.

    `address` quotes the row, "" where no passage can hold it.
    """

    line: int
    address: str
    cells: tuple[tuple[Piece, ...], ...]


class ShownTable(NamedTuple):
    """A table of a page: what its cells say, what found it, and the address of its CSV."""

    rank: int
    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    row_count: int
    rule: str
    version: str
    address: str

    @property
    def is_numbered(self) -> bool:
        return any(row.line for row in self.rows)


def list_tables(card: DocumentCard, shown: Page, spans: Sequence[Span] = ()) -> list[ShownTable]:
    """The tables of a page, in their order; `spans` are marked in their cells."""
    tables = find_observatory().findings.tables(card.digest, shown.number)[:MOST_TABLES]
    return [
        ShownTable(
            rank=table.rank,
            columns=tuple(map(show_plain, table.columns)),
            rows=tuple(
                show_row(card, shown, row, width=len(table.columns), spans=spans)
                for row in table.rows[:MOST_ROWS]
            ),
            row_count=len(table.rows),
            rule=table.rule,
            version=SPLIT.version,
            address=reverse("table", args=[card.digest, shown.number, table.rank]),
        )
        for table in tables
    ]


def show_row(card: DocumentCard, shown: Page, row: Row, *, width: int, spans: Sequence[Span]) -> ShownRow:
    """A row that stands on one line of the page can be quoted by it; one drawn over several lines cannot."""
    whole = Span(min(cell.start for cell in row.cells), max(cell.end for cell in row.cells))
    if len(shown.lines) or "\n" in shown.text[whole.start : whole.end]:
        said = read_cells(shown.text, row, columns=width)
        return ShownRow(0, "", tuple((Piece(show_plain(text)),) for text in said))
    cells: list[tuple[Piece, ...]] = [()] * width
    for cell in row.cells:
        near = [span for span in spans if span.start < cell.end and span.end > cell.start]
        cells[cell.column] = cut_pieces(shown.text, near, start=cell.start, end=cell.end)
    line = shown.text.count("\n", 0, whole.start) + 1
    address = reverse("passage", args=[card.digest, shown.number, *whole])
    return ShownRow(line, address if is_sound(shown.text, whole) else "", tuple(cells))


def list_row_lines(tables: Sequence[ShownTable]) -> set[int]:
    """The lines of a page that are rows of these tables."""
    return {row.line for table in tables for row in table.rows if row.line}


def is_all_table(shown: Page, tables: Sequence[ShownTable]) -> bool:
    """Whether nearly every line of a page that we set is a row, or the headings of some."""
    lines = sum(1 for line in shown.text.split("\n") if line.strip())
    return bool(tables) and len(list_row_lines(tables)) + len(tables) >= _NEARLY_ALL * lines


def find_table(card: DocumentCard, shown: Page, rank: int) -> Table | None:
    """The table of this rank in its document, if it stands on this page."""
    tables = find_observatory().findings.tables(card.digest, shown.number)
    return next((table for table in tables if table.rank == rank), None)


def read_rows(table: Table, text: str, *, most: int | None = None) -> list[tuple[str, ...]]:
    """What the rows say, a text for each column."""
    width = len(table.columns)
    return [tuple(map(show_plain, read_cells(text, row, columns=width))) for row in table.rows[:most]]
