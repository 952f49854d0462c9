"""What of OpenStreetMap goes into a base map: its tags as our layers, and from which zoom on."""

from collections.abc import Mapping
from typing import NamedTuple

from contrechamp.draw.vector_tile import AREA, LINE, POINT

FIRST_ZOOM, LAST_ZOOM = 7, 14
_ROADS = {  # value of highway: first zoom
    **dict.fromkeys(("motorway", "trunk"), 7),
    **dict.fromkeys(("motorway_link", "trunk_link"), 11),
    **dict.fromkeys(("primary", "secondary"), 9),
    **dict.fromkeys(("primary_link", "secondary_link", "tertiary", "tertiary_link"), 11),
    **dict.fromkeys(("residential", "unclassified", "living_street", "pedestrian"), 12),
    **dict.fromkeys(("service", "footway", "cycleway", "path", "track", "steps"), 14),
}
_RAILS = {"rail": 10, "light_rail": 12, "tram": 13}
_GREENS = frozenset(
    (
        "park",
        "wood",
        "forest",
        "grass",
        "grassland",
        "cemetery",
        "garden",
        "nature_reserve",
        "meadow",
        "scrub",
    )
)
_PLACES = {"city": 7, "town": 8, "village": 10, "suburb": 11, "quarter": 12, "neighbourhood": 13}
_MOST_DIGITS = 9


class Layered(NamedTuple):
    """Where an element goes: its layer, its shape, the first zoom that has it, its tags there."""

    layer: str
    shape: int
    zoom: int
    tags: dict[str, str | int]


def find_layer(tags: Mapping[str, str], *, is_closed: bool, is_node: bool = False) -> Layered | None:
    """The layer of an element by its tags (OpenStreetMap wiki, "Map features"); None for what no map shows."""
    if is_node:
        return _find_place(tags)
    if is_closed and (area := _find_area(tags)) is not None:
        return area
    return _find_line(tags)


def _find_place(tags: Mapping[str, str]) -> Layered | None:
    kind, name = tags.get("place", ""), tags.get("name", "")
    if kind not in _PLACES or not name:
        return None
    people = tags.get("population", "")
    about = {"kind": kind, **_name(tags)} | (
        {"population": int(people[:_MOST_DIGITS])} if people.isdecimal() else {}
    )
    return Layered("places", POINT, _PLACES[kind], about)


def _find_area(tags: Mapping[str, str]) -> Layered | None:
    if tags.get("building", "no") != "no":
        return Layered("buildings", AREA, LAST_ZOOM, {})
    if (
        tags.get("natural") == "water"
        or tags.get("waterway") == "riverbank"
        or tags.get("landuse") == "reservoir"
    ):
        return Layered("water", AREA, 8, {})
    green = next((one for key in ("leisure", "landuse", "natural") if (one := tags.get(key)) in _GREENS), "")
    return Layered("landuse", AREA, 10, {"kind": green}) if green else None


def _find_line(tags: Mapping[str, str]) -> Layered | None:
    road, rail = tags.get("highway", ""), tags.get("railway", "")
    if road in _ROADS:
        return Layered("roads", LINE, _ROADS[road], {"kind": road, **_name(tags)})
    if rail in _RAILS:
        return Layered("roads", LINE, _RAILS[rail], {"kind": rail})
    if tags.get("waterway") in ("river", "canal", "stream") or tags.get("natural") == "coastline":
        return Layered("water_lines", LINE, 13 if tags.get("waterway") == "stream" else 8, {})
    if tags.get("boundary") == "administrative" and tags.get("admin_level") in ("2", "4", "6", "8"):
        return Layered("boundaries", LINE, 10 if tags["admin_level"] == "8" else FIRST_ZOOM, {})
    return None


def _name(tags: Mapping[str, str]) -> dict[str, str]:
    """The name in French, else as it is there."""
    name = tags.get("name:fr") or tags.get("name", "")
    return {"name": name} if name else {}
