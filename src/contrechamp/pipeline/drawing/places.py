"""The places of devices as papers write them: a ground's names, a search, a list of those without a point."""

from typing import NamedTuple

from contrechamp.draw.plain_ground import KnownPlace
from contrechamp.draw.projection import Box
from contrechamp.link.view import View
from contrechamp.text.folding import fold

_MOST_PLACES = 2000
_WRITTEN = """
SELECT json_extract(sample.details, '$.place'), said.* FROM (
    SELECT min(entities.number) AS sample, place, count(*) AS devices, avg(latitude) AS latitude,
        avg(longitude) AS longitude, min(latitude), max(latitude), min(longitude), max(longitude)
    FROM devices JOIN entities ON number = entity
    WHERE {shown} AND place != '' AND latitude IS {placed} NULL GROUP BY place
    ORDER BY devices DESC, place LIMIT ? OFFSET ?
) said JOIN entities sample ON sample.number = said.sample
"""
_ENTITIES = """
SELECT name, '', '', count(entity), ifnull(json_extract(entities.details, '$.latitude') + 0, avg(latitude)),
    ifnull(json_extract(entities.details, '$.longitude') + 0, avg(longitude)),
    min(latitude), max(latitude), min(longitude), max(longitude),
    EXISTS (SELECT 1 FROM identifiers WHERE entity = entities.number AND key = 'insee')
FROM entities LEFT JOIN facts ON object_now = entities.number AND relation = 'stands_at' AND {facts}
LEFT JOIN devices ON devices.entity = subject_now AND latitude IS NOT NULL
WHERE entities.kind = 'place' AND {shown} GROUP BY entities.number
"""
_COUNT_UNPLACED = """
SELECT count(*), count(DISTINCT place) FROM devices JOIN entities ON number = entity WHERE {shown} AND latitude IS NULL
"""
_UNPLACED_AT = """
SELECT id, name FROM devices JOIN entities ON number = entity
WHERE {shown} AND latitude IS NULL AND place = ? ORDER BY folded, number LIMIT ?
"""


class Place(NamedTuple):
    """A name with a point, how many devices it is said of, and the box that holds them."""

    name: str
    devices: int
    latitude: float
    longitude: float
    box: Box
    is_commune: bool = False
    is_written: bool = False  # as devices have it; else an entity of the registry


class UnplacedPlace(NamedTuple):
    """A place as written ("" where none is) of devices without coordinates, and how many they are."""

    name: str
    folded: str
    devices: int


def list_places(view: View) -> list[Place]:
    """Places of the registry first, then those that devices alone name, those with the most devices first."""
    return view.remember("places", lambda: _read_places(view))


def _read_places(view: View) -> list[Place]:
    query = _WRITTEN.format(shown=view.is_entity_told, placed="NOT")
    entities = _ENTITIES.format(shown=view.is_entity_told, facts=view.is_fact_shown)
    with view.reading() as connection:
        known = connection.execute(entities).fetchall()
        written = connection.execute(query, (_MOST_PLACES, 0)).fetchall()
    places = [_make_place(row, is_commune=bool(row[10])) for row in known if row[4] is not None]
    named = {fold(place.name) for place in places}
    return places + [_make_place(row, is_written=True) for row in written if row[2] not in named]


def _make_place(row: tuple, **marks: bool) -> Place:
    name, _sample, _folded, devices, latitude, longitude, south, north, west, east = row[:10]
    south, north = (latitude if one is None else one for one in (south, north))
    west, east = (longitude if one is None else one for one in (west, east))
    return Place(name or "", devices, latitude, longitude, Box(west, south, east, north), **marks)


def list_known_places(view: View) -> list[KnownPlace]:
    """The names of a plain ground: communes largest, then places of the registry, then streets as written."""
    return view.remember("known places", lambda: [_name_place(place) for place in list_places(view)])


def _name_place(place: Place) -> KnownPlace:
    kind = "great" if place.is_commune else "street" if place.is_written else "place"
    rank = {"great": 0.0, "place": 1.0, "street": 2.0}[kind] + 1 / (1 + place.devices)
    return KnownPlace(place.name, place.latitude, place.longitude, kind, rank)


def find_places(view: View, text: str, *, limit: int = 20) -> list[Place]:
    """Places whose name has these words, whatever the case and the accents; the very name first."""
    sought = fold(text)
    found = [place for place in list_places(view) if sought in fold(place.name)] if sought.strip() else []
    return sorted(found, key=lambda place: (fold(place.name) != sought, -place.devices, place.name))[:limit]


def count_unplaced(view: View) -> int:
    """How many devices have no coordinates."""
    query = _COUNT_UNPLACED.format(shown=view.is_entity_told)
    return view.remember("unplaced", lambda: _read_row(view, query))[0]


def list_unplaced(view: View, *, offset: int = 0, limit: int = 50) -> tuple[list[UnplacedPlace], int]:
    """Places as written of devices without coordinates, the most first; and how many such places there are."""
    query = _WRITTEN.format(shown=view.is_entity_told, placed="").replace("place != ''", "1")
    with view.reading() as connection:
        rows = connection.execute(query, (limit, offset)).fetchall()
        total = connection.execute(_COUNT_UNPLACED.format(shown=view.is_entity_told)).fetchone()[1]
    return [UnplacedPlace(row[0] or "", row[2], row[3]) for row in rows], total


def list_unplaced_at(view: View, folded: str, *, limit: int = 200) -> list[tuple[str, str]]:
    """Ids and names of the devices without coordinates at a place, folded as it is kept."""
    query = _UNPLACED_AT.format(shown=view.is_entity_told)
    with view.reading() as connection:
        return connection.execute(query, (folded, limit)).fetchall()


def _read_row(view: View, query: str) -> tuple:
    with view.reading() as connection:
        return connection.execute(query).fetchone()
