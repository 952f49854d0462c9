"""An extract becomes a base map, and that is drawn: streets, waters, houses, names."""

import contextlib
import random

import pytest
from tests.read.pbf_writer import write_file

from contrechamp.cli.main import main
from contrechamp.draw.base_map import TileGround
from contrechamp.draw.map_view import MapView
from contrechamp.errors import BaseMapUnreadable
from contrechamp.pipeline.base_map import make_base_map

LATITUDE, LONGITUDE = 43.61, 3.88
STEPS = {
    1: (0, -0.01),
    2: (0, 0.01),
    3: (0.001, 0.001),
    4: (0.001, 0.002),
    5: (0.002, 0.002),
    6: (0.002, 0.001),
}
NODES = [(number, LATITUDE + up, LONGITUDE + right, {}) for number, (up, right) in STEPS.items()]
SUBURB = (9, LATITUDE + 0.004, LONGITUDE, {"place": "suburb", "name": "Faubourg", "population": "1200"})
WAYS = [
    (11, [1, 2], {"highway": "primary", "name": "Avenue Haute"}),
    (12, [3, 4, 5, 6, 3], {"building": "yes"}),
    (13, [3, 4, 5, 3], {"natural": "water"}),
    (14, [1, 3], {"barrier": "wall"}),
    (15, [1, 99], {"highway": "residential"}),
]


@pytest.fixture
def extract(tmp_path):
    path = tmp_path / "ville.osm.pbf"
    path.write_bytes(write_file(dense=[*NODES, SUBURB], ways=WAYS))
    return path


def test_an_extract_is_made_into_a_map_that_is_drawn(extract, tmp_path):
    made = make_base_map(extract, tmp_path / "ville.pmtiles")
    assert (made.features, made.incomplete) == (5, 1) and made.tiles >= 8
    ground = TileGround(tmp_path / "ville.pmtiles")
    drawn = ground.draw(MapView.around(LATITUDE, LONGITUDE, zoom=16), taken=[], most_bytes=48_000)
    assert drawn.shapes.count("<path") == 3 and "Avenue Haute" in drawn.names
    assert (
        "Faubourg"
        in ground.draw(MapView.around(LATITUDE, LONGITUDE, zoom=14), taken=[], most_bytes=48_000).names
    )
    assert "OpenStreetMap" in ground.attribution


def test_from_afar_the_avenue_is_there_and_the_house_is_not(extract, tmp_path):
    make_base_map(extract, tmp_path / "x")
    drawn = TileGround(tmp_path / "x").draw(
        MapView.around(LATITUDE, LONGITUDE, zoom=11), taken=[], most_bytes=48_000
    )
    assert "stroke-line" in drawn.shapes and 'fill-opacity="0.5"' not in drawn.shapes


@pytest.mark.parametrize("content", [b"", b"no extract", write_file(dense=NODES)])
def test_what_is_no_extract_is_said_and_nothing_is_written(content, tmp_path):
    (tmp_path / "x.pbf").write_bytes(content)
    with pytest.raises(BaseMapUnreadable, match=r"x\.pbf"):
        make_base_map(tmp_path / "x.pbf", tmp_path / "y")
    assert not (tmp_path / "y").exists()


def test_damaged_extracts_give_a_map_or_a_sentence(extract, tmp_path):
    content, chance = write_file(dense=[*NODES, SUBURB], ways=WAYS, packed=False), random.Random(7)
    for _ in range(200):
        damaged = bytearray(content)
        for _ in range(3):
            damaged[chance.randrange(20, len(damaged))] = chance.randrange(256)
        extract.write_bytes(damaged)
        with contextlib.suppress(BaseMapUnreadable):
            make_base_map(extract, tmp_path / "y")


def test_a_missing_extract_is_said(tmp_path):
    with pytest.raises(BaseMapUnreadable, match="cannot be opened"):
        make_base_map(tmp_path / "missing", tmp_path / "y")


def test_the_command_says_what_it_made_and_what_is_incomplete(extract, tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("LC_ALL", "fr_FR.UTF-8")
    assert main(["base-map", str(extract), str(tmp_path / "y.pmtiles")]) == 0
    said = capsys.readouterr().out
    assert "5 objets" in said and "n’a pas tous les points : 1" in said
