"""Tables: rows and cells, each cell with its exact place in the text of its page."""

import re
from collections.abc import Iterable
from typing import NamedTuple

CELL_SEPARATOR = " | "  # between the cells of a row that a reader writes on one line; never inside a cell
_LONE_BAR = re.compile(r"(?<!\S)\|(?!\S)")


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
    the tables of a document from 1; the pieces of one table share it. `rule` says what found it.
    """

    rank: int
    page: int
    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rule: str


def read_cells(text: str, row: Row, *, columns: int) -> tuple[str, ...]:
    """What each column says in this row of the page's text: blanks and line ends as one blank, broken words whole."""
    said = [""] * columns
    for cell in row.cells:
        said[cell.column] = _join_lines(said[cell.column], " ".join(text[cell.start : cell.end].split()))
    return tuple(said)


def _join_lines(above: str, below: str) -> str:
    """Two lines of one cell. A hyphen between them is dropped before small letters, unless the word holds another.

    "polyva-" "lente" is one word; "Saint-" "Merri" and "Pas-de-" "la-Mule" keep theirs.
    """
    if not above or not below:
        return above or below
    if not (above.endswith("-") and above[-2:-1].isalpha() and below[0].isalpha()):
        return f"{above} {below}"
    before, after = above[:-1].rpartition(" ")[2], below.partition(" ")[0]
    is_broken = below[0].islower() and "-" not in before and "-" not in after
    return (above[:-1] if is_broken else above) + below


def join_cells(cells: Iterable[str]) -> str:
    """One line for a row of cells without line ends; a bar that stands alone in a cell becomes a broken one ("¦").

    So the line is cut at CELL_SEPARATOR into the same cells again.
    """
    return CELL_SEPARATOR.join(_LONE_BAR.sub("¦", cell) if "|" in cell else cell for cell in cells)
