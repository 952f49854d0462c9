"""Pages chosen by what they name: the snippet is cut where they name it, beside a word asked where there is one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import NamedTuple

from contrechamp.errors import DocumentUnknown
from contrechamp.pipeline.findings import Findings
from contrechamp.search.highlight import SNIPPET_REACH, cut_snippet
from contrechamp.search.question import parse_question
from contrechamp.search.scanning import Found, Scanner, make_scanner
from contrechamp.search.schema import SPOTTED
from contrechamp.search.spotted import recognise_spelling
from contrechamp.search.tree import list_having
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import Mention, find_facet
from contrechamp.vocabulary.search import Answer, Hit, Question, Span
from contrechamp.vocabulary.table import Table

_MOST_NAMED = 50  # places of one page that are weighed against each other


class Wanted(NamedTuple):
    """A facet, and whether a value of it is what was chosen."""

    facet: str
    is_chosen: Callable[[str], bool]


def list_wanted(question: Question) -> list[Wanted]:
    """What a question chooses pages by: its facets (values as they are), and its words (`titulaire:…`, as typed)."""
    facets = [Wanted(name, frozenset(question.filters.get(name, ())).__contains__) for name in SPOTTED]
    typed = [
        Wanted(one.name, recognise_spelling(one.value, known=question.spellings))
        for one in list_having(parse_question(question.text).tree)
        if one.name in SPOTTED
    ]
    return [one for one in facets if question.filters.get(one.facet)] + typed


def show_where_named(
    answer: Answer, question: Question, *, findings: Findings, read_page: Callable[[Digest, int], Page]
) -> Answer:
    """The answer with each snippet where its page names what was chosen; as it was where nothing was chosen."""
    wanted = list_wanted(question)
    if not wanted:
        return answer
    scanner = make_scanner(question.text)
    hits = (_show_hit(hit, wanted, scanner, findings, read_page) for hit in answer.hits)
    return replace(answer, hits=tuple(hits))


def _show_hit(
    hit: Hit,
    wanted: Sequence[Wanted],
    scanner: Scanner,
    findings: Findings,
    read_page: Callable[[Digest, int], Page],
) -> Hit:
    """As it was where the page names nothing of it any more, or waits to be read again."""
    named = list(find_named(findings.mentions(hit.digest, hit.page), wanted))
    if not named:
        return hit
    try:
        text = read_page(hit.digest, hit.page).text
    except (DocumentUnknown, IndexError):
        return hit
    words = list(scanner.find(text))
    row = choose_row(text, findings.tables(hit.digest, hit.page), named, words=words)
    window = row or Span(0, len(text))
    found = choose_near(_move(named, window), _move(words, window))
    snippet, spans = cut_snippet(text[window.start : window.end], found)
    return replace(hit, snippet=snippet, spans=spans, at=window.start + found[0].start)


def find_named(mentions: Sequence[Mention], wanted: Sequence[Wanted]) -> Iterator[Found]:
    """Where a page names what was chosen, in the order of its text; the key is the facet."""
    for place, mention in enumerate(mentions):
        facet = find_facet(mention)
        if facet and any(one.facet == facet and one.is_chosen(mention.value) for one in wanted):
            yield Found(mention.start, mention.end, facet, place)


def choose_row(
    text: str, tables: Sequence[Table], named: Sequence[Found], *, words: Sequence[Found]
) -> Span | None:
    """Of the rows that name what was chosen, the one with most of it and most of the words; None where no row does."""
    best, chosen = (0, 0), None
    for row in (row for table in tables for row in table.rows):
        span = Span(min(cell.start for cell in row.cells), max(cell.end for cell in row.cells))
        value = _count_keys(named, span), _count_keys(words, span)
        if value[0] and value > best and "\n" not in text[span.start : span.end]:
            best, chosen = value, span
    return chosen


def choose_near(named: Sequence[Found], words: Sequence[Found]) -> list[Found]:
    """The place named that has most beside it, else the one nearest to a word, with what fits into a snippet."""
    best, chosen = (-1, 0, 0), named[0]
    for one in named[:_MOST_NAMED]:
        reach = Span(one.end - SNIPPET_REACH, one.start + SNIPPET_REACH)
        distance = min((max(word.start - one.end, one.start - word.end, 0) for word in words), default=0)
        value = _count_keys(named, reach), _count_keys(words, reach), -distance
        if value > best:
            best, chosen = value, one
    reach = Span(chosen.end - SNIPPET_REACH, chosen.start + SNIPPET_REACH)
    near = [one for one in (*named, *words) if _lies_in(one, reach)]
    return sorted(near or [chosen])


def _count_keys(found: Sequence[Found], span: Span) -> int:
    return len({one.key for one in found if _lies_in(one, span)})


def _lies_in(one: Found, span: Span) -> bool:
    return span.start <= one.start and one.end <= span.end


def _move(found: Sequence[Found], window: Span) -> list[Found]:
    """What lies in a window, counted from its beginning."""
    return [
        one._replace(start=one.start - window.start, end=one.end - window.start)
        for one in found
        if _lies_in(one, window)
    ]
