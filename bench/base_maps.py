"""How long does a base map take, the first time and then, and how heavy is it? On real vector tiles.

    ./run bench base_maps FOLDER

FOLDER is the package @mapbox/mvt-fixtures unpacked (`npm pack @mapbox/mvt-fixtures`); its tiles of cities are put into
a PMTiles file each, and the view in the middle is drawn, once with nothing remembered, then several times again. Beside
it the same tiles are only decoded by mapbox-vector-tile, where that is installed.
"""

import gzip
import re
import statistics
import tempfile
import time
from pathlib import Path

import numpy as np

from bench.maps import draw, weigh
from contrechamp.draw.base_map import TileGround
from contrechamp.draw.map_view import MapPoints, MapView
from contrechamp.draw.projection import find_latitude, find_longitude
from contrechamp.draw.tile_writing import write_archive

_CITIES = {"chicago": (13, 13.5), "sanfrancisco": (15, 15.5), "bangkok": (12, 12.5), "norway": (12, 11.7)}
_DEVICES = 2_000
_ROUNDS = 5


def read_tiles(folder: Path, zoom: int) -> dict[tuple[int, int, int], bytes]:
    tiles = {}
    for path in sorted(folder.glob(f"{zoom}-*.mvt")):
        _, x, y = map(int, re.findall(r"\d+", path.stem))
        content = path.read_bytes()
        tiles[zoom, x, y] = gzip.decompress(content) if content.startswith(b"\x1f\x8b") else content
    return tiles


def find_middle(tiles: dict[tuple[int, int, int], bytes]) -> tuple[float, float]:
    zoom = next(iter(tiles))[0]
    x, y = (statistics.mean(tile[axis] for tile in tiles) + 0.5 for axis in (1, 2))
    return find_latitude(y / 2**zoom), find_longitude(x / 2**zoom)


def scatter_around(latitude: float, longitude: float, *, spread: float) -> MapPoints:
    random = np.random.default_rng(7)
    zeros, numbers = np.zeros(_DEVICES, np.uint8), np.arange(_DEVICES)
    places = random.normal((latitude, longitude), spread, (_DEVICES, 2))
    direction = random.uniform(0, 360, _DEVICES).astype(np.float32)
    return MapPoints(places[:, 0], places[:, 1], zeros, zeros, direction, numbers)


def time_peer(tiles: dict[tuple[int, int, int], bytes]) -> str:
    """Decoding alone."""
    try:
        import mapbox_vector_tile
    except ImportError:
        return "mapbox-vector-tile is not installed"
    started = time.perf_counter()
    for tile in tiles.values():
        mapbox_vector_tile.decode(tile)
    return f"mapbox-vector-tile decodes all {len(tiles)} tiles in {1000 * (time.perf_counter() - started):.0f} ms"


def measure(name: str, tiles: dict[tuple[int, int, int], bytes], *, zoom: float) -> None:
    latitude, longitude = find_middle(tiles)
    points = scatter_around(latitude, longitude, spread=20 / 2**zoom)
    view = MapView.around(latitude, longitude, zoom=zoom)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "base.pmtiles"
        write_archive(path, tiles, attribution="")
        ground, spans = TileGround(path), []
        for _ in range(_ROUNDS + 1):
            started = time.perf_counter()
            drawing = draw(points, view, base=ground)
            spans.append(1000 * (time.perf_counter() - started))
    print(
        f"{name:<14} zoom {zoom}: first {spans[0]:.0f} ms, then {statistics.median(spans[1:]):.0f} ms, "
        f"{weigh(drawing):,} bytes; {time_peer(tiles)}",
        flush=True,
    )


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print(__doc__)
        return 2
    for name, (tile_zoom, zoom) in _CITIES.items():
        measure(name, read_tiles(Path(arguments[0]) / "real-world" / name, tile_zoom), zoom=zoom)
    return 0
