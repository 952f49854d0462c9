"""One who looks at the registry: the connection, the conditions of every query, and what was worked out for them."""

import sqlite3
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager

from contrechamp.link.registry import Registry
from contrechamp.link.showing import Shown, ensure_shown

_COLUMNS = ("number", "id", "kind", "name", "category", "role")
_FROM_PASSAGES = ("identifiers", "details")  # what the entity's own passages say of it
_LAST_COLUMNS = ("is_open", "contest")


class Looking:
    """Somebody who looks: `shown` is None for the team."""

    def __init__(self, registry: Registry, shown: Shown | None):
        self.registry, self.shown = registry, shown

    @contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        """The connection, ready for `is_fact_shown` and `is_entity_shown`."""
        self.registry.catch_up()
        with self.registry.book.reading() as connection:
            if self.shown is not None:
                ensure_shown(connection, self.shown)
            yield connection

    def read_moment(self) -> tuple[int, str]:
        """The last judgement taken in, and which documents are shown ("" for the team: all)."""
        with self.reading() as connection:
            (applied,) = connection.execute("SELECT sequence FROM applied").fetchone()
            if self.shown is None:
                return applied, ""
            return applied, connection.execute("SELECT digests FROM shown_key").fetchone()[0]

    def remember[T](self, name: Hashable, make: Callable[[], T]) -> T:
        """What was made for who looks, as long as no judgement comes and the same documents are shown (`Memory`)."""
        moment = self.read_moment()
        return self.registry.memory.find(moment, name, make, holds=lambda: self.read_moment() == moment)

    @property
    def is_fact_shown(self) -> str:
        """The condition on `facts` of every query."""
        if self.shown is None:
            return "facts.holds"
        # `holds` lets its indexes be used; the plus keeps the planner from walking through all that is shown instead
        return "facts.holds AND +facts.number IN (SELECT number FROM shown_facts)"

    @property
    def is_entity_shown(self) -> str:
        """The condition on `entities` of every query; merged ones answer under the other's name alone."""
        merged = "entities.is_standing AND entities.current = entities.number"
        return (
            merged
            if self.shown is None
            else f"{merged} AND +entities.number IN (SELECT number FROM shown_entities)"
        )

    @property
    def is_document_shown(self) -> str:
        """The condition on a `document` that is cited."""
        return "1" if self.shown is None else "document IN (SELECT number FROM shown_documents)"

    @property
    def is_entity_told(self) -> str:
        """The condition on `entities` of queries on what their own passages say: a place, a position, a term."""
        hidden = "entities.number IN (SELECT number FROM hidden_details)"
        return self.is_entity_shown if self.shown is None else f"{self.is_entity_shown} AND NOT {hidden}"

    @property
    def entity_columns(self) -> str:
        """What is read of `entities`; where none of its own passages may be seen, what they say of it stays away."""
        hidden = "entities.number IN (SELECT number FROM hidden_details)"
        said = (
            "entities.{0}"
            if self.shown is None
            else f"CASE WHEN {hidden} THEN '{{{{}}}}' ELSE entities.{{0}} END"
        )
        plain = [f"entities.{name}" for name in _COLUMNS]
        return ", ".join(
            [*plain, *map(said.format, _FROM_PASSAGES), *(f"entities.{name}" for name in _LAST_COLUMNS)]
        )
