"""What documents name (technologies, suppliers, places), so that a library is narrowed and counted by it."""

import heapq
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from contrechamp.archive.layout import Layout
from contrechamp.archive.store import Store
from contrechamp.archive.visibility import make_marks, restrict
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import FacetCount

NAMED = ("technology", "supplier", "place")
MOST_COUNTED = 200  # values of one facet: a list for people
_MOST_REMEMBERED = 256
# Measured at 200,000 documents that name 1.5 million things: without a filter, the table of names is gone through
# once, in its order; with one, it is entered by document. (The plus keeps SQLite from doing both, for minutes.)
_COUNT_ALL = """
WITH shown AS MATERIALIZED (SELECT number FROM documents WHERE {condition}),
     counted AS MATERIALIZED (SELECT name, count(*) AS documents FROM named WHERE +document IN shown GROUP BY name)
SELECT facet, value, documents FROM counted CROSS JOIN names ON number = name WHERE facet IN ({facets})
"""
_COUNT_SOME = """
WITH shown AS MATERIALIZED (SELECT number FROM documents WHERE {condition}),
     counted AS MATERIALIZED (SELECT name, count(*) AS documents FROM shown CROSS JOIN named
                              INDEXED BY named_by_document ON document = shown.number GROUP BY name)
SELECT facet, value, documents FROM counted CROSS JOIN names ON number = name WHERE facet IN ({facets})
"""


class Naming(Store):
    """The part of an archive that remembers what each document names; it follows from the step that spots."""

    def __init__(self, layout: Layout):
        super().__init__(layout)
        self._counted: dict[tuple, dict[str, list[FacetCount]]] = {}

    def record_named(self, digest: Digest, named: Mapping[str, Iterable[str]]) -> None:
        """Keep what a document names ("technology": keys, "supplier" and "place": names), in place of what was kept."""
        number = self._number(digest)
        pairs = [(facet, value) for facet in NAMED for value in sorted(set(named.get(facet, ())))]
        with self.state.changes() as connection:
            forget_named(connection, number)
            connection.executemany("INSERT OR IGNORE INTO names (facet, value) VALUES (?, ?)", pairs)
            connection.executemany(
                "INSERT INTO named SELECT number, ? FROM names WHERE facet = ? AND value = ?",
                [(number, *pair) for pair in pairs],
            )

    def count_named(
        self,
        *,
        collections: Sequence[str] | None = None,
        filters: Mapping[str, str | None] | None = None,
        facets: Sequence[str] = NAMED,
        limit: int = MOST_COUNTED,
    ) -> dict[str, list[FacetCount]]:
        """How many documents name each value of each facet, most frequent first, and only what `collections` show.

        Nothing withdrawn counts. What was counted is remembered until anything in the state changes.
        """
        chosen = tuple(sorted((name, value) for name, value in (filters or {}).items() if value is not None))
        asked = (None if collections is None else tuple(collections), chosen, tuple(facets), limit)
        with self.state.reading() as connection:
            moment = self.state.read_moment()
            known = self._counted.get((moment, asked))
            if known is None:
                known = _count(connection, collections, filters=dict(chosen), facets=facets, limit=limit)
                if len(self._counted) >= _MOST_REMEMBERED:
                    self._counted.clear()
                self._counted[moment, asked] = known
        return {facet: list(counts) for facet, counts in known.items()}


def _count(
    connection: sqlite3.Connection,
    collections: Sequence[str] | None,
    *,
    filters: Mapping[str, str],
    facets: Sequence[str],
    limit: int,
) -> dict[str, list[FacetCount]]:
    condition, values = restrict(collections, with_withdrawn=False, filters=filters)
    query = (_COUNT_SOME if filters else _COUNT_ALL).format(condition=condition, facets=make_marks(facets))
    counted: dict[str, list[FacetCount]] = {facet: [] for facet in facets}
    for facet, value, count in connection.execute(query, (*values, *facets)):
        counted[facet].append(FacetCount(value, count))
    order = partial(heapq.nsmallest, limit, key=lambda one: (-one.count, one.value))
    return {facet: order(counts) for facet, counts in counted.items()}


def forget_named(connection: sqlite3.Connection, document: int) -> None:
    """Forget what one document (by its number) names, and the names that no other document has."""
    names = connection.execute("SELECT name FROM named WHERE document = ?", (document,)).fetchall()
    connection.execute("DELETE FROM named WHERE document = ?", (document,))
    query = (
        "DELETE FROM names WHERE number = ? AND NOT EXISTS (SELECT 1 FROM named WHERE name = names.number)"
    )
    connection.executemany(query, names)
