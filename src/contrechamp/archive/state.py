"""The state: what the ledger amounts to, and what the steps did. It catches up with the ledger by itself."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

from contrechamp.archive.book import Book
from contrechamp.archive.database import closing, connect, say_errors, transaction

_SCHEMA = """
CREATE TABLE applied (sequence INTEGER NOT NULL, chain_digest TEXT NOT NULL, resets INTEGER NOT NULL) STRICT;
INSERT INTO applied VALUES (0, '', 0);
CREATE TABLE documents (
    number INTEGER PRIMARY KEY,
    digest TEXT NOT NULL UNIQUE,
    size_bytes INTEGER NOT NULL,
    received_at TEXT NOT NULL,
    path TEXT NOT NULL,
    state TEXT NOT NULL DEFAULT 'waiting',
    reason TEXT NOT NULL DEFAULT '',
    media_type TEXT NOT NULL DEFAULT '',
    reader TEXT NOT NULL DEFAULT '',
    reader_version TEXT NOT NULL DEFAULT '',
    page_count INTEGER NOT NULL DEFAULT 0,
    read_at TEXT,
    title TEXT NOT NULL DEFAULT '', title_source TEXT NOT NULL DEFAULT '',
    date TEXT NOT NULL DEFAULT '', date_source TEXT NOT NULL DEFAULT '',
    body TEXT NOT NULL DEFAULT '', body_source TEXT NOT NULL DEFAULT '',
    kind TEXT NOT NULL DEFAULT '', kind_source TEXT NOT NULL DEFAULT '',
    year TEXT NOT NULL GENERATED ALWAYS AS (substr(date, 1, 4)) VIRTUAL,
    given TEXT NOT NULL DEFAULT '{}',
    properties TEXT NOT NULL DEFAULT '{}',
    withdrawal INTEGER,
    withdrawal_reason TEXT NOT NULL DEFAULT '',
    password TEXT NOT NULL DEFAULT ''
) STRICT;
CREATE INDEX documents_by_date ON documents (date DESC, number DESC);
CREATE INDEX documents_by_title ON documents (title, number);
CREATE INDEX documents_by_body ON documents (body, date DESC);
CREATE INDEX documents_by_kind ON documents (kind, date DESC);
CREATE INDEX documents_by_year ON documents (year, withdrawal);
CREATE INDEX documents_by_state ON documents (state);
CREATE INDEX documents_by_facet ON documents (body, kind, year, state, media_type, withdrawal);
CREATE TABLE receipts (
    sequence INTEGER PRIMARY KEY,
    document INTEGER NOT NULL REFERENCES documents (number),
    parent INTEGER REFERENCES documents (number),
    is_new INTEGER NOT NULL,
    provenance TEXT NOT NULL
) STRICT;
CREATE INDEX receipts_by_document ON receipts (document);
CREATE INDEX receipts_by_parent ON receipts (parent, document) WHERE parent IS NOT NULL;
CREATE TABLE collections (
    number INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, languages TEXT NOT NULL, is_public INTEGER NOT NULL
) STRICT;
CREATE TABLE memberships (
    collection INTEGER NOT NULL REFERENCES collections (number),
    document INTEGER NOT NULL REFERENCES documents (number),
    PRIMARY KEY (collection, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX memberships_by_document ON memberships (document, collection);
CREATE TABLE steps (
    document INTEGER NOT NULL REFERENCES documents (number),
    step TEXT NOT NULL,
    version TEXT NOT NULL,
    outcome TEXT NOT NULL,
    reason TEXT NOT NULL,
    finished_at TEXT NOT NULL,
    PRIMARY KEY (document, step)
) STRICT, WITHOUT ROWID;
CREATE TABLE signatures (
    document INTEGER PRIMARY KEY REFERENCES documents (number), signature BLOB NOT NULL
) STRICT;
CREATE TABLE bands (
    band INTEGER NOT NULL,
    document INTEGER NOT NULL REFERENCES documents (number),
    PRIMARY KEY (band, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX bands_by_document ON bands (document);
CREATE TABLE taken (
    path TEXT PRIMARY KEY, size_bytes INTEGER NOT NULL, modified_ns INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
"""
_NAMED = """
CREATE TABLE names (
    number INTEGER PRIMARY KEY, facet TEXT NOT NULL, value TEXT NOT NULL, UNIQUE (facet, value)
) STRICT;
CREATE TABLE named (
    name INTEGER NOT NULL REFERENCES names (number),
    document INTEGER NOT NULL REFERENCES documents (number),
    PRIMARY KEY (name, document)
) STRICT, WITHOUT ROWID;
CREATE INDEX named_by_document ON named (document, name);
DELETE FROM steps WHERE step = 'spot';
UPDATE applied SET resets = resets + 1;
"""  # what was spotted before these tables were there is spotted again
_SCHEMAS = {"applied": _SCHEMA, "named": _NAMED}  # a table of each, oldest first
_IS_MADE = "SELECT 1 FROM sqlite_schema WHERE name = ?"
FAMILY = """
WITH RECURSIVE family (number) AS (
    VALUES (?) UNION SELECT receipts.document FROM receipts JOIN family ON receipts.parent = family.number
) """


def ensure_state(path: Path) -> None:
    """Make an empty state where there is none, or where a process died while it made one; the ledger fills it.

    A state of an earlier version gets the tables that it has not.
    """
    connection = connect(path, must_exist=False)
    with say_errors(path), closing(connection, path):
        if list(_find_missing(connection)):
            with transaction(connection):
                for schema in _find_missing(connection):  # another process may have been quicker
                    for statement in filter(str.strip, schema.split(";")):
                        connection.execute(statement)


def _find_missing(connection: sqlite3.Connection) -> Iterator[str]:
    for table, schema in _SCHEMAS.items():
        if not connection.execute(_IS_MADE, (table,)).fetchone():
            yield schema


def count_reset(connection: sqlite3.Connection) -> None:
    """Say that something waits again, to every process that keeps a note of what is done."""
    connection.execute("UPDATE applied SET resets = resets + 1")


class State(Book):
    """The book of the state."""

    def applied(self) -> tuple[int, str]:
        """The last ledger entry that the state knows, and the chain digest that it had."""
        with self.reading() as connection:
            return connection.execute("SELECT sequence, chain_digest FROM applied").fetchone()
