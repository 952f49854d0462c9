"""One question against one moment of the index."""

from dataclasses import dataclass, field
from typing import NamedTuple

import tantivy
from tantivy import Occur, Order, Query

from contrechamp.search import schema
from contrechamp.search.compiling import Compiler
from contrechamp.search.highlight import cut_snippet
from contrechamp.search.ranking import measure_page, weigh_stems
from contrechamp.search.scanning import Found, Scanner, make_scanner
from contrechamp.search.tree import Loose, Understood
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import Answer, FacetCount, Hit, Question

MOST_HITS = 200  # in one answer
DEEPEST = 10_000  # a page further down is reached by asking better
MOST_FACETS = 50  # values of one facet
MANY_COMPLETE = 1000  # pages with all the words: nobody looks for those with some behind them
_ORDERS = {"date": "first_day", "received": "received"}
CLOSE_LOOK = 30  # pages at the top that are put in order by `search.ranking`


class _Ranked(NamedTuple):
    """A page found; `text` and `found` once it was read."""

    score: float
    address: tantivy.DocAddress
    text: str | None = None
    found: tuple[Found, ...] = ()


class _Ranking(NamedTuple):
    """Pages in order, how many match, what they match, and how many have all the words (None: no matter)."""

    pages: list[_Ranked]
    total: int
    query: Query
    complete: int | None = None


@dataclass(frozen=True)
class _Plan:
    """What to search: pages with all the words, then (None: nothing more) pages with some."""

    whole: Query
    some: Query | None = None
    weights: dict[str, float] = field(default_factory=dict)


def answer_question(engine: tantivy.Index, question: Question, *, understood: Understood) -> Answer:
    """The answer to a question that was parsed; see `Index.ask`."""
    searcher = engine.searcher()
    compiler = Compiler(
        engine.schema, searcher, collections=question.collections, spellings=question.spellings
    )
    plan = _make_plan(compiler, question, understood=understood)
    if plan is None:
        return Answer((), 0, understood.words, understood.notes)
    return _Search(searcher, plan, make_scanner(question.text)).answer(
        question, understood=understood, notes=(*understood.notes, *compiler.notes)
    )


def _make_plan(compiler: Compiler, question: Question, *, understood: Understood) -> _Plan | None:
    """None when nothing can be found: a question without a word to search."""
    limits = restrict(compiler, question)
    tree = understood.tree
    if tree is None:
        return None if question.text.strip() else _Plan(within(Query.all_query(), limits))
    whole = within(compiler.compile(tree), limits)
    if not isinstance(tree, Loose):
        return _Plan(whole)
    weights = weigh_stems(compiler.count_stems(tree), pages=compiler.searcher.num_docs)
    weights = {stem: weight * tree.tell(stem) for stem, weight in weights.items()}
    return _Plan(whole, within(compiler.compile_some(tree), limits), weights)


def restrict(compiler: Compiler, question: Question) -> list[Query]:
    """What may be seen and what was chosen, as queries that must all hold."""
    limits = []
    if question.collections is not None:
        known = {value for value, _ in compiler.searcher.terms_with_prefix("collection", "")}
        if not known <= set(question.collections):
            limits.append(_one_of(compiler, "collection", known & set(question.collections)))
    for name, values in question.filters.items():
        if name in schema.FACETS and values:
            limits.append(_one_of(compiler, name, set(values)))
    if question.digest is not None:
        limits.append(compiler.term("digest", question.digest))
    if question.pages is not None:
        limits.append(compiler.within("page", *question.pages))
    if question.hidden:
        hidden = [(Occur.MustNot, compiler.term("digest", digest)) for digest in question.hidden]
        limits.append(Query.boolean_query([(Occur.Must, Query.all_query()), *hidden]))
    return limits


def _one_of(compiler: Compiler, name: str, values: set[str]) -> Query:
    if not values:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, compiler.term(name, value)) for value in sorted(values)])


def within(query: Query, limits: list[Query]) -> Query:
    """The query inside what `restrict` allows; the limits do not count in the score."""
    if not limits:
        return query
    return Query.boolean_query(
        [(Occur.Must, query), *((Occur.Must, Query.const_score_query(q, 0.0)) for q in limits)]
    )


@dataclass(frozen=True)
class _Search:
    """A plan being carried out."""

    searcher: tantivy.Searcher
    plan: _Plan
    scanner: Scanner

    def answer(self, question: Question, *, understood: Understood, notes: tuple[str, ...]) -> Answer:
        limit, offset = max(0, min(question.limit, MOST_HITS)), max(0, question.offset)
        if offset > DEEPEST:
            offset, limit, notes = 0, 0, (*notes, f"too_far:{DEEPEST}")
        if question.digest is not None:
            ranking = self._rank_by_field("page", Order.Asc, until=offset + limit)
        elif question.order in _ORDERS:
            ranking = self._rank_by_field(_ORDERS[question.order], Order.Desc, until=offset + limit)
        else:
            ranking = self._rank_best(until=offset + limit)
        hits = tuple(self._make_hit(page) for page in ranking.pages[offset : offset + limit])
        facets = self._count_facets(ranking.query) if question.with_facets else {}
        return Answer(hits, ranking.total, understood.words, notes, facets, ranking.complete)

    def _rank_best(self, *, until: int) -> _Ranking:
        """Pages with all the words, then the others; the first of both put in order by a closer look."""
        if self.plan.some is None:
            return self._find(self.plan.whole, until)
        until = max(until, CLOSE_LOOK)
        whole = self._find(self.plan.whole, until)
        pages = self._look_closely(whole.pages)
        if whole.total >= MANY_COMPLETE:
            return whole._replace(pages=pages, complete=whole.total)
        some = self._find(self.plan.some, until + len(pages))
        seen = {(page.address.segment_ord, page.address.doc) for page in pages}
        rest = [page for page in some.pages if (page.address.segment_ord, page.address.doc) not in seen]
        if len(pages) < until:
            lowest = pages[-1].score if pages else float("inf")
            pages += [page._replace(score=min(page.score, lowest)) for page in self._look_closely(rest)]
        return some._replace(pages=pages, complete=whole.total)

    def _rank_by_field(self, name: str, order: Order, *, until: int) -> _Ranking:
        """By date or, in one document, by page; pages with some of the words only where none has all."""
        query, complete = self.plan.whole, None
        result = self.searcher.search(query, max(until, 1), order_by_field=name, order=order)
        if self.plan.some is not None:
            complete = result.count
            if not complete:
                query = self.plan.some
                result = self.searcher.search(query, max(until, 1), order_by_field=name, order=order)
        return _Ranking([_Ranked(0.0, address) for _, address in result.hits], result.count, query, complete)

    def _find(self, query: Query, until: int) -> _Ranking:
        result = self.searcher.search(query, max(until, 1))
        return _Ranking([_Ranked(*hit) for hit in result.hits], result.count, query)

    def _look_closely(self, pages: list[_Ranked]) -> list[_Ranked]:
        """The first pages in the order of a closer look; the others stay behind them."""
        read = [
            page._replace(text=_read_text(self.searcher.doc(page.address))) for page in pages[:CLOSE_LOOK]
        ]
        average = sum(len(page.text) for page in read) / len(read) if read else 1.0
        measured = []
        for page in read:
            found = tuple(self.scanner.find(page.text))
            gain = measure_page(found, self.plan.weights, relative_length=len(page.text) / (average or 1.0))
            measured.append(page._replace(score=page.score + gain, found=found))
        measured.sort(key=lambda page: -page.score)
        return measured + pages[CLOSE_LOOK:]

    def _count_facets(self, query: Query) -> dict[str, tuple[FacetCount, ...]]:
        asked = {name: {"terms": {"field": name, "size": MOST_FACETS}} for name in schema.FACETS}
        counted = self.searcher.aggregate(query, asked)
        return {
            name: tuple(
                FacetCount(found["key"], found["doc_count"])
                for found in counted[name]["buckets"]
                if found["key"]
            )
            for name in schema.FACETS
        }

    def _make_hit(self, page: _Ranked) -> Hit:
        entry = self.searcher.doc(page.address)
        text, found = page.text, page.found
        if text is None:
            text = _read_text(entry)
            found = tuple(self.scanner.find(text))
        snippet, spans = cut_snippet(text, found)
        value = {name: entry.get_first(name) or "" for name in ("title", "date", "body", "kind", "how_read")}
        return Hit(
            digest=Digest(entry.get_first("digest")),
            page=entry.get_first("page"),
            score=float(page.score),
            snippet=snippet,
            spans=spans,
            collection=tuple(entry.get_all("collection")),
            label=bytes(entry.get_first("label") or b"").decode("utf-8"),
            at=min((one.start for one in found), default=None),
            **value,
        )


def _read_text(entry: tantivy.Document) -> str:
    return bytes(entry.get_first("content")).decode("utf-8")
