"""Pages chosen by what they name, without a word asked: the snippet is cut where they name it."""

from collections.abc import Callable, Mapping
from dataclasses import replace

from contrechamp.pipeline.findings import Findings
from contrechamp.search.highlight import cut_around
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.mention import find_facet
from contrechamp.vocabulary.search import Hit, Span

type Chosen = Mapping[str, tuple[str, ...]]


def show_where_named(
    hit: Hit, chosen: Chosen, findings: Findings, *, read_page: Callable[[Digest, int], Page]
) -> Hit:
    """The hit with a snippet around what was chosen; as it was where the page names none of it any more."""
    spans = [
        Span(mention.start, mention.end)
        for mention in findings.mentions(hit.digest, hit.page)
        if mention.value in chosen.get(find_facet(mention), ())
    ]
    if not spans:
        return hit
    snippet, marked = cut_around(read_page(hit.digest, hit.page).text, spans)
    return replace(hit, snippet=snippet, spans=marked, at=spans[0].start)
