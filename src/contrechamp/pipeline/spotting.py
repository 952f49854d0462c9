"""In a worker: the pages of a document are split into acts and tables, and what they name is spotted."""

from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import FINDINGS_NAME, FindingsWriter, Named
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.tasks import SpotOutcome, SpotTask, tell_error
from contrechamp.split.splitting import Splitter
from contrechamp.spot.authorisations import find_authorisations
from contrechamp.spot.columns import Columns, open_columns
from contrechamp.spot.lexicons import Lexicons, compute_lexicons_digest, open_lexicons
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page

_LONGEST_ORDER = 30  # pages: what is longer is no single order


class _Known(NamedTuple):
    """What spotting knows: the package's words and a collective's own; whether persons are looked for."""

    lexicons: Lexicons
    columns: Columns
    with_persons: bool = False


def spot_documents(archive: Archive, task: SpotTask) -> SpotOutcome:
    """What is found goes to one derived file for each document; which documents have lost their pages."""
    known = _find_known(archive.lexicons_folder, compute_lexicons_digest(archive.lexicons_folder))
    known = known._replace(with_persons=task.with_persons)
    named: dict[Digest, dict] = {}
    failed: dict[Digest, str] = {}
    for digest in task.digests:
        try:
            found = _spot_document(archive, digest, known)
        except (OSError, MemoryError):  # no fault of this document
            raise
        except Exception as error:  # the fault of this one alone: the others of the task are as they are
            failed[digest] = tell_error(error)
        else:
            named |= {digest: found._asdict()} if found is not None else {}
    missing = tuple(digest for digest in task.digests if digest not in named and digest not in failed)
    return SpotOutcome(task.digests, missing, named, failed)


@lru_cache(maxsize=1)
def _find_known(folder: Path, digest: str) -> _Known:
    """Read again only when a collective changed its own words."""
    own_folder = folder if digest else None
    return _Known(open_lexicons(own_folder), open_columns(own_folder))


def _spot_document(archive: Archive, digest: Digest, known: _Known) -> Named | None:
    """What the whole document names; None where its pages are gone."""
    entry = archive.find_document(digest)
    if not entry.page_count:
        return Named()
    folder = archive.derived_folder(digest)
    try:
        with PagesFile(folder / PAGES_NAME) as pages:
            named = _write_findings(folder, pages, entry, known)
    except FileNotFoundError:
        return None
    for path in folder.glob("found-*"):
        if path.name != FINDINGS_NAME and path.suffix != ".part":
            path.unlink(missing_ok=True)
    return named


def _make_whole_act(entry: DocumentEntry, last_page: Page) -> tuple[Act, ...]:
    """A document that is one order is its own act, of rank 0."""
    if entry.description.kind.value != "order" or last_page.number > _LONGEST_ORDER:
        return ()
    said = entry.description
    return (
        Act(0, 1, last_page.number, 0, len(last_page.text), date=said.date.value, title=said.title.value),
    )


def _write_findings(folder: Path, pages: PagesFile, entry: DocumentEntry, known: _Known) -> Named:
    splitter = Splitter(kind=entry.description.kind.value, media_type=entry.media_type)
    writer = FindingsWriter(folder / FINDINGS_NAME)
    try:
        for page in pages.pages():
            tables = splitter.take(page)
            writer.add(tables, spot_page(page, tables=tables, **known._asdict()))
        acts = splitter.finish()
        judged = acts or _make_whole_act(entry, page)
        return writer.close(acts, tuple(find_authorisations(judged, pages.page, known.lexicons)))
    except BaseException:
        writer.abandon()
        (folder / FINDINGS_NAME).unlink(missing_ok=True)  # of other pages, or of other words
        raise
