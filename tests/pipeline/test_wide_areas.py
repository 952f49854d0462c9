"""Areas of several ways: their rings are joined, their holes stay holes."""

import re

import pytest
from tests.read.pbf_writer import write_file

from contrechamp.draw.base_map import TileGround
from contrechamp.draw.map_view import MapView
from contrechamp.pipeline.base_map import make_base_map
from contrechamp.pipeline.wide_areas import join_rings

LATITUDE, LONGITUDE = 43.61, 3.88
OUTER = {1: (-4, -4), 2: (-4, 4), 3: (4, 4), 4: (4, -4)}
INNER = {5: (-1, -1), 6: (-1, 1), 7: (1, 1), 8: (1, -1)}
NODES = [
    (number, LATITUDE + up / 1000, LONGITUDE + right / 1000, {})
    for number, (up, right) in (OUTER | INNER).items()
]
WAYS = [(21, [1, 2, 3], {}), (22, [1, 4, 3], {}), (23, [5, 6, 7, 8, 5], {})]
LAKE = (31, [(21, "outer"), (22, "outer"), (23, "inner")], {"type": "multipolygon", "natural": "water"})


def test_lines_are_joined_in_either_direction():
    assert join_rings([(1, 2, 3), (1, 4, 3)]) == ([(1, 2, 3, 4, 1)], True)
    assert join_rings([(3, 1), (1, 2), (2, 3), (7, 8, 9, 7)]) == ([(3, 1, 2, 3), (7, 8, 9, 7)], True)


@pytest.mark.parametrize("lines", [[(1, 2, 3)], [(1, 2), (3, 4)], [(1, 2, 1)]])
def test_what_does_not_close_is_no_ring(lines):
    assert join_rings(lines) == ([], False)


def test_a_ring_that_meets_itself_ends_where_it_closes():
    rings, is_whole = join_rings([(1, 2, 3, 1), (1, 4, 5, 1)])
    assert is_whole and sorted(rings) == [(1, 2, 3, 1), (1, 4, 5, 1)]


def draw_water(tmp_path, content: bytes) -> str:
    (tmp_path / "x.pbf").write_bytes(content)
    make_base_map(tmp_path / "x.pbf", tmp_path / "x.pmtiles")
    view = MapView.around(LATITUDE, LONGITUDE, zoom=14)
    return TileGround(tmp_path / "x.pmtiles").draw(view, taken=[], most_bytes=40_000).shapes


def test_a_lake_with_an_island_is_water_with_a_hole(tmp_path):
    shapes = draw_water(tmp_path, write_file(dense=NODES, ways=WAYS, relations=[LAKE]))
    rings = re.findall(r"M(-?\d+) (-?\d+)l([^z]+)z", re.search(r' d="([^"]+)"', shapes)[1])
    turns = {turn_of(steps) for _, _, steps in rings}
    assert len(rings) >= 2 and turns == {True, False}


def turn_of(steps: str) -> bool:
    """Whether a ring runs clockwise on the page."""
    numbers = [int(one) for one in re.findall(r"-?\d+", steps)]
    x = y = area = 0
    for right, low in zip(numbers[::2], numbers[1::2], strict=True):
        area += x * (y + low) - (x + right) * y
        x, y = x + right, y + low
    return area > 0


def test_a_lake_cut_by_the_edge_of_the_extract_is_counted_as_incomplete(tmp_path):
    (tmp_path / "x.pbf").write_bytes(write_file(dense=NODES, ways=WAYS[:1], relations=[LAKE]))
    assert make_base_map(tmp_path / "x.pbf", tmp_path / "y").incomplete == 1
