"""Rows of a drawn table: which items belong to one row, where cells have several lines.

Two things tell it. Who draws a table draws cell after cell, so the text goes from left to right inside a row and back
to the left for the next one. And the lines of one cell stand closer together than two rows do.
"""

from collections.abc import Sequence
from itertools import pairwise

from contrechamp.split.drawn_columns import find_column
from contrechamp.split.drawn_items import Item
from contrechamp.vocabulary.table import Cell, Row

_CLOSER = 0.75  # of the white on the other side: a line that is so much nearer belongs there
_WITHIN = 1.2  # heights: further apart, two lines are never one cell
_LITTLE, _SLACK = 0.5, 2.0  # points
_SHARED = 0.3  # of its height: a group that overlaps a row so much belongs to it
_GOES_ON = "-‐,'’/(&+"


class Group:
    """Items that belong together, each with its column; it grows into a row."""

    def __init__(self, *placed: tuple[int, Item]):
        self.items: list[tuple[int, Item]] = []
        self.columns: set[int] = set()
        self.top, self.bottom = float("inf"), 0.0
        for pair in placed:
            self.add(*pair)

    def add(self, column: int, item: Item) -> None:
        self.items.append((column, item))
        self.columns.add(column)
        self.top, self.bottom = min(self.top, item.top), max(self.bottom, item.bottom)

    def take(self, other: "Group") -> None:
        for pair in other.items:
            self.add(*pair)


def make_rows(items: Sequence[Item], *, columns: Sequence[tuple[float, float]], text: str) -> list[Group]:
    """The rows of a table whose items come in the order of the text, from the top down."""
    groups = _cut_groups([(find_column(columns, item), item) for item in items])
    for place in range(1, len(groups)):
        groups[place - 1 : place + 1] = _give_down(*groups[place - 1 : place + 1])
    groups.sort(key=lambda group: group.top)
    return _drop_last(_join_groups(groups, text=text))


def make_row(group: Group, text: str) -> Row:
    """The cells of a row from left to right, from top to bottom; pieces of one cell on one line are one."""
    cells: list[Cell] = []
    for column, item in sorted(group.items, key=lambda pair: (pair[0], pair[1].start)):
        last = cells[-1] if cells else None
        if last and last.column == column and text[last.end : item.start].strip(" ") == "":
            cells[-1] = Cell(column, last.start, item.end)
        else:
            cells.append(Cell(column, item.start, item.end))
    return Row(tuple(cells))


def _cut_groups(placed: list[tuple[int, Item]]) -> list[Group]:
    """The text goes back to the left: a new group begins."""
    groups: list[Group] = []
    last = -1
    for column, item in placed:
        if not groups or column < last or (column == last and _is_far(groups[-1], item)):
            groups.append(Group())
        groups[-1].add(column, item)
        last = column
    return groups


def _is_far(group: Group, item: Item) -> bool:
    above = group.items[-1][1]
    height = max(item.bottom - item.top, above.bottom - above.top)
    return item.line != above.line and item.top - above.bottom > _WITHIN * height


def _give_down(above: Group, below: Group) -> tuple[Group, Group]:
    """A last line of the last cell that stands nearer to the next row is the first line of that one."""
    if len(above.items) > 1:
        (before_column, before), (column, item) = above.items[-2:]
        is_next_line = column == before_column and item.line != before.line
        if is_next_line and below.top - item.bottom < _CLOSER * (item.top - before.bottom) - _LITTLE:
            return Group(*above.items[:-1]), Group(above.items[-1], *below.items)
    return above, below


def _join_groups(groups: list[Group], *, text: str) -> list[Group]:
    rows: list[Group] = []
    for place, group in enumerate(groups):
        below = groups[place + 1] if place + 1 < len(groups) else None
        if rows and _belongs_above(rows[-1], group, below, text=text):
            rows[-1].take(group)
        elif below and _belongs_below(rows[-1] if rows else None, group, below):
            below.take(group)
        else:
            rows.append(group)
    return rows


def _drop_last(rows: list[Group]) -> list[Group]:
    """A line under a table in one of its columns is no row where it stands further off than rows do."""
    whites = sorted(below.top - above.bottom for above, below in pairwise(rows))
    while len(rows) > 2 and len(rows[-1].columns) == 1:
        if rows[-1].top - rows[-2].bottom <= whites[(len(rows) - 2) // 2] + _SLACK:
            break
        rows.pop()
    return rows


def _belongs_above(row: Group, group: Group, below: Group | None, *, text: str) -> bool:
    height = max(group.bottom - group.top, 5.0)
    if min(row.bottom, group.bottom) - max(row.top, group.top) > _SHARED * height:
        return (
            len(group.columns) == 1 or not group.columns & row.columns
        )  # else beside a cell of several rows
    if not _is_poor(group, row):
        return False
    up = group.top - row.bottom
    down = below.top - group.bottom if below else up
    line = max(group.items[0][1].bottom - group.items[0][1].top, 5.0)
    if up > _WITHIN * line or down < _CLOSER * up - _LITTLE:
        return False
    if len(group.columns) == 1 and (up < _CLOSER * down - _LITTLE or 0 not in group.columns):
        return True
    return _goes_on(row, group, text)


def _is_poor(group: Group, row: Group) -> bool:
    """Whether a group fills one column, or at most half of those of the row above it, and none that is empty there."""
    few = len(group.columns) == 1 or 2 * len(group.columns) <= len(row.columns)
    return few and group.columns < row.columns


def _belongs_below(row: Group | None, group: Group, below: Group) -> bool:
    if len(group.columns) > 1 or len(below.columns) < 2:
        return False
    down = below.top - group.bottom
    up = group.top - row.bottom if row else down * 2 + 1
    line = group.items[0][1].bottom - group.items[0][1].top
    return down < min(_CLOSER * up - _LITTLE, 0.5 * line) and group.columns <= below.columns


def _goes_on(row: Group, group: Group, text: str) -> bool:
    """Whether the words of the first column go on those of the row above."""
    said = text[group.items[0][1].start :][:2].lstrip("-–")  # a dash alone says that there is nothing
    above = next((item for column, item in reversed(row.items) if column == 0), None)
    return bool(above and said) and (said[0].islower() or said[0] in "(/&" or text[above.end - 1] in _GOES_ON)
