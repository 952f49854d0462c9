"""Home, results and their Atom feed."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cache

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.act import Act
from contrechamp.vocabulary.catalogue import DocumentCard, Likeness
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import Answer, Hit, Question
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.interface.words import name_value
from contrechamp.website.library import gate
from contrechamp.website.library.acts import find_act
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.library.feed import UNKNOWN, FeedEntry, render_feed
from contrechamp.website.library.listing import find_position, link_facets, list_chosen
from contrechamp.website.library.notes import explain_notes

HITS_A_VIEW = 10
HITS_A_FEED = 40
LATEST = 6
FACETS = ("body", "kind", "year", "technology", "supplier", "place", "how_read")
TRIES = ("reconnaissance faciale", "caméra ET école", '"caméras mobiles"', "vidéo*", "2021 contrat")


@dataclass(frozen=True)
class ShownHit:
    """A hit as the list shows it."""

    hit: Hit
    title: str
    address: str
    page_count: int
    twins: tuple[Likeness, ...]
    is_team_only: bool
    act: Act | None = None

    def __getattr__(self, name: str):
        return getattr(self.hit, name)


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    observatory, seen = find_observatory(), gate.list_seen_collections(request)
    listing = observatory.list_documents(collections=seen, filters={}, order="date", offset=0, limit=LATEST)
    path = reverse("library")
    context = {
        "tries": TRIES,
        "cards": listing.cards,
        "document_count": listing.total,
        "page_count": sum(card.page_count for card in listing.cards),
        "facets": link_facets(listing.facets, Asked(), path=path, names=("body", "kind", "year"), most=8),
    }
    return render(request, "library/home.html", context)


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    asked, path = read_asked(request.GET), reverse("search")
    if not asked.text and not asked.filters:
        return render(request, "library/search_empty.html", {"tries": TRIES, "room": "search"})
    answer = ask(request, asked, limit=HITS_A_VIEW, with_facets=True)
    hits = show_hits(request, answer.hits, asked)
    names = (*FACETS, "collection") if gate.is_team(request) else FACETS
    context = {
        "query": asked.text,
        "title": asked.text or name_filters(asked),
        "answer": answer,
        "hits": hits,
        "notes": explain_notes(answer.notes),
        "facets": link_facets(answer.facets, asked, path=path, names=names),
        "chosen": list_chosen(asked, path=path),
        "pages": find_position(asked, answer.total, path=path, size=HITS_A_VIEW, shown=len(answer.hits)),
        "order": asked.order,
        "by_relevance": asked.in_order("relevance").write(path),
        "by_date": asked.in_order("date").write(path),
        "feed_address": asked.at_page(1).write(reverse("search-feed")),
    }
    return render(request, "library/search.html", context)


@require_safe
def search_feed(request: HttpRequest) -> HttpResponse:
    """What came in last first: a program that follows it has no session, and sees what a reader sees."""
    asked = read_asked(request.GET).in_order("received")
    answer = ask(request, asked, limit=HITS_A_FEED, with_facets=False)
    entries = [
        FeedEntry(
            hit, request.build_absolute_uri(write_page_address(hit, asked)), find_receipt(card, request)
        )
        for hit in answer.hits
        if (card := gate.find_shown(hit.digest, request))
    ]
    text = render_feed(
        sorted(entries, key=lambda entry: entry.received_at, reverse=True),
        title=_("Search: %(words)s") % {"words": asked.text or name_filters(asked)},
        address=request.build_absolute_uri(asked.write(reverse("search"))),
        feed_address=request.build_absolute_uri(),
    )
    return HttpResponse(text, content_type="application/atom+xml; charset=utf-8")


def find_receipt(card: DocumentCard | None, request: HttpRequest) -> datetime:
    """When a document, or what it came in, was first received into what this reader sees."""
    while card and not card.receipts:
        card = gate.find_shown(card.parent.digest, request) if card.parent else None
    return min(one.provenance.received_at for one in card.receipts) if card else UNKNOWN


def name_filters(asked: Asked) -> str:
    """What the search is narrowed to, for a search without words."""
    return ", ".join(name_value(facet, value) for facet, values in asked.filters.items() for value in values)


def ask(request: HttpRequest, asked: Asked, *, limit: int, with_facets: bool) -> Answer:
    question = Question(
        text=asked.text,
        collections=gate.list_seen_collections(request),
        filters=asked.filters,
        order=asked.order,
        offset=(asked.page - 1) * limit,
        limit=limit,
        with_facets=with_facets,
    )
    return find_observatory().ask(question)


def show_hits(request: HttpRequest, hits: Iterable[Hit], asked: Asked) -> list[ShownHit]:
    """The hits as a list shows them, each with the act in which its page lies."""
    acts = cache(find_observatory().findings.acts)  # a gazette may have all the hits of a view
    shown = (show_hit(request, hit, asked, find_acts=acts) for hit in hits)
    return [one for one in shown if one]


def show_hit(
    request: HttpRequest, hit: Hit, asked: Asked, *, find_acts: Callable[[Digest], tuple[Act, ...]]
) -> ShownHit | None:
    """The index may lag behind a withdrawal by an instant; the card never does."""
    card = gate.find_shown(hit.digest, request)
    if card is None:
        return None
    return ShownHit(
        hit=hit,
        title=card.title,
        address=write_page_address(hit, asked),
        page_count=card.page_count,
        twins=card.duplicates[:2],
        is_team_only=not card.is_public,
        act=find_act(find_acts(hit.digest), hit.page, at=hit.at),
    )


def write_page_address(hit: Hit, asked: Asked) -> str:
    return Asked(text=asked.text).write(reverse("page", args=[hit.digest, hit.page]))
