"""Names as the documents have them: those that wait for a person, where each is seen, and those of an entity."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import Any

from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Sighting, WaitingName

_SIGHTING = """digest, page, start, "end", text, sightings.mentions, sightings.beside, rule, version,
sightings.details"""
_WAITING = "verdict = '' AND place = '' AND documents > 0"
_MOST_TELLING = f"""
SELECT {_SIGHTING} FROM sightings JOIN cited ON cited.number = document WHERE name = ?
ORDER BY sightings.beside DESC, sightings.mentions DESC, document LIMIT ? OFFSET ?
"""


def list_waiting(
    view: View, *, kind: str = "", text: str = "", offset: int = 0, limit: int = 50
) -> tuple[list[WaitingName], int]:
    """Names that nobody has judged, most telling first, and how many there are; for the team alone.

    First come those that stand most often beside a technology, then those of most documents. `text` is in the name,
    case and accents aside.
    """
    if view.shown is not None:
        return [], 0
    conditions, values = [_WAITING], []
    if kind:
        conditions.append("kind = ?")
        values.append(kind)
    if text.strip():
        conditions.append("instr(folded, ?)")
        values.append(fold(text.strip()))
    where = " AND ".join(conditions)
    with view.reading() as connection:
        numbers, total = _find_waiting(connection, where, values, window=(limit, offset))
        query = """SELECT number, kind, names.value, documents, mentions, beside FROM json_each(?)
                   JOIN names ON number = json_each.value ORDER BY json_each.key"""
        rows = connection.execute(query, (json.dumps(numbers),)).fetchall()
        return [_make_waiting(connection, row) for row in rows], total


def _find_waiting(
    connection: sqlite3.Connection, where: str, values: list[str], *, window: tuple[int, int]
) -> tuple[list[int], int]:
    """The numbers of one view's worth, and how many there are; letters are looked for in one pass over the index."""
    query = f"SELECT number FROM names WHERE {where} ORDER BY beside DESC, documents DESC, number"
    limit, offset = window
    if "instr" in where:
        found = [number for (number,) in connection.execute(query, values)]
        return found[offset : offset + limit], len(found)
    rows = connection.execute(f"{query} LIMIT ? OFFSET ?", (*values, limit, offset))
    numbers = [number for (number,) in rows]
    (total,) = connection.execute(f"SELECT count(*) FROM names WHERE {where}", values).fetchone()
    return numbers, total


def list_sightings(view: View, name: Name, *, offset: int = 0, limit: int = 20) -> tuple[list[Sighting], int]:
    """Where the documents first have a name, the most telling first, and in how many; for the team alone."""
    if view.shown is not None:
        return [], 0
    query = "SELECT number, documents FROM names WHERE kind = ? AND value = ? AND place = ''"
    with view.reading() as connection:
        found = connection.execute(query, (name.kind, name.value)).fetchone()
        if found is None:
            return [], 0
        rows = connection.execute(_MOST_TELLING, (found[0], limit, offset)).fetchall()
    return [_make_sighting(row) for row in rows], found[1]


def list_names_of(view: View, entity_id: str) -> list[tuple[Name, int]]:
    """The names that are this entity, each with how many documents have it, most frequent first.

    For others than the team: as the documents that they may open have it, and no name that those do not have.
    """
    entity = view.find_entity(entity_id)
    if entity is None:
        return []
    query = """SELECT names.number, names.kind, value, place, documents FROM names
               JOIN entities ON entities.number = entity
               WHERE verdict = 'is' AND current = (SELECT number FROM entities WHERE id = ?)"""
    with view.reading() as connection:
        rows = connection.execute(query, (entity.id,)).fetchall()
        counts = None if view.shown is None else _count_shown(connection, view, rows)
    named = [
        (Name(*said), documents if counts is None else counts.get(number, 0))
        for number, *said, documents in rows
    ]
    seen = [one for one in named if counts is None or one[1]]
    return sorted(seen, key=lambda one: (-one[1], one[0].value, one[0].where))


def _count_shown(connection: sqlite3.Connection, view: View, rows: Sequence[tuple]) -> dict[int, int]:
    """In how many documents that may be opened each name (by number) is seen."""
    numbers = json.dumps([row[0] for row in rows])
    query = """SELECT name, digest FROM json_each(?) CROSS JOIN sightings ON name = json_each.value
               JOIN cited ON cited.number = document"""
    pairs = connection.execute(query, (numbers,)).fetchall()
    pairs += [(row[0], row[3].partition("/")[0]) for row in rows if row[3]]
    shown = view.shown.choose({digest for _, digest in pairs})
    return _count(name for name, digest in pairs if digest in shown)


def _count(names: Iterable[int]) -> dict[int, int]:
    counts: dict[int, int] = {}
    for name in names:
        counts[name] = counts.get(name, 0) + 1
    return counts


def _make_waiting(connection: sqlite3.Connection, row: Sequence[Any]) -> WaitingName:
    number, kind, value, *counts = row
    best = connection.execute(_MOST_TELLING, (number, 1, 0)).fetchone()
    return WaitingName(Name(kind, value), *counts, _make_sighting(best))


def _make_sighting(row: Sequence[Any]) -> Sighting:
    digest, page, start, end, text, mentions, beside, rule, version, details = row
    passage = Passage(Digest(digest), page, start, end)
    return Sighting(passage, text, mentions, beside, rule, version, json.loads(details))
