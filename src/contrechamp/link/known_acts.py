"""Which act a number means, when proposals are taken: every body numbers its own, and "2019-01" is that of many."""

import json
import sqlite3
from typing import NamedTuple

from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity

PLACE = "at"  # the identifier that is one act's alone: a document, and the act's rank in it
_LEAST_NUMBER = 4  # characters of a number that is looked for
_ACTS = """
SELECT DISTINCT now.number, now.id, now.category, now.details FROM identifiers
JOIN entities was ON was.number = identifiers.entity JOIN entities now ON now.number = was.current
WHERE key = ? AND value = ? AND now.kind = 'act' AND now.is_standing
"""
_AUTHORITIES = """
SELECT entities.id FROM facts JOIN entities ON entities.number = subject_now
WHERE facts.holds AND relation = 'buys_from' AND under_now = ?1
UNION SELECT entities.id FROM facts JOIN entities ON entities.number = subject_now
WHERE holds AND relation IN ('votes_for', 'votes_against', 'abstains') AND object_now = ?1
"""


class Authority(NamedTuple):
    """Whose act it is: an entity, "" where none is known, and its name as the paper has it."""

    entity: str = ""
    name: str = ""


class KnownActs:
    """Finds acts through the view of the team, and remembers those that the same batch makes."""

    def __init__(self, view: View):
        self._view = view
        self._made: list[tuple[Entity, Authority]] = []

    def remember(self, act: Entity, authority: Authority) -> None:
        """Others of the same batch may be about it."""
        self._made.append((act, authority))

    def find(self, identifiers: dict[str, str], *, category: str, authority: Authority) -> str:
        """The id of the act that stands at this place, or has this number of this authority; "" where none, or
        several, do."""
        for key, value in identifiers.items():
            if key != PLACE and len(value) < _LEAST_NUMBER:
                continue
            found = self._list_made(key, value, category=category, authority=authority)
            found = found or self._list_known(key, value, category=category, authority=authority)
            if len(found) == 1:
                return found.pop()
        return ""

    def _list_made(self, key: str, value: str, *, category: str, authority: Authority) -> set[str]:
        return {
            act.id
            for act, whose in self._made
            if act.identifiers.get(key) == value and category in ("", act.category)
            if key == PLACE or _is_same(authority, {whose.entity}, (whose.name,))
        }

    def _list_known(self, key: str, value: str, *, category: str, authority: Authority) -> set[str]:
        with self._view.reading() as connection:
            return {
                entity
                for number, entity, kind, details in connection.execute(_ACTS, (key, value)).fetchall()
                if category in ("", kind)
                if key == PLACE or _belongs(connection, number, details=json.loads(details), to=authority)
            }


def _belongs(connection: sqlite3.Connection, act: int, *, details: dict[str, str], to: Authority) -> bool:
    """What facts say of the act's authority counts, else what its own details say."""
    told = {entity for (entity,) in connection.execute(_AUTHORITIES, (act,))}
    names = () if told and to.entity else (details.get("buyer", ""), details.get("body", ""))
    return _is_same(to, told, names)


def _is_same(one: Authority, entities: set[str], names: tuple[str, ...]) -> bool:
    named = {fold(name) for name in names if name}
    return (one.entity != "" and one.entity in entities) or (one.name != "" and fold(one.name) in named)
