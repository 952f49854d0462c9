"""Opening SQLite as this archive needs it: nothing acknowledged is lost, nothing erased stays behind."""

import contextlib
import os
import sqlite3
import threading
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from urllib.parse import quote

from contrechamp.archive.durability import has_room, remember_failure, sync_folder, watch_disk
from contrechamp.errors import ArchiveBusy, ArchiveDamaged, ArchiveNotWritable, DiskIsFailing, DiskIsFull

BUSY_SECONDS = 60
_COMMITS_A_CHECKPOINT = 32
_PRAGMAS = (
    "wal_autocheckpoint=0",
    "synchronous=FULL",
    "secure_delete=ON",
    "trusted_schema=OFF",
    "foreign_keys=ON",
)
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def make_address(path: Path, mode: str) -> str:
    """A database as SQLite's URI. (`Path.as_uri` would read a module of Python's at that moment.)"""
    return f"file:{quote(os.fsencode(path.absolute()))}?mode={mode}"


def connect(path: Path, *, must_exist: bool = True) -> sqlite3.Connection:
    """A connection in autocommit mode: transactions are begun and ended by name."""
    mode = "rw" if must_exist else "rwc"
    with say_errors(path):
        connection = sqlite3.connect(
            make_address(path, mode),
            uri=True,
            timeout=BUSY_SECONDS,
            isolation_level=None,
            check_same_thread=False,
            cached_statements=256,
        )
        try:
            _set_up(connection, path)
        except BaseException:
            connection.close()
            raise
    return connection


def _set_up(connection: sqlite3.Connection, path: Path) -> None:
    (mode,) = connection.execute("PRAGMA journal_mode=WAL").fetchone()
    if mode != "wal" and not has_room(path.parent):
        raise DiskIsFull("There is no room left on the disk.")
    if mode != "wal":  # SQLite does not say why
        raise _fail("the journal of a database could not be made")
    for pragma in _PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")


def _fail(failure: object) -> DiskIsFailing:
    """Mark this process, and say why."""
    error = DiskIsFailing("The disk did not confirm a write: {failure}.", failure=failure)
    remember_failure(error)
    return error


def _read_code(error: sqlite3.DatabaseError) -> int:
    """The primary code: SQLITE_IOERR_FSYNC is a SQLITE_IOERR."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def _is_about_opening(error: sqlite3.DatabaseError) -> bool:
    """Whether it only says that SQLite's own small files cannot be made."""
    codes = (sqlite3.SQLITE_IOERR_SHMSIZE, sqlite3.SQLITE_IOERR_SHMOPEN, sqlite3.SQLITE_IOERR_SHMMAP)
    return _read_code(error) == sqlite3.SQLITE_CANTOPEN or getattr(error, "sqlite_errorcode", 0) in codes


@contextlib.contextmanager
def say_errors(path: Path) -> Iterator[None]:
    """Say what SQLite found about the disk as errors of this house."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = _read_code(error)
        if code == sqlite3.SQLITE_FULL or (_is_about_opening(error) and not has_room(path.parent)):
            raise DiskIsFull("There is no room left on the disk.") from error
        if code == sqlite3.SQLITE_BUSY:
            raise ArchiveBusy("Another process is writing to {path}.", path=path) from error
        if code == sqlite3.SQLITE_IOERR:
            raise _fail(error) from error
        if code in _DAMAGE:
            raise ArchiveDamaged("{path} is damaged.", path=path) from error
        if code == sqlite3.SQLITE_READONLY:
            raise ArchiveNotWritable("{path} cannot be written.", path=path) from error
        if code == sqlite3.SQLITE_CANTOPEN:
            raise ArchiveDamaged("{path} is missing or cannot be opened.", path=path) from error
        raise


@contextlib.contextmanager
def transaction(connection: sqlite3.Connection) -> Iterator[sqlite3.Connection]:
    """One short writing transaction: all of it, or nothing."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        yield connection
        connection.execute("COMMIT")
    except BaseException:
        with contextlib.suppress(sqlite3.Error):
            connection.execute("ROLLBACK")
        raise


def checkpoint(connection: sqlite3.Connection) -> None:
    """Bring what was committed into the file itself. Asked for by name, since SQLite hides a failure of its own."""
    try:
        connection.execute("PRAGMA wal_checkpoint(PASSIVE)").fetchall()
    except sqlite3.DatabaseError as error:  # what was committed stands in the log, safe
        if _read_code(error) not in (sqlite3.SQLITE_FULL, *_DAMAGE):
            raise


def close(connection: sqlite3.Connection, path: Path) -> None:
    """Close; DiskIsFailing when the file could not be synced."""
    try:
        with say_errors(path):
            checkpoint(connection)
    finally:
        connection.close()


@contextlib.contextmanager
def closing(connection: sqlite3.Connection, path: Path) -> Iterator[None]:
    """Close at the end, whatever happens; a failed sync is only said when nothing else went wrong."""
    try:
        yield
    except BaseException:
        connection.close()
        raise
    close(connection, path)


class Connections:
    """One connection to one file for each thread of each process: SQLite's must not be shared by either."""

    def __init__(self, path: Path):
        self.path = path
        self._local = threading.local()
        self._all: list[tuple[int, sqlite3.Connection]] = []
        self._commits = 0
        self._opened = count()

    def current(self) -> sqlite3.Connection:
        owner = getattr(self._local, "owner", None)
        if owner != os.getpid():  # a forked child leaves its parent's connections alone, open
            self._local.connection = connect(self.path)
            self._local.owner = os.getpid()
            self._local.token = next(self._opened)
            self._all.append((os.getpid(), self._local.connection))
        return self._local.connection

    def read_moment(self) -> tuple[int, int, int]:
        """Another value as soon as the file changed, by whomever; never the same for two connections.

        SQLite counts changes for each connection, from where it was opened. A thread's own number would not tell
        connections apart: that of a thread which ended is given to the next.
        """
        connection = self.current()
        (version,) = connection.execute("PRAGMA data_version").fetchone()
        return self._local.token, version, connection.total_changes

    def close(self) -> None:
        mine = [connection for owner, connection in self._all if owner == os.getpid()]
        self._all = [(owner, connection) for owner, connection in self._all if owner != os.getpid()]
        self._local = threading.local()
        for connection in mine:
            close(connection, self.path)

    def note_commit(self) -> None:
        """Called after each commit: now and then the log is emptied into the file."""
        self._commits += 1
        if self._commits == 1:  # SQLite syncs the name of its log, but would not say that it failed
            with watch_disk():
                sync_folder(self.path.parent)
        if self._commits % _COMMITS_A_CHECKPOINT == 0:
            checkpoint(self.current())
