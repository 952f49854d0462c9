"""What the judgements on one thing amount to: worked out again whenever one of them comes, or is undone.

Nothing is patched: an entity, a fact, a name, a proposal is each time the sum of the judgements that stand on it, in
their order. So undoing is the same work as judging, and a registry made anew is the same as one that grew.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from typing import Any, NamedTuple

from contrechamp.link import rows
from contrechamp.link.content import make_entity, make_fact
from contrechamp.link.ports import Entry
from contrechamp.vocabulary.entity import PERSON, EntityKind
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name

_STANDING = """
SELECT judgements.id, judgements.sequence, kind, member, at FROM touches JOIN judgements USING (sequence)
WHERE thing = ? AND undone_by = '' AND kind != 'undo' ORDER BY sequence
"""
_CORRECTED = ("kind", "name", "category", "role", "identifiers", "details", "sources")


def list_things(kind: str, content: dict[str, Any]) -> list[str]:
    """What a judgement is about: "e:" entities, "f:" facts, "n:" names, "p:" proposals, "a:" pairs held apart,
    "m:" what a machine found in a place of the pages.
    """
    things = [f"e:{said['id']}" for said in content.get("entities", ())]
    things += [f"f:{said['id']}" for said in content.get("facts", ())]
    things += [f"n:{write_name(Name(*said[:3]))}" for said in content.get("names", ())]
    things += [f"p:{key}" for key in content.get("proposals", ())]
    things += [f"a:{write_pair(pair)}" for pair in content.get("pairs", ())]
    if kind in (Kind.MERGE, Kind.CORRECT, Kind.SECOND, Kind.CONTEST) and content.get("entity"):
        things.append(f"e:{content['entity']}")
    if kind == Kind.CONTEST and content.get("fact"):
        things.append(f"f:{content['fact']}")
    if kind == Kind.CONTEST and content.get("place"):
        things.append(f"m:{content['place']}")
    return things


def write_name(name: Name) -> str:
    return "\n".join(name)


def write_pair(pair: Iterable[str]) -> str:
    """Both sides in one order, whichever was said first."""
    return "\n".join(sorted(pair))


class Standing(NamedTuple):
    """A judgement that stands."""

    id: str
    sequence: int
    kind: str
    member: str
    at: str


def is_person(said: Mapping[str, Any]) -> bool:
    """Whether what was said of an entity makes it a natural person."""
    return said.get("kind") == EntityKind.ACTOR and said.get("category") == PERSON


class Folding:
    """The work on one connection, inside one transaction."""

    def __init__(self, connection: sqlite3.Connection):
        self._connection = connection
        self._read_content = lru_cache(maxsize=32)(
            self._read_content
        )  # a batch is read once for all it holds
        self._moved: set[int] = set()

    def apply(self, entry: Entry) -> None:
        """Take one judgement in."""
        said = dict(entry.content or {})
        facts = (said.pop("id"), entry.kind, said.pop("by"), said.pop("at"))
        content = json.dumps(said, ensure_ascii=False)
        query = "INSERT INTO judgements (sequence, id, kind, member, at, content) VALUES (?, ?, ?, ?, ?, ?)"
        self._connection.execute(query, (entry.sequence, *facts, content))
        things = list_things(entry.kind, said)
        if entry.kind == Kind.UNDO:
            things = self._undo(said["judgement"], facts[0])
        pairs = [(thing, entry.sequence) for thing in dict.fromkeys(things)]
        self._connection.executemany("INSERT INTO touches VALUES (?, ?)", pairs)
        self.fold(thing for thing, _ in pairs)

    def fold(self, things: Iterable[str]) -> None:
        """Work out each of these again, then the facts about the entities that changed."""
        folds = {"e": self._fold_entity, "f": self._fold_fact, "n": self._fold_name}
        folds |= {"p": self._fold_proposal, "a": self._fold_pair, "m": lambda _place: None}
        for thing in things:
            folds[thing[0]](thing[2:])
        rows.refresh_facts(self._connection, self._moved)
        self._moved.clear()

    def forget(self) -> None:
        """What was begun is not gone on with."""
        self._moved.clear()

    def _undo(self, target: str, by: str) -> list[str]:
        """Mark a judgement as undone; undoing an undoing brings the first one back. What must be worked out again."""
        find = "SELECT sequence, kind FROM judgements WHERE id = ?"
        row = self._connection.execute(find, (target,)).fetchone()
        if row is None:
            return []
        self._mark(target, by)
        query = "SELECT thing FROM touches WHERE sequence = ?"
        return [thing for (thing,) in self._connection.execute(query, (row[0],))]

    def _mark(self, target: str, by: str) -> None:
        """A judgement is undone by another one, or ("") no longer; where it is an undoing, what it undid turns back."""
        query = "UPDATE judgements SET undone_by = ? WHERE id = ? RETURNING sequence, kind"
        sequence, kind = self._connection.execute(query, (by, target)).fetchone()
        if kind == Kind.UNDO:
            self._mark(self._read_content(sequence)["judgement"], "" if by else target)

    def _read_content(self, sequence: int) -> dict[str, Any]:
        """The content of a judgement, with what it holds by key."""
        query = "SELECT content FROM judgements WHERE sequence = ?"
        content = json.loads(self._connection.execute(query, (sequence,)).fetchone()[0])
        for name in ("entities", "facts"):
            content[name] = {said["id"]: said for said in content.get(name, ())}
        content["names"] = {write_name(Name(*said[:3])): said[3:] for said in content.get("names", ())}
        return content

    def _standing(self, thing: str) -> Iterator[tuple[Standing, dict[str, Any]]]:
        for key, sequence, kind, member, at in self._connection.execute(_STANDING, (thing,)).fetchall():
            yield Standing(key, sequence, kind, member, at), self._read_content(sequence)

    def _fold_entity(self, key: str) -> None:
        said: dict[str, Any] = {}
        facts: dict[str, Any] = {"member": "", "sequence": 0, "merged_into": "", "contest": ""}
        words, was_person, is_seconded = "", False, False  # `words`: the judgement that last said what it is
        for one, content in self._standing(f"e:{key}"):
            match one.kind:
                case Kind.ENTITY | Kind.FACT:  # a fact that was proposed brings its act with it
                    said, words, is_seconded = dict(content["entities"][key]), one.id, False
                    facts |= {"member": one.member, "sequence": one.sequence}
                case Kind.CORRECT if said:
                    said |= {name: value for name, value in content["changes"].items() if name in _CORRECTED}
                    words, is_seconded = one.id, False  # who confirmed, confirmed other words
                    facts["member"] = one.member
                case Kind.MERGE:
                    facts["merged_into"] = content["into"]
                case Kind.CONTEST:
                    facts["contest"] = content["reason"]
                case Kind.SECOND if content.get("confirmed") == words:
                    is_seconded = is_seconded or one.member != facts["member"]
            was_person = was_person or is_person(said)
        entity = make_entity(said) if said else None
        is_whole = not is_person(said) or bool(said.get("role") and said.get("sources"))
        facts["is_open"] = entity is not None and is_whole and (is_seconded or not was_person)
        self._moved |= rows.write_entity(self._connection, key, entity, facts)

    def _fold_fact(self, key: str) -> None:
        said: dict[str, Any] = {}
        facts = {"member": "", "at": "", "sequence": 0, "contest": ""}
        for one, content in self._standing(f"f:{key}"):
            if one.kind == Kind.FACT:
                said = content["facts"][key]
                facts |= {"member": one.member, "at": one.at, "sequence": one.sequence}
            elif one.kind == Kind.CONTEST:
                facts["contest"] = content["reason"]
        rows.write_fact(self._connection, key, make_fact(said) if said else None, facts)

    def _fold_name(self, written: str) -> None:
        verdict, entity, last = "", "", 0
        for one, content in self._standing(f"n:{written}"):
            last = one.sequence
            verdict = "refused" if one.kind == Kind.REFUSE else "is"
            named = content["names"][written]
            entity = "" if one.kind == Kind.REFUSE else (content.get("entity") or named[0])
        rows.write_name(self._connection, Name(*written.split("\n")), verdict, entity, last)

    def _fold_proposal(self, key: str) -> None:
        verdict, last = "", 0
        for one, _content in self._standing(f"p:{key}"):
            verdict, last = ("refused" if one.kind == Kind.REFUSE else "taken"), one.sequence
        query = """INSERT INTO proposals (key, kind, verdict, sequence) VALUES (?, '', ?, ?)
                   ON CONFLICT (key) DO UPDATE SET verdict = excluded.verdict, sequence = excluded.sequence"""
        self._connection.execute(query, (key, verdict, last))

    def _fold_pair(self, written: str) -> None:
        stands = any(True for _ in self._standing(f"a:{written}"))
        query = (
            "INSERT OR IGNORE INTO apart VALUES (?, ?)"
            if stands
            else "DELETE FROM apart WHERE a = ? AND b = ?"
        )
        self._connection.execute(query, written.split("\n"))
