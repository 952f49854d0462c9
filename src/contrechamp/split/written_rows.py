"""Rows that a reader wrote one on a line (documents, web pages): neighbouring lines cut at the separator."""

from collections.abc import Iterator

from contrechamp.split.headings import is_heading
from contrechamp.split.piece import Piece, fill_cells, fill_columns
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import CELL_SEPARATOR, Cell, Row

RULE = "written-rows"
_FEWEST = 2  # rows, headings included: a single line may be a menu
_BRIDGED = 3  # columns at least, for a line of one cell between two rows to be a row
_SHORT = 120  # characters of such a line


class WrittenRows:
    """Finds the tables of one page after the other; a table goes on where a page begins with its rows."""

    def __init__(self) -> None:
        self._columns: tuple[str, ...] = ()  # of the table that reached the end of the last page
        self._is_open = False

    def take(self, page: Page) -> Iterator[Piece]:
        """The tables of this page, from top to bottom."""
        was_open, self._is_open = self._is_open, False
        if CELL_SEPARATOR not in page.text:
            return
        lines = cut_lines(page.text)
        for first, end in _find_runs(page.text, lines):
            continues = was_open and not first
            rows = [Row(cut_cells(page.text[start:stop], start)) for start, stop in lines[first:end]]
            if not continues and len(rows) < _FEWEST:
                continue
            columns, rows = self._part_headings(page.text, rows, continues=continues)
            self._columns, self._is_open = columns, end == len(lines)
            if rows:
                yield Piece(columns, tuple(rows), RULE, continues)

    def _part_headings(
        self, text: str, rows: list[Row], *, continues: bool
    ) -> tuple[tuple[str, ...], list[Row]]:
        said = fill_cells(text, rows[0].cells)
        if continues:
            is_repeated = said == self._columns[: len(said)] and any(said)
            rows = rows[1:] if is_repeated else rows
            return fill_columns(self._columns, rows), rows
        width = len(fill_columns((), rows))
        if is_heading(said, width=width):
            return fill_columns(said, rows), rows[1:]
        return fill_columns((), rows), rows


def cut_lines(text: str) -> list[tuple[int, int]]:
    """Where each line begins and ends (its "\\n" excluded)."""
    lines, at = [], 0
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return lines


def cut_cells(line: str, at: int) -> tuple[Cell, ...]:
    """The cells of a line that begins at code point `at`, without the blanks around them; empty ones left out."""
    cells = []
    for column, piece in enumerate(line.split(CELL_SEPARATOR)):
        said = piece.strip()
        if said:
            start = at + piece.index(said[0])
            cells.append(Cell(column, start, start + len(said)))
        at += len(piece) + len(CELL_SEPARATOR)
    return tuple(cells)


def _find_runs(text: str, lines: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """First line and end of each stretch of neighbouring rows."""
    widths = [text.count(CELL_SEPARATOR, start, end) + 1 for start, end in lines]
    place = 0
    while place < len(lines):
        first = place
        while place < len(lines) and (widths[place] > 1 or _is_bridge(lines, widths, place, first)):
            place += 1
        if place > first:
            yield first, place
        place += 1


def _is_bridge(lines: list[tuple[int, int]], widths: list[int], place: int, first: int) -> bool:
    """Whether a short line between two rows of one width is a row too, of one cell: it names those that follow."""
    if not first < place < len(lines) - 1 or not 0 < lines[place][1] - lines[place][0] <= _SHORT:
        return False
    return _BRIDGED <= widths[place - 1] == widths[place + 1]
