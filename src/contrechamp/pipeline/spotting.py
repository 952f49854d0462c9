"""In a worker: the pages of a document are split into acts and tables, and what they name is spotted."""

from functools import lru_cache
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsWriter
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.tasks import SpotOutcome, SpotTask
from contrechamp.split.splitting import Splitter
from contrechamp.spot.authorisations import find_authorisations
from contrechamp.spot.lexicons import Lexicons, compute_lexicons_digest, open_lexicons
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest


def spot_documents(archive: Archive, task: SpotTask) -> SpotOutcome:
    """What is found goes to one derived file for each document; which documents have lost their pages."""
    lexicons = _find_lexicons(archive.lexicons_folder, compute_lexicons_digest(archive.lexicons_folder))
    missing = [
        digest
        for digest in task.digests
        if not _spot_document(archive, digest, lexicons=lexicons, with_persons=task.with_persons)
    ]
    return SpotOutcome(task.digests, tuple(missing))


@lru_cache(maxsize=1)
def _find_lexicons(folder: Path, digest: str) -> Lexicons:
    """Read again only when a collective changed its own."""
    return open_lexicons(folder if digest else None)


def _spot_document(archive: Archive, digest: Digest, *, lexicons: Lexicons, with_persons: bool) -> bool:
    entry = archive.find_document(digest)
    if not entry.page_count:
        return True
    folder = archive.derived_folder(digest)
    try:
        with PagesFile(folder / PAGES_NAME) as pages:
            _write_findings(folder, pages, entry=entry, lexicons=lexicons, with_persons=with_persons)
    except FileNotFoundError:
        return False
    for path in folder.glob("found-*"):
        if path.name != FINDINGS_NAME and path.suffix != ".part":
            path.unlink(missing_ok=True)
    return True


def _write_findings(
    folder: Path, pages: PagesFile, *, entry: DocumentEntry, lexicons: Lexicons, with_persons: bool
) -> None:
    said = entry.description
    splitter = Splitter(kind=said.kind.value, title=said.title.value, media_type=entry.media_type)
    writer = FindingsWriter(folder / FINDINGS_NAME)
    try:
        for page in pages.pages():
            tables = splitter.take(page)
            found = spot_page(page, tables=tables, lexicons=lexicons, with_persons=with_persons)
            writer.add(tables, found)
        acts = splitter.finish()
        writer.close(acts, tuple(find_authorisations(acts, pages.page, lexicons)))
    except BaseException:
        writer.abandon()
        raise
