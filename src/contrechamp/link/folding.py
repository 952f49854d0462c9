"""What the judgements on one thing amount to: worked out again whenever one of them comes, or is undone.

Nothing is patched: an entity, a fact, a name, a proposal is each time the sum of the judgements that stand on it, in
their order. So undoing is the same work as judging, and a registry made anew is the same as one that grew.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from contrechamp.link import rows
from contrechamp.link.content import make_entity, make_fact
from contrechamp.link.ports import Entry
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name

_STANDING = """
SELECT judgements.sequence, kind, member, at FROM touches JOIN judgements USING (sequence)
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

    def _undo(self, target: str, by: str) -> list[str]:
        """Mark a judgement as undone; undoing an undoing brings the first one back. What must be worked out again."""
        find = "SELECT sequence, kind FROM judgements WHERE id = ?"
        row = self._connection.execute(find, (target,)).fetchone()
        if row is None:
            return []
        mark = "UPDATE judgements SET undone_by = ? WHERE id = ?"
        self._connection.execute(mark, (by, target))
        if row[1] == Kind.UNDO:
            self._connection.execute(mark, ("", self._read_content(row[0])["judgement"]))
        query = "SELECT thing FROM touches WHERE sequence = ?"
        return [thing for (thing,) in self._connection.execute(query, (row[0],))]

    def _read_content(self, sequence: int) -> dict[str, Any]:
        """The content of a judgement, with what it holds by key."""
        query = "SELECT content FROM judgements WHERE sequence = ?"
        content = json.loads(self._connection.execute(query, (sequence,)).fetchone()[0])
        for name in ("entities", "facts"):
            content[name] = {said["id"]: said for said in content.get(name, ())}
        content["names"] = {write_name(Name(*said[:3])): said[3:] for said in content.get("names", ())}
        return content

    def _standing(self, thing: str) -> Iterator[tuple[int, str, str, str, dict[str, Any]]]:
        for sequence, kind, member, at in self._connection.execute(_STANDING, (thing,)).fetchall():
            yield sequence, kind, member, at, self._read_content(sequence)

    def _fold_entity(self, key: str) -> None:
        said: dict[str, Any] = {}
        maker, first, merged_into, contest, is_seconded = "", 0, "", "", False
        for sequence, kind, member, _at, content in self._standing(f"e:{key}"):
            match kind:
                case Kind.ENTITY | Kind.FACT:  # a fact that was proposed brings its act with it
                    said, maker, first = dict(content["entities"][key]), member, sequence
                case Kind.CORRECT if said:
                    changes = content["changes"]
                    said |= {name: value for name, value in changes.items() if name in _CORRECTED}
                    maker, is_seconded = member, False  # who confirmed, confirmed other words
                case Kind.MERGE:
                    merged_into = content["into"]
                case Kind.CONTEST:
                    contest = content["reason"]
                case Kind.SECOND:
                    is_seconded = is_seconded or member != maker
        entity = make_entity(said) if said else None
        facts = {"member": maker, "sequence": first, "merged_into": merged_into, "contest": contest}
        facts["is_open"] = entity is not None and (is_seconded or not entity.is_person)
        self._moved |= rows.write_entity(self._connection, key, entity, facts)

    def _fold_fact(self, key: str) -> None:
        said: dict[str, Any] = {}
        facts = {"member": "", "at": "", "sequence": 0, "contest": ""}
        for sequence, kind, member, at, content in self._standing(f"f:{key}"):
            if kind == Kind.FACT:
                said = content["facts"][key]
                facts |= {"member": member, "at": at, "sequence": sequence}
            elif kind == Kind.CONTEST:
                facts["contest"] = content["reason"]
        rows.write_fact(self._connection, key, make_fact(said) if said else None, facts)

    def _fold_name(self, written: str) -> None:
        verdict, entity, last = "", "", 0
        for sequence, kind, _member, _at, content in self._standing(f"n:{written}"):
            last = sequence
            verdict = "refused" if kind == Kind.REFUSE else "is"
            named = content["names"][written]
            entity = "" if kind == Kind.REFUSE else (content.get("entity") or named[0])
        rows.write_name(self._connection, Name(*written.split("\n")), verdict, entity, last)

    def _fold_proposal(self, key: str) -> None:
        verdict, last = "", 0
        for sequence, kind, _member, _at, _content in self._standing(f"p:{key}"):
            verdict, last = ("refused" if kind == Kind.REFUSE else "taken"), sequence
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
