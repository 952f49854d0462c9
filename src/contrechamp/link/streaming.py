"""The registry from end to end as of one moment, a few hundred rows in hand at a time: what an export is made of."""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from functools import cached_property
from itertools import batched
from typing import NamedTuple

from contrechamp.link.act_ends import read_act_ends
from contrechamp.link.content import make_source
from contrechamp.link.relations import list_relations
from contrechamp.link.showing import CITED
from contrechamp.link.standing import Step
from contrechamp.link.view import (
    FACT_COLUMNS,
    FACT_TABLES,
    View,
    make_entity_of,
    make_judgement_of,
)
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement

_ROWS = 500
_STEPS = {relation.key: relation.step for relation in list_relations() if relation.step}
_JUDGEMENTS = """
SELECT sequence, id, kind, member, at, content, undone_by FROM judgements ORDER BY sequence
"""


class Placed(NamedTuple):
    """A thing with a position, what facts tell of its history, and every passage that says anything of it."""

    entity: Entity
    steps: tuple[Step, ...]
    sources: tuple[Source, ...]


class Moment:
    """What somebody may see of the registry, as it stood when the moment was taken; on one thread."""

    def __init__(self, view: View, connection: sqlite3.Connection):
        self._view, self._connection = view, connection

    def read_head(self) -> tuple[int, str]:
        """The place of the last judgement taken in, and the chain's digest there."""
        return self._connection.execute("SELECT sequence, chain_digest FROM applied").fetchone()

    def count(self) -> tuple[int, int]:
        """How many entities, and how many facts."""
        entities = f"SELECT count(*) FROM entities WHERE {self._view.is_entity_shown}"
        facts = f"SELECT count(*) FROM facts WHERE {self._view.is_fact_shown}"
        return self._count(entities), self._count(facts)

    def has_identifier(self, key: str) -> bool:
        """Whether an entity that may be seen has such a number ("osm")."""
        query = f"""SELECT count(*) FROM (SELECT 1 FROM identifiers JOIN entities ON entities.number = entity
                    WHERE key = ? AND {self._view.is_entity_shown} LIMIT 1)"""
        return bool(self._count(query, key))

    def iterate_entities(self) -> Iterator[Entity]:
        """Every entity with its passages, in the order in which they were made."""
        query = f"SELECT {self._view.entity_columns} FROM entities WHERE {self._view.is_entity_shown} ORDER BY number"
        for rows in batched(self._connection.execute(query), _ROWS):
            sources = self._list_sources([row[0] for row in rows])
            for row in rows:
                yield make_entity_of(row, sources.get(row[0], ()))

    def iterate_facts(self) -> Iterator[Fact]:
        """Every fact with its passages, in the order in which they were established."""
        query = f"""SELECT {FACT_COLUMNS} FROM {FACT_TABLES} WHERE {self._view.is_fact_shown}
                    ORDER BY facts.number"""
        for rows in batched(self._connection.execute(query), _ROWS):
            yield from self._view.make_facts(self._connection, rows)

    def iterate_judgements(self) -> Iterator[Judgement]:
        """Every judgement, the first one first: for the team alone."""
        for row in self._connection.execute(_JUDGEMENTS):
            yield make_judgement_of(row)

    def iterate_placed(self) -> Iterator[Placed]:
        """Everything that has a latitude and a longitude."""
        placed = (one for one in self.iterate_entities() if "latitude" in one.details)
        for entities in batched((one for one in placed if one.details.get("longitude")), _ROWS):
            told = self._list_told([one.id for one in entities])
            for one in entities:
                steps, sources = told.get(one.id, ([], []))
                yield Placed(one, tuple(steps), tuple(dict.fromkeys((*one.sources, *sources))))

    def find_names(self, keys: list[str]) -> dict[str, str]:
        """The names of entities by id."""
        query = "SELECT id, name FROM entities WHERE id IN (SELECT value FROM json_each(?))"
        return dict(self._connection.execute(query, (json.dumps(keys),)).fetchall())

    def iterate_cited(self) -> Iterator[str]:
        """The digests of the documents that are cited, as far as they may be seen."""
        query = f"""SELECT digest FROM (SELECT number AS document, digest FROM cited WHERE digest IN ({CITED}))
                    WHERE {self._view.is_document_shown} ORDER BY digest"""
        for (digest,) in self._connection.execute(query):
            yield digest

    @cached_property
    def _act_ends(self) -> dict[int, str]:
        return read_act_ends(self._view, self._connection)

    def _count(self, query: str, *values: str) -> int:
        return self._connection.execute(query, values).fetchone()[0]

    def _list_sources(self, numbers: list[int]) -> dict[int, tuple[Source, ...]]:
        query = f"""SELECT entity, digest, page, start, "end", words FROM json_each(?)
                    JOIN entity_citations ON entity = json_each.value JOIN cited ON cited.number = document
                    WHERE {self._view.is_document_shown} ORDER BY entity, rank"""
        found: dict[int, tuple[Source, ...]] = {}
        for number, *said in self._connection.execute(query, (json.dumps(numbers),)):
            found[number] = (*found.get(number, ()), make_source(said))
        return found

    def _list_told(self, keys: list[str]) -> dict[str, tuple[list[Step], list[Source]]]:
        """What facts tell of things: from those that may be seen alone, while the table of devices follows from all."""
        chosen = "FROM json_each(?1) JOIN entities ON entities.id = json_each.value JOIN facts ON"
        columns, condition = (
            "first_on, facts.number, said, facts.details, subject_now",
            f"holds AND {self._view.is_fact_shown}",
        )
        query = f"""
            SELECT entities.id, relation, {columns} {chosen} object_now = entities.number WHERE {condition}
            UNION ALL SELECT entities.id, '', {columns} {chosen} subject_now = entities.number WHERE {condition}
            ORDER BY 3, 4"""
        rows = self._connection.execute(query, (json.dumps(keys),)).fetchall()
        sources = self._view.list_many_sources(self._connection, [row[3] for row in rows])
        found: dict[str, tuple[list[Step], list[Source]]] = {}
        for key, relation, _first, number, when, details, act in rows:
            steps, cited = found.setdefault(key, ([], []))
            cited += sources.get(number, ())
            if relation in _STEPS:
                ends_on = json.loads(details).get("ends_on") or self._act_ends.get(act, "")
                steps.append(Step(_STEPS[relation], when, ends_on))
        return found


@contextmanager
def take_moment(view: View) -> Iterator[Moment]:
    """One moment of the registry: what is judged meanwhile is not in it. Nothing else may be asked of the view."""
    with view.reading() as connection:
        connection.execute("BEGIN")
        try:
            yield Moment(view, connection)
        finally:
            connection.execute("ROLLBACK")


def list_known(view: View, table: str, keys: Iterable[str]) -> set[str]:
    """Those of these ids that stand in the table "judgements", "entities" or "facts" for the team."""
    if table not in ("judgements", "entities", "facts"):
        raise ValueError(table)
    query = f"SELECT id FROM {table} WHERE id IN (SELECT value FROM json_each(?))"
    with view.reading() as connection:
        return {key for (key,) in connection.execute(query, (json.dumps(list(keys)),))}


def forget_members(fact: Fact) -> Fact:
    """The fact without who established it, and with the day alone of when."""
    at = fact.established_at and fact.established_at.replace(hour=0, minute=0, second=0, microsecond=0)
    return replace(fact, established_by="", established_at=at)
