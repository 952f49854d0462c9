"""What may be seen: the facts and entities that the shown documents carry, in temporary tables of one connection.

The team sees everything. For everybody else a fact is there when a document that they may open says it, and when it
names no person whom a second member has not confirmed, or whose public role no paper that they may open tells.
"""

import hashlib
import sqlite3
from collections.abc import Callable, Iterable
from typing import NamedTuple

_TABLES = """
PRAGMA temp_store = MEMORY;
CREATE TEMP TABLE IF NOT EXISTS shown_key (applied INTEGER NOT NULL, key TEXT NOT NULL, digests TEXT NOT NULL);
CREATE TEMP TABLE IF NOT EXISTS shown_documents (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS shown_facts (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS shown_entities (number INTEGER PRIMARY KEY);
CREATE TEMP TABLE IF NOT EXISTS hidden_details (number INTEGER PRIMARY KEY);
"""
_FILL = """
INSERT INTO hidden_details SELECT DISTINCT entity FROM entity_citations WHERE entity NOT IN (
    SELECT entity FROM entity_citations JOIN shown_documents ON shown_documents.number = entity_citations.document);
INSERT INTO shown_facts SELECT DISTINCT fact FROM citations
    JOIN shown_documents ON shown_documents.number = citations.document
    JOIN facts ON facts.number = citations.fact WHERE holds AND is_open AND NOT EXISTS (
        SELECT 1 FROM entities WHERE entities.number IN (subject_now, object_now, under_now, according_now)
        AND category = 'person' AND entities.number IN (SELECT number FROM hidden_details));
INSERT OR IGNORE INTO shown_entities SELECT DISTINCT entity FROM entity_citations
    JOIN shown_documents ON shown_documents.number = entity_citations.document
    JOIN entities ON entities.number = entity WHERE is_standing AND is_open;
INSERT OR IGNORE INTO shown_entities SELECT subject_now FROM facts JOIN shown_facts USING (number);
INSERT OR IGNORE INTO shown_entities
    SELECT object_now FROM facts JOIN shown_facts USING (number) WHERE object_now IS NOT NULL;
INSERT OR IGNORE INTO shown_entities
    SELECT under_now FROM facts JOIN shown_facts USING (number) WHERE under_now IS NOT NULL;
INSERT OR IGNORE INTO shown_entities
    SELECT according_now FROM facts JOIN shown_facts USING (number) WHERE according_now IS NOT NULL;
"""
_FILLED = ("shown_documents", "shown_facts", "shown_entities", "hidden_details")
CITED = """
SELECT digest FROM cited WHERE number IN (SELECT document FROM citations)
UNION SELECT digest FROM cited WHERE number IN (SELECT document FROM entity_citations)
"""


class Shown(NamedTuple):
    """Who looks: `key` changes whenever `choose` would choose otherwise among the same documents.

    `choose` gives, of these digests, those of documents that may be opened.
    """

    key: str
    choose: Callable[[Iterable[str]], set[str]]


def ensure_shown(connection: sqlite3.Connection, shown: Shown) -> None:
    """Fill the temporary tables, where they do not say it already."""
    _ensure_tables(connection)
    (applied,) = connection.execute("SELECT sequence FROM applied").fetchone()
    known = connection.execute("SELECT applied, key, digests FROM shown_key").fetchone()
    if known is not None and known[:2] == (applied, shown.key):
        return
    digests = sorted(shown.choose([digest for (digest,) in connection.execute(CITED)]))
    chosen = hashlib.sha256("".join(digests).encode()).hexdigest()
    if known is None or (known[0], known[2]) != (
        applied,
        chosen,
    ):  # the state moves on with every document read
        _fill(connection, digests)
    connection.execute("DELETE FROM temp.shown_key")
    connection.execute("INSERT INTO temp.shown_key VALUES (?, ?, ?)", (applied, shown.key, chosen))


def _ensure_tables(connection: sqlite3.Connection) -> None:
    query = "SELECT 1 FROM sqlite_temp_schema WHERE name = 'hidden_details'"
    if connection.execute(query).fetchone() is None:
        for statement in filter(str.strip, _TABLES.split(";")):
            connection.execute(statement)


def _fill(connection: sqlite3.Connection, digests: Iterable[str]) -> None:
    for table in _FILLED:
        connection.execute(f"DELETE FROM temp.{table}")
    query = "INSERT INTO temp.shown_documents SELECT number FROM cited WHERE digest = ?"
    connection.executemany(query, [(digest,) for digest in digests])
    for statement in filter(str.strip, _FILL.split(";")):
        connection.execute(statement)
