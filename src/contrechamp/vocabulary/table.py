"""Tables: rows and cells, each cell with its exact place in the text of its page."""

from typing import NamedTuple


class Cell(NamedTuple):
    """Code points `start` to `end` (exclusive) of the page's text, in column `column` (from 0).

    A cell whose words stand apart in the text (several lines of a narrow column) has several cells with its column.
    """

    column: int
    start: int
    end: int


class Row(NamedTuple):
    """The cells of one row that say something, from left to right, from top to bottom."""

    cells: tuple[Cell, ...]


class Table(NamedTuple):
    """Rows of one page under the same columns; a table over several pages is one Table for each page.

    `columns` are the headings, "" for a column without one: those of the page where the table began. `rank` counts
    the tables of a document from 1; `rule` says what found it.
    """

    rank: int
    page: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rule: str


def read_cells(text: str, row: Row, *, columns: int) -> tuple[str, ...]:
    """What each column says in this row of the page's text; blanks and line ends as one blank."""
    said: list[list[str]] = [[] for _ in range(columns)]
    for cell in row.cells:
        said[cell.column].append(text[cell.start : cell.end])
    return tuple(" ".join(" ".join(pieces).split()) for pieces in said)
