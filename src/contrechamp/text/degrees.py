"""Plane coordinates of French surveys as degrees: Lambert-93, the nine zones of conformal conics, web Mercator.

Formulas: IGN, "Projection cartographique conique conforme de Lambert: algorithmes" (NTG_71), ALG0001, ALG0002, ALG0004,
ALG0019 and ALG0054; parameters of Lambert-93 and CC zones: decree 2006-272 of 3 March 2006, EPSG registry.
RGF93 and WGS84 differ by centimetres: they are taken for one.
"""

import math
from functools import lru_cache
from typing import NamedTuple

LAMBERT_93 = 2154
WEB_MERCATOR = 3857
CONIC_ZONES = range(3942, 3951)  # CC42 to CC50
DEGREES = frozenset((4326, 4171, 84))  # WGS84, RGF93, CRS84: nothing to compute
_SEMI_MAJOR = 6_378_137.0  # GRS80, metres
_FLATTENING = 1 / 298.257222101
_ECCENTRICITY = math.sqrt(2 * _FLATTENING - _FLATTENING**2)
_PRECISION = 1e-12
_MOST_ROUNDS = 30


class Degrees(NamedTuple):
    """A point on the globe, WGS84."""

    latitude: float
    longitude: float


class Cone(NamedTuple):
    """A Lambert conic: exponent, constant, pole on the plane, central meridian in radians, eccentricity."""

    exponent: float
    constant: float
    pole_x: float
    pole_y: float
    meridian: float
    eccentricity: float


def find_degrees(x: float, y: float, *, epsg: int) -> Degrees | None:
    """The point that `x` (east) and `y` (north) stand for; None for a system that is not known, or off the globe."""
    if epsg in DEGREES:
        return Degrees(y, x) if abs(y) <= 90 and abs(x) <= 180 else None
    if epsg == WEB_MERCATOR:
        return _read_mercator(x, y)
    cone = find_cone(epsg)
    if cone is None or not (math.isfinite(x) and math.isfinite(y)) or max(abs(x), abs(y)) > 2e7:
        return None
    longitude, latitude = invert_cone(x, y, cone)
    return Degrees(math.degrees(latitude), math.degrees(longitude))


def guess_epsg(x: float, y: float) -> int:
    """The system that numbers without a name are in; 0 when none of ours fits a point of France."""
    if not (math.isfinite(x) and math.isfinite(y)):
        return 0
    if abs(x) <= 180 and abs(y) <= 90:
        return 4326
    if 0 <= x <= 1_300_000 and 6_000_000 <= y <= 7_200_000:
        return LAMBERT_93
    zone = math.floor(y / 1_000_000) + 41
    if 1_000_000 <= x <= 2_400_000 and 42 <= zone <= 50 and y % 1_000_000 <= 500_000:
        return 3900 + zone
    return 0


@lru_cache(maxsize=32)
def find_cone(epsg: int) -> Cone | None:
    """The conic of an EPSG code: Lambert-93 or one of the nine zones; None otherwise."""
    if epsg == LAMBERT_93:
        return make_cone(46.5, (44, 49), x=700_000, y=6_600_000)
    if epsg in CONIC_ZONES:
        zone = epsg - 3900
        return make_cone(zone, (zone - 0.75, zone + 0.75), x=1_700_000, y=(zone - 41) * 1_000_000 + 200_000)
    return None


def make_cone(origin: float, parallels: tuple[float, float], *, x: float, y: float) -> Cone:
    """A conic with two standard parallels (degrees), at 3° east (ALG0054); `x`, `y` are of its origin."""
    first, second = map(math.radians, parallels)
    at_first, at_second = (compute_isometric(angle, _ECCENTRICITY) for angle in (first, second))
    radius_first, radius_second = (_compute_normal(angle) * math.cos(angle) for angle in (first, second))
    exponent = math.log(radius_second / radius_first) / (at_first - at_second)
    constant = radius_first / exponent * math.exp(exponent * at_first)
    height = constant * math.exp(-exponent * compute_isometric(math.radians(origin), _ECCENTRICITY))
    return Cone(exponent, constant, x, y + height, math.radians(3), _ECCENTRICITY)


def _compute_normal(latitude: float) -> float:
    """The great normal of the ellipsoid (ALG0021), metres."""
    return _SEMI_MAJOR / math.sqrt(1 - (_ECCENTRICITY * math.sin(latitude)) ** 2)


def compute_isometric(latitude: float, eccentricity: float) -> float:
    """The isometric latitude of a latitude in radians (ALG0001)."""
    sine = eccentricity * math.sin(latitude)
    return math.log(math.tan(math.pi / 4 + latitude / 2) * ((1 - sine) / (1 + sine)) ** (eccentricity / 2))


def invert_isometric(isometric: float, eccentricity: float) -> float:
    """The latitude in radians of an isometric latitude (ALG0002)."""
    latitude = 2 * math.atan(math.exp(isometric)) - math.pi / 2
    for _ in range(_MOST_ROUNDS):
        sine = eccentricity * math.sin(latitude)
        swell = ((1 + sine) / (1 - sine)) ** (eccentricity / 2)
        closer = 2 * math.atan(swell * math.exp(isometric)) - math.pi / 2
        if abs(closer - latitude) < _PRECISION:
            return closer
        latitude = closer
    return latitude


def invert_cone(x: float, y: float, cone: Cone) -> tuple[float, float]:
    """Longitude and latitude in radians of a point of the plane (ALG0004)."""
    east, south = x - cone.pole_x, cone.pole_y - y
    radius = math.hypot(east, south) or _PRECISION
    longitude = cone.meridian + math.atan2(east, south) / cone.exponent
    isometric = -math.log(abs(radius / cone.constant)) / cone.exponent
    return longitude, invert_isometric(isometric, cone.eccentricity)


def _read_mercator(x: float, y: float) -> Degrees | None:
    """The sphere that maps on the web are drawn with (EPSG 3857)."""
    if math.isnan(x + y) or max(abs(x), abs(y)) > math.pi * _SEMI_MAJOR * 1.001:
        return None
    latitude = 2 * math.atan(math.exp(y / _SEMI_MAJOR)) - math.pi / 2
    return Degrees(math.degrees(latitude), math.degrees(x / _SEMI_MAJOR))
