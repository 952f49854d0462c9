"""The ground of a map for which nobody gave a base map: a net of degrees, and the places that the papers know."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple, Protocol

import numpy as np

from contrechamp.draw.map_view import MapView
from contrechamp.draw.place_names import Area, Name, write_names
from contrechamp.draw.projection import project_degrees
from contrechamp.draw.svg import Markup, paint, write_element

_STEPS = (30, 20, 10, 5, 2, 1, 0.5, 0.2, 0.1, 0.05, 0.02, 0.01, 0.005, 0.002, 0.001, 0.0005, 0.0002, 0.0001)
_NET_PIXELS = 130  # between two lines of the net, at least
_MOST_CORNERS = 4_000
_STREET_ZOOM = 13.8  # streets are named where they can be told apart


class DrawnGround(NamedTuple):
    """What lies under the signs: shapes, then names. `known` are all names in view, for words that tell where.

    `broken` counts the parts of a base map that could not be read.
    """

    shapes: Markup = Markup("")
    names: Markup = Markup("")
    known: Sequence[Name] = ()
    broken: int = 0


class Ground(Protocol):
    """What a map stands on. `attribution` is printed with it: whose data it is, or that there is none."""

    @property
    def attribution(self) -> str: ...

    def draw(self, view: MapView, *, taken: list[Area], most_bytes: int) -> DrawnGround:
        """The ground of a view; names keep off the areas `taken`, shapes take no more than `most_bytes`."""


class KnownPlace(NamedTuple):
    """A name with a point, from the papers: a commune, a street. `rank`: smaller goes first."""

    name: str
    latitude: float
    longitude: float
    kind: str = "place"  # great, place, quarter, street
    rank: float = 0.0


@dataclass(frozen=True)
class PlainGround:
    """Honestly plain: `outlines` are closed lines (n, 2) of latitude and longitude, as of districts."""

    attribution: str
    places: Sequence[KnownPlace] = ()
    outlines: Sequence[np.ndarray] = ()

    def draw(self, view: MapView, *, taken: list[Area], most_bytes: int) -> DrawnGround:
        net = {"d": _trace_net(view), "stroke_width": 0.5} | paint(fill="none", stroke="line")
        sides = {"stroke_width": 0.8, "stroke_opacity": 0.7, "fill_opacity": 0.2} | paint(
            fill="line", stroke="quiet"
        )
        path = _join_outlines([_trace_outline(one, view) for one in self.outlines], most_bytes)
        shapes = [write_element("path", net)]
        shapes += [write_element("path", {"d": path, "fill_rule": "evenodd"} | sides)] if path else []
        known = self._find_names(view)
        return DrawnGround(Markup("".join(shapes)), write_names(known, view, taken=taken), known)

    def _find_names(self, view: MapView) -> list[Name]:
        places = [one for one in self.places if one.kind != "street" or view.zoom >= _STREET_ZOOM]
        if not places:
            return []
        latitudes, longitudes = zip(*((one.latitude, one.longitude) for one in places), strict=True)
        x, y = view.place(*project_degrees(np.array(latitudes), np.array(longitudes)))
        inside = np.flatnonzero((x >= 0) & (x < view.width) & (y >= 0) & (y < view.height))
        found = ((places[one], float(x[one]), float(y[one])) for one in inside.tolist())
        return [Name(left, top, one.name, one.kind, one.rank) for one, left, top in found]


def _join_outlines(paths: list[str], most_bytes: int) -> str:
    """As many as there is room for; the shortest are left out."""
    sizes = accumulate(sorted(map(len, paths), reverse=True))
    longest = sorted(range(len(paths)), key=lambda rank: -len(paths[rank]))
    kept = {rank for rank, size in zip(longest, sizes, strict=True) if size <= most_bytes}
    return "".join(path for rank, path in enumerate(paths) if rank in kept)


def _trace_net(view: MapView) -> str:
    """Meridians and parallels at round degrees."""
    degrees = 360 * _NET_PIXELS / view.scale
    step = next((one for one in reversed(_STEPS) if one >= degrees), _STEPS[0])
    west, south, east, north = view.shown
    east += 360 * (west > east)
    meridians = np.arange(math.ceil(west / step), math.floor(east / step) + 1) * step
    parallels = np.arange(math.ceil(south / step), math.floor(north / step) + 1) * step
    x, _ = view.place((meridians / 360 + 0.5) % 1.0, np.zeros(len(meridians)))
    _, y = view.place(np.zeros(len(parallels)), project_degrees(parallels, np.zeros(len(parallels)))[1])
    lines = [f"M{one:.0f} 0V{view.height}" for one in x.tolist()]
    return "".join(lines + [f"M0 {one:.0f}H{view.width}" for one in y.tolist() if math.isfinite(one)])


def _trace_outline(outline: np.ndarray, view: MapView) -> str:
    """A closed line, to the pixel; "" where it does not touch the view."""
    x, y = view.place(*project_degrees(outline[:, 0], outline[:, 1]))
    is_known = np.isfinite(x) & np.isfinite(y)
    x, y = x[is_known], y[is_known]
    if len(x) < 3 or x.max() < 0 or x.min() > view.width or y.max() < 0 or y.min() > view.height:
        return ""
    corners = np.clip(np.round(np.stack([x, y], axis=1)), -20_000, 20_000).astype(int)
    is_new = np.any(np.diff(corners, axis=0, prepend=corners[:1] - 1) != 0, axis=1)
    corners = corners[is_new]
    corners = corners[:: 1 + len(corners) // _MOST_CORNERS]
    return "M" + "L".join(f"{left} {top}" for left, top in corners.tolist()) + "Z"
