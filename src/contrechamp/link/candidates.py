"""Which entity a waiting name may be, and which names may be an entity's: offered with reasons, never merged alone."""

import json
import sqlite3
from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.link.compared import (
    KnownEntity,
    compare_known,
    list_apart,
    list_numbers,
    read_known,
    read_name_facts,
    write_side,
)
from contrechamp.link.comparing import OFFERED, Comparison
from contrechamp.link.name_words import (
    ENTITY,
    KNOWN,
    WAITING,
    count_owners,
    find_owners,
    index_new_names,
    list_keys,
)
from contrechamp.link.reasons import NameFacts
from contrechamp.link.registry import Registry
from contrechamp.link.twins import Twins, list_twins
from contrechamp.link.view import View
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Candidate, Reason

__all__ = ["LikelyName", "Twins", "list_candidates", "list_likely_names", "list_twins", "write_side"]

_COMMON = 300  # a word of so many names tells no more than a trade does
_KINDS = {  # what a name of this kind may be
    "actor": ("actor",),
    "technology": ("technology",),
    "place": ("place",),
    "event": ("project", "act"),
}


class LikelyName(NamedTuple):
    """A waiting name that may be an entity's, how likely (0 to 1), and why."""

    name: Name
    score: float
    reasons: tuple[Reason, ...]


def list_candidates(view: View, name: Name, *, limit: int = 8) -> list[Candidate]:
    """Entities that a name may be, the likeliest first; none for a name that was refused, none but for the team.

    Left out: the entity that it is already, and those from which it was held apart (`write_side`).
    """
    if view.shown is not None:
        return []
    with view.reading() as connection:
        row = _find_name(connection, name)
        if row and row[1] == "refused":
            return []
        facts, numbers = read_name_facts(connection, name, row[0] if row else 0)
        apart = list_apart(connection, write_side(name)) | ({row[2]} if row and row[2] else set())
        keys = list_keys(name.value)
        common = _list_common(connection, keys)
        found = _find_known(connection, keys, numbers)
    kinds = _KINDS.get(name.kind, ())
    likely: dict[str, Comparison] = {}
    for written, known in found:
        if known.key not in apart and (not kinds or known.kind in kinds):
            compared = compare_known(facts, known, numbers, written=written, common=common)
            likely[known.key] = max(compared, likely.get(known.key, compared))
    best = sorted((one for one in likely.items() if one[1].score >= OFFERED), key=lambda one: -one[1].score)
    entities = view.find_entities(key for key, _ in best[:limit])
    return [
        Candidate(entities[key], score, reasons) for key, (score, reasons) in best[:limit] if key in entities
    ]


def _find_name(connection: sqlite3.Connection, name: Name) -> tuple[int, str, str] | None:
    """Its number, what was decided of it, and the id of the entity that it is."""
    query = """SELECT names.number, verdict, coalesce(current.id, '') FROM names
               LEFT JOIN entities ON entities.number = entity
               LEFT JOIN entities current ON current.number = entities.current
               WHERE names.kind = ? AND value = ? AND place IN (?, '') ORDER BY place DESC"""
    return connection.execute(query, tuple(name)).fetchone()


def _list_common(connection: sqlite3.Connection, keys: Iterable[str]) -> frozenset[str]:
    counts = {
        key: count_owners(connection, key, owner=WAITING, most=_COMMON) for key in keys if key.isalnum()
    }
    return frozenset(key for key, count in counts.items() if count >= _COMMON)


def _find_known(
    connection: sqlite3.Connection, keys: list[str], numbers: dict[str, str]
) -> list[tuple[str, KnownEntity]]:
    """Entities that share a rare word or a number, each with the writing by which it was found."""
    direct = find_owners(connection, keys, owner=ENTITY)
    query = "SELECT DISTINCT entity FROM identifiers WHERE key = ? AND value = ? LIMIT 20"
    for pair in numbers.items():
        direct += [number for (number,) in connection.execute(query, pair)]
    query = """SELECT entity, names.value FROM json_each(?) JOIN names ON number = json_each.value
               WHERE entity IS NOT NULL"""
    named = json.dumps(find_owners(connection, keys, owner=KNOWN))
    pairs = [*((number, "") for number in dict.fromkeys(direct)), *connection.execute(query, (named,))]
    known = read_known(connection, [number for number, _ in pairs])
    return [(said or known[number].facts.name, known[number]) for number, said in pairs if number in known]


def list_likely_names(view: View, entity_id: str, *, limit: int = 20) -> list[LikelyName]:
    """Waiting names that may be this entity's, the likeliest first; for the team alone."""
    if view.shown is not None or (entity := view.find_entity(entity_id)) is None:
        return []
    index_waiting(view.registry)
    kinds = [kind for kind, found in _KINDS.items() if entity.kind in found]
    with view.reading() as connection:
        known = read_known(connection, list_numbers(connection, entity.id))
        (one,) = {found.key: found for found in known.values()}.values()
        written = [one.facts.name, *_list_written(connection, known)]
        keys = dict.fromkeys(key for said in written for key in list_keys(said))
        rows = _read_waiting(connection, find_owners(connection, keys, owner=WAITING, most=300))
        apart = _list_apart_names(connection, known)
        likely = [
            LikelyName(name, *_compare_best(connection, name, one, number=number, written=written))
            for number, name in rows
            if name.kind in kinds and write_side(name) not in apart
        ]
    likely = [one for one in likely if one.score >= OFFERED]
    return sorted(likely, key=lambda one: (-one.score, one.name))[:limit]


def _compare_best(
    connection: sqlite3.Connection, name: Name, known: KnownEntity, *, number: int, written: list[str]
) -> Comparison:
    """By the likeliest writing of the entity; what stands beside the name is read only where the names are near."""
    alone = NameFacts(name.value)
    best = max((compare_known(alone, known, {}, written=said), said) for said in written)
    if best[0].score < OFFERED:
        return best[0]
    facts, numbers = read_name_facts(connection, name, number)
    return compare_known(facts, known, numbers, written=best[1])


def _list_written(connection: sqlite3.Connection, numbers: Iterable[int]) -> list[str]:
    query = """SELECT names.value FROM json_each(?) JOIN names ON entity = json_each.value
               WHERE verdict = 'is' ORDER BY documents DESC, number LIMIT 20"""
    return [value for (value,) in connection.execute(query, (json.dumps(list(numbers)),))]


def _read_waiting(connection: sqlite3.Connection, numbers: list[int]) -> list[tuple[int, Name]]:
    query = """SELECT number, kind, names.value, place FROM json_each(?)
               JOIN names ON number = json_each.value WHERE verdict = '' AND documents > 0"""
    return [(number, Name(*said)) for number, *said in connection.execute(query, (json.dumps(numbers),))]


def _list_apart_names(connection: sqlite3.Connection, numbers: Iterable[int]) -> set[str]:
    query = """SELECT a, b FROM json_each(?) JOIN entities ON number = json_each.value
               JOIN apart ON entities.id IN (a, b)"""
    rows = connection.execute(query, (json.dumps(list(numbers)),)).fetchall()
    return {side for pair in rows for side in pair}


def index_waiting(registry: Registry) -> None:
    """Find the names, too, that came since the last time and that nobody indexed yet; some thousands at most."""
    with registry.book.reading() as connection:
        waiting = connection.execute("SELECT 1 FROM names WHERE NOT is_indexed LIMIT 1").fetchone()
    if waiting:
        with registry.book.changes() as connection:
            index_new_names(connection)
