"""Columns: neighbouring bands whose items stand under one another, and never over two columns."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from contrechamp.split.drawn_items import Band, Item

_FARTHEST = 4.0  # heights of a line: wider white ends a table
_CLOSE = 0.8  # heights: a line of headings over the first one stands no further
_HEADINGS = 2  # bands of headings at most, which may stand over several columns, or beside theirs


class Stretch(NamedTuple):
    """Bands `first` to `end` (exclusive) of a region and the sides of their columns, from left to right."""

    first: int
    end: int
    columns: tuple[tuple[float, float], ...]


@dataclass
class _Column:
    """Its sides, and the bands in which it says something."""

    left: float
    right: float
    bands: set[int]

    def take(self, other: "_Column") -> None:
        self.left, self.right = min(self.left, other.left), max(self.right, other.right)
        self.bands |= other.bands


def find_stretches(bands: Sequence[Band]) -> Iterator[Stretch]:
    """Bands that share columns, at least two of them, from the top down."""
    place = reached = 0
    while place < len(bands):
        if len(bands[place].items) < 2:
            place += 1
            continue
        first, end, columns = _grow(bands, place)
        columns = _join_headings(columns, first)
        if len(columns) > 1 and end > first + 1:
            first, columns = _grow_up(bands, first, columns, reached=reached)
            reached = end
            yield Stretch(first, end, tuple((column.left, column.right) for column in columns))
        place = end


def _grow(bands: Sequence[Band], first: int) -> tuple[int, int, list[_Column]]:
    """From a band with several items as far down as the columns hold."""
    columns = _begin(bands[first], first)
    place = first + 1
    while place < len(bands) and _is_near(bands[place - 1], bands[place]):
        below = bands[place]
        placed = _place(columns, below.items, place)
        if placed is None:
            break
        is_beside = below.top < bands[place - 1].bottom
        if len(placed) <= len(columns) or len(below.items) > 1 or is_beside:  # one item alone opens no column
            if place - first <= _HEADINGS and _has_two_in_one(columns, below):
                first, placed = (
                    place,
                    _begin(below, place),
                )  # what stood above were headings over several columns
            columns = placed
            place += 1
        else:
            break
    return first, place, columns


def _grow_up(
    bands: Sequence[Band], first: int, columns: list[_Column], *, reached: int
) -> tuple[int, list[_Column]]:
    """Headings of several lines begin above the first band with several items, but not in the table above."""
    for place in range(first - 1, max(first - _HEADINGS, reached) - 1, -1):
        above, below = bands[place], bands[place + 1]
        placed = _place(columns, above.items, place)
        if placed is None or len(placed) != len(columns) or not _is_near(above, below, heights=_CLOSE):
            break
        first, columns = place, placed
    return first, columns


def _begin(band: Band, place: int) -> list[_Column]:
    return [_Column(item.left, item.right, {place}) for item in band.items]


def _place(columns: Sequence[_Column], items: Sequence[Item], place: int) -> list[_Column] | None:
    """The columns with a further band; None where an item stands over two that were filled side by side."""
    grown = [_Column(column.left, column.right, column.bands) for column in columns]
    for item in items:
        met = [column for column in grown if column.left < item.right and item.left < column.right]
        added = _Column(item.left, item.right, {place})
        if len(met) > 2 or (len(met) == 2 and met[0].bands & met[1].bands):
            return None
        for column in met:
            added.take(column)
        grown = sorted([*(c for c in grown if c not in met), added], key=lambda column: column.left)
    return grown


def _has_two_in_one(columns: Sequence[_Column], band: Band) -> bool:
    """Whether two items well apart stand under one column, so that this was a heading over several."""
    return any(
        after.left - before.right > before.bottom - before.top
        and any(column.left < before.right and after.left < column.right for column in columns)
        for before, after in pairwise(band.items)
    )


def _join_headings(columns: list[_Column], first: int) -> list[_Column]:
    """A heading that stands beside the cells of its column (figures on the right) belongs to them."""
    top = set(range(first, first + _HEADINGS))
    joined: list[_Column] = []
    for column in columns:
        last = joined[-1] if joined else None
        if last and not last.bands & column.bands and (last.bands <= top or column.bands <= top):
            last.take(column)
        else:
            joined.append(column)
    return joined


def _is_near(above: Band, below: Band, *, heights: float = _FARTHEST) -> bool:
    height = max(item.bottom - item.top for item in (*above.items, *below.items))
    return below.top - above.bottom < heights * height


def find_column(columns: Sequence[tuple[float, float]], item: Item) -> int:
    """The column in which the middle of an item lies, or to which it is nearest."""
    middle = (item.left + item.right) / 2
    whites = [max(left - middle, middle - right, 0.0) for left, right in columns]
    return whites.index(min(whites))
