"""The tables of a document, page by page: each page goes to the finder that knows how its rows stand there."""

from collections.abc import Iterator

from contrechamp.split.drawn_pages import DrawnTables
from contrechamp.split.piece import Piece
from contrechamp.split.sheet_rows import SheetRows, find_span
from contrechamp.split.written_rows import WrittenRows
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Table


class TableFinder:
    """Takes the pages of one document in order and counts its tables; it keeps headings, no rows."""

    def __init__(self) -> None:
        self._rank = 0
        self._drawn, self._sheets, self._written = DrawnTables(), SheetRows(), WrittenRows()

    def take(self, page: Page) -> tuple[Table, ...]:
        """The tables of this page, from top to bottom."""
        tables = []
        for piece in self._find(page):
            self._rank += not piece.continues
            tables.append(Table(self._rank, page.number, piece.columns, piece.rows, piece.rule))
        return tuple(tables)

    def _find(self, page: Page) -> Iterator[Piece]:
        if len(page.lines):
            return self._drawn.take(page)
        span = find_span(page.label)
        return self._sheets.take(page, span) if span else self._written.take(page)
