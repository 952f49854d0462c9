"""The registry of an archive: judgements are checked against the pages they cite, and read as far as one may see."""

import re
from collections.abc import Callable, Iterator, Sequence

from contrechamp.archive.archive import Archive
from contrechamp.errors import DocumentUnknown, FactWithoutPassage
from contrechamp.link.content import make_source
from contrechamp.link.registry import Registry
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.link.showing import Shown
from contrechamp.link.view import View
from contrechamp.text.folding import fold_keeping_length
from contrechamp.vocabulary.archive import Finding, FindingKind
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page, Passage
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import Judgement

_SPACES = re.compile(r"\s+")
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
            content = judgement.content
            for said in (*content.get("entities", ()), *content.get("facts", ()), content.get("changes", {})):
                for source in map(make_source, said.get("sources", ())):
                    self.check_words(source)
        return self.registry.judge(judgements)

    def make_source(self, passage: Passage) -> Source:
        """The passage with its words as they stand now; FactWithoutPassage where there are none."""
        words = self._read_words(passage)
        if not words.strip():
            raise FactWithoutPassage("Page {page} has no such passage.", page=passage.page)
        return Source(passage, words)

    def find_words(self, digest: Digest, page: int, *, words: str) -> Source:
        """The passage of a page that has these words, letters' case, accents and line ends aside."""
        text = self._read_text(digest, page)
        parts = [re.escape(fold_keeping_length(part)) for part in words.split()]
        match = re.search(r"\s+".join(parts), fold_keeping_length(text)) if parts else None
        if match is None:
            raise FactWithoutPassage("Page {page} does not say “{words}”.", page=page, words=words[:200])
        return Source(Passage(digest, page, match.start(), match.end()), text[match.start() : match.end()])

    def check_citations(self, on_proved: Callable[[int], None] = lambda count: None) -> Iterator[Finding]:
        """Every passage cited whose page no longer says its words: to be looked at by a person (T-I1).

        `on_proved` is told how many passages were found to say their words so far.
        """
        self.registry.catch_up()
        proved = 0
        with self.registry.book.reading() as connection:
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

    def _read_text(self, digest: Digest, page: int) -> str:
        try:
            return self._read_page(digest, page).text
        except (DocumentUnknown, IndexError):
            raise FactWithoutPassage(
                "Document {digest} has no page {page}.", digest=digest[:12], page=page
            ) from None
