"""What was found in the pages of a document: acts, tables, mentions, authorisations, in derived files."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import NamedTuple

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.chunks import ChunksFile, ChunksWriter
from contrechamp.pipeline.steps import SPLIT, SPOT
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.mention import Mention, MentionKind, find_facet
from contrechamp.vocabulary.table import Cell, Row, Table

FINDINGS_NAME = f"found-{SPLIT.version}-{SPOT.version}"
_MARK = b"CCFOUND2"
_KINDS = {str(kind): kind for kind in MentionKind}


class Named(NamedTuple):
    """What a page names, for the facets of searching: keys of technologies, names of suppliers and of places."""

    technology: tuple[str, ...] = ()
    supplier: tuple[str, ...] = ()
    place: tuple[str, ...] = ()


def gather_named(mentions: Sequence[Mention]) -> Named:
    """What these mentions name."""
    named: dict[str, set[str]] = {name: set() for name in Named._fields}
    for mention in mentions:
        if facet := find_facet(mention):
            named[facet].add(mention.value)
    return Named(**{name: tuple(sorted(values)) for name, values in named.items()})


class FindingsWriter:
    """Takes what was found page by page, then what was found in the whole document."""

    def __init__(self, path: Path):
        self._chunks = ChunksWriter(path, _MARK)
        self.abandon = self._chunks.abandon
        self._named = [set() for _ in Named._fields]

    def add(self, tables: Sequence[Table], mentions: Sequence[Mention]) -> None:
        """What was found on the next page; what it names can be read without the rest (`FindingsFile.named`)."""
        rows = [[str(m.kind), m.page, m.start, m.end, *_list_words(m)] for m in mentions]
        named = gather_named(mentions)
        for all_values, values in zip(self._named, named, strict=True):
            all_values.update(values)
        self._add({"tables": tables, "mentions": rows}, *named)

    def close(self, acts: Sequence[Act], authorisations: Sequence[Authorisation]) -> Named:
        """The acts and what they authorise; then the file appears under its name. What the whole document names."""
        self._add({"acts": list(map(asdict, acts)), "authorisations": list(map(asdict, authorisations))})
        self._chunks.close()
        return Named(*(tuple(sorted(values)) for values in self._named))

    def _add(self, found: dict, *notes: object) -> None:
        self._chunks.add(json.dumps(found, ensure_ascii=False).encode("utf-8", "surrogatepass"), *notes)


class FindingsFile:
    """What was found in one document; FileNotFoundError while it waits."""

    def __init__(self, path: Path):
        self._chunks = ChunksFile(path, _MARK)
        self.close = self._chunks.close

    @property
    def page_count(self) -> int:
        return len(self._chunks) - 1

    def tables(self, page: int) -> tuple[Table, ...]:
        """The tables of a page (from 1)."""
        return tuple(_make_table(*fields) for fields in self._read(page - 1)["tables"])

    def mentions(self, page: int) -> tuple[Mention, ...]:
        """The mentions of a page (from 1), in the order of its text."""
        return tuple(_make_mention(*fields) for fields in self._read(page - 1)["mentions"])

    def read(self, page: int) -> tuple[tuple[Table, ...], tuple[Mention, ...]]:
        """The tables and the mentions of a page (from 1), read together."""
        found = self._read(page - 1)
        tables = tuple(_make_table(*fields) for fields in found["tables"])
        return tables, tuple(_make_mention(*fields) for fields in found["mentions"])

    def named(self) -> list[Named]:
        """What each page names, without reading what was found on it."""
        return [Named(*map(tuple, notes)) for notes in self._chunks.notes()[: self.page_count]]

    def acts(self) -> tuple[Act, ...]:
        return tuple(Act(**fields) for fields in self._read(self.page_count)["acts"])

    def authorisations(self) -> tuple[Authorisation, ...]:
        return tuple(Authorisation(**fields) for fields in self._read(self.page_count)["authorisations"])

    def _read(self, place: int) -> dict:
        return json.loads(self._chunks.piece(place).decode("utf-8", "surrogatepass"))


def list_named(folder: Path, first: int, last: int) -> list[Named]:
    """What each of these pages of a document names; nothing where its pages could not be spotted."""
    try:
        file = FindingsFile(folder / FINDINGS_NAME)
    except FileNotFoundError:
        return [Named()] * (last + 1 - first)
    try:
        named = file.named()
    finally:
        file.close()
    return [named[page - 1] if page <= len(named) else Named() for page in range(first, last + 1)]


class Findings:
    """What was found in the documents of an archive; nothing for one that still waits.

    Callers ask only for documents that they may show; mentions of persons are for the team (`TEAM_ONLY`).
    """

    def __init__(self, archive: Archive):
        self._archive = archive

    def acts(self, digest: Digest) -> tuple[Act, ...]:
        """The acts of a document, in order; none where it is one act, or no act at all."""
        with self._open(digest) as file:
            return file.acts() if file else ()

    def authorisations(self, digest: Digest) -> tuple[Authorisation, ...]:
        """What the camera acts of a document authorise."""
        with self._open(digest) as file:
            return file.authorisations() if file else ()

    def tables(self, digest: Digest, page: int) -> tuple[Table, ...]:
        """The tables of one page (from 1)."""
        with self._open(digest) as file:
            return file.tables(page) if file and 1 <= page <= file.page_count else ()

    def mentions(self, digest: Digest, page: int) -> tuple[Mention, ...]:
        """The mentions of one page (from 1)."""
        with self._open(digest) as file:
            return file.mentions(page) if file and 1 <= page <= file.page_count else ()

    def iterate_mentions(self, digest: Digest) -> Iterator[Mention]:
        """All mentions of a document, page by page."""
        with self._open(digest) as file:
            for page in range(1, file.page_count + 1 if file else 1):
                yield from file.mentions(page)

    @contextmanager
    def _open(self, digest: Digest) -> Iterator[FindingsFile | None]:
        try:
            file = FindingsFile(self._archive.derived_folder(digest) / FINDINGS_NAME)
        except FileNotFoundError:
            yield None
            return
        try:
            yield file
        finally:
            file.close()


def _list_words(mention: Mention) -> tuple:
    return mention.text, mention.value, mention.rule, mention.version, mention.details


def _make_mention(kind: str, *fields: object) -> Mention:
    return Mention(_KINDS[kind], *fields)


def _make_table(rank: int, page: int, columns: list[str], rows: list, rule: str) -> Table:
    made = tuple(Row(tuple(Cell(*cell) for cell in cells)) for (cells,) in rows)
    return Table(rank, page, tuple(columns), made, rule)
