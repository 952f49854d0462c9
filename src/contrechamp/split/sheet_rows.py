"""Rows of sheets and of delimited text: every line of such a page is a row, and its label says which ones."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.split.headings import is_heading
from contrechamp.split.piece import Piece, fill_cells, fill_columns
from contrechamp.split.written_rows import cut_cells, cut_lines
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Row

RULE = "sheet-rows"
_LABEL = re.compile(r"(?:(.{0,200}), )?lignes (\d{1,10})–(\d{1,10})", re.DOTALL)
_AMONG = 10  # the first rows, one of which may name the columns
_TITLE = 0.5  # part of the headings that a row above them fills at most: it is a title


class Span(NamedTuple):
    """Rows `first` to `last` (from 1) of the sheet `name`, "" where the file is one table."""

    name: str
    first: int
    last: int


class SheetRows:
    """Finds the table of each page of sheets; one sheet is one table, its headings are kept for all its pages."""

    def __init__(self) -> None:
        self._span, self._has_begun = Span("", 0, 0), False
        self._columns: tuple[str, ...] = ()
        self._early: list[
            tuple[str, ...]
        ] = []  # the rows of the sheet among which the reader finds its headings

    def take(self, page: Page, span: Span) -> Iterator[Piece]:
        """The rows of this page but the headings and the titles above them; one column is no table."""
        lines = cut_lines(page.text)
        rows = [Row(cells) for start, end in lines if (cells := cut_cells(page.text[start:end], start))]
        continues = span.name == self._span.name and span.first > self._span.last > 0
        self._span = span
        if continues:
            rows = self._drop_repeated(page.text, rows)
        else:
            self._has_begun = False
            rows = self._begin(page.text, rows)
        columns = fill_columns(self._columns, rows)
        if rows and len(columns) > 1:
            yield Piece(columns, tuple(rows), RULE, continues and self._has_begun)
            self._has_begun = True

    def _begin(self, text: str, rows: list[Row]) -> list[Row]:
        self._early = [fill_cells(text, row.cells) for row in rows[:_AMONG]]
        place = _find_heading(self._early, width=len(fill_columns((), rows)))
        self._columns = () if place is None else self._early[place]
        return rows if place is None else rows[place + 1 :]

    def _drop_repeated(self, text: str, rows: list[Row]) -> list[Row]:
        """The reader writes the headings again at the top of each page."""
        said = fill_cells(text, rows[0].cells) if rows else ()
        return rows[1:] if said in self._early and is_heading(said, width=len(said)) else rows


def find_span(label: str) -> Span | None:
    """Which rows a page holds, by its label ("Feuille, lignes 101–200"); None for any other page."""
    found = _LABEL.fullmatch(label) if "lignes " in label else None
    return Span(found[1] or "", int(found[2]), int(found[3])) if found else None


def _find_heading(early: list[tuple[str, ...]], *, width: int) -> int | None:
    """Place of the row that names the columns; None where a row as full as it stands above it."""
    for place, said in enumerate(early):
        filled = sum(map(bool, said))
        if is_heading(said, width=width):
            above = [sum(map(bool, row)) for row in early[:place]]
            return place if max(above, default=0) <= _TITLE * filled else None
    return None
