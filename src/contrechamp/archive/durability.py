"""Bytes are on disk or they are not: syncing, and what to do when a disk is full or fails.

After a sync that failed nobody knows what is on disk: the kernel forgets the error (Rebello and others, "Can
Applications Recover from fsync Failures?", ATC 2020). So this process acknowledges nothing more.
"""

import contextlib
import errno
import os
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from contrechamp.errors import ArchiveNotWritable, ContrechampError, DiskIsFailing, DiskIsFull

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_FORBIDDEN = (errno.EACCES, errno.EPERM, errno.EROFS)
_SYNCS_AT_ONCE = 4
_BALLAST_BYTES = 1 << 20
_LENT_BYTES = 256 << 10
_LITTLE_ROOM_BYTES = 64 << 10
_failures: list[str] = []


def check_disk() -> None:
    """Refuse to go on in a process that saw a sync fail."""
    if _failures:
        raise DiskIsFailing("The disk did not confirm a write: {failure}.", failure=_failures[0])


def remember_failure(error: Exception) -> None:
    """Mark this process: from now on it acknowledges nothing."""
    _failures.append(str(error))


def make_disk_error(error: OSError) -> ContrechampError:
    """DiskIsFull, ArchiveNotWritable or DiskIsFailing, from what the system said."""
    if error.errno in _FULL:
        return DiskIsFull("There is no room left on the disk.")
    if error.errno in _FORBIDDEN:
        return ArchiveNotWritable("{path} cannot be written.", path=error.filename or "")
    return DiskIsFailing("The disk did not confirm a write: {failure}.", failure=error)


@contextlib.contextmanager
def watch_disk() -> Iterator[None]:
    """Say an OSError of our own writing as DiskIsFull or DiskIsFailing."""
    try:
        yield
    except OSError as error:
        raise make_disk_error(error) from error


def sync(descriptor: int) -> None:
    """fsync one open file or folder; a failure marks the process."""
    try:
        os.fsync(descriptor)
    except OSError as error:
        remember_failure(error)
        raise


def sync_folder(folder: Path) -> None:
    """Make the names in a folder last."""
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        sync(descriptor)
    finally:
        os.close(descriptor)


def sync_all[T](action: Callable[[T], None], things: Iterable[T]) -> None:
    """Sync several things at once: syncs of one moment share the disk's work. The first error is raised."""
    things = list(things)
    if len(things) < 2:
        for thing in things:
            action(thing)
        return
    with ThreadPoolExecutor(min(_SYNCS_AT_ONCE, len(things))) as pool:
        list(pool.map(action, things))


def make_folders(folder: Path) -> set[Path]:
    """Make a folder and its parents; the folders whose list of names has changed, which must be synced."""
    changed: set[Path] = set()
    missing = []
    while not folder.is_dir():
        missing.append(folder)
        folder = folder.parent
    for one in reversed(missing):
        with contextlib.suppress(FileExistsError):  # another process made it; its name may not be on disk yet
            one.mkdir()
        changed.add(one.parent)
    return changed


def close_to_others(folder: Path) -> None:
    """Let its owner alone in, whatever the rights of what it holds; a folder that is not ours stays as it is."""
    with contextlib.suppress(PermissionError):
        folder.chmod(0o700)


def write_file(path: Path, content: bytes) -> None:
    """Put a small file in place whole or not at all, and on disk when this returns."""
    temporary = path.with_name(f"{path.name}.{os.getpid()}.part")
    try:
        with temporary.open("wb") as file:
            file.write(content)
            file.flush()
            sync(file.fileno())
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    sync_folder(path.parent)


def has_room(folder: Path) -> bool:
    """Whether the disk has room for more than a few small files."""
    facts = os.statvfs(folder)
    return facts.f_bavail * facts.f_frsize > _LITTLE_ROOM_BYTES


class Ballast:
    """A file that only takes room. On a full disk a part of it lets an archive open, and the whole withdraw."""

    def __init__(self, path: Path):
        self._path = path

    def drop(self) -> bool:
        """Give the room back; False when there was none to give."""
        try:
            self._path.unlink()
        except FileNotFoundError:
            return False
        return True

    def lend(self) -> bool:
        """Give back what it takes to open an archive; False when there is not so much."""
        try:
            rest = self._path.stat().st_size - _LENT_BYTES
            if rest >= 0:
                os.truncate(self._path, rest)
            return rest >= 0
        except FileNotFoundError:
            return False

    def restore(self) -> None:
        """Take the room again, as far as there is some. Random bytes: no file system makes them smaller."""
        with contextlib.suppress(OSError):  # the next run takes what is missing
            missing = _BALLAST_BYTES - (self._path.stat().st_size if self._path.exists() else 0)
            if missing > 0:
                with self._path.open("ab", buffering=0) as file:
                    file.write(os.urandom(missing))
