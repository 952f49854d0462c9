"""One question against one moment of the index."""

from typing import NamedTuple

import tantivy
from tantivy import Occur, Order, Query

from contrechamp.search import schema
from contrechamp.search.compiling import Compiler
from contrechamp.search.highlight import make_snippet
from contrechamp.search.nearness import Nearness
from contrechamp.search.preparing import restore_text
from contrechamp.search.question import Loose, Understood
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import Answer, FacetCount, Hit, Question

MOST_HITS = 200  # in one answer
DEEPEST = 10_000  # a page further down is reached by asking better
MOST_FACETS = 50  # values of one facet
NEARNESS_DEPTH = 20  # pages at the top that are put in order by how close the words stand


class _Found(NamedTuple):
    score: float
    address: tantivy.DocAddress
    text: str | None = None  # once it was read


class _Plan(NamedTuple):
    """What to search: pages with all the words, then (None: nothing more) pages with some."""

    whole: Query
    some: Query | None = None
    nearness: Nearness | None = None


def answer_question(engine: tantivy.Index, question: Question, *, understood: Understood) -> Answer:
    """The answer to a question that was parsed; see `Index.ask`."""
    searcher = engine.searcher()
    compiler = Compiler(engine.schema, searcher)
    plan = _make_plan(compiler, searcher, question=question, understood=understood)
    notes = (*understood.notes, *compiler.notes)
    if plan is None:
        return Answer((), 0, understood.words, notes)
    limit = max(0, min(question.limit, MOST_HITS))
    offset = max(0, question.offset)
    if offset > DEEPEST:
        return Answer(
            (), _count(searcher, plan.some or plan.whole), understood.words, (*notes, f"too_far:{DEEPEST}")
        )
    if question.digest is not None or question.order == "date":
        found, total, complete = _search_in_order(searcher, plan, question=question, until=offset + limit)
    else:
        found, total, complete = _search_best(searcher, plan, until=offset + limit)
    hits = tuple(_make_hit(searcher, one, question=question) for one in found[offset : offset + limit])
    facets = _count_facets(searcher, plan.some or plan.whole) if question.with_facets else {}
    if question.collections is not None and facets:
        facets["collection"] = tuple(one for one in facets["collection"] if one.value in question.collections)
    return Answer(hits, total, understood.words, notes, facets, complete)


def _make_plan(
    compiler: Compiler, searcher: tantivy.Searcher, *, question: Question, understood: Understood
) -> _Plan | None:
    """None when nothing can be found: a question without a word to search."""
    limits = _restrict(compiler, searcher, question)
    tree = understood.tree
    if tree is None:
        return None if question.text.strip() else _Plan(_within(Query.all_query(), limits))
    whole = _within(compiler.compile(tree), limits)
    if isinstance(tree, Loose):
        some = _within(compiler.compile_some(tree), limits)
        return _Plan(whole, some, Nearness.weigh(compiler.count_stems(tree), pages=searcher.num_docs))
    return _Plan(whole)


def _restrict(compiler: Compiler, searcher: tantivy.Searcher, question: Question) -> list[Query]:
    """What may be seen and what was chosen, as queries that must all hold."""
    limits = []
    if question.collections is not None:
        known = {value for value, _ in searcher.terms_with_prefix("collection", "")}
        if not known <= set(question.collections):
            limits.append(_one_of(compiler, "collection", known & set(question.collections)))
    for name, values in question.filters.items():
        if name in schema.FACETS and values:
            limits.append(_one_of(compiler, name, set(values)))
    if question.digest is not None:
        limits.append(compiler.term("digest", question.digest))
    if question.hidden:
        hidden = [(Occur.MustNot, compiler.term("digest", digest)) for digest in question.hidden]
        limits.append(Query.boolean_query([(Occur.Must, Query.all_query()), *hidden]))
    return limits


def _one_of(compiler: Compiler, field: str, values: set[str]) -> Query:
    if not values:
        return Query.empty_query()
    return Query.boolean_query([(Occur.Should, compiler.term(field, value)) for value in sorted(values)])


def _within(query: Query, limits: list[Query]) -> Query:
    if not limits:
        return query
    return Query.boolean_query(
        [(Occur.Must, query), *((Occur.Must, Query.const_score_query(q, 0.0)) for q in limits)]
    )


def _search_best(
    searcher: tantivy.Searcher, plan: _Plan, *, until: int
) -> tuple[list[_Found], int, int | None]:
    """The first `until` pages, how many there are, and how many have all the words."""
    if plan.some is None:
        hits = searcher.search(plan.whole, max(until, 1), count=False).hits
        return [_Found(*hit) for hit in hits], _count(searcher, plan.whole), None
    until = max(until, NEARNESS_DEPTH)
    found = [_Found(*hit) for hit in searcher.search(plan.whole, until, count=False).hits]
    complete = len(found) if len(found) < until else _count(searcher, plan.whole)
    found = _put_near_first(searcher, found, plan=plan)
    if len(found) < until:
        seen = {(one.address.segment_ord, one.address.doc) for one in found}
        hits = searcher.search(plan.some, until + len(seen), count=False).hits
        rest = [_Found(*hit) for hit in hits if (hit[1].segment_ord, hit[1].doc) not in seen]
        rest = _put_near_first(searcher, rest, plan=plan)
        lowest = found[-1].score if found else float("inf")
        found += [one._replace(score=min(one.score, lowest)) for one in rest]
    return found, _count(searcher, plan.some), complete


def _put_near_first(searcher: tantivy.Searcher, found: list[_Found], *, plan: _Plan) -> list[_Found]:
    """The first pages in their order once nearness counts; the others stay behind them."""
    measured = []
    for one in found[:NEARNESS_DEPTH]:
        text = restore_text(searcher.doc(one.address).get_first("content"))
        measured.append(_Found(one.score + plan.nearness.measure(text), one.address, text))
    measured.sort(key=lambda one: -one.score)
    return measured + found[NEARNESS_DEPTH:]


def _search_in_order(
    searcher: tantivy.Searcher, plan: _Plan, *, question: Question, until: int
) -> tuple[list[_Found], int, int | None]:
    """By date (newest first) or, in one document, by page; pages with some of the words only where none has all."""
    field, order = ("page", Order.Asc) if question.digest is not None else ("first_day", Order.Desc)
    query, total = plan.whole, _count(searcher, plan.whole)
    complete = total if plan.some is not None else None
    if not total and plan.some is not None:
        query, total = plan.some, _count(searcher, plan.some)
    hits = searcher.search(query, max(until, 1), count=False, order_by_field=field, order=order).hits
    return [_Found(0.0, address) for _, address in hits], total, complete


def _count(searcher: tantivy.Searcher, query: Query) -> int:
    return searcher.search(query, 1).count


def _count_facets(searcher: tantivy.Searcher, query: Query) -> dict[str, tuple[FacetCount, ...]]:
    asked = {name: {"terms": {"field": name, "size": MOST_FACETS}} for name in schema.FACETS}
    counted = searcher.aggregate(query, asked)
    return {
        name: tuple(
            FacetCount(bucket["key"], bucket["doc_count"])
            for bucket in counted[name]["buckets"]
            if bucket["key"]
        )
        for name in schema.FACETS
    }


def _make_hit(searcher: tantivy.Searcher, found: _Found, *, question: Question) -> Hit:
    entry = searcher.doc(found.address)
    snippet, spans = make_snippet(restore_text(entry.get_first("content")), question.text)
    places, shown = entry.get_all("collection"), question.collections
    value = {name: entry.get_first(name) or "" for name in ("title", "date", "body", "kind", "how_read")}
    return Hit(
        digest=Digest(entry.get_first("digest")),
        page=entry.get_first("page"),
        score=float(found.score),
        snippet=snippet,
        spans=spans,
        collection=tuple(name for name in places if shown is None or name in shown),
        **value,
    )
