"""The tree of a question becomes a query of the engine, with its weights and its bounds."""

from collections.abc import Iterable, Sequence

import tantivy
from tantivy import FieldType, Occur, Query

from contrechamp.search.neighbours import find_run, has_gaps, list_runs
from contrechamp.search.preparing import spell
from contrechamp.search.schema import SPOTTED
from contrechamp.search.spotted import find_spellings
from contrechamp.search.tree import (
    All,
    Any,
    But,
    Dated,
    Fuzzy,
    Having,
    InField,
    Loose,
    Node,
    Phrase,
    Prefix,
    Term,
    find_distance,
)
from contrechamp.text.folding import fold
from contrechamp.text.words import Word

FOLDED_WEIGHT = 0.4  # how much the ending as typed adds to the family of the word
ACCENTED_WEIGHT = 0.15  # how much the accents as typed add
_COUNTED = ("stems", "words", "runs")  # fields that know how often a page has a word
MANY_PAGES = 100_000  # words that all stand on more pages are found together by their families alone
WIDEST_PREFIX = 64  # words that a prefix may stand for


class Compiler:
    """Makes queries for one moment of the index; what had to be left out goes into `notes`.

    `collections` are those that the asker may see (None: all): what stands only elsewhere is as unknown as what
    stands nowhere, or a note would betray it.
    """

    def __init__(
        self,
        schema: tantivy.Schema,
        searcher: tantivy.Searcher,
        *,
        collections: tuple[str, ...] | None = None,
        spellings: tuple[tuple[str, str], ...] = (),
    ):
        self._schema = schema
        self.searcher = searcher
        self._collections, self._spellings = collections, spellings
        self.notes: list[str] = []

    def compile(self, node: Node) -> Query:
        match node:
            case Term(words=words):
                return _should(self._list_ways(words, self.prefer(words)))
            case Phrase(words=words, slop=slop):
                return _must_should([self.match_phrase(words, slop=slop)], self._prefer_together(words))
            case Prefix(text=text):
                return self._expand_prefix(text)
            case Fuzzy(text=text, distance=distance):
                return self._match_roughly(text, distance=distance)
            case InField(name=name, words=words):
                return self.match_phrase(words, field=f"{name}_stems")
            case Having(name="collection", value=value) if not self._may_see(value):
                return Query.empty_query()
            case Having(name=name, value=value) if name in SPOTTED:
                return _should([self.term(name, way) for way in self._spell(name, value)])
            case Having(name=name, value=value):
                return self.term(name, value)
            case Dated(first_day=first, last_day=last):
                return self._match_days(first, last)
            case But(child=child):
                return Query.boolean_query(
                    [(Occur.Must, Query.all_query()), (Occur.MustNot, self.compile(child))]
                )
            case Any(children=children):
                return self._compile_any(children)
            case All(children=children):
                return self.compile_all(children)
            case Loose(required=required, wished=wished):
                return self.compile_all(required + wished)

    def compile_all(self, nodes: Iterable[Node]) -> Query:
        """Every node must hold; the letters as typed only add to the score."""
        clauses, words = [], []
        for node in nodes:
            if isinstance(node, But):
                clauses.append((Occur.MustNot, self.compile(node.child)))
            elif isinstance(node, Term):
                clauses.append((Occur.Must, self.match_stems(node.words)))
                words += node.words
            elif isinstance(node, Phrase):
                clauses.append((Occur.Must, self.match_phrase(node.words, slop=node.slop)))
                words += node.words
            else:
                clauses.append((Occur.Must, self.compile(node)))
        if not any(occur == Occur.Must for occur, _ in clauses):
            clauses.append((Occur.Must, Query.all_query()))
        return Query.boolean_query(
            clauses + [(Occur.Should, query) for query in self._prefer_together(words)]
        )

    def _compile_any(self, nodes: Sequence[Node]) -> Query:
        """At least one node must hold: one flat list as far as may be, which the engine goes through fastest."""
        terms = [node for node in nodes if isinstance(node, Term)]
        others = [self.compile(node) for node in nodes if not isinstance(node, Term)]
        preferred = bool(self._prefer_together([word for node in terms for word in node.words]))
        ways = [self._list_ways(node.words, self.prefer(node.words) if preferred else []) for node in terms]
        return _should([way for some in ways for way in some] + others)

    def _list_ways(self, words: Sequence[Word], preferences: list[Query]) -> list[Query]:
        """A term as alternatives of a flat list, none of which finds a page that has not the whole term.

        The letters of one word stand on no page without its family; those of a compound's parts do, so they may only
        add to the score of pages that have the compound.
        """
        match = self.match_stems(words)
        parts = [word for word in words if word.stem and not word.is_extra]
        return [match, *preferences] if len(parts) == 1 else [_must_should([match], preferences)]

    def compile_some(self, loose: Loose) -> Query:
        """What is required, and at least one of the words wished."""
        some = [q for node in loose.wished for q in self._flatten(node)]
        if not loose.required:
            return _should(some)
        required = self.compile_all(loose.required)
        if any(not isinstance(node, But | Having | Dated | InField) for node in loose.required):
            return _must_should([required], some)
        return Query.boolean_query([(Occur.Must, required), (Occur.Must, _should(some))])

    def count_stems(self, loose: Loose) -> dict[str, int]:
        """How many pages have each stem of the words asked."""
        words = [
            w for node in loose.wished + loose.required if isinstance(node, Term | Phrase) for w in node.words
        ]
        stems = {word.stem for word in words if word.stem and not word.is_extra}
        return {stem: self.searcher.doc_freq("stems", stem) for stem in stems}

    def _flatten(self, node: Node) -> list[Query]:
        """A term as its alternatives, so that the engine sees one flat list of terms (and skips most pages)."""
        if not isinstance(node, Term):
            return [self.compile(node)]
        queries = [self.match_stems(node.words), *self.prefer(node.words)]
        return queries if node.weight == 1 else [Query.boost_query(query, node.weight) for query in queries]

    def term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "freq" if field in _COUNTED else "basic")

    def within(self, field: str, first: int, last: int) -> Query:
        """Values of a number field from `first` to `last`, both of them included."""
        return Query.range_query(self._schema, field, FieldType.Unsigned, first, last)

    def match_stems(self, words: Sequence[Word]) -> Query:
        """A word by its family; what a hyphen holds as its parts side by side, or as one word.

        A word that no page has is searched as it may have been meant, and a note says so.
        """
        phrase = self.match_phrase(words)
        main = [word for word in words if not word.is_extra]
        if len(main) == 1 and (distance := find_distance(main[0].exact)) and not self._is_known(main[0].stem):
            self._note(f"searched_roughly:{main[0].exact}")
            return Query.fuzzy_term_query(self._schema, "words", fold(main[0].exact), distance)
        whole = [
            w
            for w in words
            if w.is_extra and len(main) > 1 and (w.start, w.end) == (main[0].start, main[-1].end)
        ]
        return _should([phrase, *(self.term("stems", word.stem) for word in whole)])

    def match_phrase(self, words: Sequence[Word], *, slop: int = 0, field: str = "stems") -> Query:
        """The stems in their places; a word too common to be searched holds its place open."""
        main = [word for word in words if not word.is_extra]
        placed = [(place, word.stem) for place, word in enumerate(main) if word.stem]
        if len(placed) == 1:
            return self.term(field, placed[0][1])
        placed = [(place - placed[0][0], stem) for place, stem in placed]
        if field == "stems" and not slop:
            return self._match_in_place(placed)
        query = Query.phrase_query(self._schema, field, placed, slop)
        if slop and len(placed) == 2:
            return _should(
                [query, Query.phrase_query(self._schema, field, [placed[1][1], placed[0][1]], slop)]
            )
        return query

    def _match_in_place(self, placed: list[tuple[int, str]]) -> Query:
        """A phrase by its runs of frequent words; places are compared only on pages where these do not say it all.

        A place that the phrase leaves open takes any word, a run with a gap small words only: so pages that have all
        the words and not the run are looked at as well. There are few of them.
        """
        phrase = Query.phrase_query(self._schema, "stems", placed)
        if whole := find_run(placed):
            run = self.term("runs", whole)
            if not has_gaps(placed):
                return run
            stems = [self.term("stems", stem) for _, stem in placed]
            apart = [(Occur.Must, stem) for stem in stems] + [(Occur.MustNot, run)]
            others = [(Occur.Must, Query.boolean_query(apart)), (Occur.Must, phrase)]
            return _should([run, Query.const_score_query(Query.boolean_query(others), 0.0)])
        runs = [Query.const_score_query(self.term("runs", run), 0.0) for run in list_runs(placed)]
        return _must_should([phrase, *runs], [])

    def _prefer_together(self, words: Sequence[Word]) -> list[Query]:
        """As `prefer`, unless every word is very common: then all these pages would be weighed for little."""
        stems = {word.stem for word in words if word.stem and not word.is_extra}
        rarest = min((self.searcher.doc_freq("stems", stem) for stem in stems), default=0)
        return [] if rarest > MANY_PAGES else self.prefer(words)

    def prefer(self, words: Sequence[Word]) -> list[Query]:
        """The letters as typed, which raise a page above those that only have a relative of the word."""
        queries = []
        for word in words:
            if word.stem and not word.is_extra:
                for token, weight in zip(spell(word.exact), (FOLDED_WEIGHT, ACCENTED_WEIGHT), strict=False):
                    queries.append(Query.boost_query(self.term("words", token), weight))
        return queries

    def _spell(self, field: str, value: str) -> list[str]:
        known = self._spellings if field == "technology" else ()
        return find_spellings(self.searcher, field, value=value, known=known)

    def _note(self, note: str) -> None:
        if note not in self.notes:
            self.notes.append(note)

    def _is_known(self, stem: str) -> bool:
        if self._collections is None or not self.searcher.doc_freq("stems", stem):
            return self.searcher.doc_freq("stems", stem) > 0
        seen = _should([self.term("collection", name) for name in self._collections])
        both = Query.boolean_query([(Occur.Must, self.term("stems", stem)), (Occur.Must, seen)])
        return bool(self._collections) and self.searcher.search(both, 1, count=False).hits != []

    def _may_see(self, collection: str) -> bool:
        return self._collections is None or collection in self._collections

    def _expand_prefix(self, text: str) -> Query:
        prefix = fold(text)
        found = self.searcher.terms_with_prefix("words", prefix, limit=WIDEST_PREFIX + 1)
        if len(found) > WIDEST_PREFIX:
            self._note(f"prefix_too_wide:{text}")
            found = found[:WIDEST_PREFIX]
        if not found:
            return Query.empty_query()
        return _should([self.term("words", term) for term, _ in found])

    def _match_roughly(self, text: str, *, distance: int) -> Query:
        letters = fold(text)
        rough = Query.fuzzy_term_query(self._schema, "words", letters, distance)
        return _should([rough, self.term("words", letters)])

    def _match_days(self, first: int, last: int) -> Query:
        """Documents whose own days (a year, a month, a day) may touch the days asked."""
        starts = Query.range_query(self._schema, "first_day", FieldType.Unsigned, 1, last)
        ends = Query.range_query(self._schema, "last_day", FieldType.Unsigned, first, None)
        return Query.boolean_query([(Occur.Must, starts), (Occur.Must, ends)])


def _should(queries: list[Query]) -> Query:
    if len(queries) == 1:
        return queries[0]
    return Query.boolean_query([(Occur.Should, query) for query in queries])


def _must_should(must: list[Query], should: list[Query]) -> Query:
    if len(must) == 1 and not should:
        return must[0]
    return Query.boolean_query(
        [(Occur.Must, query) for query in must] + [(Occur.Should, query) for query in should]
    )
