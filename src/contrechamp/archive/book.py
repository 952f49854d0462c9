"""A book: one SQLite file of the archive, its connections, and its short writing transactions."""

import contextlib
import sqlite3
from collections.abc import Iterator
from pathlib import Path

from contrechamp.archive.database import Connections, closing, connect, say_errors, transaction

_VERSION = "PRAGMA user_version"


class Book:
    """One file, shared by threads and processes; transactions may stand inside one another."""

    def __init__(self, path: Path):
        self.path = path
        self._connections = Connections(path)

    def close(self) -> None:
        self._connections.close()

    @contextlib.contextmanager
    def reading(self) -> Iterator[sqlite3.Connection]:
        with say_errors(self.path):
            yield self._connections.current()

    def read_moment(self) -> tuple[int, int, int]:
        """What to keep beside a thing that was computed from the book: it holds as long as this stays the same."""
        with say_errors(self.path):
            return self._connections.read_moment()

    @contextlib.contextmanager
    def changes(self) -> Iterator[sqlite3.Connection]:
        """Everything inside is written together when the outermost one ends."""
        with say_errors(self.path):
            connection = self._connections.current()
            if connection.in_transaction:
                yield connection
                return
            with transaction(connection):
                yield connection
            self._connections.note_commit()


def ensure_book(path: Path, schema: str, *, version: int) -> None:
    """Make a book that can be made again: where there is none, or one of another version, an empty one stands after."""
    connection = connect(path, must_exist=False)
    with say_errors(path), closing(connection, path):
        if connection.execute(_VERSION).fetchone()[0] == version:
            return
        with transaction(connection):
            if connection.execute(_VERSION).fetchone()[0] != version:  # another process may have been quicker
                _remake(connection, schema, version)


def _remake(connection: sqlite3.Connection, schema: str, version: int) -> None:
    for (name,) in connection.execute(
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
    ).fetchall():
        connection.execute(f'DROP TABLE "{name}"')
    for statement in filter(str.strip, schema.split(";")):
        connection.execute(statement)
    connection.execute(f"{_VERSION} = {version}")
