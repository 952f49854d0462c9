"""What was found in the documents, written into the registry's book: names seen, proposals; and taken out again."""

import json
import sqlite3
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contrechamp.link.gathering import Seen
from contrechamp.link.name_words import forget_name
from contrechamp.link.rows import ensure_document
from contrechamp.text.folding import fold
from contrechamp.vocabulary.suggestion import Proposal

_ADD_NAME = """
INSERT INTO names (kind, value, folded, documents, mentions, beside, details) VALUES (?, ?, ?, 1, ?, ?, ?)
ON CONFLICT (kind, value, place) DO UPDATE SET folded = excluded.folded, documents = documents + 1,
    mentions = mentions + excluded.mentions, beside = beside + excluded.beside,
    details = json_patch(excluded.details, details)
"""
_ADD_SIGHTING = """
INSERT INTO sightings SELECT number, ?, ?, ?, ?, ?, ?, ?, ?, ?, ? FROM names
WHERE kind = ? AND value = ? AND place = ''
"""
_ADD_PROPOSAL = """
INSERT INTO proposals (document, key, kind, page, start, "end", text, fields, rule, version, weight, alike)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (key) DO UPDATE SET document = excluded.document, kind = excluded.kind, page = excluded.page,
    start = excluded.start, "end" = excluded."end", text = excluded.text, fields = excluded.fields,
    rule = excluded.rule, version = excluded.version, weight = excluded.weight, alike = excluded.alike
"""
# What another document says in the same words (the same list as .ods and as .kml) is put before nobody twice: the one
# that says most is shown, the first of them where they say as much.
_MARK_TWINS = """
UPDATE proposals SET is_twin = EXISTS (
    SELECT 1 FROM proposals AS other WHERE other.alike = proposals.alike AND other.document IS NOT proposals.document
        AND (other.weight, -other.number) > (proposals.weight, -proposals.number))
WHERE alike = ? AND alike != ''
"""
_LONGEST_TEXT = 1_000  # of a proposal, for a list; the page has the rest


class Found(NamedTuple):
    """A portion of what one document holds; the first takes away what was known before, the last says all is in."""

    digest: str
    seen: Sequence[Seen] = ()
    proposals: Sequence[Proposal] = ()
    is_first: bool = True
    is_last: bool = True


def write_found(connection: sqlite3.Connection, portions: Iterable[Found], *, version: str) -> None:
    """Write these portions, in order, inside the transaction of `connection`."""
    for portion in portions:
        if portion.is_first:
            _take_out(connection, portion.digest)
        document = ensure_document(connection, portion.digest)
        names = [
            (s.kind, s.value, fold(s.value), s.mentions, s.beside, _write(s.details)) for s in portion.seen
        ]
        connection.executemany(_ADD_NAME, names)
        places = [(document, s.mentions, s.beside, s.page, s.start, s.end, s.text) for s in portion.seen]
        hows = [(s.rule, s.version, _write(s.details), s.kind, s.value) for s in portion.seen]
        connection.executemany(
            _ADD_SIGHTING, [(*place, *how) for place, how in zip(places, hows, strict=True)]
        )
        connection.executemany(_ADD_PROPOSAL, [_tell(document, one) for one in portion.proposals])
        connection.executemany(_MARK_TWINS, {(one.alike,) for one in portion.proposals if one.alike})
        if portion.is_last:
            connection.execute("INSERT OR REPLACE INTO linked VALUES (?, ?)", (document, version))
    _delete_lost_names(connection)


def _write(said: dict[str, str]) -> str:
    return json.dumps(said, ensure_ascii=False) if said else "{}"


def _tell(document: int, one: Proposal) -> tuple:
    passage, text = one.passage, " ".join(one.text.split())[:_LONGEST_TEXT]
    place = (passage.page, passage.start, passage.end)
    return (
        document,
        one.key,
        one.kind,
        *place,
        text,
        _write(one.fields),
        one.rule,
        one.version,
        one.weight,
        one.alike,
    )


def forget_found(connection: sqlite3.Connection, digest: str) -> None:
    """Take out what was found in one document; what persons decided of it stays."""
    _take_out(connection, digest)
    _delete_lost_names(connection)


def _take_out(connection: sqlite3.Connection, digest: str) -> None:
    row = connection.execute("SELECT number FROM cited WHERE digest = ?", (digest,)).fetchone()
    if row is None:
        return
    query = "SELECT name, mentions, beside FROM sightings WHERE document = ?"
    counted = connection.execute(query, row).fetchall()
    lower = """UPDATE names SET documents = documents - 1, mentions = mentions - ?, beside = beside - ?
               WHERE number = ?"""
    connection.executemany(lower, [(mentions, beside, name) for name, mentions, beside in counted])
    connection.execute("DELETE FROM sightings WHERE document = ?", row)
    query = "SELECT DISTINCT alike FROM proposals WHERE document = ? AND alike != '' AND NOT is_twin"
    alike = connection.execute(query, row).fetchall()
    connection.execute("DELETE FROM proposals WHERE document = ? AND verdict = ''", row)
    connection.execute("UPDATE proposals SET document = NULL WHERE document = ?", row)
    connection.executemany(_MARK_TWINS, alike)
    connection.execute("DELETE FROM linked WHERE document = ?", row)


def _delete_lost_names(connection: sqlite3.Connection) -> None:
    """Names that no document has any more, and that nobody judged."""
    query = "SELECT number, value, is_indexed FROM names WHERE verdict = '' AND place = '' AND documents = 0"
    lost = connection.execute(query).fetchall()
    for number, value, is_indexed in lost:
        if is_indexed:
            forget_name(connection, number, value=value)
    connection.executemany("DELETE FROM names WHERE number = ?", [(number,) for number, *_ in lost])


def has_found(connection: sqlite3.Connection) -> bool:
    """Whether any document is in; a book that was made anew has none."""
    return connection.execute("SELECT 1 FROM linked LIMIT 1").fetchone() is not None
