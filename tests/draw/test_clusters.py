"""Things gathered: none lost, none twice, none over another."""

import math
from itertools import combinations

import numpy as np
import pytest
from tests.draw.map_things import TOWN, find_crowd, make_points, scatter_points

from contrechamp.draw.clusters import MOST_MARKS, gather_marks
from contrechamp.draw.map_view import MapPoints, MapView
from contrechamp.draw.projection import Box

ZOOMS = (0, 3, 5, 8, 11, 13, 15, 17, 19)


@pytest.fixture(scope="module")
def many() -> MapPoints:
    return scatter_points(200_000)


def count_in_view(points: MapPoints, view: MapView) -> int:
    x, y = view.place(*points.world)
    return int(((x >= 0) & (x < view.width) & (y >= 0) & (y < view.height)).sum())


@pytest.mark.parametrize("zoom", ZOOMS)
def test_counts_add_up_to_the_things_in_view(many, zoom):
    view = MapView.around(*find_crowd(many), zoom=zoom)
    marks = gather_marks(many, view)
    members = np.concatenate([mark.members for mark in marks])
    assert sum(mark.count for mark in marks) == count_in_view(many, view) == len(np.unique(members))
    assert all(sum(mark.mix) == mark.count for mark in marks)


@pytest.mark.parametrize("zoom", ZOOMS)
def test_there_are_never_many_marks(many, zoom):
    assert len(gather_marks(many, MapView.around(*find_crowd(many), zoom=zoom))) <= MOST_MARKS


@pytest.mark.parametrize("zoom", ZOOMS[:-1])
def test_no_mark_covers_another_and_each_has_room_for_a_finger(many, zoom):
    marks = gather_marks(many, MapView.around(*find_crowd(many), zoom=zoom))
    for one, other in combinations(marks, 2):
        assert math.hypot(one.x - other.x, one.y - other.y) >= max(one.radius, 12) + max(other.radius, 12)


def test_the_mix_counts_each_state():
    points = make_points(*[TOWN] * 4, state=[0, 1, 1, 4])
    (mark,) = gather_marks(points, MapView.around(*TOWN, zoom=12))
    assert mark.mix == (1, 2, 0, 0, 1)


def test_things_far_apart_stand_alone_and_from_north_to_south():
    points = make_points((43.60, 3.88), (43.62, 3.88), (43.61, 3.90))
    marks = gather_marks(points, MapView.around(*TOWN, zoom=13))
    assert [mark.members.tolist() for mark in marks] == [[1], [2], [0]]


def test_who_moves_the_map_sideways_finds_the_same_clusters(many):
    latitude, longitude = find_crowd(many)
    here = gather_marks(many, MapView.around(latitude, longitude, zoom=11))
    there = gather_marks(many, MapView.around(latitude, longitude + 0.06, zoom=11))
    sets = {tuple(mark.members.tolist()) for mark in here}
    shared = sum(tuple(mark.members.tolist()) in sets for mark in there if mark.x < 600)
    assert shared > 0.6 * sum(mark.x < 600 for mark in there)


def test_a_few_things_on_one_mast_fan_out_at_the_nearest_view_only():
    points = make_points(*[TOWN] * 5)
    assert [mark.count for mark in gather_marks(points, MapView.around(*TOWN, zoom=17))] == [5]
    fanned = gather_marks(points, MapView.around(*TOWN, zoom=19))
    assert [mark.count for mark in fanned] == [1] * 5
    assert len({(round(mark.x), round(mark.y)) for mark in fanned}) == 5


def test_hundreds_at_one_place_stay_one_mark():
    assert len(gather_marks(make_points(*[TOWN] * 300), MapView.around(*TOWN, zoom=19))) == 1


def test_neighbours_across_the_antimeridian_are_gathered():
    points = make_points((-17.0, 179.999), (-17.0, -179.999))
    marks = gather_marks(points, MapView(Box(178.0, -18.0, -178.0, -16.0)))
    assert [mark.count for mark in marks] == [2]


def test_poles_and_unknown_degrees_are_in_no_mark():
    points = make_points((90.0, 0.0), (math.nan, 3.0), (0.0, 0.0))
    marks = gather_marks(points, MapView(Box(-180, -90, 180, 90)))
    assert [mark.members.tolist() for mark in marks] == [[2]] and points.unplaced == 2


def test_an_empty_map_has_no_marks():
    assert gather_marks(make_points(), MapView.around(*TOWN, zoom=12)) == []


def test_columns_of_different_length_and_unknown_codes_are_refused():
    with pytest.raises(ValueError, match="length"):
        MapPoints(*(np.zeros(size) for size in (2, 2, 2, 2, 2, 3)))
    with pytest.raises(ValueError, match="code"):
        make_points(TOWN, state=9)
