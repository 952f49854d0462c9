"""What documents name (technologies, suppliers, places), so that a library is narrowed and counted by it."""

import sqlite3
from collections.abc import Iterable, Mapping, Sequence

from contrechamp.archive.store import Store
from contrechamp.archive.visibility import restrict
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import FacetCount

NAMED = ("technology", "supplier", "place")
MOST_COUNTED = 200  # values of one facet: a list for people


class Naming(Store):
    """The part of an archive that remembers what each document names; it follows from the step that spots."""

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
        facet: str,
        *,
        collections: Sequence[str] | None = None,
        filters: Mapping[str, str | None] | None = None,
        limit: int = MOST_COUNTED,
    ) -> list[FacetCount]:
        """How many documents name each value, most frequent first; none withdrawn, and only what `collections` show."""
        condition, values = restrict(collections, with_withdrawn=False, filters=filters)
        query = f"""WITH shown AS MATERIALIZED (SELECT number FROM documents WHERE {condition})
                    SELECT value, count(*) FROM names CROSS JOIN named ON named.name = names.number
                    WHERE facet = ? AND named.document IN shown GROUP BY names.number ORDER BY 2 DESC, 1 LIMIT ?"""
        with self.state.reading() as connection:
            return [FacetCount(*row) for row in connection.execute(query, (*values, facet, limit))]


def forget_named(connection: sqlite3.Connection, document: int) -> None:
    """Forget what one document (by its number) names, and the names that no other document has."""
    names = connection.execute("SELECT name FROM named WHERE document = ?", (document,)).fetchall()
    connection.execute("DELETE FROM named WHERE document = ?", (document,))
    query = (
        "DELETE FROM names WHERE number = ? AND NOT EXISTS (SELECT 1 FROM named WHERE name = names.number)"
    )
    connection.executemany(query, names)
