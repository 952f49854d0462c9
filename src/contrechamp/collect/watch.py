"""A watched folder: what is dropped there comes in once it is whole. Half-copied files wait.

The folder is looked at, again and again: it may be a network share, where no system tells of changes.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import NamedTuple, Protocol

from contrechamp.collect.folder import Found, walk
from contrechamp.collect.names import decode_name
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.provenance import Capture, Provenance

VERSION = "1"
QUIET_SECONDS = 5.0
# What programs call a file while they still write it.
_UNFINISHED = (".part", ".crdownload", ".partial", ".tmp", ".filepart", ".download")


class Memory(Protocol):
    """What remembers, over restarts, which files were taken: an archive does."""

    def was_taken(self, path: str, size_bytes: int, modified_ns: int) -> bool: ...


class Sight(NamedTuple):
    """A file as it was when it was looked at."""

    path: Path
    tree_path: str
    size_bytes: int
    modified_ns: int

    @property
    def mark(self) -> tuple[str, int, int]:
        """What a Memory remembers of it."""
        return (decode_name(str(self.path)), self.size_bytes, self.modified_ns)


@dataclass(frozen=True)
class Look:
    """One look: what is whole and new, how many are still moving, and what cannot be read."""

    ready: tuple[Sight, ...]
    moving_count: int
    refusals: tuple[Refusal, ...]


class Watch:
    """Looks at one folder. A file is whole when size and date did not move for `quiet_seconds`."""

    def __init__(self, folder: Path, memory: Memory, *, quiet_seconds: float = QUIET_SECONDS):
        self.folder = folder.absolute()
        self._memory = memory
        self._quiet = timedelta(seconds=quiet_seconds)
        self._seen: dict[Path, tuple[Sight, datetime]] = {}
        self._refused: set[str] = set()

    def look(self, now: datetime) -> Look:
        """Look once. What is ready stays ready until the memory has it."""
        ready, moving, refusals = [], 0, []
        seen: dict[Path, tuple[Sight, datetime]] = {}
        for found in walk(self.folder):
            if isinstance(found, Refusal):
                refusals.append(found)
            if not isinstance(found, Found):
                continue
            sight = _see(found)
            if sight is None or self._memory.was_taken(*sight.mark):
                continue
            before, since = self._seen.get(sight.path, (None, now))
            seen[sight.path] = (sight, since if before == sight else now)
            if before == sight and now - since >= self._quiet and not _is_unfinished(sight.path):
                ready.append(sight)
            else:
                moving += 1
        self._seen = seen
        return Look(tuple(ready), moving, tuple(self._keep_new(refusals)))

    def make_capture(self, sight: Sight, *, collection: str, received_at: datetime) -> Capture:
        provenance = Provenance(
            way_in="watch",
            way_in_version=VERSION,
            untrusted_path=sight.tree_path,
            received_at=received_at,
            collection=collection,
            origin=decode_name(str(self.folder)),
        )
        return Capture(sight.path, provenance)

    def _keep_new(self, refusals: list[Refusal]) -> list[Refusal]:
        """Each refusal is said once, not at every look."""
        new = [one for one in refusals if one.untrusted_path not in self._refused]
        self._refused = {one.untrusted_path for one in refusals}
        return new


def watch_folder(
    watch: Watch, *, clock: Callable[[], datetime], sleep: Callable[[float], None], interval_seconds: float
) -> Iterator[Look]:
    """A look every `interval_seconds`, without end: the caller stops when it likes."""
    while True:
        yield watch.look(clock())
        sleep(interval_seconds)


def _see(found: Found) -> Sight | None:
    try:
        facts = found.path.stat()
    except OSError:  # gone since the folder was listed
        return None
    return Sight(found.path, found.tree_path, facts.st_size, facts.st_mtime_ns)


def _is_unfinished(path: Path) -> bool:
    return path.name.lower().endswith(_UNFINISHED)
