"""Technologies: those that the papers speak of, and one of them in plain words with where it is spoken of."""

from dataclasses import dataclass, replace

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.technology import Technology
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.library.listing import find_position, link_facets, list_chosen
from contrechamp.website.library.naming import write_technology_address
from contrechamp.website.library.views.search import HITS_A_VIEW, ask, show_hits

FACETS = ("place", "supplier")
MOST_KEYS = 1000


@dataclass(frozen=True)
class Spoken:
    """A technology and how many documents speak of it."""

    technology: Technology
    count: int
    address: str


@require_safe
def technologies(request: HttpRequest) -> HttpResponse:
    """Those that are spoken of in what the reader may see, most often first; then those not met yet."""
    observatory, seen = find_observatory(), gate.list_seen_collections(request)
    counted = observatory.count_named("technology", collections=seen, limit=MOST_KEYS)
    spoken = [speak_of(observatory.find_technology(key), count) for key, count in counted]
    met = {one.technology.key for one in spoken}
    unmet = [speak_of(one, 0) for one in observatory.list_technologies() if one.key not in met]
    context = {"spoken": spoken, "unmet": unmet, "room": "technologies"}
    return render(request, "library/technologies.html", context)


def speak_of(technology: Technology, count: int) -> Spoken:
    return Spoken(technology, count, write_technology_address(technology.key))


@require_safe
def technology(request: HttpRequest, key: str) -> HttpResponse:
    """What it is, what papers call it, what is near it, and the pages that speak of it, the newest first."""
    asked, path = read_asked(request.GET), reverse("technology", args=[key])
    filters = {name: values for name, values in asked.filters.items() if name in FACETS}
    asked = Asked(filters=filters, page=asked.page)
    about = replace(asked, filters={"technology": (key,), **filters}, order="date")
    answer = ask(request, about, limit=HITS_A_VIEW, with_facets=True)
    described = find_observatory().find_technology(key)
    if not described.explanation and not answer.total and not filters:  # neither known nor spoken of
        raise Http404
    context = {
        "technology": described,
        "related": [speak_of(find_observatory().find_technology(other), 0) for other in described.related],
        "answer": answer,
        "query": "",
        "hits": show_hits(request, answer.hits, about),
        "facets": link_facets(answer.facets, asked, path=path, names=FACETS),
        "chosen": list_chosen(asked, path=path),
        "pages": find_position(asked, answer.total, path=path, size=HITS_A_VIEW, shown=len(answer.hits)),
        "search_address": about.at_page(1).write(reverse("search")),
        "feed_address": replace(about, page=1, order="relevance").write(reverse("search-feed")),
        "room": "technologies",
    }
    return render(request, "library/technology.html", context)
