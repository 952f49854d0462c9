"""The base map that a keeper provides (a PMTiles file), drawn into the map itself: no tile travels to a reader."""

import math
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from contrechamp.draw.base_rules import CLASSES, LayerClass
from contrechamp.draw.lettering import measure_text
from contrechamp.draw.map_view import MapView
from contrechamp.draw.place_names import Area, Name, write_names
from contrechamp.draw.plain_ground import DrawnGround
from contrechamp.draw.svg import Markup, paint, write_element
from contrechamp.draw.tile_archive import TileArchive
from contrechamp.draw.tile_shapes import TileShapes, cut_tile, make_empty, write_shape_path
from contrechamp.errors import BaseMapUnreadable
from contrechamp.text.wire_format import MessageIsBroken

_GRID = 1024  # units of a tile that is shown at its own scale, 512 pixels wide
_TILE_ZOOM = 1.0  # vector tiles of zoom z are made to be seen at zoom z + 1 of 256-pixel tiles
_MOST_TILES = 40
_KEPT_TILES = 96
_COARSEST = 3  # how often the grid is halved, at most, so that all water finds room
_LEAST_PIXELS = 2.0  # what is smaller is not drawn
_STREET_ZOOM = 13.0
_GROWTH = 1.45  # of a street's width with each zoom


class _Sheet(NamedTuple):
    """The tiles of a view: their zoom, the first one, how many; pixels of a unit, and where the first one lies."""

    zoom: int
    first: tuple[int, int]
    size: tuple[int, int]
    grid: int
    scale: float
    left: float
    top: float


type _Tile = tuple[int, int, TileShapes]  # column and row on the sheet, and what is in it


class TileGround:
    """A ground of vector tiles. `attribution` is what the file says of itself, where the keeper says nothing."""

    def __init__(self, path: Path, *, attribution: str = ""):
        """Raises BaseMapUnreadable where the file is none that can be drawn."""
        self._archive = TileArchive(path)
        self.attribution = attribution or self._archive.attribution
        self._find_shapes = lru_cache(maxsize=_KEPT_TILES)(self._cut_shapes)

    def draw(self, view: MapView, *, taken: list[Area], most_bytes: int) -> DrawnGround:
        """The ground of a view; parts of the file that cannot be read are left out and counted."""
        sheet = _lay_sheet(view, self._archive.zooms)
        if sheet is None:
            return DrawnGround()
        for coarse in range(_COARSEST + 1):
            sheet = sheet if not coarse else sheet._replace(grid=sheet.grid // 2, scale=sheet.scale * 2)
            tiles = self._list_tiles(sheet)
            chosen, is_whole = _choose_shapes(tiles, sheet, view=view, most_bytes=most_bytes)
            if is_whole:  # a sea that is not drawn would look like land
                break
        names = [name for tile in tiles for name in _place_names(tile, sheet, view=view)]
        shapes = _draw_shapes(tiles, chosen, sheet=sheet, view=view)
        broken = sum(tile.is_broken for _, _, tile in tiles)
        return DrawnGround(shapes, write_names(names, view, taken=taken), names, broken)

    def _list_tiles(self, sheet: _Sheet) -> list[_Tile]:
        first_x, first_y = sheet.first
        return [
            (column, row, self._find_shapes(sheet.zoom, first_x + column, first_y + row, sheet.grid))
            for row in range(sheet.size[1])
            for column in range(sheet.size[0])
        ]

    def _cut_shapes(self, zoom: int, x: int, y: int, grid: int) -> TileShapes:
        side = 1 << zoom
        if not 0 <= y < side:
            return make_empty()
        try:
            tile = self._archive.find_tile(zoom, x % side, y=y)
            return cut_tile(tile, grid) if tile else make_empty()
        except (MessageIsBroken, BaseMapUnreadable):
            return make_empty(is_broken=True)


def _lay_sheet(view: MapView, zooms: range) -> _Sheet | None:
    """None where the view needs more tiles than a page bears: nearer ones than the file has."""
    zoom = min(max(round(view.zoom - _TILE_ZOOM), zooms[0]), zooms[-1])
    tile_pixels = view.scale / 2**zoom
    grid = _GRID << max(0, round(math.log2(tile_pixels / 512)))
    left, top = (one * 2**zoom for one in view.origin)
    first = math.floor(left), math.floor(top)
    size = (
        math.floor(left + view.width / tile_pixels) - first[0] + 1,
        math.floor(top + view.height / tile_pixels) - first[1] + 1,
    )
    if size[0] * size[1] > _MOST_TILES:
        return None
    corner = (first[0] - left) * tile_pixels, (first[1] - top) * tile_pixels
    return _Sheet(zoom, first, size, grid, tile_pixels / grid, *corner)


def _draw_shapes(tiles: list[_Tile], chosen: list[np.ndarray], *, sheet: _Sheet, view: MapView) -> Markup:
    paths: list[list[str]] = [[] for _ in CLASSES]
    for (column, row, tile), shown in zip(tiles, chosen, strict=True):
        x, y = column * sheet.grid, row * sheet.grid
        for kind, rank in zip(tile.kinds[shown].tolist(), shown.tolist(), strict=True):
            paths[kind].append(write_shape_path(tile, rank, x=x, y=y))
    drawn = [
        _write_class(kind, "".join(path), sheet=sheet, view=view)
        for kind, path in zip(CLASSES, paths, strict=True)
        if path
    ]
    place = f"translate({sheet.left:.1f} {sheet.top:.1f})scale({sheet.scale:.5g})"
    return write_element("g", {"transform": place}, *drawn) if drawn else Markup("")


def _choose_shapes(
    tiles: list[_Tile], sheet: _Sheet, *, view: MapView, most_bytes: int
) -> tuple[list[np.ndarray], bool]:
    """Of each tile the shapes that are drawn: those in view, class by class, the largest first, while bytes last.

    And whether all that must not be missing is among them.
    """
    shown = [_find_shown(tile, sheet, view=view) for tile in tiles]
    owners = np.repeat(np.arange(len(tiles)), [len(one) for one in shown])
    ranks = np.concatenate(shown)
    if not len(ranks):
        return shown, True
    shares = np.array([kind.share for kind in CLASSES])
    kinds, boxes, weights = (
        np.concatenate([getattr(tile[2], column)[one] for tile, one in zip(tiles, shown, strict=True)])
        for column in ("kinds", "boxes", "weights")
    )
    extents = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1])
    order = np.lexsort((-extents, shares[kinds]))
    is_kept = np.cumsum(weights[order] + 8) <= most_bytes
    kept, is_whole = order[is_kept], bool((shares[kinds[order[~is_kept]]] > 0).all())
    return [np.sort(ranks[kept[owners[kept] == owner]]) for owner in range(len(tiles))], is_whole


def _find_shown(tile: _Tile, sheet: _Sheet, *, view: MapView) -> np.ndarray:
    """Places of the shapes that touch the view, are large enough, and belong to its zoom."""
    column, row, shapes = tile
    if not len(shapes.kinds):
        return np.zeros(0, np.int64)
    boxes = shapes.boxes + np.tile((column * sheet.grid, row * sheet.grid), 2)
    left, top = -sheet.left / sheet.scale, -sheet.top / sheet.scale
    right, bottom = left + view.width / sheet.scale, top + view.height / sheet.scale
    is_inside = (
        (boxes[:, 2] >= left) & (boxes[:, 0] <= right) & (boxes[:, 3] >= top) & (boxes[:, 1] <= bottom)
    )
    extents = np.maximum(boxes[:, 2] - boxes[:, 0], boxes[:, 3] - boxes[:, 1]) * sheet.scale
    zooms = np.array([kind.zoom for kind in CLASSES])
    return np.flatnonzero(is_inside & (extents >= _LEAST_PIXELS) & (zooms[shapes.kinds] <= view.zoom))


def _write_class(kind: LayerClass, path: str, *, sheet: _Sheet, view: MapView) -> Markup:
    if not kind.width:
        return write_element("path", {"d": path, "fill_opacity": kind.fill_opacity} | paint(fill=kind.tone))
    grown = kind.width * max(1.0, _GROWTH ** (view.zoom - _STREET_ZOOM))
    width = (min(grown, kind.widest) if kind.widest else kind.width) / sheet.scale
    dashes = " ".join(f"{float(one) / sheet.scale:.1f}" for one in kind.dashes.split())
    line = {
        "d": path,
        "stroke_width": round(width, 1),
        "stroke_dasharray": dashes,
        "stroke_linejoin": "round",
    }
    line |= {"stroke_opacity": kind.opacity if kind.opacity < 1 else ""}
    return write_element("path", line | paint(fill="none", stroke=kind.tone))


def _place_names(tile: _Tile, sheet: _Sheet, *, view: MapView) -> list[Name]:
    """The names of a tile in pixels; those of streets that are too short for them are left out."""
    column, row, shapes = tile
    placed = []
    for name in shapes.names:
        x = sheet.left + (name.x + column * sheet.grid) * sheet.scale
        y = sheet.top + (name.y + row * sheet.grid) * sheet.scale
        if name.zoom > view.zoom or not (0 <= x <= view.width and 0 <= y <= view.height):
            continue
        if math.isinf(name.room) or name.room * sheet.scale > 0.8 * measure_text(name.text, 10.5):
            placed.append(Name(x, y, name.text, name.kind, name.rank, name.turn, name.kind == "street"))
    return placed
