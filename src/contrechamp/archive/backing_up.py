"""A backup: one plain tar of everything that cannot be remade, with the digest of each file at its end.

The state is copied before the ledger and the ledger before the originals, so that each holds at least what the one
before it speaks of, whatever others write meanwhile.
"""

import contextlib
import hashlib
import io
import sqlite3
import tarfile
import tempfile
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import BinaryIO, NamedTuple

from contrechamp.archive import layout as places
from contrechamp.archive.database import BUSY_SECONDS, make_address, say_errors
from contrechamp.archive.durability import sync, sync_folder, watch_disk
from contrechamp.archive.ledger import Ledger
from contrechamp.archive.projection import ACCESSION
from contrechamp.archive.store import Store
from contrechamp.vocabulary.archive import CopyProgress
from contrechamp.vocabulary.digest import Digest

MANIFEST = "manifest-sha256.txt"  # as `sha256sum` writes it
_DATABASE = ".sqlite3"
_SQLITE_COMPANIONS = ("-wal", "-shm", "-journal")
Report = Callable[[CopyProgress], None]


class _Item(NamedTuple):
    name: str  # inside the backup
    path: Path  # where its bytes are


class BackupReport(NamedTuple):
    """What a backup holds; `damaged` are originals whose bytes are no longer those of their digest, or are gone."""

    file_count: int
    size_bytes: int
    damaged: tuple[Digest, ...]


def backup(
    archive: Store, file: Path, *, at: datetime, on_progress: Report = lambda progress: None
) -> BackupReport:
    """Write the backup whole or not at all; a file of that name is replaced only at the end."""
    with watch_disk():
        file.absolute().parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".backup-", dir=file.absolute().parent) as folder:
            snapshots = list(_take_snapshots(archive, Path(folder)))
            part = Path(folder) / "backup.tar"
            originals = _list_originals(Path(folder) / places.LEDGER)
            part.touch(mode=0o600)  # it holds what is not published, and passwords
            with part.open("wb") as stream:
                writer = _Writer(stream, at=at, total_bytes=sum(originals.values()), on_progress=on_progress)
                for item in snapshots:
                    writer.add(item)
                for item in _list_plain(archive):
                    with contextlib.suppress(FileNotFoundError):  # gone since it was listed
                        writer.add(item)
                damaged = [digest for digest in sorted(originals) if not writer.add_original(archive, digest)]
                writer.finish()
                stream.flush()
                sync(stream.fileno())
            part.replace(file)
        sync_folder(file.absolute().parent)
    return BackupReport(writer.file_count, file.stat().st_size, tuple(damaged))


def _take_snapshots(archive: Store, folder: Path) -> Iterator[_Item]:
    """Copies of the databases as of one moment each, without anything that was deleted from them."""
    layout = archive.layout
    paths = [layout.state, layout.ledger, *(path for path in _list_kept(layout.folder) if _is_database(path))]
    for number, path in enumerate(paths):
        name = path.name if path.parent == layout.folder else f"{number}.sqlite3"
        _copy_database(path, folder / name)
        yield _Item(str(path.relative_to(layout.folder)), folder / name)


def _copy_database(path: Path, copy: Path) -> None:
    address = make_address(path, "rw")  # as it is: the website's database keeps its own settings
    with (
        say_errors(path),
        contextlib.closing(sqlite3.connect(address, uri=True, timeout=BUSY_SECONDS)) as connection,
    ):
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.execute("VACUUM INTO ?", (str(copy),))


def _list_plain(archive: Store) -> list[_Item]:
    """The files that are copied as they stand."""
    layout = archive.layout
    kept = [layout.version_file]
    kept += [
        path
        for path in _list_kept(layout.folder)
        if not path.name.endswith(_SQLITE_COMPANIONS) and not _is_database(path)
    ]
    return [_Item(str(path.relative_to(layout.folder)), path) for path in kept]


def _list_kept(folder: Path) -> list[Path]:
    """What stands in the website's folder, among the judgements and among a collective's own words."""
    judgements = folder / places.JUDGEMENTS
    found = [judgements] if judgements.is_file() else sorted(judgements.rglob("*"))
    found += sorted((folder / places.WEBSITE).rglob("*")) + sorted((folder / places.LEXICONS).rglob("*"))
    passing = folder / places.WEBSITE / places.SPOOL
    return [
        path
        for path in found
        if path.is_file() and not path.is_symlink() and not path.is_relative_to(passing)
    ]


def _is_database(path: Path) -> bool:
    """By name: opening the file here would make this process lose SQLite's locks on it."""
    return path.suffix == _DATABASE or path.name == places.JUDGEMENTS


def _list_originals(ledger_copy: Path) -> dict[Digest, int]:
    """Digest and size of the originals that the copied ledger names."""
    ledger = Ledger(ledger_copy)
    try:
        contents = (entry.content for entry in ledger.read() if entry.kind == ACCESSION and entry.content)
        return {Digest(content["digest"]): content["size_bytes"] for content in contents}
    finally:
        ledger.close()


def render_line(digest: str, name: str) -> str:
    """A line of the manifest; a line break in a name is written `\\n`."""
    return f"{digest}  {name.replace(chr(10), '\\n')}\n"


class _HashingReader:
    """A file that is hashed while the tar reads it."""

    def __init__(self, file: BinaryIO):
        self._file = file
        self.sha256 = hashlib.sha256()

    def read(self, size: int = -1) -> bytes:
        block = self._file.read(size)
        self.sha256.update(block)
        return block


class _Writer:
    """The tar, and the digest of each file that went into it."""

    def __init__(self, stream: BinaryIO, *, at: datetime, total_bytes: int, on_progress: Report):
        self._tar = tarfile.open(fileobj=stream, mode="w", format=tarfile.PAX_FORMAT)
        self._at = int(at.timestamp())
        self._lines: list[str] = []
        self._total_bytes, self._done_bytes = total_bytes, 0
        self._on_progress = on_progress

    @property
    def file_count(self) -> int:
        return len(self._lines)

    def add(self, item: _Item) -> str:
        """Add a file; the digest of what went in."""
        with item.path.open("rb") as file:
            size_bytes = file.seek(0, io.SEEK_END)
            file.seek(0)
            reader = _HashingReader(file)
            self._tar.addfile(self._describe(item.name, size_bytes), reader)
        digest = reader.sha256.hexdigest()
        self._lines.append(render_line(digest, item.name))
        return digest

    def add_original(self, archive: Store, digest: Digest) -> bool:
        """Add an original as it stands; whether it stands as it was kept."""
        path = archive.layout.original(digest)
        try:
            found = self.add(_Item(str(path.relative_to(archive.layout.folder)), path))
        except FileNotFoundError:
            return False
        self._done_bytes += path.stat().st_size
        self._on_progress(CopyProgress(path, self._done_bytes, self._total_bytes))
        return found == digest

    def finish(self) -> None:
        """The manifest comes last: a backup without it was cut."""
        content = "".join(self._lines).encode("utf-8", "surrogateescape")
        self._tar.addfile(self._describe(MANIFEST, len(content)), io.BytesIO(content))
        self._tar.close()

    def _describe(self, name: str, size_bytes: int) -> tarfile.TarInfo:
        facts = tarfile.TarInfo(name)
        facts.size, facts.mtime, facts.mode = size_bytes, self._at, 0o440
        return facts
