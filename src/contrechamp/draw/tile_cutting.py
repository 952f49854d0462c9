"""Lines and areas cut along the edges of tiles, with a margin so that no seam shows."""

from collections.abc import Iterator
from itertools import pairwise

import numpy as np

from contrechamp.draw.tile_writing import EXTENT

_MARGIN = 64  # units of a tile beyond its edges
_FLAT = 3.0  # units: corners that stand out less are left out; a pixel is eight
_FLAT_LAST = 1.0  # the same at the last zoom, which is looked at from nearer
_FEW_CORNERS = 8  # thinning them saves nothing
_MOST_TILES = 1_024  # of one feature

type Line = list[tuple[int, int]]


def cut_shape(
    world: np.ndarray, zoom: int, *, is_area: bool, is_last: bool, is_hole: bool = False
) -> Iterator[tuple[int, int, list[Line]]]:
    """The parts of a line (n, 2) of the square of side one in each tile of a zoom: tile x, y, lines in its units."""
    corners = _thin_out(np.rint(world * (EXTENT << zoom)).astype(np.int64), _FLAT_LAST if is_last else _FLAT)
    if len(corners) < (3 if is_area else 2):
        return
    if (
        is_area and (_measure_area(corners) < 0) != is_hole
    ):  # clockwise as y grows downwards; holes the other way
        corners = corners[::-1]
    first, last = (
        (limit + margin) // EXTENT
        for limit, margin in ((corners.min(axis=0), -_MARGIN), (corners.max(axis=0), _MARGIN))
    )
    columns, rows = (last - first + 1).tolist()
    if columns * rows > _MOST_TILES:
        return
    for column in range(int(first[0]), int(first[0]) + columns):
        for row in range(int(first[1]), int(first[1]) + rows):
            line = (corners - (column * EXTENT, row * EXTENT)).tolist()
            whole = [tuple(corner) for corner in line]
            if columns == rows == 1:
                yield column, row, [whole]
                continue
            cut = [_cut_area(whole)] if is_area else list(_cut_line(whole))
            if cut and cut[0]:
                yield column, row, cut


def _thin_out(corners: np.ndarray, flat: float) -> np.ndarray:
    """Without doubles, and without every other corner that lies on the line between its neighbours."""
    is_new = np.ones(len(corners), bool)
    is_new[1:] = np.any(corners[1:] != corners[:-1], axis=1)
    corners = corners[is_new]
    for turn in range(4):
        if len(corners) < _FEW_CORNERS:
            break
        chord, arm = corners[2:] - corners[:-2], corners[1:-1] - corners[:-2]
        length = np.hypot(*chord.T)
        is_kept = np.ones(len(corners), bool)
        is_kept[1:-1] = (np.abs(chord[:, 0] * arm[:, 1] - chord[:, 1] * arm[:, 0]) > flat * length) | (
            length == 0
        )
        is_kept[turn % 2 :: 2] = True
        corners = corners[is_kept]
    return corners


def _measure_area(corners: np.ndarray) -> float:
    """Twice the area, positive for a ring that runs clockwise on the page."""
    x, y = (corners - corners[0]).astype(float).T
    return float(x[:-1] @ y[1:] - x[1:] @ y[:-1])  # the last corner is joined to the first, which is 0, 0


def _cut_line(line: Line) -> Iterator[Line]:
    """The pieces of a line within the tile's margin, segment by segment (Liang and Barsky, 1984)."""
    piece: Line = []
    for start, end in pairwise(line):
        cut = _cut_segment(start, end)
        if cut is None or (piece and piece[-1] != cut[0]):
            if len(piece) > 1:
                yield piece
            piece = []
        if cut is not None:
            piece = piece or [cut[0]]
            if cut[1] != piece[-1]:
                piece.append(cut[1])
    if len(piece) > 1:
        yield piece


def _cut_segment(
    start: tuple[int, int], end: tuple[int, int]
) -> tuple[tuple[int, int], tuple[int, int]] | None:
    enter, leave = 0.0, 1.0
    for place, to in zip(start, end, strict=True):
        step = to - place
        for edge, sign in ((-_MARGIN, -1), (EXTENT + _MARGIN, 1)):
            gap = sign * (edge - place)
            if step * sign == 0:
                if gap < 0:
                    return None
            elif step * sign < 0:
                enter = max(enter, gap / (step * sign))
            else:
                leave = min(leave, gap / (step * sign))
    if enter > leave:
        return None
    points = (
        (start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1])) for t in (enter, leave)
    )
    first, last = ((round(x), round(y)) for x, y in points)
    return first, last


def _cut_area(ring: Line) -> Line:
    """What is left of an area within the tile's margin, edge by edge (Sutherland and Hodgman, 1974); [] for nothing."""
    for axis in (0, 1):
        for edge, sign in ((-_MARGIN, 1), (EXTENT + _MARGIN, -1)):
            kept: Line = []
            for before, corner in zip([*ring[-1:], *ring[:-1]], ring, strict=True):
                is_in, was_in = ((one[axis] - edge) * sign >= 0 for one in (corner, before))
                if is_in != was_in:
                    kept.append(_cross(before, corner, axis=axis, edge=edge))
                if is_in:
                    kept.append(corner)
            ring = kept
    return ring if len(ring) >= 3 else []


def _cross(before: tuple[int, int], corner: tuple[int, int], *, axis: int, edge: int) -> tuple[int, int]:
    part = (edge - before[axis]) / (corner[axis] - before[axis])
    other = round(before[1 - axis] + part * (corner[1 - axis] - before[1 - axis]))
    return (edge, other) if not axis else (other, edge)
