"""One document, page by page: its names are gathered, and its rows, acts and sentences become proposals."""

from collections.abc import Callable, Iterator, Sequence

from contrechamp.link.authorising import ActText, propose_authorisation
from contrechamp.link.count_sentences import find_counts
from contrechamp.link.gathering import Gathering
from contrechamp.link.proposing import RowReader
from contrechamp.link.sentence_proposals import ActFinder, make_count, make_vote
from contrechamp.link.votes import Vote, find_votes
from contrechamp.pipeline.findings import FindingsFile
from contrechamp.pipeline.found_rows import give_said_rows
from contrechamp.spot.columns import Columns
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention, MentionKind
from contrechamp.vocabulary.suggestion import Proposal

_OF_COUNCILS = ("minutes", "deliberation")
_LONGEST_ACT = 12  # pages that are looked at for the terms of one act


class DocumentReader:
    """Reads one document once, in order; votes and acts come behind its pages, when all that they name is known."""

    def __init__(
        self,
        entry: DocumentEntry,
        findings: FindingsFile,
        read_page: Callable[[int], Page],
        *,
        columns: Columns,
    ):
        self._entry, self._findings, self._read_page, self._columns = entry, findings, read_page, columns
        self._acts = findings.acts()
        said = entry.description
        self._finder = ActFinder(entry.digest, self._acts, said)
        self._authorised = findings.authorisations()
        self._ruled = {one.act for one in self._authorised}
        self._rows = RowReader(entry.digest)
        self._has_votes = said.kind.value in _OF_COUNCILS
        self._votes: list[tuple[int, str, Vote]] = []
        self.gathering = Gathering()

    def give_proposals(self) -> Iterator[Proposal]:
        """Everything that the document proposes; `gathering` has its names once this ended."""
        for number in range(1, self._findings.page_count + 1):
            yield from self._read(number)
        for number, words, vote in self._votes:
            yield make_vote(self._finder, number, vote, words=words)
        yield from self._give_authorisations()

    def _read(self, number: int) -> Iterator[Proposal]:
        tables, mentions = self._findings.read(number)
        has_counts = any(one.kind is MentionKind.COUNT for one in mentions)
        page = self._read_page(number) if tables or has_counts or self._has_votes else None
        spans = []
        if page is not None and tables:
            for span, row in give_said_rows(page, tables, mentions, columns=self._columns):
                spans.append(span)
                proposal = self._rows.read(row) if row is not None else None
                if proposal is not None:
                    yield proposal
        self.gathering.add(mentions, spans)
        self._finder.note(number, mentions)
        if page is not None and has_counts:
            yield from self._give_counts(page, mentions)
        if page is not None and self._has_votes:
            self._votes += [(number, page.text[v.start : v.end], v) for v in find_votes(page.text)]

    def _give_counts(self, page: Page, mentions: Sequence[Mention]) -> Iterator[Proposal]:
        for counted in find_counts(page.text, mentions, dated=self._entry.description.date.value):
            act = self._finder.find(page.number, counted.start)
            if (act.rank if act else 0) in self._ruled:
                continue  # what an act authorises is proposed with the act
            words = page.text[counted.start : counted.end]
            yield make_count(self._finder, page.number, counted, words=words)

    def _give_authorisations(self) -> Iterator[Proposal]:
        acts = {act.rank: act for act in self._acts}
        for said in self._authorised:
            act = acts.get(said.act) or self._finder.make_whole(self._findings.page_count)
            pages = list(self._give_pages(act))
            proposal = propose_authorisation(self._entry.digest, act, said, pages=pages)
            if proposal is not None:
                yield proposal

    def _give_pages(self, act: Act) -> Iterator[ActText]:
        for number in range(act.first_page, min(act.last_page, act.first_page + _LONGEST_ACT - 1) + 1):
            text = self._read_page(number).text
            start = act.start if number == act.first_page else 0
            end = act.end if number == act.last_page and act.rank else len(text)
            yield ActText(number, text, start, end, self._findings.mentions(number))
