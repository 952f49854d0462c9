"""Rows of a drawn table: which items belong to one row, where cells have several lines.

Two things tell it. Who draws a table draws cell after cell, so the text goes from left to right inside a row and back
to the left for the next one. And the lines of one cell stand closer together than two rows do.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from contrechamp.split.drawn_columns import find_column
from contrechamp.split.drawn_items import Item
from contrechamp.vocabulary.table import Cell, Row

_CLOSER = 0.75  # of the white on the other side: a line that is so much nearer belongs there
_WITHIN = 1.2  # heights: further apart, two lines are never one cell
_SLACK = 2.0  # points
_SHARED = 0.3  # of its height: a group that overlaps a row so much belongs to it
_GOES_ON = ("-", "‐", ",", "'", "’", "/", "(", "&", "+")


@dataclass
class Group:
    """Items that belong together, each with its column."""

    items: list[tuple[int, Item]]

    @property
    def top(self) -> float:
        return min(item.top for _, item in self.items)

    @property
    def bottom(self) -> float:
        return max(item.bottom for _, item in self.items)

    @property
    def columns(self) -> set[int]:
        return {column for column, _ in self.items}


def make_rows(items: Sequence[Item], *, columns: Sequence[tuple[float, float]], text: str) -> list[Group]:
    """The rows of a table whose items come in the order of the text, from the top down."""
    groups = _cut_groups([(find_column(columns, item), item) for item in items])
    for above, below in pairwise(groups):
        _give_down(above, below)
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
            groups.append(Group([]))
        groups[-1].items.append((column, item))
        last = column
    return groups


def _is_far(group: Group, item: Item) -> bool:
    above = group.items[-1][1]
    height = max(item.bottom - item.top, 5.0)
    return item.line != above.line and item.top - above.bottom > _WITHIN * height


def _give_down(above: Group, below: Group) -> None:
    """A last line of the last cell that stands nearer to the next row is the first line of that one."""
    if len(above.items) < 2 or not below.items:
        return
    (column, item), (before_column, before) = above.items[-1], above.items[-2]
    is_next_line = column == before_column and item.line != before.line
    if is_next_line and below.top - item.bottom < _CLOSER * (item.top - before.bottom) - 0.5:
        below.items.insert(0, above.items.pop())


def _join_groups(groups: list[Group], *, text: str) -> list[Group]:
    rows: list[Group] = []
    for place, group in enumerate(groups):
        below = groups[place + 1] if place + 1 < len(groups) else None
        if rows and _belongs_above(rows[-1], group, below, text=text):
            rows[-1].items += group.items
        elif below and _belongs_below(rows[-1] if rows else None, group, below):
            below.items[:0] = group.items
        else:
            rows.append(group)
    return rows


def _drop_last(rows: list[Group]) -> list[Group]:
    """A line under a table in one of its columns is no row where it stands further off than rows do."""
    while len(rows) > 2 and len(rows[-1].columns) == 1:
        whites = sorted(below.top - above.bottom for above, below in pairwise(rows[:-1]))
        if rows[-1].top - rows[-2].bottom <= whites[len(whites) // 2] + _SLACK:
            break
        rows.pop()
    return rows


def _belongs_above(row: Group, group: Group, below: Group | None, *, text: str) -> bool:
    height = max(group.bottom - group.top, 5.0)
    if min(row.bottom, group.bottom) - max(row.top, group.top) > _SHARED * height:
        return True
    if not _is_poor(group, row):
        return False
    up = group.top - row.bottom
    down = below.top - group.bottom if below else up
    line = max(group.items[0][1].bottom - group.items[0][1].top, 5.0)
    if up > _WITHIN * line or down < _CLOSER * up - 0.5:
        return False
    if len(group.columns) == 1 and (up < _CLOSER * down - 0.5 or 0 not in group.columns):
        return True
    return _goes_on(row, group, text)


def _is_poor(group: Group, row: Group) -> bool:
    """Whether a group fills fewer columns than the row above it, and none that is empty there."""
    return len(group.columns) < len(row.columns) and group.columns <= row.columns


def _belongs_below(row: Group | None, group: Group, below: Group) -> bool:
    if len(group.columns) > 1 or len(below.columns) < 2:
        return False
    down = below.top - group.bottom
    up = group.top - row.bottom if row else down * 2 + 1
    line = group.items[0][1].bottom - group.items[0][1].top
    return down < min(_CLOSER * up - 0.5, 0.5 * line) and group.columns <= below.columns


def _goes_on(row: Group, group: Group, text: str) -> bool:
    """Whether the words of the first column go on those of the row above."""
    said = text[group.items[0][1].start]
    above = [text[item.start : item.end] for column, item in row.items if column == 0]
    return bool(above) and (said.islower() or said in "(/&-–" or above[-1].endswith(_GOES_ON))
