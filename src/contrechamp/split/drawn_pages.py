"""Drawn tables from page to page: one goes on in the next column of a gazette and over the page, headings kept."""

import re
from collections.abc import Iterator, Sequence

from contrechamp.split.drawn_tables import Drawn, find_drawn
from contrechamp.split.piece import Piece
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Row

RULE = "drawn-rows"
_CONTINUED = re.compile(r"\s*\(suite\)\s*$", re.IGNORECASE)
_SHIFT = 20.0  # points by which the left sides of columns differ where only these can tell


class DrawnTables:
    """Finds the drawn tables of one page after the other; it keeps the columns of the last one, no rows."""

    def __init__(self) -> None:
        self._last: Drawn | None = None
        self._columns: tuple[str, ...] = ()
        self._sides: tuple[tuple[float, float], ...] = ()

    def take(self, page: Page) -> Iterator[Piece]:
        """The tables of this page, in the order of its text; parts of one table in two columns are one."""
        pieces: list[Piece] = []
        for drawn in find_drawn(page):
            places = self._match(drawn)
            if places:
                before = pieces.pop() if pieces else Piece(self._columns, (), RULE, continues=True)
                rows = drawn.rows[self._is_repeated(drawn) :]
                pieces.append(before._replace(rows=(*before.rows, *(_move(row, places) for row in rows))))
            elif drawn.is_sure:
                self._columns, self._sides = drawn.headings or ("",) * len(drawn.sides), drawn.sides
                pieces.append(Piece(self._columns, drawn.rows[bool(drawn.headings) :], RULE))
            else:
                continue
            self._last = drawn
        if not pieces:
            self._last = None
        return (piece for piece in pieces if piece.rows)

    def _is_repeated(self, drawn: Drawn) -> bool:
        """Whether the first row says the headings again; any other that looks like headings is one more row."""
        return bool(drawn.headings) and _tell_names(drawn.headings) == _tell_names(self._columns)

    def _match(self, drawn: Drawn) -> tuple[int, ...]:
        """For each column its place among those of the table before, if it goes on with that one; else ()."""
        if self._last is None:
            return ()
        if any(map(_CONTINUED.search, drawn.headings)):
            return tuple(range(len(self._columns))) if self._is_repeated(drawn) else ()
        if not (self._last.is_last and drawn.is_first):
            return ()
        if drawn.headings and not self._is_repeated(drawn) and not _is_near(self._sides, drawn.sides):
            return ()
        return match_columns(self._sides, drawn.sides)


def match_columns(
    above: Sequence[tuple[float, float]], below: Sequence[tuple[float, float]]
) -> tuple[int, ...]:
    """For each column of `below` the one of `above` that it stands under, where each has one of its own; else ().

    Columns that stand beside those of `above`, as in a gazette, are first moved under them.
    """
    if not 1 < len(below) <= len(above):
        return ()
    shift = above[0][0] - below[0][0] if below[0][0] > above[-1][1] or above[0][0] > below[-1][1] else 0.0
    places = []
    for left, right in below:
        met = [
            place for place, (start, end) in enumerate(above) if start < right + shift and left + shift < end
        ]
        if len(met) != 1:
            return ()
        places += met
    return tuple(places) if len(set(places)) == len(places) else ()


def _is_near(above: Sequence[tuple[float, float]], below: Sequence[tuple[float, float]]) -> bool:
    return len(above) == len(below) and all(
        abs((one[0] - above[0][0]) - (other[0] - below[0][0])) < _SHIFT
        for one, other in zip(above, below, strict=True)
    )


def _move(row: Row, places: Sequence[int]) -> Row:
    return Row(tuple(cell._replace(column=places[cell.column]) for cell in row.cells))


def _tell_names(headings: Sequence[str]) -> list[str]:
    return [_CONTINUED.sub("", said) for said in headings]
