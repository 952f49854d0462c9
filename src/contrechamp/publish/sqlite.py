"""One SQLite file that stands alone: tables that refer to each other, views for reading, judgements for coming back."""

import sqlite3
from collections.abc import Iterable
from contextlib import closing
from pathlib import Path

from contrechamp.publish.contents import Contents
from contrechamp.publish.tables import Column, Table, list_tables

APPLICATION = 0x43545243  # "CTRC", by which `file` and an import know it
FORM = 1
_TYPES = {"text": "TEXT", "integer": "INTEGER", "real": "REAL"}
_AFTER = """
CREATE INDEX facts_by_subject ON facts (subject);
CREATE INDEX facts_by_object ON facts (object);
CREATE INDEX facts_by_under ON facts ("under");
CREATE INDEX sources_by_thing ON sources (thing, id);
CREATE INDEX sources_by_document ON sources (document, page);
CREATE VIEW facts_readable AS
    SELECT facts.id, subject_name, relation_label, object_name, value, bound, "when", under_name, according_to_name,
        sources.title AS document, sources.page, sources.words, facts.contest, facts.note
    FROM facts LEFT JOIN sources ON sources.thing = 'fact' AND sources.id = facts.id;
CREATE VIEW entities_readable AS
    SELECT entities.id, kind, category, name, role, (
        SELECT count(*) FROM facts WHERE subject = entities.id OR object = entities.id) AS facts,
        sources.title AS document, sources.page, sources.words
    FROM entities LEFT JOIN sources ON sources.thing = 'entity' AND sources.id = entities.id;
"""


def write_sqlite(contents: Contents, path: Path) -> int:
    """Fill an empty file; how many rows. It is not synced here: it is put in place whole or not at all."""
    count = 0
    with closing(sqlite3.connect(path, isolation_level=None)) as database:
        for pragma in ("journal_mode = OFF", "synchronous = OFF", f"application_id = {APPLICATION}"):
            database.execute(f"PRAGMA {pragma}")
        database.execute(f"PRAGMA user_version = {FORM}")
        database.execute("BEGIN")
        for table in list_tables(contents, with_judgements=True):
            count += _write_table(database, table)
        for statement in filter(str.strip, _AFTER.split(";")):
            database.execute(statement)
        database.execute("COMMIT")
    return count


def _write_table(database: sqlite3.Connection, table: Table) -> int:
    lines = [_declare(column, is_key=table.is_keyed and not n) for n, column in enumerate(table.columns)]
    lines += [_refer(column) for column in table.columns if column.refers]
    database.execute(f'CREATE TABLE "{table.name}" ({", ".join(lines)}) STRICT')
    marks = ", ".join("?" * len(table.columns))
    return database.executemany(f'INSERT INTO "{table.name}" VALUES ({marks})', _make_safe(table)).rowcount


def _declare(column: Column, *, is_key: bool) -> str:
    return f'"{column.name}" {_TYPES[column.kind]}' + (" PRIMARY KEY" if is_key else "")


def _refer(column: Column) -> str:
    table, _dot, other = column.refers.partition(".")
    return f'FOREIGN KEY ("{column.name}") REFERENCES "{table}" ("{other}")'


def _make_safe(table: Table) -> Iterable[tuple]:
    """Halves of characters, which a name of a file may hold, cannot be written."""
    for row in table.rows():
        yield tuple(one.encode("utf-8", "replace").decode() if isinstance(one, str) else one for one in row)
