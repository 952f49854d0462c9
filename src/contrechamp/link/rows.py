"""The rows of the registry: what was worked out, written down."""

import json
import sqlite3
from collections.abc import Iterable, Mapping
from typing import Any

from contrechamp.link.name_words import index_entity, index_name
from contrechamp.link.relations import find_relation
from contrechamp.link.times import find_bounds, find_sort_day
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import FACT_ENDS, Fact, Source
from contrechamp.vocabulary.judgement import Name

_NOW = {
    "subject": "subject_now",
    "object": "object_now",
    "under": "under_now",
    "according_to": "according_now",
}
# An entity and all that were merged into it, one after another.
_LEADING = """
WITH RECURSIVE leading (number, id, current) AS (
    SELECT number, id, current FROM entities WHERE number = ?
    UNION SELECT entities.number, entities.id, entities.current FROM leading
    JOIN entities ON entities.merged_into = leading.id AND entities.merged_into != ''
)
SELECT number, current FROM leading
"""


def ensure_document(connection: sqlite3.Connection, digest: str) -> int:
    """The number of a document in this book."""
    connection.execute("INSERT OR IGNORE INTO cited (digest) VALUES (?)", (digest,))
    return connection.execute("SELECT number FROM cited WHERE digest = ?", (digest,)).fetchone()[0]


def ensure_entity(connection: sqlite3.Connection, key: str) -> int:
    """The number of an entity; a row that says nothing yet where it is named before it is made."""
    row = connection.execute("SELECT number FROM entities WHERE id = ?", (key,)).fetchone()
    if row:
        return row[0]
    number = connection.execute("INSERT INTO entities (id) VALUES (?)", (key,)).lastrowid or 0
    connection.execute("UPDATE entities SET current = number WHERE number = ?", (number,))
    return number


def write_entity(
    connection: sqlite3.Connection, key: str, entity: Entity | None, facts: Mapping[str, Any]
) -> set[int]:
    """Write one entity (None: none stands); the numbers of the entities whose facts must be looked at again."""
    number = ensure_entity(connection, key)
    query = "SELECT merged_into, name, is_standing FROM entities WHERE number = ?"
    before, name, was_standing = connection.execute(query, (number,)).fetchone()
    index_entity(connection, number, before=name if was_standing else "", name=entity.name if entity else "")
    said = _tell_entity(entity) if entity else {"is_standing": False}
    values = {**said, **facts}
    setting = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE entities SET {setting} WHERE number = ?", (*values.values(), number))
    _write_beside(connection, number, entity)
    if bool(was_standing) != (entity is not None):
        refresh_names(connection, number, stands=entity is not None)
    moved = {number}
    if before != facts["merged_into"]:
        moved |= _follow_merges(connection, number)
    merged = connection.execute("SELECT number FROM entities WHERE current = ?", (number,))
    return moved | {one for (one,) in merged}  # what is said of those is now said of this one


def _tell_entity(entity: Entity) -> dict[str, Any]:
    return {
        "kind": entity.kind,
        "name": entity.name,
        "folded": fold(entity.name),
        "category": entity.category,
        "role": entity.role,
        "identifiers": _write_json(entity.identifiers),
        "details": _write_json(entity.details),
        "is_standing": True,
    }


def _write_json(said: Mapping[str, str]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True)


def _write_beside(connection: sqlite3.Connection, number: int, entity: Entity | None) -> None:
    """Identifiers, passages, and the place of a device."""
    connection.execute("DELETE FROM identifiers WHERE entity = ?", (number,))
    connection.execute("DELETE FROM entity_citations WHERE entity = ?", (number,))
    connection.execute("DELETE FROM devices WHERE entity = ?", (number,))
    if entity is None:
        return
    pairs = [(key, value, number) for key, value in entity.identifiers.items()]
    connection.executemany("INSERT INTO identifiers VALUES (?, ?, ?)", pairs)
    _write_sources(connection, "entity_citations", number, entity.sources)
    if entity.kind == EntityKind.DEVICE:
        places = [_read_number(entity.details.get(key, "")) for key in ("latitude", "longitude", "direction")]
        query = "INSERT INTO devices VALUES (?, ?, ?, ?, ?, ?)"
        connection.execute(query, (number, *places, entity.category, fold(entity.details.get("place", ""))))


def _read_number(text: str) -> float | None:
    try:
        return float(text)
    except ValueError:
        return None


def _write_sources(
    connection: sqlite3.Connection, table: str, number: int, sources: Iterable[Source]
) -> None:
    lines = [
        (
            number,
            rank,
            ensure_document(connection, passage.digest),
            passage.page,
            passage.start,
            passage.end,
            words,
        )
        for rank, (passage, words) in enumerate(sources, start=1)
    ]
    connection.executemany(f"INSERT INTO {table} VALUES (?, ?, ?, ?, ?, ?, ?)", lines)


def _follow_merges(connection: sqlite3.Connection, number: int) -> set[int]:
    """Where an entity, and those merged into it, are found now; for which of them that changed."""
    changed = set()
    for one, before in connection.execute(_LEADING, (number,)).fetchall():
        now = _find_end(connection, one)
        if now != before:
            changed.add(one)
            connection.execute("UPDATE entities SET current = ? WHERE number = ?", (now, one))
    return changed


def _find_end(connection: sqlite3.Connection, number: int) -> int:
    """The last of the entities that lead to one another; itself where they lead in a circle."""
    seen, place = {number}, number
    while True:
        query = "SELECT number FROM entities WHERE id = (SELECT merged_into FROM entities WHERE number = ?)"
        row = connection.execute(query, (place,)).fetchone()
        if row is None:
            return place
        if row[0] in seen:
            return number
        seen.add(row[0])
        place = row[0]


def write_fact(connection: sqlite3.Connection, key: str, fact: Fact | None, facts: Mapping[str, Any]) -> None:
    """Write one fact (None: none stands)."""
    connection.execute("INSERT OR IGNORE INTO facts (id) VALUES (?)", (key,))
    (number,) = connection.execute("SELECT number FROM facts WHERE id = ?", (key,)).fetchone()
    values = {**(_tell_fact(connection, fact) if fact else {"is_standing": False}), **facts}
    setting = ", ".join(f"{name} = ?" for name in values)
    connection.execute(f"UPDATE facts SET {setting} WHERE number = ?", (*values.values(), number))
    connection.execute("DELETE FROM citations WHERE fact = ?", (number,))
    _write_sources(connection, "citations", number, fact.sources if fact else ())
    _refresh(connection, "number = ?", (number,))


def _tell_fact(connection: sqlite3.Connection, fact: Fact) -> dict[str, Any]:
    ends = {name: getattr(fact, name) for name in FACT_ENDS}
    first, last = find_bounds(fact.when)
    is_number = find_relation(fact.relation).value in ("sum", "count", "days")
    return {
        **{name: ensure_entity(connection, key) if key else None for name, key in ends.items()},
        "relation": fact.relation,
        "value": fact.value,
        "amount": float(fact.value) if is_number and fact.value else None,
        "details": _write_json(fact.details),
        "bound": fact.details.get("bound", ""),
        "said": fact.when,
        "first_on": first,
        "last_on": last,
        "sorted_on": find_sort_day(fact.when),
        "note": fact.note,
        "is_standing": True,
    }


def refresh_facts(connection: sqlite3.Connection, entities: Iterable[int]) -> None:
    """Look again at the facts about these entities: whether they hold, and about whom they are by now."""
    for number in entities:
        for end in FACT_ENDS:
            _refresh(connection, f"{end} = ?", (number,))


def _refresh(connection: sqlite3.Connection, condition: str, values: tuple) -> None:
    current = "(SELECT current FROM entities WHERE number = facts.{})"
    setting = ", ".join(f"{now} = {current.format(end)}" for end, now in _NOW.items())
    connection.execute(f"UPDATE facts SET {setting} WHERE {condition}", values)
    ends = "(subject_now, object_now, under_now, according_now)"
    holds = f"NOT EXISTS (SELECT 1 FROM entities WHERE number IN {ends} AND NOT is_standing)"
    is_open = f"NOT EXISTS (SELECT 1 FROM entities WHERE number IN {ends} AND NOT is_open)"
    query = f"UPDATE facts SET holds = is_standing AND {holds}, is_open = {is_open} WHERE {condition}"
    connection.execute(query, values)


def write_name(connection: sqlite3.Connection, name: Name, verdict: str, entity: str, sequence: int) -> None:
    """Write what was decided of a name; "" lets it wait again, as does an entity that no longer stands."""
    number = ensure_entity(connection, entity) if entity else None
    query = "SELECT 1 FROM entities WHERE number = ? AND is_standing"
    if number is not None and not connection.execute(query, (number,)).fetchone():
        verdict = ""
    query = """INSERT INTO names (kind, value, place, verdict, entity, sequence) VALUES (?, ?, ?, ?, ?, ?)
               ON CONFLICT (kind, value, place) DO UPDATE SET
               verdict = excluded.verdict, entity = excluded.entity, sequence = excluded.sequence"""
    connection.execute(query, (*name, verdict, number, sequence))
    index_name(connection, name, verdict=verdict)


def refresh_names(connection: sqlite3.Connection, entity: int, *, stands: bool) -> None:
    """The names of an entity wait again when it no longer stands, and are its own when it does."""
    query = "SELECT kind, value, place FROM names WHERE entity = ?"
    for row in connection.execute(query, (entity,)).fetchall():
        verdict = "is" if stands else ""
        change = "UPDATE names SET verdict = ? WHERE kind = ? AND value = ? AND place = ?"
        connection.execute(change, (verdict, *row))
        index_name(connection, Name(*row), verdict=verdict)
