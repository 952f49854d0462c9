"""Reading the registry, as far as somebody may see it."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, NamedTuple

from contrechamp.link.content import make_judgement, make_source
from contrechamp.link.looking import Looking
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement

FACT_COLUMNS = """
facts.number, facts.id, s.id, relation, o.id, value, said, u.id, a.id, note, facts.details, facts.contest, facts.member,
facts.at
"""
FACT_TABLES = """
facts JOIN entities s ON s.number = subject_now LEFT JOIN entities o ON o.number = object_now
LEFT JOIN entities u ON u.number = under_now LEFT JOIN entities a ON a.number = according_now
"""


_ENDS = ("subject_now", "object_now", "under_now", "according_now")


@dataclass(frozen=True)
class FactFilter:
    """Which facts are wanted; what is "" or empty does not narrow.

    `about` is an entity as subject, object, act or speaker; `first` and `last` are days that a fact's time may touch.
    """

    about: str = ""
    subject: str = ""
    object: str = ""
    under: str = ""
    relations: tuple[str, ...] = ()
    digest: str = ""
    page: int = 0
    first: str = ""
    last: str = ""
    only_contested: bool = False


class ListedEntity(NamedTuple):
    """An entity (without its passages) and how many facts are about it."""

    entity: Entity
    fact_count: int


class View(Looking):
    """The registry for one who looks: `shown` is None for the team."""

    # -- entities

    def find_entity(self, key: str) -> Entity | None:
        """The entity, or the one that it was merged into, with its passages; None where it may not be seen."""
        query = f"""SELECT {self.entity_columns} FROM entities
                    WHERE number = (SELECT current FROM entities WHERE id = ?) AND {self.is_entity_shown}"""
        with self.reading() as connection:
            row = connection.execute(query, (key,)).fetchone()
            if row is None:
                return None
            return make_entity_of(row, self._list_sources(connection, "entity", row[0]))

    def find_entities(self, keys: Iterable[str]) -> dict[str, Entity]:
        """Entities by the id asked for, without their passages; those that may not be seen are missing."""
        wanted = json.dumps(list(dict.fromkeys(keys)))
        query = f"""SELECT asked.id, {self.entity_columns}
                    FROM json_each(?) JOIN entities asked ON asked.id = json_each.value
                    JOIN entities ON entities.number = asked.current
                    WHERE {self.is_entity_shown}"""
        with self.reading() as connection:
            return {row[0]: make_entity_of(row[1:]) for row in connection.execute(query, (wanted,))}

    def find_identified(self, key: str, value: str) -> Entity | None:
        """The entity that has this identifier ("siren": nine digits…); None where none, or several, have it."""
        query = f"""SELECT DISTINCT entities.id FROM identifiers JOIN entities was ON was.number = entity
                    JOIN entities ON entities.number = was.current WHERE key = ? AND value = ?
                    AND {self.is_entity_shown} LIMIT 2"""
        with self.reading() as connection:
            found = connection.execute(query, (key, value)).fetchall()
        return self.find_entity(found[0][0]) if len(found) == 1 else None

    def list_entities(
        self,
        *,
        kind: str = "",
        category: str = "",
        text: str = "",
        order: str = "name",
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[list[ListedEntity], int]:
        """One view's worth, by "name" or by "facts" (most first), and how many there are. `text` is in the name."""
        conditions, values = [self.is_entity_shown], []
        for name, said in (("kind", kind), ("category", category)):
            if said:
                conditions.append(f"{name} = ?")
                values.append(said)
        if text:
            conditions.append("instr(folded, ?)")
            values.append(fold(text))
        where = " AND ".join(conditions)
        ends = (
            f"SELECT number FROM facts WHERE {end} = entities.number AND {self.is_fact_shown}"
            for end in _ENDS
        )
        count = f"(SELECT count(*) FROM ({' UNION '.join(ends)}))"
        by = "folded, number" if order == "name" else "11 DESC, folded, number"
        query = f"SELECT {self.entity_columns}, {count} FROM entities WHERE {where} ORDER BY {by} LIMIT ? OFFSET ?"
        with self.reading() as connection:
            rows = connection.execute(query, (*values, limit, offset)).fetchall()
            (total,) = connection.execute(f"SELECT count(*) FROM entities WHERE {where}", values).fetchone()
        return [ListedEntity(make_entity_of(row[:-1]), row[-1]) for row in rows], total

    def count_kinds(self) -> dict[str, int]:
        """How many entities there are of each kind."""
        query = f"SELECT kind, count(*) FROM entities WHERE {self.is_entity_shown} GROUP BY kind"
        with self.reading() as connection:
            return dict(connection.execute(query).fetchall())

    # -- facts

    def find_fact(self, key: str) -> Fact | None:
        """The fact with the passages that may be seen; None where it may not, or no longer holds."""
        with self.reading() as connection:
            query = f"SELECT {FACT_COLUMNS} FROM {FACT_TABLES} WHERE facts.id = ? AND {self.is_fact_shown}"
            found = self.make_facts(connection, connection.execute(query, (key,)).fetchall())
        return found[0] if found else None

    def find_facts(self, keys: Iterable[str]) -> dict[str, Fact]:
        """Facts by their ids; those that may not be seen are missing."""
        query = f"""SELECT {FACT_COLUMNS} FROM {FACT_TABLES}
                    WHERE facts.id IN (SELECT value FROM json_each(?)) AND {self.is_fact_shown}"""
        with self.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(keys)),)).fetchall()
            return {fact.id: fact for fact in self.make_facts(connection, rows)}

    def list_facts(
        self,
        wanted: FactFilter = FactFilter(),
        *,
        order: str = "time",
        offset: int = 0,
        limit: int | None = 50,
    ) -> tuple[list[Fact], int]:
        """One view's worth, by "time" or by what was established last ("new"), and how many there are."""
        with self.reading() as connection:
            condition, values = self._restrict(connection, wanted)
            by = "sorted_on, facts.number" if order == "time" else "facts.sequence DESC, facts.number"
            query = (
                f"SELECT {FACT_COLUMNS} FROM {FACT_TABLES} WHERE {condition} ORDER BY {by} LIMIT ? OFFSET ?"
            )
            rows = connection.execute(query, (*values, -1 if limit is None else limit, offset)).fetchall()
            counting = f"SELECT count(*) FROM facts WHERE {condition}"
            total = connection.execute(counting, values).fetchone()[0] if limit is not None else len(rows)
            return self.make_facts(connection, rows), total

    def count_relations(self, wanted: FactFilter = FactFilter()) -> dict[str, int]:
        """How many facts state each relation."""
        with self.reading() as connection:
            condition, values = self._restrict(connection, wanted)
            query = f"SELECT relation, count(*) FROM facts WHERE {condition} GROUP BY relation"
            return dict(connection.execute(query, values).fetchall())

    def _restrict(self, connection: sqlite3.Connection, wanted: FactFilter) -> tuple[str, list[Any]]:
        conditions, values = [self.is_fact_shown], []
        ends = [(wanted.about, _ENDS)]
        ends += [(getattr(wanted, name), (f"{name}_now",)) for name in ("subject", "object", "under")]
        for key, columns in ends:
            if key:
                number = _find_current(connection, key)
                found = (f"SELECT number FROM facts WHERE holds AND {column} = ?" for column in columns)
                conditions.append(f"facts.number IN ({' UNION ALL '.join(found)})")  # each by its own index
                values += [number] * len(columns)
        if wanted.relations:
            conditions.append(f"relation IN ({', '.join('?' * len(wanted.relations))})")
            values += wanted.relations
        if wanted.digest:
            page = "AND page = ?" if wanted.page else ""
            conditions.append(
                "facts.number IN (SELECT fact FROM citations JOIN cited ON cited.number = document "
                f"WHERE digest = ? {page})"
            )
            values += [wanted.digest, *([wanted.page] if wanted.page else [])]
        if wanted.first:
            conditions.append("last_on >= ?")
            values.append(wanted.first)
        if wanted.last:
            conditions.append("first_on <= ?")
            values.append(wanted.last)
        if wanted.only_contested:
            conditions.append("facts.contest != ''")
        return " AND ".join(conditions), values

    def make_facts(self, connection: sqlite3.Connection, rows: Sequence[tuple]) -> list[Fact]:
        sources = self.list_many_sources(connection, [row[0] for row in rows])
        return [_make_fact(row, sources.get(row[0], ())) for row in rows]

    def list_many_sources(
        self, connection: sqlite3.Connection, numbers: Sequence[int]
    ) -> dict[int, tuple[Source, ...]]:
        query = f"""SELECT fact, digest, page, start, "end", words FROM json_each(?)
                    JOIN citations ON fact = json_each.value JOIN cited ON cited.number = document
                    WHERE {self.is_document_shown} ORDER BY fact, rank"""
        found: dict[int, list[Source]] = {}
        for number, *said in connection.execute(query, (json.dumps(list(numbers)),)):
            found.setdefault(number, []).append(make_source(said))
        return {number: tuple(sources) for number, sources in found.items()}

    def _list_sources(self, connection: sqlite3.Connection, owner: str, number: int) -> tuple[Source, ...]:
        query = f"""SELECT digest, page, start, "end", words FROM {owner}_citations
                    JOIN cited ON cited.number = document WHERE {owner} = ? AND {self.is_document_shown}
                    ORDER BY rank"""
        return tuple(make_source(row) for row in connection.execute(query, (number,)))

    # -- judgements: for the team

    def list_judgements(
        self, *, thing: str = "", offset: int = 0, limit: int = 50
    ) -> tuple[list[Judgement], int]:
        """The last ones first, and how many there are; `thing` as in `link.folding.list_things` ("e:…", "f:…")."""
        where = "WHERE sequence IN (SELECT sequence FROM touches WHERE thing = ?)" if thing else ""
        values = [thing] if thing else []
        query = f"""SELECT sequence, id, kind, member, at, content, undone_by FROM judgements {where}
                    ORDER BY sequence DESC LIMIT ? OFFSET ?"""
        with self.reading() as connection:
            rows = connection.execute(query, (*values, limit, offset)).fetchall()
            (total,) = connection.execute(f"SELECT count(*) FROM judgements {where}", values).fetchone()
        return [make_judgement_of(row) for row in rows], total

    def find_judgement(self, key: str) -> Judgement | None:
        query = "SELECT sequence, id, kind, member, at, content, undone_by FROM judgements WHERE id = ?"
        with self.reading() as connection:
            row = connection.execute(query, (key,)).fetchone()
        return make_judgement_of(row) if row else None

    def read_head(self) -> int:
        """The place of the last judgement that is taken in; 0 where there is none."""
        with self.reading() as connection:
            return connection.execute("SELECT sequence FROM applied").fetchone()[0]


def _find_current(connection: sqlite3.Connection, key: str) -> int | None:
    row = connection.execute("SELECT current FROM entities WHERE id = ?", (key,)).fetchone()
    return row[0] if row else -1


def make_entity_of(row: Sequence[Any], sources: tuple[Source, ...] = ()) -> Entity:
    _number, key, kind, name, category, role, identifiers, details, is_open, contest = row
    said = {"identifiers": json.loads(identifiers), "details": json.loads(details)}
    states = {"is_open": bool(is_open), "contest": contest}
    return Entity(key, EntityKind(kind), name, category, role, **said, sources=sources, **states)


def _make_fact(row: Sequence[Any], sources: tuple[Source, ...]) -> Fact:
    (
        _number,
        key,
        subject,
        relation,
        other,
        value,
        said,
        under,
        according,
        note,
        details,
        contest,
        member,
        at,
    ) = row
    ends = {"object": other or "", "under": under or "", "according_to": according or ""}
    facts = {"value": value, "when": said, "note": note, "details": json.loads(details), "contest": contest}
    made = {"established_by": member, "established_at": datetime.fromisoformat(at)}
    return Fact(key, subject, relation, sources=sources, **ends, **facts, **made)


def make_judgement_of(row: Sequence[Any]) -> Judgement:
    sequence, key, kind, member, at, content, undone_by = row
    said = {**json.loads(content), "id": key, "by": member, "at": at}
    return make_judgement(kind, said, sequence=sequence, undone_by=undone_by)
