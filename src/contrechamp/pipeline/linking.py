"""In a worker: the names of each document and what it proposes go into the registry's book."""

from collections.abc import Iterator
from functools import lru_cache
from itertools import batched
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.archive.book import Book
from contrechamp.link.finding import Found, write_found
from contrechamp.link.name_words import index_new_names
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsFile
from contrechamp.pipeline.proposing import DocumentReader
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.steps import LINK
from contrechamp.pipeline.tasks import LinkOutcome, LinkTask, tell_error
from contrechamp.spot.columns import Columns, open_columns
from contrechamp.spot.lexicons import compute_lexicons_digest
from contrechamp.vocabulary.digest import Digest

_PROPOSALS_A_PORTION = 2_000
_LINES_A_CHANGE = 4_000  # names and proposals written together: others wait for the book meanwhile


def link_documents(archive: Archive, task: LinkTask) -> LinkOutcome:
    """What each document holds takes the place of what was known of it."""
    columns = _find_columns(archive.lexicons_folder, compute_lexicons_digest(archive.lexicons_folder))
    book = open_book(archive)
    failed: dict[Digest, str] = {}
    waiting: list[Found] = []
    lines = 0
    try:
        for digest in task.digests:
            try:
                for portion in _find(archive, digest, columns):
                    waiting.append(portion)
                    lines += len(portion.seen) + len(portion.proposals)
                    if lines >= _LINES_A_CHANGE:
                        _write(book, waiting)
                        waiting, lines = [], 0
            except (OSError, MemoryError):  # no fault of this document
                raise
            except Exception as error:  # the fault of this one alone
                failed[digest] = tell_error(error)
                waiting = [portion for portion in waiting if portion.digest != digest]
        _write(book, waiting)
    finally:
        book.close()
    return LinkOutcome(task.digests, failed)


def open_book(archive: Archive) -> Book:
    """The registry's book, made where there is none."""
    return archive.open_registry_book(SCHEMA, version=VERSION)


def _write(book: Book, portions: list[Found]) -> None:
    if portions:
        with book.changes() as connection:
            write_found(connection, portions, version=LINK.version)
            index_new_names(connection)


@lru_cache(maxsize=1)
def _find_columns(folder: Path, digest: str) -> Columns:
    """Read again only when a collective said what its columns are."""
    return open_columns(folder if digest else None)


def _find(archive: Archive, digest: Digest, columns: Columns) -> Iterator[Found]:
    """What one document holds, in portions; nothing of one that has no findings, or was withdrawn meanwhile."""
    entry = archive.find_document(digest)
    folder = archive.derived_folder(digest)
    try:
        if entry is None or entry.is_withdrawn:
            raise FileNotFoundError(digest)
        findings = FindingsFile(folder / FINDINGS_NAME)
    except FileNotFoundError:
        yield Found(digest)
        return
    try:
        with PagesFile(folder / PAGES_NAME) as pages:
            reader = DocumentReader(entry, findings, pages.page, columns=columns)
            is_first = True
            for proposals in batched(reader.give_proposals(), _PROPOSALS_A_PORTION):
                yield Found(digest, (), proposals, is_first, False)
                is_first = False
            yield Found(digest, tuple(reader.gathering.give()), (), is_first)
    finally:
        findings.close()
