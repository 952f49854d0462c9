"""Plane coordinates become degrees: IGN's own test points, origins of the zones, and one city in two forms."""

import json
import math
import re

import pytest

from contrechamp.text.degrees import (
    Cone,
    compute_isometric,
    find_cone,
    find_degrees,
    guess_epsg,
    invert_cone,
    invert_isometric,
)

# IGN, NTG_71: the test sets of ALG0001, ALG0002 and ALG0004.
CLARKE = 0.08199188998
CONE_OF_THE_TEST = Cone(0.760405966, 11_603_796.9767, 600_000, 5_657_616.674, 0.04079234433, 0.0824832568)


@pytest.mark.parametrize(
    ("latitude", "isometric"),
    [(0.872664626, 1.00552653648), (-0.3, -0.30261690060), (0.19998903369, 0.200000000009)],
)
def test_the_isometric_latitude_is_that_of_the_published_points(latitude, isometric):
    assert compute_isometric(latitude, CLARKE) == pytest.approx(isometric, abs=1e-10)
    assert invert_isometric(isometric, CLARKE) == pytest.approx(latitude, abs=1e-10)


def test_a_point_of_the_plane_is_that_of_the_published_test():
    longitude, latitude = invert_cone(1_029_705.083, 272_723.849, CONE_OF_THE_TEST)
    assert longitude == pytest.approx(0.145512099, abs=1e-9)
    assert latitude == pytest.approx(0.872664626, abs=1e-9)


def test_the_constants_of_lambert_93_are_the_published_ones():
    cone = find_cone(2154)
    assert cone.exponent == pytest.approx(0.7256077650, abs=1e-10)
    assert cone.constant == pytest.approx(11_754_255.426, abs=1e-3)
    assert cone.pole_y == pytest.approx(12_655_612.050, abs=1e-3)


@pytest.mark.parametrize(
    ("epsg", "x", "y", "latitude"),
    [(2154, 700_000, 6_600_000, 46.5)]
    + [(3900 + zone, 1_700_000, (zone - 41) * 1_000_000 + 200_000, zone) for zone in range(42, 51)],
)
def test_the_origin_of_each_zone_stands_where_the_order_says(epsg, x, y, latitude):
    found = find_degrees(x, y, epsg=epsg)
    assert (found.latitude, found.longitude) == pytest.approx((latitude, 3), abs=1e-9)
    assert guess_epsg(x, y) == epsg


def test_the_same_cameras_in_two_systems_stand_in_the_same_places(shared_data):
    folder = shared_data / "montpellier" / "VilleMTP_MTP_CameraSurv"
    features = json.loads((folder / "VilleMTP_MTP_CameraSurv.geojson").read_text("utf-8"))["features"]
    markers = (folder / "VilleMTP_MTP_CameraSurv.kml").read_text("utf-8")
    degrees = re.findall(r"<coordinates>([\d.]+),([\d.]+)", markers)
    assert len(degrees) == len(features) == 141
    for feature, (longitude, latitude) in zip(features, degrees, strict=True):
        found = find_degrees(*feature["geometry"]["coordinates"][:2], epsg=2154)
        assert (found.latitude, found.longitude) == pytest.approx(
            (float(latitude), float(longitude)), abs=1e-9
        )


def test_degrees_stay_degrees_and_beyond_the_globe_there_is_nothing():
    assert find_degrees(3.87, 43.61, epsg=4326) == (43.61, 3.87)
    assert find_degrees(200, 43, epsg=4326) is None
    assert find_degrees(700_000, 6_600_000, epsg=27572) is None  # a system that is not known
    assert find_degrees(math.inf, 0, epsg=2154) is None
    assert find_degrees(math.nan, 0, epsg=2154) is None
    assert find_degrees(0, math.nan, epsg=3857) is None
    assert guess_epsg(math.nan, math.nan) == guess_epsg(0, math.inf) == 0
    assert guess_epsg(5e9, 5e9) == 0


def test_web_mercator_is_read():
    radius = 6_378_137
    x, y = radius * math.radians(3.87), radius * math.log(math.tan(math.pi / 4 + math.radians(43.61) / 2))
    assert find_degrees(x, y, epsg=3857) == pytest.approx((43.61, 3.87), abs=1e-9)
