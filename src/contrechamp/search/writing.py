"""The one writer of an index."""

import ctypes
import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import tantivy

from contrechamp.errors import ArchiveDamaged, DiskIsFull, IndexBusy
from contrechamp.search.preparing import PreparedPage
from contrechamp.search.schema import SPOTTED, make_schema

_SCHEMA = make_schema()
MEMORY_BYTES = 128_000_000
_LITTLE_BYTES = 16_000_000
_FLAT = {-8: 1, -1: 1 << 20, -3: 256 << 10}  # M_ARENA_MAX, M_TRIM_THRESHOLD, M_MMAP_THRESHOLD


@contextmanager
def hold_lock(folder: Path) -> Iterator[None]:
    """Only one process of the machine writes; another one is told so at once (IndexBusy)."""
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "writer.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise IndexBusy(f"Another process writes to the index in {folder}.") from None
        yield


@contextmanager
def tell_full_disk(folder: Path) -> Iterator[None]:
    """The engine does not say why it could not write: where hardly any room is left, that is why (DiskIsFull)."""
    try:
        yield
    except (ValueError, OSError) as error:
        if shutil.disk_usage(folder).free < _LITTLE_BYTES:
            raise DiskIsFull(f"There is no room left to write the search index in {folder}.") from error
        raise


def _hold_memory_flat() -> None:
    """What a commit gives back goes back to the system, whichever thread had it: else each keeps its largest share.

    Where the C library has mallopt(3); elsewhere nothing changes.
    """
    libc = ctypes.CDLL(None)
    if hasattr(libc, "mallopt"):
        for parameter, value in _FLAT.items():
            libc.mallopt(parameter, value)


class Writer:
    """Takes pages in and out; nothing is seen by readers, or kept, before `commit`."""

    def __init__(self, engine: tantivy.Index, *, memory_bytes: int = MEMORY_BYTES, threads: int = 1):
        _hold_memory_flat()
        self._engine = engine
        self._writer = engine.writer(memory_bytes, threads)
        self._writer.garbage_collect_files()  # what a writer that failed or was killed left behind
        self._expected: dict[str, int] = {}

    def add(self, pages: Iterable[PreparedPage], *, is_continued: bool = False) -> int:
        """Take in pages; what the index had of their documents is forgotten first, unless this goes on with them.

        `is_continued`: these pages come after others of the same documents, added before the next commit or after.
        """
        count = 0
        seen: set[str] = set()
        for page in pages:
            if page.digest not in seen:
                seen.add(page.digest)
                self._begin(page.digest, is_continued=is_continued)
            self._writer.add_document(_make_entry(page))
            self._expected[page.digest] += 1
            count += 1
        return count

    def _begin(self, digest: str, *, is_continued: bool) -> None:
        if not is_continued:
            self._writer.delete_documents_by_term("digest", digest)
            self._expected[digest] = 0
        elif digest not in self._expected:
            self._expected[digest] = self._count(digest)

    def remove(self, digest: str) -> int:
        """Forget a document; the number of its pages that readers no longer find after `commit`."""
        count = self._count(digest)
        self._writer.delete_documents_by_term("digest", digest)
        self._expected[digest] = 0
        return count

    def commit(self) -> None:
        """Make it last, then count: a page that should be gone and is not raises ArchiveDamaged."""
        self._writer.commit()
        self._engine.reload()
        for digest, expected in self._expected.items():
            found = self._count(digest)
            if found != expected:
                raise ArchiveDamaged(
                    f"The index has {found} pages of {digest} instead of {expected}.",
                    advice="Make the index again with `contrechamp reindex`.",
                )
        self._expected.clear()

    def close(self) -> None:
        with suppress(ValueError):  # after a failed write there is nothing left to wait for
            self._writer.wait_merging_threads()

    def _count(self, digest: str) -> int:
        query = tantivy.Query.term_query(_SCHEMA, "digest", digest, "basic")
        return self._engine.searcher().search(query, 1).count


def _make_entry(page: PreparedPage) -> tantivy.Document:
    values = page._asdict()
    values["year"] = page.date[:4]
    for name in ("collection", *SPOTTED):
        values[name] = list(values[name])
    return tantivy.Document.from_dict(values, _SCHEMA)
