"""The ledger of what was received and done: append-only, chained, and able to forget.

Each entry's content is committed to with a salt, and the chain runs over the commitments alone. Destroying
the row in `contents` leaves a chain that still holds, and a commitment that no dictionary can turn back.
"""

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, NamedTuple

from contrechamp.archive.database import Connections, closing, connect, say_errors, transaction

GENESIS = "0" * 64
SALT_BYTES = 32
_SCHEMA = """
CREATE TABLE IF NOT EXISTS chain (
    sequence INTEGER PRIMARY KEY, kind TEXT NOT NULL, commitment TEXT NOT NULL, chain_digest TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS contents (
    sequence INTEGER PRIMARY KEY REFERENCES chain (sequence), salt BLOB NOT NULL, content TEXT NOT NULL
) STRICT;
CREATE TRIGGER IF NOT EXISTS chain_is_kept BEFORE DELETE ON chain
    BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER IF NOT EXISTS chain_is_fixed BEFORE UPDATE ON chain
    BEGIN SELECT RAISE(ABORT, 'the chain is append-only'); END;
CREATE TRIGGER IF NOT EXISTS contents_are_fixed BEFORE UPDATE ON contents
    BEGIN SELECT RAISE(ABORT, 'contents are kept or destroyed, never changed'); END;
"""
_IS_MADE = "SELECT 1 FROM sqlite_schema WHERE name = 'contents_are_fixed'"  # the last of them
_READ = """
SELECT sequence, kind, commitment, chain_digest, salt, content
FROM chain LEFT JOIN contents USING (sequence) WHERE sequence > ? ORDER BY sequence
"""


class Entry(NamedTuple):
    """One entry; `content` is None once it was destroyed."""

    sequence: int
    kind: str
    content: dict[str, Any] | None


class Draft(NamedTuple):
    """What is to be entered."""

    kind: str
    content: dict[str, Any]


class Break(NamedTuple):
    """A place where the chain does not hold."""

    sequence: int
    sentence: str


def commit_to(salt: bytes, content: str) -> str:
    """The salted commitment to an entry's content."""
    return hashlib.sha256(salt + content.encode()).hexdigest()


def link(previous: str, sequence: int, *, kind: str, commitment: str) -> str:
    """The chain digest of an entry, from the one before it."""
    return hashlib.sha256(f"{previous}\n{sequence}\n{kind}\n{commitment}".encode()).hexdigest()


def ensure_ledger(path: Path) -> None:
    """Make an empty ledger where there is none, or where a process died while it made one."""
    connection = connect(path, must_exist=False)
    with say_errors(path), closing(connection, path):
        if not connection.execute(_IS_MADE).fetchone():
            connection.executescript(f"BEGIN IMMEDIATE; {_SCHEMA} COMMIT;")


class Ledger:
    """The one place where entries are added and read."""

    def __init__(self, path: Path):
        self._path = path
        self._connections = Connections(path)

    def close(self) -> None:
        self._connections.close()

    def head(self) -> tuple[int, str]:
        """The last sequence (0 when empty) and its chain digest."""
        with say_errors(self._path):
            return _read_head(self._connections.current())

    def append(self, drafts: Iterable[Draft], *, make_salt: Callable[[int], bytes]) -> list[int]:
        """Enter all of them in one transaction; their sequences, once they are on disk."""
        with say_errors(self._path):
            with transaction(self._connections.current()) as connection:
                sequences = _append(connection, drafts, make_salt)
            self._connections.note_commit()
        return sequences

    def read(self, *, after: int = 0) -> Iterator[Entry]:
        """The entries behind a sequence, in order."""
        with say_errors(self._path):
            for sequence, kind, _, _, _, content in self._connections.current().execute(_READ, (after,)):
                yield Entry(sequence, kind, None if content is None else json.loads(content))

    def chain_digest(self, sequence: int) -> str:
        """The chain digest at a sequence: GENESIS before the first, "" where there is none."""
        if sequence == 0:
            return GENESIS
        query = "SELECT chain_digest FROM chain WHERE sequence = ?"
        with say_errors(self._path):
            row = self._connections.current().execute(query, (sequence,)).fetchone()
        return row[0] if row else ""

    def prove(self) -> Iterator[Break]:
        """Every place where the chain, or a content that still stands, does not hold."""
        previous, expected = GENESIS, 1
        with say_errors(self._path):
            for row in self._connections.current().execute(_READ, (0,)):
                sequence, kind, commitment, chain_digest, salt, content = row
                if sequence != expected:
                    yield Break(sequence, "Entries before this one are missing from the ledger.")
                if chain_digest != link(previous, sequence, kind=kind, commitment=commitment):
                    yield Break(sequence, "This entry of the ledger does not follow from the one before it.")
                if content is not None and commitment != commit_to(salt, content):
                    yield Break(sequence, "The content of this entry is not what was entered.")
                previous, expected = chain_digest, sequence + 1


def _read_head(connection: sqlite3.Connection) -> tuple[int, str]:
    query = "SELECT sequence, chain_digest FROM chain ORDER BY sequence DESC LIMIT 1"
    return connection.execute(query).fetchone() or (0, GENESIS)


def _append(
    connection: sqlite3.Connection, drafts: Iterable[Draft], make_salt: Callable[[int], bytes]
) -> list[int]:
    sequence, previous = _read_head(connection)
    sequences = []
    for draft in drafts:
        sequence += 1
        content = _render(draft.content)
        salt = make_salt(SALT_BYTES)
        commitment = commit_to(salt, content)
        previous = link(previous, sequence, kind=draft.kind, commitment=commitment)
        row = (sequence, draft.kind, commitment, previous)
        connection.execute("INSERT INTO chain VALUES (?, ?, ?, ?)", row)
        connection.execute("INSERT INTO contents VALUES (?, ?, ?)", (sequence, salt, content))
        sequences.append(sequence)
    return sequences


def _render(content: dict[str, Any]) -> str:
    """Canonical JSON; halves of characters, which a file's name may hold, become "?"."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True).encode("utf-8", "replace").decode()
