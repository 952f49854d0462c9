"""Web Mercator, the plane that map tiles are cut from: degrees to a square of side one, and back."""

from typing import NamedTuple

import numpy as np

EQUATOR_METRES = 40_075_016.686
EDGE_DEGREES = 85.0511287798066  # where the square ends: nothing nearer to a pole can be shown


class Box(NamedTuple):
    """A part of the globe in degrees. `west` is greater than `east` where it lies across the antimeridian."""

    west: float
    south: float
    east: float
    north: float


def project_degrees(latitude: np.ndarray, longitude: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Columns of degrees (n,) as x (east) and y (south) in 0..1; NaN where the square has no such point.

    Formula: OGC 17-083r2, annex E (WebMercatorQuad), on the sphere.
    """
    latitude, longitude = np.asarray(latitude, float), np.asarray(longitude, float)
    with np.errstate(invalid="ignore"):
        is_shown = (np.abs(latitude) <= EDGE_DEGREES) & (np.abs(longitude) <= 180)
        sine = np.sin(np.radians(np.where(is_shown, latitude, 0.0)))
        y = 0.5 - np.arctanh(sine) / (2 * np.pi)
        x = longitude / 360 + 0.5
    return np.where(is_shown, x, np.nan), np.where(is_shown, y, np.nan)


def find_latitude(y: float) -> float:
    """The latitude, degrees, of a height in the square."""
    return float(np.degrees(np.arctan(np.sinh(np.pi * (1 - 2 * y)))))


def find_longitude(x: float) -> float:
    """The longitude, degrees, of a place in the square; beyond its sides it goes round the globe."""
    return float((x % 1.0) * 360 - 180)


def find_box(west: float, north: float, *, east: float, south: float) -> Box:
    """The degrees of a rectangle of the square (x west and east, y north and south)."""
    if east - west >= 1:
        return Box(-180.0, find_latitude(south), 180.0, find_latitude(north))
    right = 180.0 if east == 1.0 else find_longitude(east)
    return Box(find_longitude(west), find_latitude(south), right, find_latitude(north))
