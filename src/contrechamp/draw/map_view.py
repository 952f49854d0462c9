"""What a map is drawn of, and which part of the globe it shows."""

import math
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple, Self

import numpy as np

from contrechamp.draw.projection import (
    EDGE_DEGREES,
    EQUATOR_METRES,
    Box,
    find_box,
    find_latitude,
    find_longitude,
    project_degrees,
)

IN_FORCE, EXPIRED, PLANNED, REMOVED, UNKNOWN_STATE = range(5)
FIXED, DOME, MOBILE, PLATES, SOUND, OTHER, UNKNOWN_TYPE = range(7)
STATES, TYPES = UNKNOWN_STATE + 1, UNKNOWN_TYPE + 1
_NEAREST_ZOOM, _FARTHEST_ZOOM = 19.0, 0.0
_TILE = 256  # pixels of the whole world at zoom 0


@dataclass(frozen=True)
class MapPoints:
    """The things that have a place, as columns (n,). Kept between views, they are projected once.

    `latitude` and `longitude` are float64 degrees (WGS84); `state` and `type` uint8, of the codes above; `direction`
    float32 degrees clockwise from north, NaN where unknown; `number` int64, the caller's own number of each thing.
    """

    latitude: np.ndarray
    longitude: np.ndarray
    state: np.ndarray
    type: np.ndarray
    direction: np.ndarray
    number: np.ndarray

    def __post_init__(self) -> None:
        columns = (self.latitude, self.longitude, self.state, self.type, self.direction, self.number)
        if any(one.shape != (len(self.number),) for one in columns):
            raise ValueError("the columns of a map's points differ in length")
        if len(self.number) and (self.state.max() >= STATES or self.type.max() >= TYPES):
            raise ValueError("a state or a type has a code that no map knows")

    @cached_property
    def world(self) -> tuple[np.ndarray, np.ndarray]:
        """x and y in the square of side one, (n,); NaN for what cannot be shown."""
        return project_degrees(self.latitude, self.longitude)

    @cached_property
    def unplaced(self) -> int:
        """How many have no place on any map: no degrees, wrong ones, or a pole."""
        return int(np.isnan(self.world[0]).sum())


class Addresses(NamedTuple):
    """The caller's addresses: a nearer view of a box, and one thing by its number. "" where there is none.

    The box of things at one and the same place has no width and no height: lead to a list of them.
    """

    zoom: Callable[[Box], str] = lambda box: ""
    open: Callable[[int], str] = lambda number: ""


NO_ADDRESSES = Addresses()


@dataclass(frozen=True)
class MapView:
    """A box of the globe in a frame of `width` by `height` pixels; the box is shown whole, in the middle.

    `prefix` begins the names of shapes inside the SVG: two maps in one page need two of them.
    """

    box: Box
    width: int = 960
    height: int = 640
    addresses: Addresses = NO_ADDRESSES
    prefix: str = "map"

    @classmethod
    def around(cls, latitude: float, longitude: float, *, zoom: float, **others: object) -> Self:
        """The view of that centre at a zoom of web maps (0: the world in 256 pixels; each more doubles it)."""
        view = cls(Box(longitude, latitude, longitude, latitude), **others)
        middle_x, middle_y = view._middle
        half_x = view.width / _TILE / 2**zoom / 2
        half_y = view.height / _TILE / 2**zoom / 2
        corners = (middle_x - half_x, max(0.0, middle_y - half_y))
        box = find_box(*corners, east=middle_x + half_x, south=min(1.0, middle_y + half_y))
        return replace(view, box=box)

    @cached_property
    def _corners(self) -> tuple[float, float, float, float]:
        west, south, east, north = self.box
        latitudes = np.clip([north, south], -EDGE_DEGREES, EDGE_DEGREES)
        x, y = project_degrees(latitudes, np.clip([west, east], -180.0, 180.0))
        return float(x[0]), float(y[0]), float(x[1]) + (west > east), float(y[1])

    @cached_property
    def _middle(self) -> tuple[float, float]:
        west, north, east, south = self._corners
        return (west + east) / 2, (north + south) / 2

    @cached_property
    def scale(self) -> float:
        """Pixels that the side of the whole square takes."""
        west, north, east, south = self._corners
        wide, high = max(east - west, 1e-9), max(south - north, 1e-9)
        most, least = _TILE * 2**_NEAREST_ZOOM, _TILE * 2**_FARTHEST_ZOOM
        return float(np.clip(min(self.width / wide, self.height / high), least, most))

    @property
    def zoom(self) -> float:
        """As web maps count it: 5 shows a country, 12 a city, 17 a street."""
        return math.log2(self.scale / _TILE)

    @property
    def is_nearest(self) -> bool:
        """Whether nothing can be shown any larger."""
        return self.zoom > _NEAREST_ZOOM - 0.01

    @cached_property
    def origin(self) -> tuple[float, float]:
        """x and y in the square of the frame's upper left corner; x may lie outside 0..1."""
        x, y = self._middle
        return x - self.width / self.scale / 2, y - self.height / self.scale / 2

    @cached_property
    def shown(self) -> Box:
        """What the frame really shows: the box, and what its shape adds."""
        west, north = self.origin
        east, south = west + self.width / self.scale, north + self.height / self.scale
        return find_box(west, max(0.0, north), east=east, south=min(1.0, south))

    @property
    def metres(self) -> float:
        """Metres on the ground that a pixel stands for, in the middle of the view."""
        latitude = math.radians(find_latitude(self._middle[1]))
        return EQUATOR_METRES * math.cos(latitude) / self.scale

    def find_degrees(self, x: float, y: float) -> tuple[float, float]:
        """Latitude and longitude under a pixel."""
        left, top = self.origin
        return find_latitude(top + y / self.scale), find_longitude(left + x / self.scale)

    def place(self, x: np.ndarray, y: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Pixels from the frame's upper left corner of places in the square; across the antimeridian too."""
        middle_x, middle_y = self._middle
        right = (x - middle_x + 0.5) % 1.0 - 0.5
        return right * self.scale + self.width / 2, (y - middle_y) * self.scale + self.height / 2
