"""Signatures by which near duplicates are found: kept here, made and compared elsewhere."""

from collections.abc import Iterable, Sequence

from contrechamp.archive.store import Store
from contrechamp.vocabulary.digest import Digest

_SIGNED = 1 << 63
MOST_ALIKE = 50  # of a thousand form letters, a reader wants the nearest


class Likenesses(Store):
    """The part of an archive that remembers what documents look like."""

    def record_likeness(self, digest: Digest, signature: bytes, bands: Iterable[int]) -> None:
        """Keep a document's signature and the bands (integers of 64 bits) under which it is looked for."""
        number = self._number(digest)
        with self.state.changes() as connection:
            connection.execute("INSERT OR REPLACE INTO signatures VALUES (?, ?)", (number, signature))
            connection.execute("DELETE FROM bands WHERE document = ?", (number,))
            rows = [(_fold(band), number) for band in bands]
            connection.executemany("INSERT OR IGNORE INTO bands VALUES (?, ?)", rows)

    def find_signature(self, digest: Digest) -> bytes | None:
        query = "SELECT signature FROM signatures WHERE document = ?"
        with self.state.reading() as connection:
            row = connection.execute(query, (self._number(digest),)).fetchone()
        return row[0] if row else None

    def find_alike(self, bands: Sequence[int], *, limit: int = MOST_ALIKE) -> list[tuple[Digest, bytes]]:
        """Documents that share bands, those that share most first, with their signatures; none withdrawn."""
        marks = ", ".join("?" * len(bands))
        query = f"""SELECT digest, signature FROM bands JOIN signatures USING (document)
                    JOIN documents ON number = document WHERE withdrawal IS NULL AND band IN ({marks})
                    GROUP BY document ORDER BY count(*) DESC, number LIMIT ?"""
        with self.state.reading() as connection:
            rows = connection.execute(query, [*(_fold(band) for band in bands), limit])
            return [(Digest(digest), signature) for digest, signature in rows]


def _fold(band: int) -> int:
    """64 bits as SQLite holds them, with a sign."""
    return (band + _SIGNED) % (2 * _SIGNED) - _SIGNED
