"""Degrees to the square of web maps, and back."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.draw.map_view import MapView
from contrechamp.draw.projection import EDGE_DEGREES, Box, find_latitude, find_longitude, project_degrees

LATITUDES = st.floats(-85, 85)
LONGITUDES = st.floats(-179.999, 179.999)


@given(LATITUDES, LONGITUDES)
def test_there_and_back_is_the_same_place(latitude, longitude):
    x, y = project_degrees(np.array([latitude]), np.array([longitude]))
    assert find_latitude(float(y[0])) == pytest.approx(latitude, abs=1e-9)
    assert find_longitude(float(x[0])) == pytest.approx(longitude, abs=1e-9)


def test_the_equator_and_greenwich_are_the_middle_and_the_edge_is_the_edge():
    x, y = project_degrees(np.array([0.0, EDGE_DEGREES]), np.array([0.0, -180.0]))
    assert (x[0], y[0]) == (0.5, 0.5)
    assert (x[1], y[1]) == (0.0, pytest.approx(0.0, abs=1e-9))


@pytest.mark.parametrize(
    ("latitude", "longitude"),
    [(90, 0), (-90, 0), (86, 10), (math.nan, 3), (43, math.nan), (43, 200), (math.inf, 0)],
)
def test_poles_and_nonsense_have_no_place(latitude, longitude):
    x, y = project_degrees(np.array([latitude]), np.array([longitude]))
    assert math.isnan(x[0]) and math.isnan(y[0])


def test_a_view_shows_its_whole_box_in_the_middle():
    view = MapView(Box(3.80, 43.58, 3.95, 43.65), width=900, height=600)
    x, y = view.place(*project_degrees(np.array([43.65, 43.58]), np.array([3.80, 3.95])))
    assert x.min() >= -0.01 and x.max() <= 900.01 and y.min() >= -0.01 and y.max() <= 600.01
    assert x.sum() == pytest.approx(900) and y.sum() == pytest.approx(600)


@given(LATITUDES, LONGITUDES, st.floats(3, 18))
def test_a_view_around_a_point_has_it_in_the_middle_at_that_zoom(latitude, longitude, zoom):
    view = MapView.around(latitude / 2, longitude, zoom=zoom, width=800, height=500)
    x, y = view.place(*project_degrees(np.array([latitude / 2]), np.array([longitude])))
    assert view.zoom == pytest.approx(zoom, abs=1e-3)
    assert (x[0] % view.scale, y[0]) == (pytest.approx(400, abs=0.1), pytest.approx(250, abs=0.1))


def test_a_pixel_knows_its_degrees():
    view = MapView.around(43.61, 3.88, zoom=14, width=800, height=500)
    assert view.find_degrees(400, 250) == (pytest.approx(43.61, abs=1e-5), pytest.approx(3.88, abs=1e-5))


def test_a_box_across_the_antimeridian_is_one_view():
    view = MapView(Box(179.0, -18.0, -179.0, -16.0), width=800, height=800)
    x, _ = view.place(*project_degrees(np.array([-17.0, -17.0]), np.array([179.9, -179.9])))
    assert 0 < x[0] < x[1] < 800 and x[1] - x[0] == pytest.approx(80, rel=0.06)
    assert view.shown.west > view.shown.east


def test_a_box_without_size_is_shown_as_near_as_there_is():
    assert MapView(Box(3.88, 43.61, 3.88, 43.61)).is_nearest


def test_the_whole_globe_and_more_is_shown_once():
    view = MapView(Box(-180, -90, 180, 90), width=256, height=256)
    assert view.zoom == pytest.approx(0)
    assert view.shown == Box(-180, pytest.approx(-EDGE_DEGREES), 180, pytest.approx(EDGE_DEGREES))


def test_metres_shrink_with_the_cosine_of_the_latitude():
    equator, north = (MapView.around(latitude, 0, zoom=10).metres for latitude in (0, 60))
    assert equator == pytest.approx(152.87, abs=0.01) and north == pytest.approx(equator / 2, rel=1e-3)
