"""Names and proposals that wait, written as the pipeline would write them, on the pages of the small observatory."""

import json
from typing import NamedTuple

from contrechamp.link.judging import make_id
from contrechamp.text.folding import fold
from contrechamp.vocabulary.digest import Digest


class Words(NamedTuple):
    """Where some words stand on the first page of a document."""

    digest: Digest
    start: int
    end: int
    text: str

    @property
    def written(self) -> str:
        return f"{self.digest}/1/{self.start}-{self.end}"


def find_observatory():
    from contrechamp.website.interface.observatory import find_observatory

    return find_observatory()


def find_words(digest: Digest, words: str) -> Words:
    source = find_observatory().desk.find_words(digest, 1, words=words)
    return Words(digest, source.passage.start, source.passage.end, source.words)


def add_name(kind: str, value: str, place: Words, *, details: dict | None = None, beside: int = 1) -> str:
    """A name that waits, seen once; the token under which a form knows it."""
    book = find_observatory().desk.registry.book
    said = json.dumps(details or {})
    with book.changes() as connection:
        connection.execute("INSERT OR IGNORE INTO cited (digest) VALUES (?)", (place.digest,))
        query = "SELECT number FROM cited WHERE digest = ?"
        (document,) = connection.execute(query, (place.digest,)).fetchone()
        query = """INSERT INTO names (kind, value, folded, documents, mentions, beside, details)
                   VALUES (?, ?, ?, 1, 1, ?, ?)"""
        number = connection.execute(query, (kind, value, fold(value), beside, said)).lastrowid
        query = """INSERT INTO sightings (name, document, mentions, beside, page, start, "end", text, rule, version,
                   details) VALUES (?, ?, 1, ?, 1, ?, ?, ?, 'essai', '7', ?)"""
        values = (number, document, beside, place.start, place.end, place.text, said)
        connection.execute(query, values)
    return f"{kind}|{value}"


def add_proposal(kind: str, words: Words, *, weight: int = 1, **fields: str) -> str:
    """A proposal that waits; its key."""
    book = find_observatory().desk.registry.book
    key = make_id()
    with book.changes() as connection:
        connection.execute("INSERT OR IGNORE INTO cited (digest) VALUES (?)", (words.digest,))
        query = "SELECT number FROM cited WHERE digest = ?"
        (document,) = connection.execute(query, (words.digest,)).fetchone()
        query = """INSERT INTO proposals (key, kind, document, page, start, "end", text, fields, rule, version, weight)
                   VALUES (?, ?, ?, 1, ?, ?, ?, ?, 'essai', '7', ?)"""
        said = (words.start, words.end, words.text, json.dumps(fields), weight)
        connection.execute(query, (key, kind, document, *said))
    return key
