"""In the conductor: which pages are to be prepared, and how they go into the index for good."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from contrechamp.archive.archive import Archive
from contrechamp.archive.steps import REMOVED
from contrechamp.pipeline.cards import what_is_said
from contrechamp.pipeline.steps import FAILED, INDEX, READ
from contrechamp.pipeline.tasks import PAGES_A_TASK, IndexTask, PreparedPart
from contrechamp.search.index import Writer
from contrechamp.text.likeness import list_bands, merge_signatures
from contrechamp.vocabulary.digest import Digest

# Pages: the first ones are findable at once, and memory stays flat.
_FEWEST_A_COMMIT, _MOST_A_COMMIT = 500, 2_000
_TIME_A_COMMIT = timedelta(seconds=20)  # what was read is findable soon, also when OCR takes hours


def make_tasks(archive: Archive, digests: Iterable[Digest]) -> Iterator[IndexTask]:
    """Tasks of about PAGES_A_TASK pages: several small documents, or slices of a long one."""
    parts: list[tuple[Digest, int, int]] = []
    weight = 0
    for digest in digests:
        count = archive.find_document(digest).page_count
        for first in range(1, max(count, 1) + 1, PAGES_A_TASK):
            last = min(first + PAGES_A_TASK - 1, count)
            parts.append((digest, first, last))
            weight += last - first + 1
            if weight >= PAGES_A_TASK:
                yield IndexTask(archive.folder, tuple(parts))
                parts, weight = [], 0
    if parts:
        yield IndexTask(archive.folder, tuple(parts))


def commit_without_withdrawn(archive: Archive, writer: Writer, *, at: datetime) -> None:
    """Make the index last, less what was withdrawn; until then such documents are hidden from answers."""
    digests = archive.list_withdrawn_in(INDEX.name)
    for digest in digests:
        writer.remove(digest)
    writer.commit()
    with archive.changes():
        for digest in digests:
            archive.finish_step(digest, INDEX.name, INDEX.version, outcome=REMOVED, at=at)


class IndexKeeper:
    """Puts prepared parts into the index; a document counts as indexed when all of it is committed."""

    def __init__(self, archive: Archive, writer: Writer, clock: Callable[[], datetime]):
        self._archive, self._writer, self._clock = archive, writer, clock
        self._pages_left: dict[Digest, int] = {}
        self._signatures: dict[Digest, list[bytes]] = {}
        self._said_of: dict[Digest, set[tuple]] = {}
        self._complete: list[Digest] = []
        self._committed_at = clock()
        self._pages_since_commit, self._pages_a_commit = 0, _FEWEST_A_COMMIT

    def take(self, parts: Iterable[PreparedPart]) -> int:
        """Add the parts; how many pages went in. A document whose pages are missing waits to be read again."""
        added = sum(self._take_part(part) for part in parts)
        self._pages_since_commit += added
        if self._pages_since_commit >= self._pages_a_commit:
            self.commit()
        self.commit_when_late()
        return added

    def commit_when_late(self) -> None:
        """What is complete is not kept waiting, however long something else takes."""
        if self._complete and self._clock() - self._committed_at >= _TIME_A_COMMIT:
            self.commit()

    def give_up(self, task: IndexTask, reason: str) -> None:
        """These documents stay read, and are not findable until the step is retried."""
        for digest, _, _ in task.parts:
            self._pages_left.pop(digest, None)
        self._finish({digest for digest, _, _ in task.parts}, outcome=FAILED, reason=reason)

    def commit(self) -> None:
        """Make what was added findable and what was withdrawn not, then write it down."""
        commit_without_withdrawn(self._archive, self._writer, at=self._clock())
        self._finish(self._complete, outcome="done")
        self._complete, self._pages_since_commit, self._committed_at = [], 0, self._clock()
        self._pages_a_commit = min(2 * self._pages_a_commit, _MOST_A_COMMIT)

    def _take_part(self, part: PreparedPart) -> int:
        if part.is_missing:
            self._pages_left.pop(part.digest, None)
            self._archive.reset_step([part.digest], READ.name)
            return 0
        is_continued = part.digest in self._pages_left
        left = self._pages_left.get(part.digest, part.pages_in_document) - len(part.pages)
        self._pages_left[part.digest] = left
        if part.pages:
            self._writer.add(part.pages, is_continued=is_continued)
        elif not is_continued:
            self._writer.remove(part.digest)
        self._signatures.setdefault(part.digest, []).append(part.signature)
        if part.pages:
            self._said_of.setdefault(part.digest, set()).add(part.said_of)
        if left <= 0:
            del self._pages_left[part.digest]
            self._complete.append(part.digest)
        return len(part.pages)

    def _was_changed(self, digest: Digest) -> bool:
        """Whether the archive says something else of the document than when its pages were made."""
        said_of = self._said_of.pop(digest, set())
        return bool(said_of) and said_of != {what_is_said(self._archive.find_document(digest))}

    def _finish(self, digests: Iterable[Digest], *, outcome: str, reason: str = "") -> None:
        now = self._clock()
        with self._archive.changes():
            for digest in digests:
                signature = merge_signatures([s for s in self._signatures.pop(digest, []) if s])
                if signature:
                    self._archive.record_likeness(digest, signature, bands=list_bands(signature))
                if self._was_changed(digest):  # meanwhile: the step stays open, and is done again
                    continue
                facts = {"outcome": outcome, "reason": reason, "at": now}
                self._archive.finish_step(digest, INDEX.name, version=INDEX.version, **facts)
