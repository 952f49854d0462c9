"""Proof that nothing kept has changed: the chain, every original's bytes, and nothing foreign among them."""

import hashlib
import os
import stat
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from typing import NamedTuple

from contrechamp.archive import layout as places
from contrechamp.archive.ledger import Break
from contrechamp.archive.originals import is_taking_in
from contrechamp.archive.projection import ACCESSION
from contrechamp.archive.store import Store
from contrechamp.errors import ArchiveDamaged, DiskIsFull, NotADigest
from contrechamp.vocabulary.archive import CopyProgress, Finding, FindingKind
from contrechamp.vocabulary.digest import Digest

_BLOCK_BYTES = 1 << 20
_AT_THE_TOP = frozenset(
    {
        places.VERSION_FILE,
        places.ORIGINALS,
        places.DERIVED,
        places.INDEX,
        places.WEBSITE,
        places.INCOMING,
        places.LEXICONS,
        places.BALLAST,
        *(
            f"{name}{end}"
            for name in (places.LEDGER, places.STATE, places.JUDGEMENTS)
            for end in ("", "-wal", "-shm")
        ),
    }
)
UNACKNOWLEDGED = (
    "This original is whole, but the ledger does not know it: a run was cut short before it was acknowledged. "
    "Give the file again."
)
_FOREIGN = "The archive did not put this here."
Report = Callable[[CopyProgress], None]


class _Known(NamedTuple):
    """A document that the ledger names."""

    size_bytes: int
    sequence: int  # of its first receipt


def verify(archive: Store, *, on_progress: Report = lambda progress: None) -> Iterator[Finding]:
    """Everything that is missing, changed or foreign; nothing at all when the archive is as it was kept.

    Entries whose content was destroyed are as they should be. Others may write meanwhile. An archive that does not
    open any more is given by `Archive.open_for_check`.
    """
    yield from _check_ledger(archive)
    yield from _check_judgements(archive)
    try:
        stated, applied = _read_state(archive)  # before the ledger, which grows first
        known = _list_known(archive)
        yield from _check_state(known, stated, applied)
    except ArchiveDamaged as error:
        yield Finding(FindingKind.STATE, places.STATE, str(error))
        known = _list_known(archive)
    yield from _check_originals(archive, known, on_progress)
    yield from _find_foreign(archive, known)


def _check_ledger(archive: Store) -> Iterator[Finding]:
    try:
        for sequence, sentence in archive.ledger.prove():
            yield Finding(FindingKind.LEDGER, str(sequence), sentence)
        sequence, chain_digest = archive.state.applied()
        if sequence and archive.ledger.chain_digest(sequence) != chain_digest:
            sentence = "The ledger no longer holds the entry that the state saw last: it was cut or replaced."
            yield Finding(FindingKind.LEDGER, str(sequence), sentence)
    except ArchiveDamaged as error:
        yield Finding(FindingKind.LEDGER, places.LEDGER, str(error))


def _check_judgements(archive: Store) -> Iterator[Finding]:
    """An archive that was last opened by an earlier version has none."""
    if not archive.layout.judgements.exists():
        return
    try:
        for sequence, sentence in _prove_judgements(archive):
            yield Finding(FindingKind.JUDGEMENTS, str(sequence), sentence)
    except ArchiveDamaged as error:
        yield Finding(FindingKind.JUDGEMENTS, places.JUDGEMENTS, str(error))


def _prove_judgements(archive: Store) -> list[Break]:
    """SQLite wants some room for files of its own, even to read: on a full disk the ballast lends it."""
    try:
        return list(archive.judgements.prove())
    except DiskIsFull:
        if not archive.lend_room():
            raise
        return list(archive.judgements.prove())


def _list_known(archive: Store, *, after: int = 0) -> dict[str, _Known]:
    """Every document that the ledger still names; what can be read of it when it is damaged."""
    known: dict[str, _Known] = {}
    try:
        for entry in archive.ledger.read(after=after):
            if entry.kind == ACCESSION and entry.content is not None:
                fact = _Known(entry.content["size_bytes"], entry.sequence)
                known.setdefault(entry.content["digest"], fact)
    except (ArchiveDamaged, ValueError, KeyError, TypeError):  # the chain has told of it already
        pass
    return known


def _read_state(archive: Store) -> tuple[set[str], int]:
    """The documents that the state names, and the last entry that it knows."""
    applied, _ = archive.state.applied()
    with archive.state.reading() as connection:
        return {row[0] for row in connection.execute("SELECT digest FROM documents")}, applied


def _check_state(known: dict[str, _Known], stated: set[str], applied: int) -> Iterator[Finding]:
    """A state that is behind is no damage: it catches up when the archive is next opened."""
    expected = {digest for digest, fact in known.items() if fact.sequence <= applied}
    for digest in sorted((stated - known.keys()) | (expected - stated)):
        yield Finding(FindingKind.STATE, digest, "The state and the ledger do not both know this document.")


def _check_originals(archive: Store, known: dict[str, _Known], on_progress: Report) -> Iterator[Finding]:
    total, done = sum(fact.size_bytes for fact in known.values()), 0
    for digest in sorted(known):
        path = archive.layout.original(Digest(digest))
        finding = _check_original(path, digest)
        done += known[digest].size_bytes
        on_progress(CopyProgress(path, done, total))
        if finding:
            yield finding


def _check_original(path: Path, digest: str) -> Finding | None:
    try:
        found = _hash_file(path)
    except FileNotFoundError:
        return Finding(FindingKind.MISSING, digest, "This original is missing.")
    except OSError:
        return Finding(FindingKind.CHANGED, digest, "This original cannot be read any more.")
    if found != digest:
        return Finding(FindingKind.CHANGED, digest, "The bytes of this original have changed.")
    return None


def _hash_file(path: Path) -> str:
    descriptor = os.open(path, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise OSError("not a regular file")
        sha256 = hashlib.sha256()
        while block := file.read(_BLOCK_BYTES):
            sha256.update(block)
    return sha256.hexdigest()


def _find_foreign(archive: Store, known: dict[str, _Known]) -> Iterator[Finding]:
    layout = archive.layout
    for path in sorted(layout.folder.iterdir()):
        if path.name not in _AT_THE_TOP:
            yield Finding(FindingKind.FOREIGN, path.name, _FOREIGN)
    is_ours = partial(_is_original_of, archive)
    found = _walk(layout.originals) if layout.originals.is_dir() else ()
    candidates = [path for path in found if not is_ours(path, known)]
    is_busy = is_taking_in(layout)
    newer = _list_known(archive, after=max((fact.sequence for fact in known.values()), default=0))
    for path in candidates:
        if is_ours(path, newer):  # it came in while the check was running
            continue
        is_whole = _is_whole(archive, path)
        if not (is_whole and is_busy):  # somebody may be about to enter it
            subject = str(path.relative_to(layout.folder))
            yield Finding(FindingKind.FOREIGN, subject, UNACKNOWLEDGED if is_whole else _FOREIGN)


def _is_original_of(archive: Store, path: Path, known: dict[str, _Known]) -> bool:
    return path.name in known and path == archive.layout.original(Digest(path.name))


def _is_whole(archive: Store, path: Path) -> bool:
    try:
        return path == archive.layout.original(Digest(path.name)) and _hash_file(path) == path.name
    except (NotADigest, OSError):
        return False


def _walk(folder: Path) -> Iterator[Path]:
    """Everything in a folder that is not a folder, links included."""
    with os.scandir(folder) as listing:
        entries = sorted(listing, key=lambda entry: entry.name)
    for entry in entries:
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(Path(entry.path))
        else:
            yield Path(entry.path)
