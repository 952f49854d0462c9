"""A tile cut into shapes that wait for a view: their paths are written once, and placed for each view."""

import math
from typing import NamedTuple

import numpy as np

from contrechamp.draw.base_rules import WANTED, find_class, find_naming, rank_place, read_name
from contrechamp.draw.vector_tile import AREA, Feature, Layer, read_layers

_FLAT = 0.6  # units of the grid: corners that stand out less are left out
_SMOOTHINGS = 3
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
    """Columns (n,) of shapes: what each is drawn as, where it begins, its box (n, 4), the rest of its path."""

    kinds: np.ndarray
    starts: np.ndarray
    boxes: np.ndarray  # left, top, right, bottom
    weights: np.ndarray  # characters of its path
    paths: list[str]
    names: list[TileName]
    is_broken: bool = False


def make_empty(*, is_broken: bool = False) -> TileShapes:
    """A tile in which nothing is drawn."""
    none = np.zeros(0, np.int64)
    return TileShapes(none, none.reshape(0, 2), none.reshape(0, 4), none, [], [], is_broken)


def cut_tile(tile: bytes, grid: int) -> TileShapes:
    """The shapes of a tile on a grid of so many units; MessageIsBroken where its bytes are no tile."""
    cut, names = [], []
    for name, layer in read_layers(tile, WANTED):
        placed = layer.corners * (grid / layer.extent)
        names += _find_names(name, layer, placed=placed)
        kinds = [find_class(name, feature) for feature in layer.features]
        if max(kinds, default=-1) >= 0:
            cut.append(_cut_layer(layer, kinds, placed=placed))
    if not cut:
        return make_empty()._replace(names=names)
    columns = [np.concatenate(column) for column in list(zip(*cut, strict=True))[:4]]
    return TileShapes(*columns, [path for one in cut for path in one[4]], names)


def _cut_layer(layer: Layer, kinds: list[int], *, placed: np.ndarray) -> tuple:
    """An area is one shape with its holes; each line of a feature is a shape of its own."""
    corners, ends = _simplify(placed, layer.starts)
    rows, paths = [], []
    for feature, kind in zip(layer.features, kinds, strict=True):
        if kind < 0:
            continue
        is_area = feature.shape == AREA
        units = [feature.parts] if is_area else [range(part, part + 1) for part in feature.parts]
        for unit in units:
            spans = [(ends[part], ends[part + 1]) for part in unit]
            spans = [one for one in spans if one[1] - one[0] >= (3 if is_area else 2)]
            if spans:
                first = corners[spans[0][0]]
                paths.append(_write_path(corners, spans, is_area=is_area))
                rows.append((kind, *first, *_find_box(corners, spans), len(paths[-1])))
    table = np.array(rows, np.int64).reshape(-1, 8)
    return table[:, 0], table[:, 1:3], table[:, 3:7], table[:, 7], paths


def _simplify(placed: np.ndarray, starts: np.ndarray) -> tuple[list[list[int]], list[int]]:
    """Corners on the grid without those that nobody would see, and where each part begins now."""
    corners = np.rint(placed).astype(np.int64)
    parts = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    same = np.zeros(len(corners), bool)
    same[1:] = (parts[1:] == parts[:-1]) & np.all(corners[1:] == corners[:-1], axis=1)
    corners, parts = corners[~same], parts[~same]
    for turn in range(_SMOOTHINGS):
        is_flat = _find_flat(corners, parts)
        is_flat[turn % 2 :: 2] = False  # never two neighbours in one go
        corners, parts = corners[~is_flat], parts[~is_flat]
    ends = np.searchsorted(parts, np.arange(len(starts)))
    return corners.tolist(), ends.tolist()


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


def _write_path(corners: list[list[int]], spans: list[tuple[int, int]], *, is_area: bool) -> str:
    """All of a path but its first corner, each step told from the corner before."""
    written, (left, top) = [], corners[spans[0][0]]
    for rank, (start, end) in enumerate(spans):
        x, y = corners[start]
        if rank:
            written.append(f"m{x - left} {y - top}")
        left, top = x, y
        steps = []
        for next_x, next_y in corners[start + 1 : end]:
            steps.append(f"{next_x - x} {next_y - y}")
            x, y = next_x, next_y
        written.append("l" + " ".join(steps) + ("z" if is_area else ""))
    return "".join(written).replace(" -", "-")


def _find_box(corners: list[list[int]], spans: list[tuple[int, int]]) -> tuple[int, int, int, int]:
    x, y = zip(*(corner for start, end in spans for corner in corners[start:end]), strict=True)
    return min(x), min(y), max(x), max(y)


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
            TileName(*placed[layer.starts[feature.parts[0]]].tolist(), text, *rank_place(feature), 0.0, math.inf, 0.0)
            for feature, text in named
        ]
    return [_name_line(feature, text, layer=layer, placed=placed, zoom=naming.zoom) for feature, text in named]


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
