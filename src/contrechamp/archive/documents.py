"""Finding, listing and counting documents, and what a reading said of them."""

import json
import sqlite3
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from typing import Any

from contrechamp.archive.projection import DESCRIBED
from contrechamp.archive.store import Store
from contrechamp.archive.visibility import make_marks, restrict
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Description, Reading, ReadingState, Said
from contrechamp.vocabulary.provenance import Provenance, Receipt
from contrechamp.vocabulary.search import FacetCount

_ORDERS = {
    "date": "documents.date DESC, documents.number DESC",
    "oldest": "documents.date = '', documents.date, documents.number",
    "title": "documents.title, documents.number",
    "received": "documents.number DESC",
    "first": "documents.number",
}
_FIELDS = ("body", "kind", "year", "state", "media_type")
_COLLECTIONS_OF = """
SELECT document, name FROM memberships JOIN collections ON collections.number = collection
WHERE document IN ({}) ORDER BY name
"""
_PARENTS_OF = """
SELECT receipts.document, parents.digest FROM receipts JOIN documents AS parents ON parents.number = parent
WHERE receipts.document IN ({}) ORDER BY sequence DESC
"""


class Documents(Store):
    """The part of an archive that answers for its documents.

    Where `collections` is asked for, only what stands in one of them and is not withdrawn is shown, as if
    nothing else existed; None is the team's view.
    """

    def find_document(
        self, digest: Digest, *, collections: Sequence[str] | None = None
    ) -> DocumentEntry | None:
        """What is known of one document; None when there is none, or it is not in these collections."""
        condition, values = restrict(collections, with_withdrawn=collections is None)
        query = f"SELECT * FROM documents WHERE digest = ? AND {condition}"
        with self.state.reading() as connection:
            entries = _read_entries(connection, query, (digest, *values), collections)
        return entries[0] if entries else None

    def find_documents(
        self, digests: Iterable[str], *, collections: Sequence[str] | None = None
    ) -> dict[str, DocumentEntry]:
        """Many at once, by their digests; those that there are not, or not in these collections, are missing."""
        condition, values = restrict(collections, with_withdrawn=collections is None)
        query = f"SELECT * FROM documents WHERE digest IN (SELECT value FROM json_each(?)) AND {condition}"
        with self.state.reading() as connection:
            wanted = json.dumps(list(dict.fromkeys(digests)))
            entries = _read_entries(connection, query, (wanted, *values), collections)
        return {entry.digest: entry for entry in entries}

    def choose_shown(self, digests: Iterable[str], collections: Sequence[str]) -> set[str]:
        """Those of these digests whose documents stand in one of the collections and are not withdrawn."""
        condition, values = restrict(collections, with_withdrawn=False)
        query = (
            f"SELECT digest FROM documents WHERE digest IN (SELECT value FROM json_each(?)) AND {condition}"
        )
        with self.state.reading() as connection:
            rows = connection.execute(query, (json.dumps(list(digests)), *values))
            return {digest for (digest,) in rows}

    def find_digests(self, beginning: str, *, limit: int = 2) -> list[Digest]:
        """The digests that begin so, at most `limit`: a person types twelve characters, not sixty-four."""
        query = "SELECT digest FROM documents WHERE digest >= ? AND digest < ? ORDER BY digest LIMIT ?"
        with self.state.reading() as connection:
            rows = connection.execute(query, (beginning, beginning + "g", limit))
            return [Digest(row[0]) for row in rows]

    def list_names(self) -> list[tuple[Digest, str, str]]:
        """(digest, title, path as it came) of every receipt: for who names documents by their names."""
        query = """SELECT digest, title, provenance ->> 'path' FROM receipts
                   JOIN documents ON documents.number = document ORDER BY sequence"""
        with self.state.reading() as connection:
            rows = connection.execute(query).fetchall()
        return [(Digest(digest), title, path or "") for digest, title, path in rows]

    def list_documents(
        self,
        collections: Sequence[str] | None = None,
        *,
        body: str | None = None,
        kind: str | None = None,
        year: str | None = None,
        state: ReadingState | None = None,
        named: Mapping[str, str] | None = None,
        with_withdrawn: bool = False,
        order: str = "date",
        offset: int = 0,
        limit: int = 50,
    ) -> tuple[list[DocumentEntry], int]:
        """One view's worth, and how many there are in all.

        `order` is date, oldest, title, received (the last first) or first (the first received first).

        A filter that is None does not filter; "" asks for those whose value is unknown. `named` asks for those that
        name a technology, a supplier, a place.
        """
        filters = {"body": body, "kind": kind, "year": year, "state": state, **(named or {})}
        condition, values = restrict(collections, with_withdrawn=with_withdrawn, filters=filters)
        query = f"SELECT * FROM documents WHERE {condition} ORDER BY {_ORDERS[order]} LIMIT ? OFFSET ?"
        with self.state.reading() as connection:
            (total,) = connection.execute(
                f"SELECT count(*) FROM documents WHERE {condition}", values
            ).fetchone()
            return _read_entries(connection, query, (*values, limit, offset), collections), total

    def count_by(
        self,
        field: str,
        *,
        collections: Sequence[str] | None = None,
        body: str | None = None,
        kind: str | None = None,
        year: str | None = None,
        state: ReadingState | None = None,
        named: Mapping[str, str] | None = None,
        with_withdrawn: bool = False,
    ) -> list[FacetCount]:
        """How many documents for each value of body, kind, year, state or media_type, most frequent first."""
        if field not in _FIELDS:
            raise ValueError(f"documents are not counted by {field}")
        filters = {"body": body, "kind": kind, "year": year, "state": state, **(named or {})}
        condition, values = restrict(collections, with_withdrawn=with_withdrawn, filters=filters)
        counted = f"SELECT {field}, count(*) FROM documents WHERE {condition}"
        query = f"{counted} GROUP BY {field} ORDER BY 2 DESC, 1"
        with self.state.reading() as connection:
            return [FacetCount(*row) for row in connection.execute(query, values)]

    def count_states(self, *, collections: Sequence[str] | None = None) -> dict[ReadingState, int]:
        """How many documents are waiting, read, partly read, unreadable; every state is there."""
        counted = dict(self.count_by("state", collections=collections))
        return {state: counted.get(state, 0) for state in ReadingState}

    def count_pages(self, *, collections: Sequence[str] | None = None) -> int:
        """How many pages were read in all."""
        condition, values = restrict(collections, with_withdrawn=False)
        query = f"SELECT coalesce(sum(page_count), 0) FROM documents WHERE {condition}"
        with self.state.reading() as connection:
            return connection.execute(query, values).fetchone()[0]

    def receipts(self, digest: Digest, *, collections: Sequence[str] | None = None) -> list[Receipt]:
        """Every receipt of a document, the first one first; with `collections`, those received into them."""
        query = "SELECT sequence, is_new, provenance FROM receipts WHERE document = ? ORDER BY sequence"
        with self.state.reading() as connection:
            rows = connection.execute(query, (self._number(digest),)).fetchall()
        receipts = [_make_receipt(place, bool(is_new), json.loads(text)) for place, is_new, text in rows]
        return [one for one in receipts if collections is None or one.provenance.collection in collections]

    def receipts_between(self, first: int, last: int) -> list[Receipt]:
        """The receipts with these places in the ledger, both included."""
        query = "SELECT sequence, is_new, provenance FROM receipts WHERE sequence BETWEEN ? AND ? ORDER BY sequence"
        with self.state.reading() as connection:
            rows = connection.execute(query, (first, last)).fetchall()
        return [_make_receipt(place, bool(is_new), json.loads(text)) for place, is_new, text in rows]

    def children(
        self,
        digest: Digest,
        *,
        collections: Sequence[str] | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> list[DocumentEntry]:
        """What was found inside a document, in the order in which it was found.

        Each has the path that it has in this parent; the same bytes under two paths are there twice.
        """
        condition, values = restrict(collections, with_withdrawn=collections is None)
        query = f"""SELECT documents.*, provenance ->> 'path' AS inner_path FROM receipts
                    JOIN documents ON documents.number = receipts.document
                    WHERE receipts.parent = ? AND {condition}
                    GROUP BY documents.number, inner_path ORDER BY min(sequence) LIMIT ? OFFSET ?"""
        values = (self._number(digest), *values, -1 if limit is None else limit, offset)
        with self.state.reading() as connection:
            return _read_entries(connection, query, values, collections)

    def count_children(self, digest: Digest, *, collections: Sequence[str] | None = None) -> int:
        """How many `children` gives in all."""
        condition, values = restrict(collections, with_withdrawn=collections is None)
        query = f"""SELECT count(*) FROM (SELECT DISTINCT document, provenance ->> 'path' FROM receipts
                    JOIN documents ON documents.number = receipts.document
                    WHERE receipts.parent = ? AND {condition})"""
        with self.state.reading() as connection:
            return connection.execute(query, (self._number(digest), *values)).fetchone()[0]

    def list_inner_paths(self, digest: Digest) -> set[tuple[Digest, str]]:
        """The digest and the path of everything that was found inside a document: of thousands, no more than that."""
        query = """SELECT DISTINCT digest, provenance ->> 'path' FROM receipts
                   JOIN documents ON documents.number = receipts.document WHERE receipts.parent = ?"""
        with self.state.reading() as connection:
            rows = connection.execute(query, (self._number(digest),))
            return {(Digest(child), path) for child, path in rows}

    def record_reading(
        self, digest: Digest, reading: Reading, description: Description, *, at: datetime
    ) -> None:
        """Keep what a reading gave. What a manifest said of the document holds over the description."""
        number = self._number(digest)
        facts = (reading.state, reading.reason, reading.media_type, reading.reader, reading.reader_version)
        properties = json.dumps(reading.properties).encode("utf-8", "replace").decode()
        with self.state.changes() as connection:
            query = "SELECT given FROM documents WHERE number = ?"
            (given,) = connection.execute(query, (number,)).fetchone()
            said = _overlay(description, json.loads(given))
            connection.execute(
                """UPDATE documents SET state = ?, reason = ?, media_type = ?, reader = ?, reader_version = ?,
                   page_count = ?, properties = ?, read_at = ?, title = ?, title_source = ?, date = ?,
                   date_source = ?, body = ?, body_source = ?, kind = ?, kind_source = ? WHERE number = ?""",
                (*facts, reading.page_count, properties, at.isoformat(), *said, number),
            )

    def record_password(self, digest: Digest, password: str) -> None:
        """Remember what opens a document. It stands in the state alone, never in the ledger."""
        with self.state.changes() as connection:
            connection.execute(
                "UPDATE documents SET password = ? WHERE number = ?", (password, self._number(digest))
            )


def _read_entries(
    connection: sqlite3.Connection,
    query: str,
    values: tuple[Any, ...],
    collections: Sequence[str] | None,
) -> list[DocumentEntry]:
    cursor = connection.execute(query, values)
    names = [column[0] for column in cursor.description]
    rows = [dict(zip(names, row, strict=True)) for row in cursor]
    numbers = [row["number"] for row in rows]
    parents = dict(connection.execute(_PARENTS_OF.format(make_marks(numbers)), numbers))
    places: dict[int, list[str]] = {}
    for number, name in connection.execute(_COLLECTIONS_OF.format(make_marks(numbers)), numbers):
        if collections is None or name in collections:
            places.setdefault(number, []).append(name)
    return [_make_entry(row, parents.get(row["number"]), places.get(row["number"], [])) for row in rows]


def _make_entry(row: dict[str, Any], parent: str | None, collections: list[str]) -> DocumentEntry:
    return DocumentEntry(
        digest=Digest(row["digest"]),
        size_bytes=row["size_bytes"],
        received_at=datetime.fromisoformat(row["received_at"]),
        untrusted_path=row.get("inner_path", row["path"]),
        state=ReadingState(row["state"]),
        reason=row["reason"],
        media_type=row["media_type"],
        reader=row["reader"],
        reader_version=row["reader_version"],
        page_count=row["page_count"],
        read_at=datetime.fromisoformat(row["read_at"]) if row["read_at"] else None,
        description=Description(**{name: Said(row[name], row[f"{name}_source"]) for name in DESCRIBED}),
        properties=json.loads(row["properties"]),
        parent=Digest(parent) if parent else None,
        collections=tuple(collections),
        is_withdrawn=row["withdrawal"] is not None,
        withdrawal_reason=row["withdrawal_reason"],
        password=row["password"],
    )


def _make_receipt(sequence: int, is_new: bool, content: dict[str, Any]) -> Receipt:
    provenance = Provenance(
        way_in=content["way_in"],
        way_in_version=content["way_in_version"],
        untrusted_path=content["path"],
        received_at=datetime.fromisoformat(content["received_at"]),
        collection=content["collection"],
        origin=content["origin"],
        receiver=content["receiver"],
        parent=Digest(content["parent"]) if content["parent"] else None,
    )
    return Receipt(sequence, Digest(content["digest"]), content["size_bytes"], is_new, provenance)


def _overlay(description: Description, given: dict[str, list[str]]) -> list[str]:
    """Value and source of each part, in the order of DESCRIBED."""
    return [part for name in DESCRIBED for part in given.get(name) or getattr(description, name)]
