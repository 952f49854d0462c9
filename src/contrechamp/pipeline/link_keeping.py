"""In the conductor: which documents are to be linked, and which the registry's book has by now."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime

from contrechamp.archive.archive import Archive
from contrechamp.archive.steps import REMOVED
from contrechamp.link.finding import forget_found, has_found
from contrechamp.pipeline.linking import open_book
from contrechamp.pipeline.steps import FAILED, LINK, SPOT
from contrechamp.pipeline.tasks import PAGES_A_TASK, LinkOutcome, LinkTask, tell_error
from contrechamp.pipeline.workers.local import Outcome
from contrechamp.vocabulary.digest import Digest


def make_link_tasks(archive: Archive, digests: Iterable[Digest]) -> Iterator[LinkTask]:
    """Tasks of whole documents, about PAGES_A_TASK pages each where they are small."""
    chosen: list[Digest] = []
    weight = 0
    for digest in digests:
        chosen.append(digest)
        weight += max(archive.find_document(digest).page_count, 1)
        if weight >= PAGES_A_TASK:
            yield LinkTask(archive.folder, tuple(chosen))
            chosen, weight = [], 0
    if chosen:
        yield LinkTask(archive.folder, tuple(chosen))


def is_book_lost(archive: Archive) -> bool:
    """Whether the book was made anew since documents were linked: then all of them have to be put in again."""
    if not archive.has_done(LINK.name):
        return False
    book = open_book(archive)
    try:
        with book.reading() as connection:
            return not has_found(connection)
    finally:
        book.close()


def forget_withdrawn(archive: Archive, *, at: datetime) -> None:
    """Take what withdrawn documents hold out of the book."""
    digests = archive.list_withdrawn_in(LINK.name)
    if not digests:
        return
    book = open_book(archive)
    try:
        with book.changes() as connection:
            for digest in digests:
                forget_found(connection, digest)
    finally:
        book.close()
    with archive.changes():
        for digest in digests:
            archive.finish_step(digest, LINK.name, LINK.version, outcome=REMOVED, at=at)


class LinkKeeper:
    """Knows what is linked; the workers write the book themselves."""

    def __init__(self, archive: Archive, clock: Callable[[], datetime]):
        self._archive, self._clock = archive, clock

    def begin(self) -> None:
        """A book that was made anew is filled again."""
        if is_book_lost(self._archive):
            self._archive.reset_all(LINK.name)
        open_book(self._archive).close()

    def find_waiting(self) -> Iterator[LinkTask]:
        """What a stopped run, a new version or a lost book left to be linked."""
        waiting = self._archive.waiting(LINK.name, LINK.version, after=SPOT.name)
        yield from make_link_tasks(self._archive, waiting)

    def take(self, outcome: Outcome) -> list[LinkTask]:
        """Write down what is linked; what has to be tried again, each document alone."""
        asked = outcome.task.digests
        if outcome.error and len(asked) > 1:  # one of them broke the worker: the others are well
            return [LinkTask(self._archive.folder, (digest,)) for digest in asked]
        result = outcome.result or LinkOutcome(asked, dict.fromkeys(asked, tell_error(outcome.error)))
        with self._archive.changes():
            for digest in asked:
                reason = result.failed.get(digest, "")
                facts = {"outcome": FAILED if reason else "done", "reason": reason, "at": self._clock()}
                self._archive.finish_step(digest, LINK.name, version=LINK.version, **facts)
        return []

    def forget_withdrawn(self) -> None:
        """Nothing of a withdrawn document waits for anybody."""
        forget_withdrawn(self._archive, at=self._clock())
