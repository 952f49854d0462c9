"""The devices that belong to one entity: itself, those that stand there, that are part of it, that an act is about."""

from datetime import date

import numpy as np

from contrechamp.draw.map_view import MapPoints
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.devices import find_devices

_OWN = """
SELECT devices.entity FROM facts JOIN devices ON devices.entity = object_now
WHERE subject_now = (SELECT current FROM entities WHERE id = :key) AND {shown}
UNION SELECT devices.entity FROM facts JOIN devices ON devices.entity = subject_now
WHERE object_now = (SELECT current FROM entities WHERE id = :key) AND {shown}
UNION SELECT current FROM entities WHERE id = :key LIMIT :most
"""
_MOST = 20_000


def find_points_around(view: View, key: str, *, on: date) -> MapPoints:
    """The points of a map of an entity; only devices that may be seen, tied to it by facts that may."""

    def read() -> MapPoints:
        devices = find_devices(view)
        with view.reading() as connection:
            query = _OWN.format(shown=view.is_fact_shown)
            numbers = [number for (number,) in connection.execute(query, {"key": key, "most": _MOST})]
        chosen = np.isin(devices.number, np.array(numbers, np.int64)) & ~np.isnan(devices.latitude)
        return devices.choose(chosen, devices.find_states(on))

    return view.remember(("around", key, on), read)
