"""The acts of a document: their list, one of them with its pages, its citation in three forms."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contrechamp.link.verdicts import list_contests
from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.search import Question
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.act_citation import (
    cite_act,
    write_act_bibtex,
    write_act_html,
    write_act_text,
)
from contrechamp.website.library.acts import choose_acts
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.library.listing import find_position

ACTS_A_VIEW = 100
MOST_HITS = 200
FORMS = {
    "txt": (write_act_text, "text/plain; charset=utf-8"),
    "html": (
        write_act_html,
        "text/plain; charset=utf-8",
    ),  # the block is shown as text: it is there to be copied
    "bib": (write_act_bibtex, "application/x-bibtex; charset=utf-8"),
}


def list_document_acts(request: HttpRequest, card: DocumentCard, asked: Asked) -> dict:
    """The first acts of a document, for its own view; the rest, and those of some words, have theirs."""
    acts = find_observatory().findings.acts(card.digest)
    return {"acts": acts[:ACTS_A_VIEW], "act_count": len(acts)}


@require_safe
def acts(request: HttpRequest, digest: str) -> HttpResponse:
    """The acts of a document, a hundred at a time, narrowed by words of their number, title, date or body."""
    card, asked = gate.require_shown(digest, request), read_asked(request.GET)
    found = find_observatory().findings.acts(card.digest)
    if not found:
        raise Http404
    chosen, path = choose_acts(found, asked.text), reverse("acts", args=[card.digest])
    first = (asked.page - 1) * ACTS_A_VIEW
    shown = chosen[first : first + ACTS_A_VIEW]
    pages = find_position(asked, len(chosen), path=path, size=ACTS_A_VIEW, shown=len(shown))
    context = {"card": card, "acts": shown, "act_count": len(found), "chosen_count": len(chosen)}
    context |= {"asked": asked, "pages": pages, "room": "document"}
    return render(request, "library/acts.html", context)


@require_safe
def act(request: HttpRequest, digest: str, rank: int) -> HttpResponse:
    """One act: what it is, its pages, what it authorises, how to cite it, words in it."""
    card, asked = gate.require_shown(digest, request), read_asked(request.GET)
    found = find_observatory().findings.acts(card.digest)
    shown = require_act(found, rank)
    citation = cite_act(request, card, shown)
    context = {
        "card": card,
        "act": shown,
        "asked": asked,
        "citation": citation,
        "as_text": write_act_text(citation),
        "as_html": write_act_html(citation),
        "as_bibtex": write_act_bibtex(citation),
        "page_numbers": range(shown.first_page, shown.last_page + 1),
        "authorisations": list_authorisations(card, rank),
        "before": find_rank(found, rank - 1),
        "after": find_rank(found, rank + 1),
        "act_count": len(found),
        "denial": reverse("contest-act", args=[f"acte/{card.digest}/{rank}"]),
        "contested": list_contests(find_observatory().desk.view(None), f"{card.digest}/acts/").get(
            str(rank), ""
        ),
        "room": "document",
    }
    if asked.text:
        context |= search_act(request, card, shown, asked=asked)
    return render(request, "library/act.html", context)


def require_act(acts: tuple[Act, ...], rank: int) -> Act:
    act = find_rank(acts, rank)
    if act is None:
        raise Http404
    return act


def find_rank(acts: tuple[Act, ...], rank: int) -> Act | None:
    return next((act for act in acts if act.rank == rank), None)


def list_authorisations(card: DocumentCard, rank: int) -> list:
    """What this act authorises."""
    return [one for one in find_observatory().findings.authorisations(card.digest) if one.act == rank]


def search_act(request: HttpRequest, card: DocumentCard, act: Act, *, asked: Asked) -> dict:
    """The pages of an act that answer, in their order, with their addresses."""
    question = Question(
        text=asked.text,
        digest=card.digest,
        pages=(act.first_page, act.last_page),
        collections=gate.list_seen_collections(request),
        limit=MOST_HITS,
    )
    answer = find_observatory().ask(question)
    plain = Asked(text=asked.text)
    hits = [(plain.write(reverse("page", args=[card.digest, hit.page])), hit) for hit in answer.hits]
    return {"answer": answer, "hits": sorted(hits, key=lambda pair: pair[1].page)}


@require_safe
def act_citation(request: HttpRequest, digest: str, rank: int, form: str) -> HttpResponse:
    """The citation alone, as a file."""
    card = gate.require_shown(digest, request)
    shown = require_act(find_observatory().findings.acts(card.digest), rank)
    write, content_type = FORMS[form]
    return HttpResponse(write(cite_act(request, card, shown)) + "\n", content_type=content_type)
