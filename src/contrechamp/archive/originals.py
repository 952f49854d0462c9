"""Bytes become originals: copied once while they are hashed, synced, then named by their digest."""

import contextlib
import fcntl
import hashlib
import os
import stat
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from contrechamp.archive.durability import make_folders, sync, sync_all, sync_folder, watch_disk
from contrechamp.archive.layout import Layout
from contrechamp.errors import SourceUnreadable
from contrechamp.vocabulary.archive import say_why
from contrechamp.vocabulary.digest import Digest, compute_digest

_BLOCK_BYTES = 1 << 20
_MODE = 0o440
_TEMPORARY = ".part"
_LOCK = ".lock"


@dataclass(frozen=True)
class Staged:
    """A copy in `incoming/` that has its digest and not yet its place; `descriptor` is open for its sync."""

    temporary: Path
    descriptor: int
    digest: Digest
    size_bytes: int

    def drop(self) -> None:
        """Close and remove; what cannot be removed now is swept when the archive next opens."""
        with contextlib.suppress(OSError):
            os.close(self.descriptor)
        with contextlib.suppress(OSError):
            self.temporary.unlink(missing_ok=True)


@contextlib.contextmanager
def hold_incoming(layout: Layout) -> Iterator[None]:
    """While held, nobody takes the files in `incoming/` for left-overs of a dead process."""
    descriptor = _open_lock(layout)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH)
        yield
    finally:
        os.close(descriptor)


def sweep_incoming(layout: Layout) -> int:
    """Remove what an accession that died left in `incoming/`; nothing is touched while another one runs."""
    if not _list_leftovers(layout):
        return 0
    descriptor = _open_lock(layout)
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        leftovers = _list_leftovers(layout)
        for path in leftovers:
            path.unlink(missing_ok=True)
        return len(leftovers)
    except BlockingIOError:
        return 0
    finally:
        os.close(descriptor)


def is_taking_in(layout: Layout) -> bool:
    """Whether some process is taking something in at this moment."""
    try:
        descriptor = os.open(layout.incoming / _LOCK, os.O_RDWR | os.O_CLOEXEC)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return False
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)


def _list_leftovers(layout: Layout) -> list[Path]:
    return [path for path in layout.incoming.iterdir() if path.suffix == _TEMPORARY]


def _open_lock(layout: Layout) -> int:
    with watch_disk():
        return os.open(layout.incoming / _LOCK, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o660)


def stage(layout: Layout, source: Path | bytes, *, name: str) -> Staged:
    """Copy into `incoming/`, hashing on the way; SourceUnreadable, DiskIsFull or DiskIsFailing."""
    temporary = layout.incoming / f"{os.getpid()}-{name}{_TEMPORARY}"
    with watch_disk():
        descriptor = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, _MODE)
    try:
        blocks = iter((source,)) if isinstance(source, bytes) else _read_blocks(source)
        digest, size_bytes = _copy(blocks, descriptor)
    except BaseException:
        os.close(descriptor)
        temporary.unlink(missing_ok=True)
        raise
    return Staged(temporary, descriptor, digest, size_bytes)


def _copy(blocks: Iterator[bytes], descriptor: int) -> tuple[Digest, int]:
    sha256, size_bytes = hashlib.sha256(), 0
    for block in blocks:
        sha256.update(block)
        size_bytes += len(block)
        with watch_disk():
            _write_whole(descriptor, block)
    return Digest(sha256.hexdigest()), size_bytes


def _write_whole(descriptor: int, block: bytes) -> None:
    rest = memoryview(block)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read_blocks(source: Path) -> Iterator[bytes]:
    """The bytes of a regular file that does not change while it is read."""
    try:
        descriptor = os.open(source, os.O_RDONLY | os.O_NOFOLLOW | os.O_NONBLOCK | os.O_CLOEXEC)
    except OSError as error:
        raise SourceUnreadable(say_why(error)) from error
    try:
        before = os.fstat(descriptor)
        if not stat.S_ISREG(before.st_mode):
            raise SourceUnreadable("This is neither a file nor a folder.")
        while block := os.read(descriptor, _BLOCK_BYTES):
            yield block
        after = os.fstat(descriptor)
        if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
            raise SourceUnreadable("The file was being written while it was read.")
    except OSError as error:
        raise SourceUnreadable(say_why(error)) from error
    finally:
        os.close(descriptor)


def keep(layout: Layout, staged: Iterable[Staged]) -> None:
    """Give each copy its name among the originals; when this returns, bytes and names are on disk."""
    staged = list(staged)
    with watch_disk():
        sync_all(lambda one: sync(one.descriptor), staged)
        changed: set[Path] = set()
        for one in staged:
            changed |= _put_in_place(layout.original(one.digest), one)
        sync_all(sync_folder, changed)


def _put_in_place(place: Path, one: Staged) -> set[Path]:
    """Rename, unless the same bytes are there already; the folders to be synced. A damaged original is healed."""
    changed = make_folders(place.parent)
    changed.add(place.parent)
    try:
        is_there = place.stat().st_size == one.size_bytes and compute_digest(place) == one.digest
    except OSError:  # not there, or no longer to be read
        is_there = False
    if is_there:  # kept before, or by a process that died before it could say so: its name is synced again
        one.temporary.unlink()
    else:
        one.temporary.rename(place)
    return changed
