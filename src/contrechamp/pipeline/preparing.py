"""In a worker: pages of text become what the index takes."""

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.cards import find_title, what_is_said
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import Named, list_named
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.tasks import IndexTask, PreparedPart
from contrechamp.search.preparing import GAP, prepare_page
from contrechamp.text.signing import sign_words
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.search import IndexedPage

NOWHERE = ""  # a document in no collection must match no visible one


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
        named = list_named(archive.derived_folder(digest), first, last)
    except (FileNotFoundError, IndexError):
        return PreparedPart(digest, pages_in_document=entry.page_count, is_missing=True)
    prepared = tuple(prepare_page(_make_indexed(entry, *both)) for both in zip(pages, named, strict=True))
    words = [word for page in prepared for word in page.stems.split() if word != GAP]
    return PreparedPart(digest, entry.page_count, prepared, sign_words(words), what_is_said(entry))


def _make_indexed(entry: DocumentEntry, page: Page, named: Named) -> IndexedPage:
    said = entry.description
    return IndexedPage(
        digest=entry.digest,
        page=page.number,
        text=page.text,
        collection=entry.collections or (NOWHERE,),
        title=find_title(entry),
        date=said.date.value,
        body=said.body.value,
        kind=said.kind.value,
        media_type=entry.media_type,
        how_read=page.how_read,
        label=page.label,
        received_at=entry.received_at,
        technology=named.technology,
        supplier=named.supplier,
        place=named.place,
    )
