"""All devices that one may see, as columns: where they stand, and what facts that may be seen say of their steps."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from contrechamp.draw.map_view import (
    DOME,
    EXPIRED,
    FIXED,
    IN_FORCE,
    MOBILE,
    OTHER,
    PLANNED,
    PLATES,
    REMOVED,
    SOUND,
    UNKNOWN_STATE,
    UNKNOWN_TYPE,
    MapPoints,
)
from contrechamp.link.act_ends import read_act_ends
from contrechamp.link.relations import list_relations
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.days import ALWAYS, NEVER, count_first, count_last

TYPES = {
    "fixed": FIXED,
    "dome": DOME,
    "mobile": MOBILE,
    "plates": PLATES,
    "sensor": SOUND,
    "": UNKNOWN_TYPE,
}
_STEPS = {"announced": "planned", "voted": "planned", "installed": "installed", "removed": "removed"}
_DEVICES = """
SELECT devices.entity, latitude, longitude, direction, devices.category FROM devices
JOIN entities ON entities.number = devices.entity WHERE {shown} ORDER BY devices.entity
"""
_SAID = """
SELECT object_now, relation, said, ifnull(json_extract(details, '$.ends_on'), ''), subject_now FROM facts
WHERE {shown} AND relation IN ({steps}) AND object_now IN (SELECT entity FROM devices)
"""


@dataclass(frozen=True)
class DeviceColumns:
    """Columns (n,): `number` of each entity in the book, degrees (NaN where unknown), type, days of its steps.

    A day is the first that the first such step may have come on, ALWAYS where that day is unknown, NEVER where no fact
    says the step. `permits` and `removals` are columns (m,): the device's row, the first and the last day of what is
    authorised, or on which it may have been removed; `arrivals` the row and the first day of every installation.
    """

    number: np.ndarray
    latitude: np.ndarray
    longitude: np.ndarray
    direction: np.ndarray
    type: np.ndarray
    planned: np.ndarray
    installed: np.ndarray
    removed: np.ndarray
    permits: tuple[np.ndarray, np.ndarray, np.ndarray]
    removals: tuple[np.ndarray, np.ndarray, np.ndarray]
    arrivals: tuple[np.ndarray, np.ndarray]

    def find_states(self, on: date) -> np.ndarray:
        """The state of each on a day, uint8 (n,), by the codes of `draw.map_view`, as `link.standing` finds it.

        Removed counts first, then the authorisation: a camera that hangs on without one is EXPIRED, and one of which no
        authorisation is known UNKNOWN_STATE, for the papers do not say that it has none.
        """
        day, (rows, first, last) = on.toordinal(), self.permits
        count = len(self.number)
        holds = np.bincount(rows[(first <= day) & (last >= day)], minlength=count) > 0
        ended = np.bincount(rows[last < day], minlength=count) > 0
        coming = np.bincount(rows[first > day], minlength=count) > 0
        is_planned = (self.installed > day) & ((self.planned != NEVER) | coming)
        choices = [
            (self._find_gone(day), REMOVED),
            (holds, IN_FORCE),
            (ended, EXPIRED),
            (is_planned, PLANNED),
        ]
        return np.select(*zip(*choices, strict=True), UNKNOWN_STATE).astype(np.uint8)

    def _find_gone(self, day: int) -> np.ndarray:
        """Those of which the last thing that came by a day is a removal, bool (n,)."""
        removed, there = np.full((2, len(self.number)), ALWAYS - 1, np.int64)
        for column, (rows, first, when) in (
            (removed, self.removals),
            (there, (*self.arrivals, self.arrivals[1])),
            (there, (*self.permits[:2], self.permits[1])),
        ):
            begun = first <= day
            np.maximum.at(column, rows[begun], when[begun])
        return (removed >= ALWAYS) & (there <= removed)

    def find_known(self, on: date) -> np.ndarray:
        """Which of them something was known of by a day, bool (n,); those without any dated step always are."""
        steps = np.minimum(np.minimum(self.planned, self.installed), self.removed)
        np.minimum.at(steps, self.permits[0], self.permits[1])
        return (steps <= on.toordinal()) | (steps == NEVER)

    def choose(self, chosen: np.ndarray, states: np.ndarray) -> MapPoints:
        """The points of a map: those that are `chosen` (bool (n,)), in these states."""
        return MapPoints(
            self.latitude[chosen],
            self.longitude[chosen],
            states[chosen],
            self.type[chosen],
            self.direction[chosen],
            self.number[chosen],
        )


def find_devices(view: View) -> DeviceColumns:
    """Read once, kept until something changes."""
    return view.remember("devices", lambda: _read_devices(view))


def _read_devices(view: View) -> DeviceColumns:
    steps = {relation.key: relation.step for relation in list_relations() if relation.step}
    query = _SAID.format(shown=view.is_fact_shown, steps=", ".join("?" * len(steps)))
    with view.reading() as connection:
        rows = connection.execute(_DEVICES.format(shown=view.is_entity_told)).fetchall()
        said = connection.execute(query, tuple(steps)).fetchall()
        ends_of = read_act_ends(view, connection)
    numbers, latitude, longitude, direction, categories = zip(*rows, strict=True) if rows else ((),) * 5
    number = np.array(numbers, np.int64)
    days = {name: np.full(len(number), NEVER, np.int64) for name in ("planned", "installed", "removed")}
    said_steps = _read_steps(said, number, steps=steps, ends_of=ends_of, days=days)
    degrees = (np.array(column, float) for column in (latitude, longitude))
    kinds = np.array([TYPES.get(category, OTHER) for category in categories], np.uint8)
    return DeviceColumns(number, *degrees, np.array(direction, np.float32), kinds, **days, **said_steps)


def _read_steps(
    said: list[tuple], number: np.ndarray, *, steps: dict[str, str], ends_of: dict[int, str], days: dict
) -> dict[str, tuple[np.ndarray, ...]]:
    """Put the first days of steps into their columns; every authorisation, removal and installation."""
    rank_of = {one: rank for rank, one in enumerate(number.tolist())}
    permits, removals, arrivals = [], [], []
    for device, relation, when, ends_on, act in said:
        rank, step = rank_of.get(device), steps[relation]
        first, slash, last = when.partition("/")
        if rank is None:
            continue
        if step == "authorised":
            until = last if slash and last else ends_on or ends_of.get(act, "")
            permits.append((rank, count_first(first), count_last(until)))
        elif step in _STEPS:
            column, day = days[_STEPS[step]], count_first(first)
            column[rank] = min(column[rank], day)
            if step == "removed":
                removals.append((rank, day, count_last(first)))
            elif step == "installed":
                arrivals.append((rank, day))
    gathered = (("permits", permits, 3), ("removals", removals, 3), ("arrivals", arrivals, 2))
    return {name: tuple(np.array(rows, np.int64).reshape(-1, width).T) for name, rows, width in gathered}


__all__ = ["ALWAYS", "NEVER", "DeviceColumns", "find_devices"]
