"""Collections: who may see what. Nothing is public until somebody publishes it."""

from collections.abc import Iterable
from datetime import datetime

from contrechamp.archive.projection import COLLECTION, DEFAULT_LANGUAGES, PUBLISH, UNPUBLISH
from contrechamp.archive.store import Store
from contrechamp.errors import CollectionUnknown
from contrechamp.vocabulary.archive import CollectionEntry

_LIST = """
SELECT name, is_public, languages, (
    SELECT count(*) FROM memberships JOIN documents ON documents.number = document
    WHERE collection = collections.number AND withdrawal IS NULL)
FROM collections ORDER BY name
"""


class Collections(Store):
    """The part of an archive that knows its collections."""

    def ensure_collection(self, name: str, *, languages: str | None = None, at: datetime) -> None:
        """Make the collection, or set the languages of OCR of one that is there ("fra", "fra+deu")."""
        known = {one.name: one.languages for one in self.collections()}
        wanted = languages or known.get(name) or DEFAULT_LANGUAGES
        if known.get(name) != wanted:
            self._enter(COLLECTION, {"name": name, "languages": wanted, "at": at.isoformat()})

    def publish_collection(self, name: str, *, at: datetime) -> None:
        """Show the collection to everybody. CollectionUnknown when there is none of that name."""
        self._set_public(name, PUBLISH, at)

    def unpublish_collection(self, name: str, *, at: datetime) -> None:
        """Show the collection to the team only."""
        self._set_public(name, UNPUBLISH, at)

    def collections(self) -> list[CollectionEntry]:
        """Every collection by name, with the number of its documents that are not withdrawn."""
        with self.state.reading() as connection:
            rows = connection.execute(_LIST).fetchall()
        return [CollectionEntry(name, bool(is_public), *facts) for name, is_public, *facts in rows]

    def find_languages(self, names: Iterable[str]) -> str:
        """The languages of OCR for a document that stands in these collections: those of the first by name."""
        with self.state.reading() as connection:
            known = dict(connection.execute("SELECT name, languages FROM collections"))
        return next((known[name] for name in sorted(names) if name in known), DEFAULT_LANGUAGES)

    def public_collections(self) -> tuple[str, ...]:
        """The names of those that everybody may see."""
        with self.state.reading() as connection:
            rows = connection.execute("SELECT name FROM collections WHERE is_public ORDER BY name")
            return tuple(row[0] for row in rows)

    def _set_public(self, name: str, kind: str, at: datetime) -> None:
        known = {one.name: one.is_public for one in self.collections()}
        if name not in known:
            raise CollectionUnknown("No collection is called {name}.", name=name)
        if known[name] != (kind == PUBLISH):
            self._enter(kind, {"name": name, "at": at.isoformat()})
