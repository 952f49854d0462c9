"""Things to draw, made up with a fixed seed."""

import numpy as np

from contrechamp.draw.map_marks import Label
from contrechamp.draw.map_view import STATES, TYPES, Addresses, MapPoints

ADDRESSES = Addresses(
    lambda box: "/carte?boite=" + ",".join(f"{side:.5f}" for side in box),
    lambda number: f"/dispositifs/{number}",
)
TOWN = (43.61, 3.88)


def make_points(*places: tuple[float, float], **columns: object) -> MapPoints:
    """Points at (latitude, longitude); other columns by name, for all or one by one."""
    count = len(places)
    latitude, longitude = (np.array([place[side] for place in places], float) for side in (0, 1))
    return MapPoints(
        latitude,
        longitude,
        np.broadcast_to(np.asarray(columns.get("state", 0), np.uint8), count),
        np.broadcast_to(np.asarray(columns.get("type", 0), np.uint8), count),
        np.broadcast_to(np.asarray(columns.get("direction", np.nan), np.float32), count),
        np.asarray(columns.get("number", range(count)), np.int64).reshape(count),
    )


def scatter_points(count: int, *, seed: int = 7, towns: int = 400) -> MapPoints:
    """Towns of all sizes over France, devices around their middles."""
    random = np.random.default_rng(seed)
    middles = random.uniform((42.5, -4.5), (51.0, 8.0), (towns, 2))
    sizes = random.pareto(1.1, towns) + 0.1
    places = middles[random.choice(towns, count, p=sizes / sizes.sum())] + random.normal(0, 0.03, (count, 2))
    direction = np.where(random.random(count) < 0.5, np.nan, random.uniform(0, 360, count)).astype(np.float32)
    state = random.choice(STATES, count, p=[0.55, 0.2, 0.08, 0.05, 0.12]).astype(np.uint8)
    kind = random.integers(0, TYPES, count).astype(np.uint8)
    return MapPoints(places[:, 0], places[:, 1], state, kind, direction, np.arange(count, dtype=np.int64))


def label_things(numbers: np.ndarray) -> list[Label]:
    """A name and a place for each."""
    return [Label(f"Caméra {number}", "rue de la République") for number in numbers.tolist()]


def find_crowd(points: MapPoints) -> tuple[float, float]:
    """Where most of them stand."""
    counts, latitudes, longitudes = np.histogram2d(points.latitude, points.longitude, bins=300)
    row, column = np.unravel_index(counts.argmax(), counts.shape)
    return float(latitudes[row]), float(longitudes[column])
