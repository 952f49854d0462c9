"""The registry: judgements are taken in here, and only here; everything else about it is reading (`link.view`)."""

import json
import os
import sqlite3
from collections.abc import Callable, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime

from contrechamp.errors import ArchiveBusy, EntityUnknown, JudgementRefused, NotADigest, SecondPersonNeeded
from contrechamp.link.content import make_entity, make_fact, render_judgement
from contrechamp.link.folding import Folding
from contrechamp.link.judging import check_entity, check_fact, make_id
from contrechamp.link.memory import Memory
from contrechamp.link.ports import Book, Draft, Entry, Journal
from contrechamp.link.shapes import check_shape
from contrechamp.vocabulary.entity import EntityKind
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_ENTRIES_A_CHANGE = 200
_UNFOLDABLE = (
    *(
        TypeError,
        ValueError,
        KeyError,
        IndexError,
        OverflowError,
        AttributeError,
        JudgementRefused,
        NotADigest,
    ),
    *(sqlite3.ProgrammingError, sqlite3.IntegrityError, sqlite3.InterfaceError, sqlite3.DataError),
)
_LAST_WORDS = """
SELECT id FROM touches JOIN judgements USING (sequence)
WHERE thing = ? AND undone_by = '' AND kind IN ('entity', 'fact', 'correct') ORDER BY sequence DESC LIMIT 1
"""


class Registry:
    """What the judgements of an archive amount to. Threads and processes may share it."""

    def __init__(self, journal: Journal, book: Book):
        self._journal, self.book = journal, book
        self.memory = Memory()

    def close(self) -> None:
        self.book.close()

    def judge(
        self,
        judgements: Sequence[Judgement],
        *,
        make_salt: Callable[[int], bytes] = os.urandom,
    ) -> list[Judgement]:
        """Keep these decisions together; they are given back once they are on disk, with their places.

        JudgementRefused (FactWithoutPassage, PersonWithoutRole, SecondPersonNeeded, EntityUnknown…) says why none of
        them is kept. A judgement whose id stands already is left out: what comes back from an export comes once.
        """
        self.catch_up()
        new = [self._complete(one) for one in judgements if not self._has(one.id)]
        made = {said["id"]: said["kind"] for one in new for said in one.content.get("entities", ())}
        for one in new:
            self._check(one, made)
        drafts = [Draft(one.kind, render_judgement(one)) for one in new]
        if drafts:
            self._journal.append(drafts, make_salt=make_salt)
            with suppress(ArchiveBusy):  # they are kept; whoever reads next takes them in
                self.catch_up()
        return new

    def catch_up(self) -> None:
        """Take in what this or another process entered since; cheap where there is nothing."""
        head = self._journal.head()[0]
        with self.book.reading() as connection:
            applied, digest = connection.execute("SELECT sequence, chain_digest FROM applied").fetchone()
        if applied and self._journal.chain_digest(applied) != digest:
            with self.book.changes() as connection:
                connection.execute("PRAGMA user_version = 0")  # it is made again by whoever opens it next
            raise JudgementRefused(
                "The file of judgements is not the one that the registry was made from: start again."
            )
        while applied < head:
            applied = self._take_in()

    def _take_in(self) -> int:
        """Some entries, in one transaction; the last that is applied by then."""
        with self.book.changes() as connection:
            (applied,) = connection.execute("SELECT sequence FROM applied").fetchone()
            folding = Folding(connection)
            entries = self._journal.read(after=applied)
            for _, entry in zip(range(_ENTRIES_A_CHANGE), entries, strict=False):
                if entry.content is not None:
                    self._apply(connection, folding, entry)
                applied = entry.sequence
            values = (applied, self._journal.chain_digest(applied))
            connection.execute("UPDATE applied SET sequence = ?, chain_digest = ?", values)
        return applied

    def _apply(self, connection: sqlite3.Connection, folding: Folding, entry: Entry) -> None:
        """One that cannot be folded is set aside: it stands in its file, and stops nobody."""
        connection.execute("SAVEPOINT entry")
        try:
            folding.apply(entry)
        except _UNFOLDABLE:
            folding.forget()
            connection.execute("ROLLBACK TO entry")
        connection.execute("RELEASE entry")

    def _complete(self, judgement: Judgement) -> Judgement:
        """A confirmation says which words it confirms: those that stand when it is made."""
        if judgement.kind != Kind.SECOND or judgement.content.get("confirmed"):
            return judgement
        with self.book.reading() as connection:
            row = connection.execute(_LAST_WORDS, (f"e:{judgement.content.get('entity', '')}",)).fetchone()
        return replace(judgement, content={**judgement.content, "confirmed": row[0] if row else ""})

    def _has(self, judgement: str) -> bool:
        query = "SELECT 1 FROM judgements WHERE id = ?"
        with self.book.reading() as connection:
            return connection.execute(query, (judgement,)).fetchone() is not None

    def _check(self, judgement: Judgement, made: dict[str, str]) -> None:
        check_shape(judgement)
        content = judgement.content
        for said in content.get("entities", ()):
            check_entity(make_entity(said))
        for said in content.get("facts", ()):
            check_fact(make_fact(said), lambda key: self._find_kind(key, made))
        for key in filter(None, (content.get("entity"), content.get("into"))):
            if self._find_kind(key, made) is None:
                raise EntityUnknown("No entity is called {id}.", id=key)
        _CHECKS.get(judgement.kind, lambda registry, one: None)(self, judgement)

    def _find_kind(self, key: str, made: dict[str, str]) -> EntityKind | None:
        query = "SELECT kind FROM entities WHERE id = ? AND is_standing"
        with self.book.reading() as connection:
            row = connection.execute(query, (key,)).fetchone()
        found = row[0] if row else made.get(key)
        return EntityKind(found) if found else None

    def _check_merge(self, judgement: Judgement) -> None:
        query = "SELECT current, kind, category = 'person' FROM entities WHERE id = ?"
        with self.book.reading() as connection:
            ends = [
                connection.execute(query, (judgement.content[end],)).fetchone() for end in ("entity", "into")
            ]
        if ends[0][0] == ends[1][0]:
            raise JudgementRefused("These two are one already.")
        if ends[0][1:] != ends[1][1:]:  # nor may a person pass for a firm
            raise JudgementRefused("An entity can only be merged with another one of its kind.")

    def _check_second(self, judgement: Judgement) -> None:
        """Neither who named a person nor who changed the words since may confirm."""
        query = "SELECT member, category FROM entities WHERE id = ?"
        with self.book.reading() as connection:
            maker, _category = connection.execute(query, (judgement.content["entity"],)).fetchone()
        if judgement.by == maker:
            raise SecondPersonNeeded("{member} named this person, and cannot be the second.", member=maker)

    def _check_correction(self, judgement: Judgement) -> None:
        query = "SELECT kind, name, category, role, identifiers, details FROM entities WHERE id = ?"
        key = judgement.content["entity"]
        with self.book.reading() as connection:
            kind, name, category, role, identifiers, details = connection.execute(query, (key,)).fetchone()
            sources = self._list_entity_sources(key)
        said = {"kind": kind, "name": name, "category": category, "role": role, "sources": sources}
        said |= {"identifiers": json.loads(identifiers), "details": json.loads(details)}
        check_entity(make_entity({"id": key, **said, **judgement.content["changes"]}))

    def _list_entity_sources(self, key: str) -> list[list]:
        query = """SELECT digest, page, start, "end", words FROM entity_citations
                   JOIN cited ON cited.number = document JOIN entities ON entities.number = entity
                   WHERE id = ? ORDER BY rank"""
        with self.book.reading() as connection:
            return [list(row) for row in connection.execute(query, (key,))]

    def _check_contest(self, judgement: Judgement) -> None:
        if not judgement.content.get("reason", "").strip():
            raise JudgementRefused("A contest needs its reason.")

    def _check_undo(self, judgement: Judgement) -> None:
        query = "SELECT undone_by FROM judgements WHERE id = ?"
        with self.book.reading() as connection:
            row = connection.execute(query, (judgement.content["judgement"],)).fetchone()
        if row is None:
            raise JudgementRefused("No judgement is called {id}.", id=judgement.content["judgement"])
        if row[0]:
            raise JudgementRefused("This judgement was undone already.")


_CHECKS = {
    Kind.MERGE: Registry._check_merge,
    Kind.SECOND: Registry._check_second,
    Kind.CORRECT: Registry._check_correction,
    Kind.CONTEST: Registry._check_contest,
    Kind.UNDO: Registry._check_undo,
}


def make_decision(kind: Kind, *, by: str, at: datetime, **content: object) -> Judgement:
    """A judgement under a new id."""
    return Judgement(make_id(), kind, by, at, {name: said for name, said in content.items() if said})
