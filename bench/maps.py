"""How long does a view of the map take, and how heavy is it? At 1,000, 20,000 and 200,000 devices.

    ./run bench maps [--leaflet FOLDER] [--base FILE.pmtiles]

Every view of a tour (country to street) is drawn several times; bytes are those of the SVG and of its table in HTML.
Beside it, where FOLDER has them (the node_modules of `npm install leaflet leaflet.markercluster`), that peer at
its defaults draws the same points at the same place in the same browser: its bytes are those that a reader must fetch.
"""

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Iterator
from html import escape
from pathlib import Path

import numpy as np

from contrechamp.draw.base_map import TileGround
from contrechamp.draw.map import draw_map
from contrechamp.draw.map_marks import Label
from contrechamp.draw.map_view import Addresses, MapPoints, MapView
from contrechamp.draw.plain_ground import Ground
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Drawing

SIZES = (1_000, 20_000, 200_000)
ZOOMS = (4, 5, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19)
ROUNDS = 5
SEED = 7
_ADDRESSES = Addresses(
    lambda box: "/carte?boite=" + ",".join(f"{side:.5f}" for side in box),
    lambda number: f"/dispositifs/{number}",
)
_PEER_PAGE = """<!doctype html><meta charset="utf-8"><link rel="stylesheet" href="{leaflet}/dist/leaflet.css">
<link rel="stylesheet" href="{cluster}/dist/MarkerCluster.css"><div id="map" style="width:960px;height:640px"></div>
<script src="{leaflet}/dist/leaflet.js"></script><script src="{cluster}/dist/leaflet.markercluster.js"></script>
<script>
const points = {points};
const map = L.map("map").setView([{latitude}, {longitude}], {zoom});
const clusters = L.markerClusterGroup();
clusters.addLayers(points.map(([latitude, longitude, number]) =>
  L.marker([latitude, longitude], {{title: "Caméra " + number}})));
map.addLayer(clusters);
</script>"""
_PAINTED = (
    "new Promise(done => requestAnimationFrame(() => requestAnimationFrame(() => done(performance.now()))))"
)


def scatter_points(count: int) -> MapPoints:
    """Four hundred towns of all sizes over France, devices around their middles."""
    random = np.random.default_rng(SEED)
    middles = random.uniform((42.5, -4.5), (51.0, 8.0), (400, 2))
    sizes = random.pareto(1.1, len(middles)) + 0.1
    places = middles[random.choice(len(middles), count, p=sizes / sizes.sum())] + random.normal(
        0, 0.03, (count, 2)
    )
    direction = np.where(random.random(count) < 0.5, np.nan, random.uniform(0, 360, count)).astype(np.float32)
    state = random.choice(5, count, p=[0.55, 0.2, 0.08, 0.05, 0.12]).astype(np.uint8)
    kind = random.integers(0, 7, count).astype(np.uint8)
    return MapPoints(places[:, 0], places[:, 1], state, kind, direction, np.arange(count, dtype=np.int64))


def find_crowd(points: MapPoints) -> tuple[float, float]:
    counts, latitudes, longitudes = np.histogram2d(points.latitude, points.longitude, bins=300)
    row, column = np.unravel_index(counts.argmax(), counts.shape)
    return float(latitudes[row]), float(longitudes[column])


def draw(points: MapPoints, view: MapView, *, base: Ground | None) -> Drawing:
    return draw_map(points, view, base=base, words=Words(), describe=_describe)


def _describe(numbers: np.ndarray) -> list[Label]:
    return [Label(f"Caméra {number}", "rue de la République") for number in numbers.tolist()]


def weigh(drawing: Drawing) -> int:
    """Bytes of the drawing and of its table in HTML, uncompressed."""
    cells = [cell for row in drawing.table.rows for cell in row]
    table = (f'<td><a href="{escape(cell.address)}">{escape(cell.text)}</a></td>' for cell in cells)
    return len(drawing.svg.encode()) + sum(len(cell.encode()) for cell in table)


def measure(points: MapPoints, *, base: Ground | None) -> Iterator[tuple[float, float, int]]:
    """Of each view: zoom, milliseconds (median of warm rounds), bytes."""
    latitude, longitude = find_crowd(points)
    for zoom in ZOOMS:
        view = MapView.around(latitude, longitude, zoom=zoom, addresses=_ADDRESSES)
        spans = []
        for _ in range(ROUNDS + 1):
            started = time.perf_counter()
            drawing = draw(points, view, base=base)
            spans.append(1000 * (time.perf_counter() - started))
        yield zoom, statistics.median(spans[1:]), weigh(drawing)


def print_ours(count: int, points: MapPoints, *, base: Ground | None) -> None:
    started = time.perf_counter()
    assert len(points.world) == 2
    first = 1000 * (time.perf_counter() - started)
    views = list(measure(points, base=base))
    slowest, heaviest = max(views, key=lambda one: one[1]), max(views, key=lambda one: one[2])
    middle = statistics.median(spent for _, spent, _ in views)
    print(
        f"{count:>8,} devices: median {middle:.0f} ms, slowest {slowest[1]:.0f} ms (zoom {slowest[0]}), heaviest "
        f"{heaviest[2]:,} bytes (zoom {heaviest[0]}); projecting them once {first:.0f} ms",
        flush=True,
    )


def print_peer(count: int, points: MapPoints, *, folder: Path, browser: object) -> None:
    """Until something is painted: our drawing made and shown, theirs fetched from the disk, gathered and shown."""
    latitude, longitude = find_crowd(points)
    for zoom in (6, 12):
        view = MapView.around(latitude, longitude, zoom=zoom, addresses=_ADDRESSES)
        started = time.perf_counter()
        drawing = draw(points, view, base=None)
        made = 1000 * (time.perf_counter() - started)
        ours = made + _time_page(browser, f'<!doctype html><meta charset="utf-8">{drawing.svg}')
        page = _write_peer(points, folder, latitude=latitude, longitude=longitude, zoom=zoom)
        theirs = _time_page(browser, page)
        scripts = ("leaflet/dist/leaflet.js", "leaflet.markercluster/dist/leaflet.markercluster.js")
        weight = len(page.encode()) + sum((folder / one).stat().st_size for one in scripts)
        print(
            f"{count:>8,} devices, zoom {zoom:>2}, until painted: ours {ours:.0f} ms, {weigh(drawing):,} bytes; "
            f"peer {theirs:.0f} ms, {weight:,} bytes: {theirs / ours:.1f} and {weight / weigh(drawing):.1f} times",
            flush=True,
        )


def _write_peer(points: MapPoints, folder: Path, **place: float) -> str:
    rows = zip(
        points.latitude.round(6).tolist(),
        points.longitude.round(6).tolist(),
        points.number.tolist(),
        strict=True,
    )
    return _PEER_PAGE.format(
        leaflet=(folder / "leaflet").as_uri(),
        cluster=(folder / "leaflet.markercluster").as_uri(),
        points=json.dumps([list(row) for row in rows], separators=(",", ":")),
        **place,
    )


def _time_page(browser: object, content: str) -> float:
    """Milliseconds from the start of a page to its first paint with everything in it; median of three."""
    spans = []
    with tempfile.NamedTemporaryFile("w", suffix=".html", encoding="utf-8") as file:
        file.write(content)
        file.flush()
        for _ in range(3):
            page = browser.new_page(viewport={"width": 1000, "height": 800})
            page.set_default_timeout(300_000)
            page.goto(Path(file.name).as_uri())
            spans.append(page.evaluate(_PAINTED))
            page.close()
    return statistics.median(spans)


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="bench maps", description=__doc__)
    parser.add_argument(
        "--leaflet", type=Path, help="the node_modules with leaflet and leaflet.markercluster"
    )
    parser.add_argument("--base", type=Path, help="a base map (PMTiles) to draw under it")
    parsed = parser.parse_args(arguments)
    base = TileGround(parsed.base) if parsed.base else None
    for count in SIZES:
        print_ours(count, scatter_points(count), base=base)
    if parsed.leaflet:
        _print_peers(parsed.leaflet.resolve())
    return 0


def _print_peers(folder: Path) -> None:
    from playwright.sync_api import sync_playwright  # only with a peer

    version = json.loads((folder / "leaflet.markercluster" / "package.json").read_text())["version"]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        print(f"Leaflet.markercluster {version}, Chromium {browser.version}")
        for count in SIZES:
            print_peer(count, scatter_points(count), folder=folder, browser=browser)
        browser.close()
