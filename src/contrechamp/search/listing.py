"""A list of names against the index: for each the pages and documents that have it, as an exact phrase."""

from collections.abc import Iterable, Iterator

import tantivy
from tantivy import Query

from contrechamp.search.answering import restrict, within
from contrechamp.search.compiling import Compiler
from contrechamp.search.question import parse_question
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import NamedPage, NameHits, Question

MOST_NAMES = 1000
MOST_FIRST = 5  # pages told of each name
MOST_DOCUMENTS = 10_000  # counted of one name
_QUOTES = dict.fromkeys(map(ord, '"“”„«»'), " ")


def find_names(engine: tantivy.Index, names: Iterable[str], *, seen: Question) -> Iterator[NameHits]:
    """What each name finds, in the order given; `seen` says who asks (its collections, filters, hidden documents)."""
    searcher = engine.searcher()
    compiler = Compiler(engine.schema, searcher, collections=seen.collections)
    limits = restrict(compiler, seen)
    for name in names:
        tree = parse_question(f'"{name.translate(_QUOTES)}"').tree
        if tree is None:
            yield NameHits(name, is_searched=False)
        else:
            yield _find_name(searcher, within(compiler.compile(tree), limits), name)


def _find_name(searcher: tantivy.Searcher, query: Query, name: str) -> NameHits:
    result = searcher.search(query, MOST_FIRST)
    if not result.count:
        return NameHits(name)
    asked = {"documents": {"terms": {"field": "digest", "size": MOST_DOCUMENTS}}}
    documents = len(searcher.aggregate(query, asked)["documents"]["buckets"])
    entries = (searcher.doc(address) for _, address in result.hits)
    first = tuple(
        NamedPage(Digest(entry.get_first("digest")), entry.get_first("page"), entry.get_first("title") or "")
        for entry in entries
    )
    return NameHits(name, result.count, documents, first)
