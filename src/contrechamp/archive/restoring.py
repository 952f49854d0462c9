"""Bringing a backup back: every byte is checked before anything stands under its name."""

import contextlib
import hashlib
import os
import shutil
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path, PurePosixPath

from contrechamp.archive import layout as places
from contrechamp.archive.backing_up import MANIFEST, render_line
from contrechamp.archive.database import closing, connect, say_errors, transaction
from contrechamp.archive.durability import (
    close_to_others,
    make_folders,
    sync,
    sync_all,
    sync_folder,
    watch_disk,
)
from contrechamp.archive.layout import Layout, read_version
from contrechamp.errors import ArchiveNotEmpty, BackupIsBroken, SourceUnreadable
from contrechamp.vocabulary.archive import CopyProgress, say_why

_BLOCK_BYTES = 1 << 20
_MAX_MANIFEST_BYTES = 1 << 30
_FILES_AT_THE_TOP = frozenset({places.VERSION_FILE, places.LEDGER, places.STATE, places.JUDGEMENTS})
_FOLDERS_AT_THE_TOP = frozenset({places.ORIGINALS, places.WEBSITE, places.JUDGEMENTS, places.LEXICONS})
_EMPTY_FOLDERS = (places.ORIGINALS, places.DERIVED, places.INDEX, places.WEBSITE, places.INCOMING)
# What was read and indexed is not in a backup: every document waits again. Passwords and collections stay.
_WAIT_AGAIN = """
DELETE FROM steps;
DELETE FROM signatures;
DELETE FROM bands;
UPDATE documents SET state = 'waiting', reason = '', page_count = 0, read_at = NULL;
UPDATE applied SET resets = resets + 1;
"""
Report = Callable[[CopyProgress], None]


def restore(file: Path, folder: Path, *, on_progress: Report = lambda progress: None) -> int:
    """Bring a backup back into a folder that is empty or does not exist; how many files came back.

    ArchiveNotEmpty; BackupIsBroken when a byte of it is not what was written: the folder is then left as it was.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise ArchiveNotEmpty("{folder} is not empty.", folder=folder)
    target = folder.absolute()
    building = target.with_name(f".{target.name}.restoring-{os.getpid()}")
    try:
        with watch_disk():
            building.mkdir(parents=True)
            close_to_others(building)
        found = _unpack(file, building, on_progress)
        _complete(building)
        with watch_disk():
            building.rename(target)
            sync_folder(target.parent)
    finally:
        shutil.rmtree(building, ignore_errors=True)
    return len(found)


def _unpack(file: Path, building: Path, on_progress: Report) -> dict[str, str]:
    """Every member in its place and on disk, and equal to what the manifest says."""
    found: dict[str, str] = {}
    manifest: bytes | None = None
    folders: set[Path] = set()
    for member, blocks in _read_members(file, on_progress):
        if manifest is not None:
            raise BackupIsBroken("{file}: there is something behind the end of the backup.", file=file)
        if member.name == MANIFEST:
            manifest = b"".join(blocks)
            continue
        _check_member(member, found, file)
        found[member.name] = _write_member(building / member.name, blocks, folders)
    _check_manifest(manifest, found, file)
    with watch_disk():
        sync_all(sync_folder, folders)
    return found


def _read_members(file: Path, on_progress: Report) -> Iterator[tuple[tarfile.TarInfo, Iterator[bytes]]]:
    """The members in order, and their bytes; anything that a broken tar raises is a BackupIsBroken."""
    try:
        stream = file.open("rb")
    except OSError as error:
        raise SourceUnreadable("{path}: {reason}", path=file, reason=say_why(error)) from error
    total = file.stat().st_size
    with stream, _say_broken(file), tarfile.open(fileobj=stream, mode="r:") as tar:
        for member in tar:
            if member.size > total:
                raise BackupIsBroken("{file} is cut short or damaged.", file=file)
            yield member, _read_blocks(tar, member, file)
            on_progress(CopyProgress(Path(member.name), stream.tell(), total))


def _read_blocks(tar: tarfile.TarFile, member: tarfile.TarInfo, file: Path) -> Iterator[bytes]:
    content = tar.extractfile(member) if member.isreg() else None
    left = member.size if content else 0
    while content and left:
        with _say_broken(file):
            block = content.read(min(left, _BLOCK_BYTES))
        if not block:
            raise BackupIsBroken("{file} is cut short or damaged.", file=file)
        left -= len(block)
        yield block


@contextlib.contextmanager
def _say_broken(file: Path) -> Iterator[None]:
    try:
        yield
    except (tarfile.TarError, EOFError, ValueError, OverflowError) as error:
        raise BackupIsBroken("{file} is cut short or damaged.", file=file) from error


def _check_member(untrusted: tarfile.TarInfo, found: dict[str, str], file: Path) -> None:
    """Only plain files, under plain names, where an archive has files; each once."""
    parts = PurePosixPath(untrusted.name).parts
    is_plain = untrusted.name == "/".join(parts) and not {"..", ".", "/", ""} & set(parts) and parts
    is_ours = is_plain and (
        parts[0] in _FILES_AT_THE_TOP if len(parts) == 1 else parts[0] in _FOLDERS_AT_THE_TOP
    )
    is_file = untrusted.type in (tarfile.REGTYPE, tarfile.AREGTYPE) and untrusted.sparse is None
    if not is_file or not is_ours or "\0" in untrusted.name or untrusted.name in found:
        raise BackupIsBroken("{file} holds something that is no part of an archive.", file=file)


def _write_member(path: Path, blocks: Iterator[bytes], folders: set[Path]) -> str:
    """Write and sync; the digest of what was written."""
    sha256 = hashlib.sha256()
    with watch_disk():
        folders |= make_folders(path.parent) | {path.parent}
        is_original = places.ORIGINALS in path.parts
        with open(
            os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o440 if is_original else 0o640), "wb"
        ) as file:
            for block in blocks:
                sha256.update(block)
                file.write(block)
            file.flush()
            sync(file.fileno())
    return sha256.hexdigest()


def _check_manifest(manifest: bytes | None, found: dict[str, str], file: Path) -> None:
    expected = "".join(render_line(digest, name) for name, digest in found.items())
    is_equal = manifest == expected.encode("utf-8", "surrogateescape")
    if not is_equal or not {places.VERSION_FILE, places.LEDGER} <= found.keys():
        raise BackupIsBroken("{file} is cut short or damaged.", file=file)


def _complete(building: Path) -> None:
    """Make the folders that a backup does not hold; let every step be done again."""
    read_version(building)
    with watch_disk():
        for name in _EMPTY_FOLDERS:
            (building / name).mkdir(exist_ok=True)
    state = Layout(building).state
    if state.exists():
        connection = connect(state)
        with say_errors(state), closing(connection, state), transaction(connection):
            for statement in filter(str.strip, _WAIT_AGAIN.split(";")):
                connection.execute(statement)
    with watch_disk():
        sync_folder(building)
