"""Tables drawn on a page: columns that hold, rows, headings; a table goes on in the next column and over the page."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from contrechamp.split.drawn_columns import Stretch, find_stretches
from contrechamp.split.drawn_items import (
    Band,
    Item,
    cut_regions,
    drop_running,
    list_items,
    make_bands,
    may_hold_table,
)
from contrechamp.split.drawn_rows import make_row, make_rows
from contrechamp.split.headings import is_heading
from contrechamp.split.piece import Piece, fill_cells
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Row

RULE = "drawn-rows"
_LEADER = re.compile(r"[.…_·]{4,}|(?:\. ){4,}")
_MARK = re.compile(r"[-‐–—•●▪■□o*·✓➢►§\ue000-\uf8ff]|\(?\w{1,4}[.)°]{1,2}|[a-z]-", re.ASCII)
_FIGURES = re.compile(r"[^\W\d]{0,3}[\s.]{0,2}[-+]?\d[\d\s.,/%€]*[^\W\d]{0,4}")
_PROSE = 45  # characters, as a median: cells of two columns that are longer are sentences
_FEWEST = 3  # rows, headings included, for a table
_FEWEST_OF_TWO = 6  # rows of a table of two columns without figures or headings: others are letters' heads
_AROUND = 2  # bands between a table and the border of its page or column: running headings
_SHIFT = 0.03  # of the page's width, by which a column may be shifted on the next page
_CONTINUED = re.compile(r"\s*\(suite\)\s*$", re.IGNORECASE)


@dataclass(frozen=True)
class _Drawn:
    """A table of one region: its rows, what the first one says if it seems to hold headings, and whether the table
    touches the borders of its region.
    """

    stretch: Stretch
    all_rows: tuple[Row, ...]
    headings: tuple[str, ...]
    is_first: bool
    is_last: bool

    @property
    def rows(self) -> tuple[Row, ...]:
        """Without the headings."""
        return self.all_rows[bool(self.headings) :]

    @property
    def offsets(self) -> list[float]:
        return [left - self.stretch.columns[0][0] for left, _ in self.stretch.columns]


class DrawnRows:
    """Finds the drawn tables of one page after the other; a table without headings may go on with those before it."""

    def __init__(self) -> None:
        self._last: _Drawn | None = None
        self._columns: tuple[str, ...] = ()

    def take(self, page: Page) -> Iterator[Piece]:
        """The tables of this page, in the order of its text; parts of one table in two columns are one."""
        pieces: list[Piece] = []
        for drawn in _find_drawn(page):
            if self._goes_on(drawn, page.width):
                before = pieces.pop() if pieces else None
                rows = drawn.rows if self._is_repeated(drawn) else drawn.all_rows
                rows = (*before.rows, *rows) if before else rows
                pieces.append(Piece(self._columns, rows, RULE, before.continues if before else True))
            else:
                self._columns = drawn.headings or ("",) * len(drawn.stretch.columns)
                pieces.append(Piece(self._columns, drawn.rows, RULE))
            self._last = drawn
        if not pieces:
            self._last = None
        return (piece for piece in pieces if piece.rows)

    def _is_repeated(self, drawn: _Drawn) -> bool:
        """Whether the first row says the headings again; under known headings, another one only looks like some."""
        return not any(self._columns) or _tell_names(drawn.headings) == _tell_names(self._columns)

    def _goes_on(self, drawn: _Drawn, width: float) -> bool:
        last = self._last
        if last is None or len(last.stretch.columns) != len(drawn.stretch.columns):
            return False
        if any(map(_CONTINUED.search, drawn.headings)):
            return _tell_names(drawn.headings) == _tell_names(self._columns)
        shift = _SHIFT * (width or 595.0)
        near = all(abs(one - other) < shift for one, other in zip(last.offsets, drawn.offsets, strict=True))
        return last.is_last and drawn.is_first and near


def _tell_names(headings: Sequence[str]) -> list[str]:
    return [_CONTINUED.sub("", said) for said in headings]


def _find_drawn(page: Page) -> Iterator[_Drawn]:
    items = list_items(page)
    if not may_hold_table(items):
        return
    for region in cut_regions(items, height=page.height):
        bands = drop_running(make_bands(region), height=page.height)
        for stretch in find_stretches(bands):
            drawn = _make_drawn(page.text, region, bands, stretch)
            if drawn:
                yield drawn


def _make_drawn(text: str, region: list[Item], bands: list[Band], stretch: Stretch) -> _Drawn | None:
    chosen = {item.start for band in bands[stretch.first : stretch.end] for item in band.items}
    items = [item for item in region if item.start in chosen]
    groups = make_rows(items, columns=stretch.columns, text=text)
    rows = [make_row(group, text) for group in groups]
    said = [_pad(fill_cells(text, row.cells), len(stretch.columns)) for row in rows]
    has_heading = len(said) > 1 and (
        is_heading(said[0], width=len(stretch.columns)) or _stands_over_figures(said)
    )
    if not _is_table(said, has_heading=has_heading):
        return None
    return _Drawn(
        stretch,
        tuple(rows),
        said[0] if has_heading else (),
        is_first=stretch.first <= _AROUND,
        is_last=stretch.end >= len(bands) - _AROUND,
    )


def _pad(said: tuple[str, ...], width: int) -> tuple[str, ...]:
    return said + ("",) * (width - len(said))


def _is_table(said: Sequence[tuple[str, ...]], *, has_heading: bool) -> bool:
    """Neither a list with marks, nor a summary with leaders, nor sentences or addresses side by side."""
    full = [row for row in said if sum(bool(cell) and not _MARK.fullmatch(cell) for cell in row) > 1]
    fewest = _FEWEST - (has_heading and len(said[0]) > 2)
    if len(full) < fewest or sum(any(map(_LEADER.search, row)) for row in full) * 2 > len(full):
        return False
    columns = [[cell for cell in column if cell] for column in zip(*said[has_heading:], strict=True)]
    columns = [column for column in columns if not all(map(_MARK.fullmatch, column))]
    if len(columns) < 2:
        return False
    if len(columns) > 2 or has_heading:
        return True
    if any(_count_figures(column) * 2 > len(column) for column in columns):
        return True
    lengths = sorted(max(map(len, row)) for row in full)
    return len(full) >= _FEWEST_OF_TWO and lengths[len(lengths) // 2] < _PROSE


def _stands_over_figures(said: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row has words, be they the same, where the others have figures, in most of its columns."""
    first, *others = said
    if not all(first) or _count_figures(list(first)):
        return False
    figures = sum(
        _count_figures([cell for cell in column if cell]) * 2 > len(others)
        for column in zip(*others, strict=True)
    )
    return figures * 2 > len(first) > 2


def _count_figures(column: list[str]) -> int:
    return sum(map(bool, map(_FIGURES.fullmatch, column)))
