"""Lines and areas cut into tiles: nothing lost within a tile, nothing far outside it."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.draw.tile_cutting import cut_shape

CORNERS = st.lists(st.tuples(st.floats(0.4, 0.6), st.floats(0.4, 0.6)), min_size=3, max_size=12, unique=True)


def cut(world, zoom: int, **about) -> dict[tuple[int, int], list]:
    shape = cut_shape(np.array(world, float), zoom, **{"is_area": False, "is_last": True} | about)
    return {(x, y): lines for x, y, lines in shape}


def test_a_short_line_stays_whole_in_its_tile():
    assert cut([(0.3, 0.3), (0.31, 0.31)], 1) == {(0, 0): [[(2458, 2458), (2540, 2540)]]}


def test_a_long_line_is_in_every_tile_that_it_crosses():
    tiles = cut([(0.1, 0.3), (0.9, 0.3)], 2)
    assert sorted(tiles) == [(0, 1), (1, 1), (2, 1), (3, 1)]
    assert tiles[1, 1] == [[(-64, 819), (4160, 819)]]


def test_a_line_that_leaves_and_returns_is_two_pieces():
    tiles = cut([(0.3, 0.3), (0.7, 0.3), (0.7, 0.4), (0.3, 0.4)], 1)
    assert [len(lines) for _, lines in sorted(tiles.items())] == [2, 1]


def test_an_area_covers_a_tile_inside_it_whole():
    tiles = cut([(0.05, 0.05), (0.95, 0.05), (0.95, 0.95), (0.05, 0.95)], 2, is_area=True)
    assert len(tiles) == 16
    assert set(tiles[1, 1][0]) == {(-64, -64), (4160, -64), (4160, 4160), (-64, 4160)}


@given(CORNERS, st.integers(0, 5), st.booleans())
def test_pieces_stay_within_their_tile_and_its_margin(world, zoom, is_area):
    for lines in cut(world, zoom, is_area=is_area).values():
        corners = np.array([corner for line in lines for corner in line])
        assert corners.min() >= -65 and corners.max() <= 4161


@given(*[st.floats(0.1, 0.45)] * 2, *[st.floats(0.55, 0.9)] * 2, st.integers(1, 4))
def test_the_parts_of_a_rectangle_add_up_to_it(left, top, right, low, zoom):
    ring = np.array([(left, top), (right, top), (right, low), (left, low)])
    whole = measure(ring * (4096 << zoom))
    parts = sum(measure(clip(line)) for lines in cut(ring, zoom, is_area=True).values() for line in lines)
    assert parts == pytest.approx(whole, abs=4 * (4096 << zoom))  # half a unit along each edge


def measure(ring) -> float:
    x, y = np.array(ring, float).T
    return float(np.sum(x * np.roll(y, -1) - np.roll(x, -1) * y)) / 2


def clip(line: list) -> np.ndarray:
    """Without the margin; right for edges along the axes only."""
    return np.clip(np.array(line), 0, 4096)


@given(CORNERS)
def test_areas_run_clockwise_on_the_page(world):
    for lines in cut(world, 0, is_area=True).values():
        assert all(measure(line) >= 0 for line in lines)


def test_a_shape_over_half_the_globe_is_left_out_of_near_zooms():
    assert cut([(0.1, 0.1), (0.9, 0.9)], 9) == {}


def test_points_on_one_spot_are_no_shape():
    assert (
        cut([(0.5, 0.5)] * 4, 3) == {} == cut([(0.5, 0.5)] * 4, 3, is_area=True) == cut(np.zeros((0, 2)), 3)
    )
