"""Entities and names as they are compared: what stands beside them, their numbers, what they were held apart from."""

import json
import sqlite3
from collections.abc import Iterable
from typing import Any, NamedTuple

from contrechamp.link.comparing import Comparison, compare_names
from contrechamp.link.reasons import NameFacts
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Reason

_SURE = 0.98
_NUMBERS = ("siren", "siret", "insee", "osm", "technology", "number")
_ENTITIES = """
SELECT entities.number, current.id, current.kind, current.category, current.name, current.identifiers, current.details
FROM json_each(?) JOIN entities ON entities.number = json_each.value
JOIN entities current ON current.number = entities.current WHERE current.is_standing
"""


class KnownEntity(NamedTuple):
    """An entity as it is compared; `key` is its id."""

    key: str
    kind: str
    facts: NameFacts
    identifiers: dict[str, str]


def write_side(name: Name) -> str:
    """A name as one side of a pair that is held apart; the other side is the id of an entity."""
    return "\t".join(name).rstrip("\t")


def read_known(connection: sqlite3.Connection, numbers: Iterable[int]) -> dict[int, KnownEntity]:
    """Entities by their number or by that of one that was merged into them."""
    rows = connection.execute(_ENTITIES, (json.dumps(sorted(set(numbers))),))
    return {number: _make_known(*said) for number, *said in rows}


def _make_known(key: str, kind: str, category: str, name: str, identifiers: str, details: str) -> KnownEntity:
    numbers, said = json.loads(identifiers), json.loads(details)
    facts = make_facts(name, [{**said, "category": category}], numbers)
    return KnownEntity(key, kind, facts, numbers)


def list_numbers(connection: sqlite3.Connection, key: str) -> list[int]:
    query = "SELECT number FROM entities WHERE current = (SELECT current FROM entities WHERE id = ?)"
    return [number for (number,) in connection.execute(query, (key,))]


def read_name_facts(
    connection: sqlite3.Connection, name: Name, number: int
) -> tuple[NameFacts, dict[str, str]]:
    """What its sightings say beside it; the numbers that others gave it."""
    query = "SELECT details FROM sightings WHERE name = ? ORDER BY beside DESC, mentions DESC LIMIT 3"
    sighted = [json.loads(said) for (said,) in connection.execute(query, (number,))]
    numbers = {
        key: said[key] for said in reversed(sighted) for key in _NUMBERS if isinstance(said.get(key), str)
    }
    if name.kind == "technology":
        numbers["technology"] = name.value
    return make_facts(name.value, sighted, numbers), numbers


def make_facts(name: str, said: Iterable[dict[str, Any]], numbers: dict[str, str]) -> NameFacts:
    known = {
        key: tuple({one[key] for one in said if one.get(key)}) for key in ("town", "postcode", "category")
    }
    siren = numbers.get("siren") or numbers.get("siret", "")
    return NameFacts(name, siren, known["town"], known["postcode"], "".join(known["category"][:1]))


def compare_known(
    facts: NameFacts,
    known: KnownEntity,
    numbers: dict[str, str],
    *,
    written: str = "",
    common: frozenset[str] = frozenset(),
) -> Comparison:
    """A name with an entity in one of its writings; a number of any kind that both have says as much as a SIREN."""
    other = known.facts._replace(name=written) if written else known.facts
    compared = compare_names(facts, other, common=common)
    shared = [
        Reason(key, value)
        for key, value in numbers.items()
        if key not in ("siren", "siret") and known.identifiers.get(key) == value
    ]
    if not shared:
        return compared
    return Comparison(max(_SURE, compared.score), (*shared, *compared.reasons))


def list_apart(connection: sqlite3.Connection, side: str) -> set[str]:
    """The ids, as of now, of what one side was held apart from."""
    query = """SELECT b, a FROM apart WHERE a = ? UNION SELECT a, b FROM apart WHERE b = ?"""
    others = [other for other, _ in connection.execute(query, (side, side))]
    now = """SELECT current.id FROM json_each(?) JOIN entities ON entities.id = json_each.value
             JOIN entities current ON current.number = entities.current"""
    return {key for (key,) in connection.execute(now, (json.dumps(others),))}
