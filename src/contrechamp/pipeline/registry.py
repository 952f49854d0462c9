"""The registry of an archive: judgements are checked against the pages they cite, and read as far as one may see."""

import fcntl
import re
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime

from contrechamp.archive.archive import Archive
from contrechamp.archive.durability import check_disk
from contrechamp.errors import DocumentUnknown, FactWithoutPassage, JudgementRefused
from contrechamp.link.content import make_source
from contrechamp.link.proposals import find_proposals, find_twins
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.link.shapes import check_shape
from contrechamp.link.showing import Shown
from contrechamp.link.taking import make_takings
from contrechamp.link.view import View
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.archive import Finding, FindingKind
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page, Passage
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_LOCK = "judging.lock"  # in the folder of what can be made again
_MOST_REMEMBERED = 64  # pages of one batch
_SPACES = re.compile(r"\s+")
_CUT = r"(?:[-\u00ad]\n)?"  # a word that a line end cuts
_CITED = """
SELECT digest, page, start, "end", words, facts.id FROM citations JOIN facts ON facts.number = fact
JOIN cited ON cited.number = document WHERE holds
UNION ALL SELECT digest, page, start, "end", words, entities.id FROM entity_citations
JOIN entities ON entities.number = entity JOIN cited ON cited.number = document WHERE is_standing
ORDER BY 1, 2
"""


class RegistryDesk:
    """Where a face of the program judges and reads."""

    def __init__(self, archive: Archive, read_page: Callable[[Digest, int], Page]):
        self._archive, self._read_page = archive, read_page
        book = archive.open_registry_book(SCHEMA, version=VERSION)
        self.registry = Registry(archive.judgements, book)
        self._remembered = threading.local()
        self._lock = threading.Lock()

    def close(self) -> None:
        self.registry.close()

    def view(self, collections: tuple[str, ...] | None) -> View:
        """The registry as these collections show it; None is the team."""
        if collections is None:
            return View(self.registry, None)
        key = f"{collections} {self._archive.state.read_moment()}"
        choose = self._archive.choose_shown
        return View(self.registry, Shown(key, lambda digests: choose(digests, collections)))

    def judge(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """Keep these decisions, once every passage that they cite was found to say the words cited.

        Raises as `Registry.judge`, and FactWithoutPassage where a page says something else.
        """
        for judgement in judgements:
            check_shape(judgement)
            content = judgement.content
            for said in (*content.get("entities", ()), *content.get("facts", ()), content.get("changes", {})):
                for source in map(make_source, said.get("sources", ())):
                    self.check_words(source)
        return self.keep(judgements)

    def keep(self, judgements: Sequence[Judgement]) -> list[Judgement]:
        """The same without a look at the passages: for those that were looked at, or that claim nothing any more."""
        check_disk()
        with self._judge_alone():
            judged = self.registry.judge(judgements)
        check_disk()
        return judged

    @contextmanager
    def _judge_alone(self) -> Iterator[None]:
        """One at a time, in all processes: what was looked at before a decision is so when it is kept."""
        if getattr(self._remembered, "is_alone", False):
            yield
            return
        with self._lock, (self._archive.derived_root / _LOCK).open("ab") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            self._remembered.is_alone = True
            try:
                yield
            finally:
                self._remembered.is_alone = False

    def take_proposals(
        self,
        keys: Sequence[str],
        *,
        by: str,
        at: datetime,
        subject: str = "",
        project: str = "",
        new: Sequence[Entity] = (),
    ) -> list[Judgement]:
        """Establish what these proposals say: entities that are missing, then facts, each citing its passage.

        `subject` is the id of an entity, where the page does not say of whom it is so: who buys, what is counted,
        which council voted; where it is no entity yet, it is among `new`, and enters with the facts or not at all. So
        is `project`, which the acts and devices of these are said to be part of.
        Raises as `judge`, and JudgementRefused where a proposal no longer waits or where such a subject is needed.
        """
        team = self.view(None)
        with self._judge_alone(), self.remembering_pages():
            proposals = find_proposals(team, keys)
            if len(proposals) != len(set(keys)):
                raise JudgementRefused("One of these proposals no longer waits.")
            chosen = {"subject": subject, "project": project, "new": new}
            return self.judge(
                make_takings(team, proposals, make_source=self.make_source, by=by, at=at, **chosen)
            )

    def refuse_proposals(self, keys: Sequence[str], *, reason: str, by: str, at: datetime) -> list[Judgement]:
        """These are nothing of ours; they leave the queue, and with them what other documents say in the same words."""
        team = self.view(None)
        with self._judge_alone():
            proposals = find_proposals(team, keys)
            twins = [one.key for same in find_twins(team, proposals).values() for one in same]
            kept = list(dict.fromkeys((*keys, *twins)))
            return self.judge([make_decision(Kind.REFUSE, by=by, at=at, proposals=kept, reason=reason)])

    def make_source(self, passage: Passage) -> Source:
        """The passage with its words as they stand now; FactWithoutPassage where there are none."""
        words = self._read_words(passage)
        if not words.strip():
            raise FactWithoutPassage("Page {page} has no such passage.", page=passage.page)
        return Source(passage, words)

    def find_words(self, digest: Digest, page: int, *, words: str) -> Source:
        """The passage of a page that has these words: case, accents, line ends and words cut there aside."""
        text = self._read_text(digest, page)
        folded = fold_keeping_length(text)
        patterns = _write_patterns(fold_keeping_length(words).split())
        match = next(filter(None, (re.search(pattern, folded) for pattern in patterns)), None)
        if match is None:
            raise FactWithoutPassage("Page {page} does not say “{words}”.", page=page, words=words[:200])
        return Source(Passage(digest, page, match.start(), match.end()), text[match.start() : match.end()])

    def check_citations(self, on_proved: Callable[[int], None] = lambda count: None) -> Iterator[Finding]:
        """Every passage cited whose page no longer says its words: to be looked at by a person (T-I1).

        `on_proved` is told how many passages were found to say their words so far.
        """
        self.registry.catch_up()
        proved = 0
        with self.registry.book.reading() as connection, self.remembering_pages():
            for *said, owner in connection.execute(_CITED):
                try:
                    self.check_words(make_source(said))
                    proved += 1
                    on_proved(proved)
                except FactWithoutPassage as error:
                    yield Finding(FindingKind.JUDGEMENTS, owner, str(error))

    def check_words(self, source: Source) -> None:
        """FactWithoutPassage where the page does not say the words, white space aside."""
        if _SPACES.sub(" ", self._read_words(source.passage)) != _SPACES.sub(" ", source.words):
            place = {"page": source.passage.page, "digest": source.passage.digest[:12]}
            raise FactWithoutPassage(
                "Page {page} of {digest} does not say the words that are cited.", **place
            )

    def _read_words(self, passage: Passage) -> str:
        return self._read_text(passage.digest, passage.page)[passage.start : passage.end]

    @contextmanager
    def remembering_pages(self) -> Iterator[None]:
        """A batch cites the same pages again and again: each is read once."""
        self._remembered.texts = {}
        try:
            yield
        finally:
            self._remembered.texts = None

    def _read_text(self, digest: Digest, page: int) -> str:
        texts = getattr(self._remembered, "texts", None)
        if texts is None:
            return self._fetch_text(digest, page)
        if (digest, page) not in texts:
            if len(texts) >= _MOST_REMEMBERED:
                texts.clear()
            texts[digest, page] = self._fetch_text(digest, page)
        return texts[digest, page]

    def _fetch_text(self, digest: Digest, page: int) -> str:
        try:
            return self._read_page(digest, page).text
        except (DocumentUnknown, IndexError):
            raise FactWithoutPassage(
                "Document {digest} has no page {page}.", digest=digest[:12], page=page
            ) from None


def _write_patterns(words: Sequence[str]) -> Iterator[str]:
    """Whole words, as they stand; then also where line ends cut them. "8 voix" is not in "18 voix"."""
    for join in ("", _CUT) if words else ():
        parts = [join.join(map(re.escape, word)) for word in words]
        pattern = r"\s+".join(parts)
        before, after = words[0][0].isalnum() * r"(?<!\w)", words[-1][-1].isalnum() * r"(?!\w)"
        yield f"{before}{pattern}{after}"
