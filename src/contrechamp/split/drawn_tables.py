"""The tables drawn on one page: columns that hold, rows, headings; and what only looks like a table."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from statistics import median

from contrechamp.split.drawn_columns import Stretch, find_stretches
from contrechamp.split.drawn_items import (
    cut_regions,
    drop_running,
    list_items,
    make_bands,
    may_hold_table,
)
from contrechamp.split.drawn_rows import make_row, make_rows
from contrechamp.split.headings import is_heading
from contrechamp.split.piece import fill_cells
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Row

_MOST_ITEMS = 8_000  # pieces on one page: more are a drawing
_LEADER = re.compile(r"[.…_·]{4,}|(?:\. ){4,}")
_MARK = re.compile(r"[-‐–—•●▪■□o*·✓➢►§\ue000-\uf8ff]|\(?\w{1,4}[.)°]{1,2}|[a-z]-", re.ASCII)
_FIGURES = re.compile(r"[^\W\d]{0,3}[\s.]{0,2}[-+]?\d[\d\s.,/%€]*[^\W\d]{0,4}")
_SENTENCE = 30  # characters, as a median: where the cells of every column are longer, they are sentences
_PROSE = 45  # the same, of the wider of two columns without figures or headings
_FEWEST = 3  # rows, headings included, for a table
_FEWEST_OF_TWO = 6  # rows of a table of two columns without figures or headings: others are letters' heads
_AROUND = 2  # bands between a table and the border of its page or column: running headings


@dataclass(frozen=True)
class Drawn:
    """A table of one region of a page. `headings` are what its first row says, if that seems to hold some, else ().

    `is_sure` is False for so few rows that they are only a table where they go on with one; `is_first` and `is_last`
    say whether it touches the upper and the lower border of its region.
    """

    sides: tuple[tuple[float, float], ...]  # of its columns
    rows: tuple[Row, ...]
    headings: tuple[str, ...]
    is_sure: bool
    is_first: bool
    is_last: bool


def find_drawn(page: Page) -> Iterator[Drawn]:
    """The tables of each region of a page, in the order of its text."""
    items = list_items(page)
    if len(items) > _MOST_ITEMS or not may_hold_table(items):
        return
    for region in cut_regions(items, height=page.height):
        bands = drop_running(make_bands(region), height=page.height)
        for stretch in find_stretches(bands, page.text):
            drawn = _make_drawn(page.text, stretch, bands=len(bands))
            if drawn:
                yield drawn


def _make_drawn(text: str, stretch: Stretch, *, bands: int) -> Drawn | None:
    groups = make_rows(stretch.items, columns=stretch.columns, text=text)
    rows = [make_row(group, text) for group in groups]
    said = [_pad(fill_cells(text, row.cells), len(stretch.columns)) for row in rows]
    has_heading = is_heading(said[0], width=len(stretch.columns)) or _stands_over_figures(said)
    count = _count_rows(said, has_heading=has_heading)
    if not count:
        return None
    return Drawn(
        stretch.columns,
        tuple(rows),
        said[0] if has_heading else (),
        is_sure=count >= _FEWEST - (has_heading and len(said[0]) > 2),
        is_first=stretch.first <= _AROUND,
        is_last=stretch.end >= bands - _AROUND,
    )


def _pad(said: tuple[str, ...], width: int) -> tuple[str, ...]:
    return said + ("",) * (width - len(said))


def _count_rows(said: Sequence[tuple[str, ...]], *, has_heading: bool) -> int:
    """How many rows say something in several columns.

    None of a list with marks, of a summary with leaders, of sentences or addresses side by side.
    """
    full = [row for row in said if sum(bool(cell) and not _MARK.fullmatch(cell) for cell in row) > 1]
    if sum(any(map(_LEADER.search, row)) for row in full) * 2 > len(full):
        return 0
    columns = [[cell for cell in column if cell] for column in zip(*said[has_heading:], strict=True)]
    columns = [column for column in columns if not all(map(_MARK.fullmatch, column))]
    if len(columns) < 2 or min(map(_measure_cells, columns)) > _SENTENCE:
        return 0
    if len(columns) > 2 or has_heading:
        return len(full)
    if any(_count_figures(column) * 2 > len(column) for column in columns):
        return len(full)
    is_list = len(full) >= _FEWEST_OF_TWO and max(map(_measure_cells, columns)) < _PROSE
    return len(full) if is_list else 0


def _measure_cells(column: list[str]) -> float:
    return median(map(len, column))


def _stands_over_figures(said: Sequence[tuple[str, ...]]) -> bool:
    """Whether the first row has words, be they the same, where the others have figures, in most of its columns."""
    first, *others = said
    if not others or not all(first) or _count_figures(list(first)):
        return False
    figures = sum(
        _count_figures([cell for cell in column if cell]) * 2 > len(others)
        for column in zip(*others, strict=True)
    )
    return figures * 2 > len(first) > 2


def _count_figures(column: list[str]) -> int:
    return sum(map(bool, map(_FIGURES.fullmatch, column)))
