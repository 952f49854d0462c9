"""What one page holds of one table, before the tables of a document are counted."""

from typing import NamedTuple

from contrechamp.vocabulary.table import Cell, Row, read_cells


class Piece(NamedTuple):
    """Rows under their headings; `continues` says that the table began on a page before."""

    columns: tuple[str, ...]
    rows: tuple[Row, ...]
    rule: str
    continues: bool = False


def fill_columns(columns: tuple[str, ...], rows: list[Row]) -> tuple[str, ...]:
    """The headings, with "" for each further column that a row has."""
    width = max((cell.column + 1 for row in rows for cell in row.cells), default=0)
    return columns + ("",) * (width - len(columns))


def fill_cells(text: str, cells: tuple[Cell, ...]) -> tuple[str, ...]:
    """The words of each column, up to the last one that says something."""
    return read_cells(text, Row(cells), columns=max((cell.column + 1 for cell in cells), default=0))
