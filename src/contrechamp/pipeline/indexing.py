"""Pages of text become what the index takes (in a worker), and go into the index (in the conductor)."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta

from contrechamp.archive.archive import Archive
from contrechamp.archive.steps import REMOVED
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.steps import INDEX, READ
from contrechamp.pipeline.tasks import PAGES_A_TASK, IndexTask, PreparedPart
from contrechamp.search.index import Writer, prepare_page
from contrechamp.search.preparing import GAP
from contrechamp.text.likeness import list_bands, merge_signatures, sign_words
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage

_PAGES_A_COMMIT = 20_000
_TIME_A_COMMIT = timedelta(seconds=20)  # what was read is findable soon, also when OCR takes hours
FAILED = "failed"
NOWHERE = ""  # a document in no collection must match no visible one


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


def prepare_parts(archive: Archive, task: IndexTask) -> tuple[PreparedPart, ...]:
    """The pages of the task, analysed."""
    return tuple(_prepare_part(archive, digest, first, last) for digest, first, last in task.parts)


def _prepare_part(archive: Archive, digest: Digest, first: int, last: int) -> PreparedPart:
    entry = archive.find_document(digest)
    if not entry.page_count:
        return PreparedPart(digest, pages_in_document=0)
    try:
        with PagesFile(archive.derived_folder(digest) / PAGES_NAME) as file:
            pages = [file.page(number) for number in range(first, last + 1)]
    except (FileNotFoundError, IndexError):
        return PreparedPart(digest, pages_in_document=entry.page_count, is_missing=True)
    prepared = tuple(
        prepare_page(_make_indexed(entry, page.number, page.text, page.how_read)) for page in pages
    )
    words = [word for page in prepared for word in page.stems.split() if word != GAP]
    return PreparedPart(digest, entry.page_count, prepared, sign_words(words))


def _make_indexed(entry: DocumentEntry, number: int, text: str, how_read: str) -> IndexedPage:
    said = entry.description
    return IndexedPage(
        digest=entry.digest,
        page=number,
        text=text,
        collection=entry.collections or (NOWHERE,),
        title=said.title.value or entry.untrusted_path.rsplit("/", 1)[-1],
        date=said.date.value,
        body=said.body.value,
        kind=said.kind.value,
        media_type=entry.media_type,
        how_read=how_read,
    )


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
        self._complete: list[Digest] = []
        self._committed_at = clock()
        self._pages_since_commit = 0

    def take(self, parts: Iterable[PreparedPart]) -> int:
        """Add the parts; how many pages went in. A document whose pages are missing waits to be read again."""
        added = sum(self._take_part(part) for part in parts)
        self._pages_since_commit += added
        is_late = self._clock() - self._committed_at >= _TIME_A_COMMIT
        if self._pages_since_commit >= _PAGES_A_COMMIT or (is_late and self._complete):
            self.commit()
        return added

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
        if left <= 0:
            del self._pages_left[part.digest]
            self._complete.append(part.digest)
        return len(part.pages)

    def _finish(self, digests: Iterable[Digest], *, outcome: str, reason: str = "") -> None:
        now = self._clock()
        with self._archive.changes():
            for digest in digests:
                signature = merge_signatures([s for s in self._signatures.pop(digest, []) if s])
                if signature:
                    self._archive.record_likeness(digest, signature, bands=list_bands(signature))
                facts = {"outcome": outcome, "reason": reason, "at": now}
                self._archive.finish_step(digest, INDEX.name, version=INDEX.version, **facts)
