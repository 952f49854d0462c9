"""A newer file of OpenStreetMap beside the one before: what appeared, changed, disappeared, by its number there."""

from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.importing import give_tables
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.table import read_cells

IMPORTED = "import"  # the way in
_TYPES = "application/vnd.openstreetmap.data"
_NUMBER = "osm"
_NO_CHANGE = frozenset(("version", "modifié le"))  # an edit that changes nothing that is shown
_LOOK = 500


class Change(NamedTuple):
    """One column of one thing: what it said, what it says."""

    number: str
    heading: str
    before: str
    now: str


class Refresh(NamedTuple):
    """What a newer file says beside the former one."""

    former: Digest
    appeared: tuple[str, ...]
    disappeared: tuple[str, ...]
    changed: tuple[Change, ...]


def compare_with_former(archive: Archive, digest: Digest) -> Refresh | None:
    """Against the import before this one, None where there is none, or where the file is not of OpenStreetMap."""
    entry = archive.find_document(digest)
    if entry is None or not entry.media_type.startswith(_TYPES):
        return None
    former = find_former(archive, entry)
    if former is None:
        return None
    before, now = read_things(archive, former), read_things(archive, digest)
    changed = [
        change
        for number in now
        if number in before
        for change in _compare(number, before[number], now[number])
    ]
    appeared = tuple(number for number in now if number not in before)
    return Refresh(former, appeared, tuple(number for number in before if number not in now), tuple(changed))


def find_former(archive: Archive, entry: DocumentEntry) -> Digest | None:
    """The last OpenStreetMap file imported before this one into one of its collections."""
    sequence = _find_sequence(archive, entry.digest)
    best, found = 0, None
    for other in _give_entries(archive):
        if (
            other.digest != entry.digest
            and other.media_type.startswith(_TYPES)
            and set(other.collections) & set(entry.collections)
        ):
            place = _find_sequence(archive, other.digest, before=sequence)
            if place > best:
                best, found = place, other.digest
    return found


def _find_sequence(archive: Archive, digest: Digest, *, before: int = 0) -> int:
    """The place in the ledger where it was last imported (before another place); 0 when it never was."""
    places = [one.sequence for one in archive.receipts(digest) if one.provenance.way_in == IMPORTED]
    return max((place for place in places if not before or place < before), default=0)


def _give_entries(archive: Archive) -> Iterator[DocumentEntry]:
    offset = 0
    while entries := archive.list_documents(None, order="first", limit=_LOOK, offset=offset)[0]:
        yield from entries
        offset += len(entries)


def read_things(archive: Archive, digest: Digest) -> dict[str, dict[str, str]]:
    """Each thing by its number: what its columns say, empty ones left out."""
    things = {}
    for page, table in give_tables(archive, digest):
        if _NUMBER not in table.columns:
            continue
        for row in table.rows:
            cells = read_cells(page.text, row, columns=len(table.columns))
            said = {heading: cell for heading, cell in zip(table.columns, cells, strict=True) if cell}
            if number := said.pop(_NUMBER, ""):
                things[number] = said
    return things


def _compare(number: str, before: dict[str, str], now: dict[str, str]) -> Iterator[Change]:
    for heading in dict.fromkeys((*before, *now)):
        if heading not in _NO_CHANGE and before.get(heading, "") != now.get(heading, ""):
            yield Change(number, heading, before.get(heading, ""), now.get(heading, ""))
