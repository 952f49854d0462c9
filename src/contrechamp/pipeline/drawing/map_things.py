"""What a map shows for one who looks on a day: points, counts beside the choices, the box that holds most of them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np

from contrechamp.draw.map_marks import Label
from contrechamp.draw.map_view import STATES, TYPES, MapPoints, MapView
from contrechamp.draw.projection import Box
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.devices import find_devices

_LEAST_DEGREES = 0.004  # of a box around things at one place: some streets
_DESCRIBED = """
SELECT entities.number, entities.id, name, ifnull(json_extract(details, '$.place'), '') FROM json_each(?)
JOIN entities ON entities.number = json_each.value
"""


@dataclass(frozen=True)
class MapThings:
    """`types` and `states` count what each choice would show, the other one held; `total` all devices of that day."""

    points: MapPoints
    types: tuple[int, ...]
    states: tuple[int, ...]
    total: int

    def find_box(self, *, share: float = 1.0) -> Box | None:
        """A box around a share of the points, the farthest left out; None where none has a place."""
        is_placed = ~np.isnan(self.points.world[0])
        return surround(self.points.latitude[is_placed], self.points.longitude[is_placed], share=share)

    def list_shown(self, view: MapView) -> np.ndarray:
        """The numbers of the things in the frame of a view, in the order of the book."""
        x, y = view.place(*self.points.world)
        return np.sort(self.points.number[(x >= 0) & (x < view.width) & (y >= 0) & (y < view.height)])


def surround(latitude: np.ndarray, longitude: np.ndarray, *, share: float = 1.0) -> Box | None:
    """A box around a share of these places, with a margin; None where there are none."""
    if not len(latitude):
        return None
    ends = 50 - 50 * share, 50 + 50 * share
    south, north = np.percentile(latitude, ends)
    west, east = np.percentile(longitude, ends)
    high = max(_LEAST_DEGREES, (north - south) * 1.16) / 2
    wide = max(_LEAST_DEGREES, (east - west) * 1.16) / 2
    middle, centre = (south + north) / 2, (west + east) / 2
    return Box(
        max(-180.0, float(centre - wide)),
        max(-89.0, float(middle - high)),
        min(180.0, float(centre + wide)),
        min(89.0, float(middle + high)),
    )


def find_map_things(
    view: View, *, on: date, today: date, type: int | None = None, state: int | None = None
) -> MapThings:
    """The devices as they stood on a day; of a day that is past, those that something was known of by then."""
    name = ("map", on, on < today, type, state)
    return view.remember(
        name, lambda: _choose_things(view, on=on, is_past=on < today, type=type, state=state)
    )


def _choose_things(view: View, *, on: date, is_past: bool, type: int | None, state: int | None) -> MapThings:
    devices = find_devices(view)
    states = devices.find_states(on)
    is_there = devices.find_known(on) if is_past else np.ones(len(states), bool)
    is_type = is_there if type is None else is_there & (devices.type == type)
    is_state = is_there if state is None else is_there & (states == state)
    types = np.bincount(devices.type[is_state], minlength=TYPES)
    counted = np.bincount(states[is_type], minlength=STATES)
    points = devices.choose(is_type & is_state, states)
    return MapThings(points, tuple(types.tolist()), tuple(counted.tolist()), int(is_there.sum()))


class Describer:
    """Names the things that stand alone on a map, and remembers their ids for their addresses."""

    def __init__(self, view: View):
        self._view = view
        self.ids: dict[int, str] = {}

    def describe(self, numbers: np.ndarray) -> Sequence[Label]:
        """A label for each entity number that the view gave."""
        found = {}
        with self._view.reading() as connection:
            for number, key, name, place in connection.execute(_DESCRIBED, (_write_list(numbers),)):
                found[number], self.ids[number] = Label(name, place), key
        return [found[number] for number in numbers.tolist()]


def _write_list(numbers: np.ndarray) -> str:
    return f"[{','.join(map(str, numbers.tolist()))}]"
