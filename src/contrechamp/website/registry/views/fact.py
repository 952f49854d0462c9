"""One fact: its sentence, every passage with its image, its history in dates, how to cite it."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contrechamp.errors import DocumentUnknown
from contrechamp.link.contradictions import list_contradictions
from contrechamp.link.relations import find_relation
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.document import HowRead
from contrechamp.vocabulary.fact import FACT_ENDS, Fact, Source
from contrechamp.vocabulary.plain import find_label, show_plain
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library.citation import Citation
from contrechamp.website.registry import queries
from contrechamp.website.registry.citation import (
    FactCitation,
    make_fact_citation,
    write_fact_bibtex,
    write_fact_html,
    write_fact_text,
)
from contrechamp.website.registry.conflicts import list_conflicts
from contrechamp.website.registry.statements import Statement, write_address
from contrechamp.website.registry.views.entity import reverse_contest

MOST_PASSAGES = 30
MOST_IMAGES = 3  # each is made when it is asked for; the view does not wait for them
FORMS = {
    "txt": (write_fact_text, "text/plain; charset=utf-8"),
    "html": (write_fact_html, "text/plain; charset=utf-8"),  # shown as text: it is there to be copied
    "bib": (write_fact_bibtex, "application/x-bibtex; charset=utf-8"),
}


@require_safe
def fact(request: HttpRequest, key: str) -> HttpResponse:
    room = queries.open_room(request)
    found = require_fact(room, key)
    conflicts = [one for one in list_contradictions(room.view, about=found.subject) if found in one.facts]
    statements = room.statements(contradictions=conflicts)
    (statement,) = statements.make([found], most_notes=MOST_PASSAGES)
    passages = list_passages(request, room, found)
    citation = cite(request, statement, passages)
    context = {
        "statement": statement,
        "fact": found,
        "passages": passages,
        "ends": [(end, statements.entities.get(getattr(found, end))) for end in FACT_ENDS],
        "conflicts": list_conflicts(conflicts, statements, most=queries.MOST_BESIDE),
        "events": queries.list_events(room, found),
        "citation": citation,
        "as_text": write_fact_text(citation),
        "as_html": write_fact_html(citation),
        "as_bibtex": write_fact_bibtex(citation),
        "contest_address": reverse_contest(f"fait/{found.id}"),
        "room": "registry",
    }
    return render(request, "registry/fact.html", context)


def require_fact(room: queries.Room, key: str) -> Fact:
    found = room.view.find_fact(key)
    if found is None:
        raise Http404
    return found


def list_passages(request: HttpRequest, room: queries.Room, found: Fact) -> list[dict[str, Any]]:
    """The passages of a fact, each with its citation; the first ones with their images."""
    sources = found.sources[:MOST_PASSAGES]
    cards = find_observatory().find_cards(
        (one.passage.digest for one in sources), collections=room.collections
    )
    shown = [source for source in sources if source.passage.digest in cards]
    return [
        show_passage(request, cards[source.passage.digest], source, with_image=rank < MOST_IMAGES)
        for rank, source in enumerate(shown)
    ]


def show_passage(
    request: HttpRequest, card: DocumentCard, source: Source, *, with_image: bool
) -> dict[str, Any]:
    passage = source.passage
    here = [card.digest, passage.page, passage.start, passage.end]
    return {
        "card": card,
        "citation": cite_source(request, card, source),
        "address": write_address(source),
        "picture_address": reverse("passage-image", args=here) if with_image else "",
    }


def cite_source(request: HttpRequest, card: DocumentCard, source: Source) -> Citation:
    """The words as they were cited, whatever becomes of the page; what a machine read is said to be so."""
    label, is_ocr = "", False
    try:
        page = find_observatory().read_page(card.digest, source.passage.page)
        label, is_ocr = find_label(page.label, page.number), page.how_read == HowRead.OCR
    except (DocumentUnknown, IndexError):
        pass  # being read again
    return Citation(
        words=show_plain(" ".join(source.words.split())),
        title=show_plain(card.title),
        body=show_plain(card.description.body.value),
        date=card.description.date.value,
        page=source.passage.page,
        label=label,
        digest=str(card.digest),
        address=request.build_absolute_uri(write_address(source)),
        is_ocr=is_ocr,
    )


def cite(request: HttpRequest, statement: Statement, passages: list[dict[str, Any]]) -> FactCitation:
    found = statement.fact
    return make_fact_citation(
        statement.sentence,
        found.id,
        address=request.build_absolute_uri(reverse("fact", args=[found.id])),
        at=found.established_at,
        sources=tuple(one["citation"] for one in passages),
    )


@require_safe
def fact_citation(request: HttpRequest, key: str, form: str) -> HttpResponse:
    """The citation alone, as a file."""
    room = queries.open_room(request)
    found = require_fact(room, key)
    (statement,) = room.statements().make([found], most_notes=MOST_PASSAGES)
    write, content_type = FORMS[form]
    said = write(cite(request, statement, list_passages(request, room, found)))
    return HttpResponse(f"{said}\n", content_type=content_type)


@require_safe
def fact_data(request: HttpRequest, key: str) -> HttpResponse:
    """The fact as JSON: nothing in it that its view does not show."""
    room = queries.open_room(request)
    found = require_fact(room, key)
    statements = room.statements()
    (statement,) = statements.make([found], most_notes=MOST_PASSAGES)
    ends = {end: statements.entities.get(getattr(found, end)) for end in FACT_ENDS}
    said = {
        "id": found.id,
        "sentence": statement.sentence,
        "relation": found.relation,
        "relation_label": find_relation(found.relation).label,
        **{name: {"id": one.id, "name": one.name, "kind": one.kind} if one else None for name, one in ends.items()},
        "value": found.value,
        "details": found.details,
        "when": found.when,
        "contest": found.contest,
        "established_on": found.established_at.date().isoformat() if found.established_at else "",
        "address": request.build_absolute_uri(reverse("fact", args=[found.id])),
        "passages": [
            {"document": str(one.passage.digest), "page": one.passage.page, "start": one.passage.start,
             "end": one.passage.end, "words": one.words, "address": request.build_absolute_uri(write_address(one))}
            for one in found.sources
        ],
    }  # fmt: skip
    return JsonResponse(said, json_dumps_params={"ensure_ascii": False, "indent": 1})
