"""Things gathered for the eye: a grid of the globe at the view's scale, then marks that would overlap are joined."""

import math
from typing import NamedTuple

import numpy as np

from contrechamp.draw.map_view import STATES, MapPoints, MapView

_CELL = 24  # pixels: as wide as a finger needs
_STEPS = (1, 2, 3, 4, 6, 8, 12, 16)
MOST_MARKS = 140
SINGLE_RADIUS = 9.0
FINGER_RADIUS = 12.0  # WCAG 2.2, 2.5.8: targets of 24 pixels
_GAP = 0.5
_FANNED, _FAN_RADIUS = 9, 26.0


class Mark(NamedTuple):
    """One sign on the map: a thing alone, or several. `members` are places in the columns of MapPoints."""

    x: float  # pixels from the frame's upper left corner
    y: float
    members: np.ndarray
    mix: tuple[int, ...]  # how many of each state

    @property
    def count(self) -> int:
        return len(self.members)

    @property
    def radius(self) -> float:
        """Pixels. It grows with the digits of the count, so that the count fits into it."""
        return SINGLE_RADIUS if self.count == 1 else 10.0 + 5.0 * math.log10(self.count)


def gather_marks(points: MapPoints, view: MapView, *, most: int = MOST_MARKS) -> list[Mark]:
    """At most about `most` marks that do not overlap, from north to south; each thing in view is in one of them."""
    x, y = view.place(*points.world)
    seen = np.flatnonzero((x >= 0) & (x < view.width) & (y >= 0) & (y < view.height))  # NaN is never seen
    if not seen.size:
        return []
    x, y = x[seen], y[seen]
    cells = _choose_cells(x, y, view, most=most)
    marks = _sum_cells(x, y, cells, members=seen, states=points.state)
    marks = _join_overlapping(marks)
    if view.is_nearest:
        marks = [part for mark in marks for part in _fan_out(mark, points)]
    return sorted(marks, key=lambda mark: (mark.y, mark.x))


def _choose_cells(x: np.ndarray, y: np.ndarray, view: MapView, *, most: int) -> np.ndarray:
    """The cell of each thing, in the finest grid that has few enough of them in use.

    The grid is anchored on the globe, not on the frame: who moves the map sideways finds the same clusters. Every other
    row is moved by half a cell, so that clusters stand as in a honeycomb.
    """
    first_x, first_y = view.origin[0] * view.scale, view.origin[1] * view.scale
    for step in _STEPS:
        side = _CELL * step
        rows = ((y + first_y % side) // side).astype(np.int32)
        is_moved = (rows + int(first_y // side)) % 2
        columns = ((x + first_x % side + is_moved * (side / 2)) // side).astype(np.int32)
        cells = columns + (view.width // side + 3) * rows
        if np.count_nonzero(np.bincount(cells)) <= most:
            break
    return cells


def _sum_cells(
    x: np.ndarray, y: np.ndarray, cells: np.ndarray, *, members: np.ndarray, states: np.ndarray
) -> list[Mark]:
    """A mark for each cell in use, in the middle of its things."""
    order = np.argsort(cells.astype(np.uint16) if cells.max() < 1 << 16 else cells, kind="stable")
    _, starts, counts = np.unique(cells[order], return_index=True, return_counts=True)
    middles = [np.add.reduceat(column[order], starts) / counts for column in (x, y)]
    ordered, ranks = members[order], np.repeat(np.arange(len(starts)), counts)
    mixes = np.bincount(ranks * STATES + states[ordered], minlength=len(starts) * STATES)
    return [
        Mark(float(middle_x), float(middle_y), part, tuple(mix))
        for middle_x, middle_y, part, mix in zip(
            *middles, np.split(ordered, starts[1:]), mixes.reshape(-1, STATES).tolist(), strict=True
        )
    ]


def _join_overlapping(marks: list[Mark]) -> list[Mark]:
    """Each mark, largest first, takes in the smaller ones that it would cover; again until none covers another."""
    while True:
        marks.sort(key=lambda mark: -mark.count)
        kept = _join_once(marks)
        if len(kept) == len(marks):
            return kept
        marks = kept


def _join_once(marks: list[Mark]) -> list[Mark]:
    places = np.array([(mark.x, mark.y) for mark in marks])
    radii = np.array([max(mark.radius, FINGER_RADIUS) for mark in marks])
    is_left = np.ones(len(marks), bool)
    kept = []
    for rank, mark in enumerate(marks):
        if not is_left[rank]:
            continue
        is_near = np.hypot(*(places - places[rank]).T) < radii + radii[rank] + _GAP
        taken = np.flatnonzero(is_near & is_left)
        is_left[taken] = False
        kept.append(_join([marks[one] for one in taken.tolist()]) if len(taken) > 1 else mark)
    return kept


def _join(marks: list[Mark]) -> Mark:
    total = sum(mark.count for mark in marks)
    return Mark(
        sum(mark.x * mark.count for mark in marks) / total,
        sum(mark.y * mark.count for mark in marks) / total,
        np.concatenate([mark.members for mark in marks]),
        tuple(map(sum, zip(*(mark.mix for mark in marks), strict=True))),
    )


def _fan_out(mark: Mark, points: MapPoints) -> list[Mark]:
    """At the nearest scale a few things on one mast stand in a ring around it; many stay one mark."""
    if not 1 < mark.count <= _FANNED:
        return [mark]
    return [_fan_one(mark, points, rank=rank) for rank in range(mark.count)]


def _fan_one(mark: Mark, points: MapPoints, *, rank: int) -> Mark:
    turn = 2 * math.pi * rank / mark.count
    member = mark.members[rank : rank + 1]
    mix = tuple(int(points.state[member[0]] == state) for state in range(STATES))
    return Mark(mark.x + _FAN_RADIUS * math.sin(turn), mark.y - _FAN_RADIUS * math.cos(turn), member, mix)
