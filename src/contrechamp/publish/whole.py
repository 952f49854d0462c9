"""Files and folders are put in place whole and on disk, or not at all."""

import contextlib
import errno
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from contrechamp.errors import DiskIsFailing, DiskIsFull, ExportNotWritten

_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_BROKEN = (errno.EIO,)


@contextlib.contextmanager
def watch_place(path: Path) -> Iterator[None]:
    """Say an OSError of our own writing as DiskIsFull, DiskIsFailing or ExportNotWritten."""
    try:
        yield
    except OSError as error:
        if error.errno in _FULL:
            raise DiskIsFull("There is no room left on the disk.") from error
        if error.errno in _BROKEN:
            raise DiskIsFailing("The disk did not confirm a write: {failure}.", failure=error) from error
        raise ExportNotWritten("{path} cannot be written.", path=path) from error


@contextlib.contextmanager
def write_whole_file(path: Path, *, is_closed: bool) -> Iterator[Path]:
    """A place to write to; it takes its name when this ends well. `is_closed`: its owner alone reads it."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        with watch_place(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            os.close(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600 if is_closed else 0o644))
            yield part
            sync(part)
            part.replace(path)
            sync(path.parent)
    finally:
        with contextlib.suppress(OSError):
            part.unlink(missing_ok=True)


@contextlib.contextmanager
def write_whole_folder(path: Path, *, is_closed: bool) -> Iterator[Path]:
    """The same for a folder: one that stands there gives way at the end, and comes back if that fails."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    former = path.with_name(f".{path.name}.{os.getpid()}.former")
    try:
        with watch_place(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            part.mkdir(mode=0o700 if is_closed else 0o755)
            yield part
            _sync_tree(part)
            if path.exists():
                path.rename(former)
            try:
                part.rename(path)
            except OSError:
                former.rename(path)
                raise
            sync(path.parent)
    finally:
        shutil.rmtree(part, ignore_errors=True)
        shutil.rmtree(former, ignore_errors=True)


def sync(path: Path) -> None:
    """fsync one file or folder."""
    descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _sync_tree(folder: Path) -> None:
    for place, _folders, files in os.walk(folder, topdown=False):
        for name in files:
            sync(Path(place, name))
        sync(Path(place))
