"""A base map drawn into the map: sober, bounded, honest about what it could not read."""

import re

import numpy as np
import pytest
from lxml import etree
from tests.draw.map_things import ADDRESSES, TOWN, label_things, make_points

from contrechamp.draw.base_map import TileGround
from contrechamp.draw.map import draw_map
from contrechamp.draw.map_view import MapView
from contrechamp.draw.tile_writing import Drawn, write_archive, write_tile
from contrechamp.draw.vector_tile import AREA, LINE, POINT
from contrechamp.draw.words import Words

ZOOM, X, Y = 14, 8368, 5982  # the tile that holds TOWN
SQUARE = [(0, 0), (4096, 0), (4096, 4096), (0, 4096)]
HOLE = [(1000, 1000), (1000, 2000), (2000, 2000), (2000, 1000)]
VIEW = MapView.around(*TOWN, zoom=15, width=800, height=600, addresses=ADDRESSES)


def make_tile(**extra: list[Drawn]) -> bytes:
    layers = {
        "water": [Drawn(AREA, {}, [SQUARE, HOLE])],
        "roads": [
            Drawn(LINE, {"kind": "highway", "name": "Voie Rapide"}, [[(0, 600), (4096, 600)]]),
            Drawn(LINE, {"kind": "minor_road", "name": "Rue Droite"}, [[(0, 500), (4096, 520)]]),
            Drawn(LINE, {"kind": "nothing known"}, [[(0, 700), (4096, 700)]]),
        ],
        "places": [
            Drawn(POINT, {"kind": "suburb", "name": "Ailleurs", "name:fr": "Faubourg"}, [[(2100, 1500)]])
        ],
    }
    return write_tile(layers | extra)


def make_ground(path, tile: bytes, **about) -> TileGround:
    around = {(ZOOM, X + right, Y + low): tile for right in (-1, 0, 1) for low in (-1, 0, 1)}
    write_archive(path, around, attribution="© contributeurs")
    return TileGround(path, **about)


@pytest.fixture
def ground(tmp_path):
    return make_ground(tmp_path / "ville.pmtiles", make_tile())


def draw(ground, view=VIEW):
    drawing = draw_map(make_points(TOWN), view, base=ground, words=Words(), describe=label_things)
    etree.fromstring(drawing.svg.encode())
    return drawing


def list_paths(markup: str) -> list[etree._Element]:
    return etree.fromstring(f"<svg>{markup}</svg>").xpath("//path")


def test_water_streets_and_names_are_drawn_in_the_tones_of_the_house(ground):
    drawn = ground.draw(VIEW, taken=[], most_bytes=48_000)
    water, minor, motorway = list_paths(drawn.shapes)
    assert water.get("class") == "fill-line" and minor.get("class") == "stroke-line"
    assert motorway.get("class") == "stroke-quiet"
    texts = re.findall(r">([^<]+)</text>", drawn.names)
    assert "Faubourg" in texts and "Rue Droite" in texts and "Ailleurs" not in texts


def test_a_hole_in_an_area_is_a_part_of_its_path(ground):
    water = list_paths(ground.draw(VIEW, taken=[], most_bytes=48_000).shapes)[0].get("d")
    assert water.count("M") == water.count("z") and water.count("M") % 2 == 0


def test_shapes_stand_where_they_are_on_the_globe(ground):
    """The motorway lies 600 units below the upper edge of its tile, on every scale."""
    for zoom in (14.6, 15.0, 15.4, 16.3, 18):
        view = MapView.around(*TOWN, zoom=zoom, width=800, height=600)
        markup = ground.draw(view, taken=[], most_bytes=48_000).shapes
        _left, top, scale = map(float, re.search(r"translate\((\S+) (\S+)\)scale\((\S+)\)", markup).groups())
        motorway = list_paths(markup)[-1].get("d")
        found = {round(top + scale * float(y)) for y in re.findall(r"M\S+ (-?\d+)", motorway)}
        _, expected = view.place(np.array([0.5]), np.array([(Y + 600 / 4096) / 2**ZOOM]))
        assert any(abs(one - expected[0]) <= 1 for one in found), zoom


def test_the_attribution_is_printed_with_it(ground):
    assert "© contributeurs" in draw(ground).svg


def test_a_view_never_costs_more_than_its_bytes(tmp_path):
    random = np.random.default_rng(5)
    lines = random.integers(0, 4096, (3_000, 9, 2)).tolist()
    streets = [Drawn(LINE, {"kind": "minor_road"}, [[tuple(corner) for corner in line]]) for line in lines]
    crowded = make_ground(tmp_path / "x", make_tile(roads=streets))
    assert 15_000 < len(crowded.draw(VIEW, taken=[], most_bytes=20_000).shapes) < 22_000
    assert len(draw(crowded).svg.encode()) < 90_000


def test_a_crowded_view_on_a_crowded_ground_is_light(tmp_path):
    random = np.random.default_rng(5)
    lines = random.integers(0, 4096, (3_000, 9, 2)).tolist()
    streets = [Drawn(LINE, {"kind": "minor_road"}, [[tuple(corner) for corner in line]]) for line in lines]
    ground = make_ground(tmp_path / "x", make_tile(roads=streets))
    places = random.normal(TOWN, 0.01, (5_000, 2)).tolist()
    drawing = draw_map(make_points(*places), VIEW, base=ground, words=Words(), describe=label_things)
    table = sum(len(cell.text) + len(cell.address) + 30 for row in drawing.table.rows for cell in row)
    assert len(drawing.svg.encode()) + table < 120_000


def test_water_is_drawn_coarser_rather_than_left_out(tmp_path):
    random = np.random.default_rng(5)
    turns = np.sort(random.uniform(0, 2 * np.pi, 2_000))
    radius = random.uniform(1000, 2000, len(turns))
    coast = (
        np.stack([2048 + radius * np.cos(turns), 2048 + radius * np.sin(turns)], axis=1).astype(int).tolist()
    )
    sea = make_tile(water=[Drawn(AREA, {}, [[tuple(corner) for corner in coast]])], roads=[])
    ground = make_ground(tmp_path / "x", sea)
    shapes = ground.draw(VIEW, taken=[], most_bytes=30_000).shapes
    assert 'fill-opacity="0.6"' in shapes and len(shapes) < 31_000


def test_a_broken_tile_is_left_out_and_said(tmp_path):
    drawing = draw(make_ground(tmp_path / "x", b"\x1a\x7fbroken"))
    assert re.search(r"Parts of the base map cannot be read: \d", drawing.svg)


def test_names_of_the_base_map_are_plain_text(tmp_path):
    name = "<script>\u202e\x00rue"
    tile = make_tile(places=[Drawn(POINT, {"kind": "suburb", "name": name}, [[(2100, 1500)]])])
    svg = draw(make_ground(tmp_path / "x", tile)).svg
    assert "<script>" not in svg and "\u202e" not in svg and "\x00" not in svg


def test_far_away_or_much_too_far_out_nothing_is_drawn(ground):
    for view in (
        MapView.around(10, 10, zoom=14),
        MapView.around(*TOWN, zoom=4),
        MapView.around(-84.9, 179.9, zoom=15),
    ):
        assert ground.draw(view, taken=[], most_bytes=48_000).shapes == ""


def test_each_scale_shows_what_belongs_to_it(tmp_path):
    house = [Drawn(AREA, {}, [[(2300, 520), (2400, 520), (2400, 580), (2300, 580)]])]
    ground = make_ground(tmp_path / "x", make_tile(buildings=house))
    near, far = (
        len(list_paths(ground.draw(MapView.around(*TOWN, zoom=zoom), taken=[], most_bytes=48_000).shapes))
        for zoom in (16, 14)
    )
    assert near == far + 1


@pytest.mark.parametrize(
    ("layer", "tags"),
    [
        ("transportation", {"class": "minor"}),
        ("road", {"class": "street"}),
        ("roads", {"kind": "minor_road"}),
        ("roads", {"pmap:kind": "minor_road"}),
        ("streets", {"kind": "residential"}),
    ],
)
def test_streets_of_four_schemas_are_known(tmp_path, layer, tags):
    tile = write_tile({layer: [Drawn(LINE, tags, [[(0, 500), (4096, 520)]])]})
    assert list_paths(make_ground(tmp_path / "x", tile).draw(VIEW, taken=[], most_bytes=48_000).shapes)


def test_table_rows_say_the_nearest_name(ground):
    drawing = draw_map(make_points(TOWN, TOWN), VIEW, base=ground, words=Words(), describe=label_things)
    assert drawing.table.rows[0][0].text.startswith("around ")
