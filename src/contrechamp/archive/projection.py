"""What each kind of ledger entry does to the state."""

import json
import sqlite3
from collections.abc import Callable
from typing import Any

from contrechamp.archive.ledger import Entry, Ledger
from contrechamp.archive.state import FAMILY, State, count_reset
from contrechamp.errors import ArchiveDamaged
from contrechamp.vocabulary.document import IMPORTED, Description

ACCESSION = "accession"
COLLECTION = "collection"
PUBLISH = "publish"
UNPUBLISH = "unpublish"
WITHDRAW = "withdraw"
BRING_BACK = "bring back"
DESCRIBED = ("title", "date", "body", "kind")
DEFAULT_LANGUAGES = "fra"


def catch_up(ledger: Ledger, state: State) -> None:
    """Apply the entries that the state does not know yet: after a power cut, or after another process."""
    if ledger.head()[0] == state.applied()[0]:
        return
    with state.changes() as connection:
        sequence, chain_digest = state.applied()
        _check_same_history(ledger, sequence, chain_digest)
        for entry in ledger.read(after=sequence):
            if entry.content is not None:
                _APPLY[entry.kind](connection, entry)
            sequence = entry.sequence
        values = (sequence, ledger.chain_digest(sequence))
        connection.execute("UPDATE applied SET sequence = ?, chain_digest = ?", values)


def _check_same_history(ledger: Ledger, sequence: int, chain_digest: str) -> None:
    if sequence and ledger.chain_digest(sequence) != chain_digest:
        raise ArchiveDamaged(
            "The ledger is not the one that the state was made from: entry {sequence} is another one.",
            sequence=sequence,
        )


def find_number(connection: sqlite3.Connection, digest: str) -> int | None:
    row = connection.execute("SELECT number FROM documents WHERE digest = ?", (digest,)).fetchone()
    return row[0] if row else None


def _apply_accession(connection: sqlite3.Connection, entry: Entry) -> None:
    content = entry.content or {}
    number = find_number(connection, content["digest"])
    is_new = number is None
    if number is None:
        number = _insert_document(connection, content)
    if content["description"]:
        _keep_given(connection, number, content["description"])
    parent = find_number(connection, content["parent"]) if content["parent"] else None
    values = (entry.sequence, number, parent, is_new, json.dumps(content, ensure_ascii=False))
    connection.execute("INSERT INTO receipts VALUES (?, ?, ?, ?, ?)", values)
    if content["collection"]:
        _join_collection(connection, number, _ensure_collection(connection, content["collection"]))
    if parent is not None:
        _inherit(connection, number, parent)


def _insert_document(connection: sqlite3.Connection, content: dict[str, Any]) -> int:
    values = (content["digest"], content["size_bytes"], content["received_at"], content["path"])
    query = "INSERT INTO documents (digest, size_bytes, received_at, path) VALUES (?, ?, ?, ?)"
    return connection.execute(query, values).lastrowid or 0


def _keep_given(connection: sqlite3.Connection, number: int, given: dict[str, list[str]]) -> None:
    """What a manifest says holds over what a reading found, now and later, and over how the file was imported."""
    (text,) = connection.execute("SELECT given FROM documents WHERE number = ?", (number,)).fetchone()
    before = json.loads(text)
    given = {
        name: said
        for name, said in given.items()
        if said[1] != IMPORTED or name not in before or before[name][1] == IMPORTED
    }
    connection.execute(
        "UPDATE documents SET given = ? WHERE number = ?", (json.dumps(before | given), number)
    )
    for name, (value, source) in given.items():
        if name in DESCRIBED:
            query = f"UPDATE documents SET {name} = ?, {name}_source = ? WHERE number = ?"
            connection.execute(query, (value, source, number))


def _ensure_collection(
    connection: sqlite3.Connection, name: str, languages: str = DEFAULT_LANGUAGES, *, is_said: bool = False
) -> int:
    query = "INSERT INTO collections (name, languages, is_public) VALUES (?, ?, 0) ON CONFLICT (name) DO "
    query += "UPDATE SET languages = excluded.languages" if is_said else "NOTHING"
    connection.execute(query, (name, languages))
    return connection.execute("SELECT number FROM collections WHERE name = ?", (name,)).fetchone()[0]


def _join_collection(connection: sqlite3.Connection, number: int, collection: int) -> None:
    """A document brings everything that was found inside it."""
    query = FAMILY + "INSERT OR IGNORE INTO memberships SELECT ?, number FROM family"
    connection.execute(query, (number, collection))


def _inherit(connection: sqlite3.Connection, number: int, parent: int) -> None:
    """A child is where its parent is, and is withdrawn with it."""
    query = "SELECT collection FROM memberships WHERE document = ?"
    for (collection,) in connection.execute(query, (parent,)).fetchall():
        _join_collection(connection, number, collection)
    query = "SELECT withdrawal, withdrawal_reason FROM documents WHERE number = ? AND withdrawal IS NOT NULL"
    withdrawn = connection.execute(query, (parent,)).fetchone()
    if withdrawn:
        _withdraw_family(connection, number, *withdrawn)


def _withdraw_family(connection: sqlite3.Connection, number: int, withdrawal: int, reason: str) -> None:
    query = FAMILY + (
        "UPDATE documents SET withdrawal = ?, withdrawal_reason = ? "
        "WHERE number IN (SELECT number FROM family) AND withdrawal IS NULL"
    )
    connection.execute(query, (number, withdrawal, reason))


def _apply_collection(connection: sqlite3.Connection, entry: Entry) -> None:
    content = entry.content or {}
    _ensure_collection(connection, content["name"], content["languages"], is_said=True)


def _apply_publish(connection: sqlite3.Connection, entry: Entry) -> None:
    values = (entry.kind == PUBLISH, (entry.content or {})["name"])
    connection.execute("UPDATE collections SET is_public = ? WHERE name = ?", values)


def _apply_withdraw(connection: sqlite3.Connection, entry: Entry) -> None:
    content = entry.content or {}
    number = find_number(connection, content["digest"])
    if number is not None:
        _withdraw_family(connection, number, entry.sequence, content["reason"])


def _apply_bring_back(connection: sqlite3.Connection, entry: Entry) -> None:
    """What was withdrawn by the same act comes back with it."""
    number = find_number(connection, (entry.content or {})["digest"])
    query = FAMILY + (
        "UPDATE documents SET withdrawal = NULL, withdrawal_reason = '' "
        "WHERE number IN (SELECT number FROM family) "
        "AND withdrawal = (SELECT withdrawal FROM documents WHERE number = ?)"
    )
    connection.execute(query, (number, number))
    count_reset(connection)


_APPLY: dict[str, Callable[[sqlite3.Connection, Entry], None]] = {
    ACCESSION: _apply_accession,
    COLLECTION: _apply_collection,
    PUBLISH: _apply_publish,
    UNPUBLISH: _apply_publish,
    WITHDRAW: _apply_withdraw,
    BRING_BACK: _apply_bring_back,
}


def render_description(description: Description) -> dict[str, list[str]]:
    """The parts of a description that say something, as they stand in the ledger."""
    said = ((name, getattr(description, name)) for name in DESCRIBED)
    return {name: [part.value, part.source] for name, part in said if part.value}
