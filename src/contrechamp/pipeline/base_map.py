"""An OpenStreetMap extract becomes a base map: its streets, waters, buildings and names, cut into tiles."""

import os
import zlib
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO, NamedTuple

import numpy as np

from contrechamp.draw.extract_layers import FIRST_ZOOM, LAST_ZOOM, Layered, find_layer
from contrechamp.draw.projection import project_degrees
from contrechamp.draw.tile_cutting import cut_shape
from contrechamp.draw.tile_writing import EXTENT, Drawn, write_archive, write_tile
from contrechamp.draw.vector_tile import AREA
from contrechamp.errors import BaseMapUnreadable
from contrechamp.pipeline.wide_areas import WideArea, join_rings, read_areas
from contrechamp.read.openstreetmap import Element
from contrechamp.read.osm_blocks import Block, give_blobs

ATTRIBUTION = "© les contributeurs d’OpenStreetMap (ODbL)"
_MOST_NODES = 40_000_000  # a large region; 24 bytes each
_BROKEN = (ValueError, LookupError, TypeError, zlib.error)

type _Tiles = dict[tuple[int, int, int], dict[str, list[Drawn]]]


class MadeMap(NamedTuple):
    """What a base map holds: tiles, features drawn, ways whose points the extract does not have."""

    tiles: int
    features: int
    incomplete: int


class _Nodes(NamedTuple):
    """Columns (n,), sorted by number: where each node lies in the square of side one."""

    numbers: np.ndarray
    x: np.ndarray
    y: np.ndarray

    def place(self, numbers: tuple[int, ...]) -> np.ndarray:
        """The corners (m, 2) of those that are known."""
        if not len(self.numbers):
            return np.zeros((0, 2))
        wanted = np.array(numbers, np.int64)
        ranks = np.minimum(np.searchsorted(self.numbers, wanted), len(self.numbers) - 1)
        ranks = ranks[self.numbers[ranks] == wanted]
        placed = np.stack([self.x[ranks], self.y[ranks]], axis=1)
        return placed[np.isfinite(placed[:, 0])]


def make_base_map(extract: Path, target: Path) -> MadeMap:
    """Write the tiles of an extract (.osm.pbf) to a PMTiles file. BaseMapUnreadable where it is no extract.

    It is read three times: nodes, areas of several ways, then ways and places. The target is replaced at the end.
    """
    try:
        with extract.open("rb") as source:
            nodes = _read_nodes(source)
            areas = [] if nodes is None else read_areas(_give_blocks(source))
            tiles, features, incomplete = _gather_tiles(source, nodes, areas=areas)
    except OSError as error:
        raise BaseMapUnreadable("The extract {path} cannot be opened.", path=extract.name) from error
    except _BROKEN as error:
        raise BaseMapUnreadable(
            "The extract {path} is broken, or no .osm.pbf file.", path=extract.name
        ) from error
    if nodes is None or not features:
        raise BaseMapUnreadable(
            "The extract {path} is too large, or holds nothing to draw.", path=extract.name
        )
    written = {key: write_tile(layers) for key, layers in tiles.items()}
    part = target.with_name(target.name + ".part")
    write_archive(part, written, attribution=ATTRIBUTION)
    os.replace(part, target)
    return MadeMap(len(written), features, incomplete)


def _give_blocks(source: BinaryIO) -> Iterator[Block]:
    return (Block(content) for kind, content in give_blobs(source) if kind == b"OSMData")


def _read_nodes(source: BinaryIO) -> _Nodes | None:
    """All nodes of the file; None where there are more than a machine can hold."""
    columns: list[tuple[np.ndarray, np.ndarray, np.ndarray]] = []
    count = 0
    for block in _give_blocks(source):
        for numbers, latitudes, longitudes in block.give_nodes():
            columns.append((numbers, latitudes, longitudes))
            count += len(numbers)
            if count > _MOST_NODES:
                return None
    if not columns:
        return _Nodes(*(np.zeros(0),) * 3)
    numbers, latitudes, longitudes = (np.concatenate(column) for column in zip(*columns, strict=True))
    order = np.argsort(numbers, kind="stable")
    return _Nodes(numbers[order], *project_degrees(latitudes[order], longitudes[order]))


def _gather_tiles(
    source: BinaryIO, nodes: _Nodes | None, *, areas: list[WideArea]
) -> tuple[_Tiles, int, int]:
    tiles: _Tiles = defaultdict(lambda: defaultdict(list))
    features = incomplete = 0
    sides: dict[int, tuple[int, ...]] = dict.fromkeys(number for area in areas for number, _ in area.members)
    for block in _give_blocks(source) if nodes is not None else ():
        for element in block.give_elements():
            if element.kind == "way" and element.number in sides:
                sides[element.number] = element.nodes
            is_closed = len(element.nodes) > 3 and element.nodes[0] == element.nodes[-1]
            layered = find_layer(element.tags, is_closed=is_closed, is_node=element.kind == "node")
            if layered is None or element.kind == "relation":
                continue
            features += 1
            incomplete += not _put_element(tiles, element, layered=layered, nodes=nodes)
    for area in areas:
        incomplete += not _put_area(tiles, area, sides=sides, nodes=nodes)
    return tiles, features + len(areas), incomplete


def _put_area(tiles: _Tiles, area: WideArea, *, sides: dict[int, tuple[int, ...]], nodes: _Nodes) -> bool:
    """Put an area of several ways, with its holes, into its tiles; whether all its rings close."""
    outlines, is_whole = [], True
    for is_hole in (False, True):
        lines = [sides[number] for number, is_inner in area.members if is_inner == is_hole and sides[number]]
        rings, are_closed = join_rings(lines)
        is_whole &= are_closed
        outlines += [(nodes.place(ring[:-1]), is_hole) for ring in rings]
    for zoom in range(max(area.layered.zoom, FIRST_ZOOM), LAST_ZOOM + 1):
        cut = defaultdict(list)
        for corners, is_hole in outlines:
            about = {"is_area": True, "is_last": zoom == LAST_ZOOM, "is_hole": is_hole}
            for column, row, lines in cut_shape(corners, zoom, **about):
                cut[column, row] += lines
        for (column, row), lines in cut.items():
            layer = tiles[zoom, column, row][area.layered.layer]
            layer.append(Drawn(AREA, area.layered.tags, lines))
    return is_whole and all(sides[number] for number, _ in area.members)


def _put_element(tiles: _Tiles, element: Element, *, layered: Layered, nodes: _Nodes) -> bool:
    """Put an element into the tiles of all its zooms; whether the extract had all its points."""
    if element.degrees is not None:
        x, y = project_degrees(np.array([element.degrees[0]]), np.array([element.degrees[1]]))
        _put_point(tiles, float(x[0]), float(y[0]), layered=layered)
        return True
    world = nodes.place(element.nodes)
    is_area = layered.shape == AREA
    corners = world[:-1] if is_area and len(world) > 3 and (world[0] == world[-1]).all() else world
    for zoom in range(max(layered.zoom, FIRST_ZOOM), LAST_ZOOM + 1):
        for column, row, lines in cut_shape(corners, zoom, is_area=is_area, is_last=zoom == LAST_ZOOM):
            tiles[zoom, column, row][layered.layer].append(Drawn(layered.shape, layered.tags, lines))
    return len(world) == len(element.nodes)


def _put_point(tiles: _Tiles, x: float, y: float, *, layered: Layered) -> None:
    if x != x:
        return
    for zoom in range(max(layered.zoom, FIRST_ZOOM), LAST_ZOOM + 1):
        right, low = round(x * (EXTENT << zoom)), round(y * (EXTENT << zoom))
        corner = [[(right % EXTENT, low % EXTENT)]]
        tile = tiles[zoom, right // EXTENT, low // EXTENT]
        tile[layered.layer].append(Drawn(layered.shape, layered.tags, corner))
