"""Who conducts: one process at a time, and what it has done so far, for those who watch."""

import fcntl
import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TextIO

from contrechamp.errors import IndexBusy

_NAME = "baton"


@dataclass
class Tally:
    """What this run has done. `seconds` is how long it has been working."""

    documents: int = 0
    pages: int = 0
    indexed_pages: int = 0
    seconds: float = 0.0


class Baton:
    """The lock of the one conductor; the file under it tells the tally to others."""

    def __init__(self, file: TextIO):
        self._file = file

    def tell(self, tally: Tally) -> None:
        self._file.seek(0)
        self._file.write(json.dumps(asdict(tally)).ljust(120) + "\n")
        self._file.flush()


@contextmanager
def hold_baton(folder: Path) -> Iterator[Baton]:
    """IndexBusy when another process holds it. It falls from the hand of a process that dies."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / _NAME).touch()
    with (folder / _NAME).open("r+") as file:  # not "a+": what is appended is never the first line
        if not _lock(file):
            raise IndexBusy("Another process is reading the documents of this archive.")
        file.truncate(0)
        yield Baton(file)
        file.truncate(0)


def read_tally(folder: Path) -> Tally | None:
    """What the conductor at work has done so far; None when nobody conducts."""
    try:
        with (folder / _NAME).open("r+") as file:
            if _lock(
                file, shared=True
            ):  # so that looking never hinders one who begins to conduct: it tries again
                return None
            return Tally(**json.loads(file.readline() or "{}"))
    except (OSError, ValueError, TypeError):
        return None


def _lock(file: TextIO, *, shared: bool = False) -> bool:
    try:
        fcntl.flock(file, (fcntl.LOCK_SH if shared else fcntl.LOCK_EX) | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
