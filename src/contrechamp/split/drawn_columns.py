"""Columns: neighbouring bands whose items stand under one another, and never over two columns."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from contrechamp.split.drawn_items import MOST_COLUMNS, Band, Item

_FARTHEST = 4.0  # heights of a line: wider white ends a table
_CLOSE = 0.8  # heights: a line of headings over the first one stands no further
_OFF = 2.5  # letters between where a space is and where it is looked for
_SPACE, _NUMBERED = re.compile(" "), re.compile(r"\d[\d/.-]{0,15} ")
_HEADINGS = 2  # bands of headings at most, which may stand over several columns, or beside theirs


class Stretch(NamedTuple):
    """What stands in bands `first` to `end` (exclusive) of a region, in the order of the text, in which columns."""

    first: int
    end: int
    items: tuple[Item, ...]
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


def find_stretches(bands: Sequence[Band], text: str) -> Iterator[Stretch]:
    """Bands that share columns, at least two of them, from the top down."""
    bands, place, reached = list(bands), 0, 0
    while place < len(bands):
        if not 2 <= len(bands[place].items) <= MOST_COLUMNS:
            place += 1
            continue
        first, end, columns = _grow(bands, place, text)
        columns = _join_headings(columns, first)
        if len(columns) > (
            1 if end > first + 1 else 2
        ):  # a band alone may go on with a table, not with a list
            first, columns = _grow_up(bands, first, columns, reached=reached)
            reached = end
            items = sorted(item for band in bands[first:end] for item in band.items)
            sides = tuple((column.left, column.right) for column in columns)
            yield Stretch(first, end, tuple(items), sides)
        place = end


def _grow(bands: list[Band], first: int, text: str) -> tuple[int, int, list[_Column]]:
    """From a band with several items as far down as the columns hold."""
    columns = _begin(bands[first], first)
    place = first + 1
    while place < len(bands) and _is_near(bands[place - 1], bands[place]):
        below = _cut_spanning(columns, bands[place], text)
        placed = _place(columns, below.items, place) if len(below.items) <= MOST_COLUMNS else None
        if placed is None or len(placed) > MOST_COLUMNS:
            break
        is_beside = below.top < bands[place - 1].bottom
        if len(placed) <= len(columns) or len(below.items) > 1 or is_beside:  # one item alone opens no column
            if place - first <= _HEADINGS and _has_two_in_one(columns, below):
                first, placed = (
                    place,
                    _begin(below, place),
                )  # what stood above were headings over several columns
            columns, bands[place] = placed, below
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


def _cut_spanning(columns: Sequence[_Column], band: Band, text: str) -> Band:
    """Two cells with hardly a space between them, cut where their columns part.

    Of a line of a single item, which may be a sentence under the table, only a number at its start.
    """
    if len(band.items) < 2 and not (len(columns) > 2 and _NUMBERED.match(text, band.items[0].start)):
        return band
    items = [part for item in band.items for part in _cut_item(columns, item, text)]
    return band._replace(items=tuple(items)) if len(items) > len(band.items) else band


def _cut_item(columns: Sequence[_Column], item: Item, text: str) -> list[Item]:
    """The item, or two where it stands over two columns and has a space about where they part."""
    met = [column for column in columns if column.left < item.right and item.left < column.right]
    if len(met) != 2 or not met[0].bands & met[1].bands:
        return [item]
    letter = (item.right - item.left) / (item.end - item.start)
    wanted = item.start + ((met[0].right + met[1].left) / 2 - item.left) / letter - 0.5
    spaces = [found.start() + item.start for found in _SPACE.finditer(text[item.start : item.end])]
    space = min(spaces, key=lambda place: abs(place - wanted), default=-1)
    if space < 0 or abs(space - wanted) > _OFF:
        return [item]
    before = item._replace(end=space, right=min(met[0].right, item.right))
    return [before, item._replace(start=space + 1, left=max(met[1].left, item.left))]


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
