"""What a watched folder has given already, so that nothing is taken twice."""

from collections.abc import Iterable

from contrechamp.archive.store import Store


class Taken(Store):
    """The part of an archive that remembers the files of watched folders, by path, size and date."""

    def was_taken(self, path: str, size_bytes: int, modified_ns: int) -> bool:
        query = "SELECT 1 FROM taken WHERE path = ? AND size_bytes = ? AND modified_ns = ?"
        with self.state.reading() as connection:
            return connection.execute(query, (path, size_bytes, modified_ns)).fetchone() is not None

    def remember_taken(self, files: Iterable[tuple[str, int, int]]) -> None:
        """Paths with size and date (ns); said once the receipts are there."""
        with self.state.changes() as connection:
            connection.executemany("INSERT OR REPLACE INTO taken VALUES (?, ?, ?)", files)
