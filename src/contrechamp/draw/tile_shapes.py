"""A tile cut into shapes that wait for a view: their paths are written once, and placed for each view."""

import math
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from contrechamp.draw.base_rules import (
    CLASSES,
    UNTAGGED,
    WANTED,
    find_class,
    find_naming,
    rank_place,
    read_name,
)
from contrechamp.draw.vector_tile import AREA, Feature, Layer, read_layers

_FLAT = 0.6  # units of the grid: corners that stand out less are left out
_SMOOTHINGS = 3
_LEAST_UNITS = 3  # about two pixels where the tile is seen at its largest
_STREET_RANK = 20.0


class TileName(NamedTuple):
    """A name in a tile: its middle in units of the grid; `room` is how long its line is, infinite for a point."""

    x: float
    y: float
    text: str
    kind: str
    rank: float
    turn: float
    room: float
    zoom: float


class TileShapes(NamedTuple):
    """Columns (n,) of shapes: what each is drawn as, its box (n, 4), about how many characters its path takes.

    Shape s has the parts firsts[s]:firsts[s + 1], part p the corners ends[p]:ends[p + 1] of `corners` (m, 2).
    """

    kinds: np.ndarray
    boxes: np.ndarray  # left, top, right, bottom
    weights: np.ndarray
    firsts: np.ndarray
    ends: np.ndarray
    corners: np.ndarray
    names: list[TileName]
    is_broken: bool = False


def make_empty(*, is_broken: bool = False) -> TileShapes:
    """A tile in which nothing is drawn."""
    none, start = np.zeros(0, np.int64), np.zeros(1, np.int64)
    return TileShapes(none, none.reshape(0, 4), none, start, start, none.reshape(0, 2), [], is_broken)


def cut_tile(tile: bytes, grid: int) -> TileShapes:
    """The shapes of a tile on a grid of so many units; MessageIsBroken where its bytes are no tile."""
    cut, names = [make_empty()], []
    for name, layer in read_layers(tile, WANTED, untagged=UNTAGGED):
        placed = layer.corners * (grid / layer.extent)
        names += _find_names(name, layer, placed=placed)
        kinds = np.array([find_class(name, feature) for feature in layer.features], np.int64)
        if (kinds >= 0).any():
            cut.append(_cut_layer(layer, kinds, placed=placed))
    return _join_shapes(cut)._replace(names=names)


def _join_shapes(cut: list[TileShapes]) -> TileShapes:
    """The shapes of several layers as one: what points into a column is moved along."""
    kinds, boxes, weights, _, _, corners = (np.concatenate(one) for one in list(zip(*cut, strict=True))[:6])
    parts, places, firsts, ends = 0, 0, [np.zeros(1, np.int64)], [np.zeros(1, np.int64)]
    for one in cut:
        firsts.append(one.firsts[1:] + parts)
        ends.append(one.ends[1:] + places)
        parts, places = parts + len(one.ends) - 1, places + len(one.corners)
    return TileShapes(kinds, boxes, weights, np.concatenate(firsts), np.concatenate(ends), corners, [])


def _cut_layer(layer: Layer, kinds: np.ndarray, *, placed: np.ndarray) -> TileShapes:
    """An area is one shape with its holes; each line of a feature is a shape of its own."""
    owners = np.repeat(np.arange(len(kinds)), [len(feature.parts) for feature in layer.features])
    is_area = np.array([feature.shape == AREA for feature in layer.features])[owners]
    corners, parts = _simplify(placed, layer.starts, is_drawn=kinds[owners] >= 0)
    counts = np.bincount(parts, minlength=len(owners))
    kept = np.flatnonzero(counts >= np.where(is_area, 3, 2))
    kept = kept[_measure_parts(corners, parts)[kept] >= _LEAST_UNITS]
    if not kept.size:
        return make_empty()
    corners, parts = corners[is_in := np.isin(parts, kept)], parts[is_in]
    ends = np.concatenate((np.searchsorted(parts, kept), [len(corners)]))
    is_first = np.ones(len(kept), bool)
    is_first[1:] = ~is_area[kept[1:]] | (owners[kept[1:]] != owners[kept[:-1]])
    firsts = np.flatnonzero(is_first)
    boxes = _find_boxes(corners, ends[firsts])
    weights = np.add.reduceat(_weigh_steps(corners), ends[firsts])
    firsts = np.append(firsts, len(kept))
    return TileShapes(kinds[owners[kept[firsts[:-1]]]], boxes, weights, firsts, ends, corners, [])


def _simplify(
    placed: np.ndarray, starts: np.ndarray, *, is_drawn: np.ndarray
) -> tuple[np.ndarray, np.ndarray]:
    """Corners on the grid without those that nobody would see, and the part that each belongs to."""
    parts = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    used = is_drawn[parts]
    corners, parts = np.rint(placed[used]).astype(np.int64), parts[used]
    same = np.zeros(len(corners), bool)
    same[1:] = (parts[1:] == parts[:-1]) & np.all(corners[1:] == corners[:-1], axis=1)
    corners, parts = corners[~same], parts[~same]
    for turn in range(_SMOOTHINGS):
        is_flat = _find_flat(corners, parts)
        is_flat[turn % 2 :: 2] = False  # never two neighbours in one go
        corners, parts = corners[~is_flat], parts[~is_flat]
    return corners, parts


def _find_flat(corners: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """Which corners lie on the straight line from the one before to the one behind, nearly."""
    is_flat = np.zeros(len(corners), bool)
    if len(corners) < 3:
        return is_flat
    chord, arm = corners[2:] - corners[:-2], corners[1:-1] - corners[:-2]
    length = np.hypot(*chord.T)
    apart = np.abs(chord[:, 0] * arm[:, 1] - chord[:, 1] * arm[:, 0])
    is_inner = parts[2:] == parts[:-2]
    is_flat[1:-1] = is_inner & (apart <= _FLAT * length) & (length > 0)
    return is_flat


def _measure_parts(corners: np.ndarray, parts: np.ndarray) -> np.ndarray:
    """The longer side of each part's box, by the part's number; 0 for a part without corners."""
    if not len(parts):
        return np.zeros(0)
    starts = np.flatnonzero(np.diff(parts, prepend=-1))
    boxes = _find_boxes(corners, starts)
    sides = np.zeros(int(parts[-1]) + 1)
    sides[parts[starts]] = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    return sides


def _find_boxes(corners: np.ndarray, starts: np.ndarray) -> np.ndarray:
    least, most = (one.reduceat(corners, starts, axis=0) for one in (np.minimum, np.maximum))
    return np.hstack((least, most))


def _weigh_steps(corners: np.ndarray) -> np.ndarray:
    """How many characters each step is written in, about."""
    steps = np.abs(np.diff(corners, axis=0, prepend=corners[:1]))
    return 3 + np.count_nonzero(steps[:, :, None] >= (10, 100, 1000), axis=(1, 2))


def write_shape_path(shapes: TileShapes, rank: int, *, x: int, y: int) -> str:
    """The path of a shape, its tile's corner being at x, y: its first corner, then steps."""
    first, last = shapes.firsts[rank], shapes.firsts[rank + 1]
    bounds = shapes.ends[first : last + 1].tolist()
    corners = shapes.corners[bounds[0] : bounds[-1]].tolist()
    start, end = bounds[0], "z" if CLASSES[shapes.kinds[rank]].fill_opacity else ""
    lines = (corners[left - start : right - start] for left, right in pairwise(bounds))
    return "".join(_write_line(line, x, y=y) + end for line in lines).replace(" -", "-")


def _write_line(line: list[list[int]], x: int, *, y: int) -> str:
    (left, top), written = line[0], []
    start = f"M{left + x} {top + y}l"
    for right, low in line[1:]:
        written.append(f"{right - left} {low - top}")
        left, top = right, low
    return start + " ".join(written)


def _find_names(name: str, layer: Layer, *, placed: np.ndarray) -> list[TileName]:
    naming = find_naming(name)
    if naming is None:
        return []
    named = (
        (feature, text)
        for feature in layer.features
        if feature.parts and feature.shape == naming.shape and (text := read_name(feature))
    )
    if naming.shape == 1:
        return [
            TileName(
                *placed[layer.starts[feature.parts[0]]].tolist(),
                text,
                *rank_place(feature),
                0.0,
                math.inf,
                0.0,
            )
            for feature, text in named
        ]
    return [
        _name_line(feature, text, layer=layer, placed=placed, zoom=naming.zoom) for feature, text in named
    ]


def _name_line(feature: Feature, text: str, *, layer: Layer, placed: np.ndarray, zoom: float) -> TileName:
    """A street's name in the middle of its longest straight piece, turned along it, never upside down."""
    part = max(feature.parts, key=lambda one: int(layer.starts[one + 1] - layer.starts[one]))
    line = placed[layer.starts[part] : layer.starts[part + 1]]
    if len(line) < 2:
        return TileName(0, 0, "", "street", 0, 0, 0, zoom)
    steps = np.diff(line, axis=0)
    lengths = np.hypot(*steps.T)
    longest = int(lengths.argmax())
    x, y = ((line[longest] + line[longest + 1]) / 2).tolist()
    turn = math.degrees(math.atan2(steps[longest][1], steps[longest][0]))
    turn = (turn + 90) % 180 - 90
    room = float(lengths.sum())
    return TileName(x, y, text, "street", _STREET_RANK - room / 1e6, turn, room, zoom)
