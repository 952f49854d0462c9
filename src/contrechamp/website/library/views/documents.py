"""Documents by body, kind and year; one document; those that could not be read; originals."""

from functools import partial
from pathlib import PurePosixPath

from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.csp import CSP
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.archive import StepOutcome
from contrechamp.vocabulary.catalogue import DocumentCard, PageSummary
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Question
from contrechamp.website.accounts.team import keep_form_page
from contrechamp.website.intake.forms import PasswordForm
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.library.listing import find_position, link_facets, list_chosen
from contrechamp.website.library.pictures import COVER_WIDTH_PX, find_picture
from contrechamp.website.library.threads import list_thread
from contrechamp.website.library.views.act import list_document_acts

CARDS_A_VIEW = 30
CHILDREN_A_VIEW = 100
MOST_FAILED = 200
FACETS = ("body", "kind", "year")
NAMED_FACETS = ("technology", "supplier", "place")
LISTED = (*FACETS, *NAMED_FACETS, "state")
MOST_NAMED = 12  # values of a facet of what is named
FAILED_STATES = ("unreadable", "partly_read")
MOST_HITS_INSIDE = 200
SAYS_NOTHING = ("", "unspecified", "anonymous", "unknown", "untitled")  # what programs write by themselves
SHOWN_PROPERTIES = ("subject", "from", "to", "cc", "author", "producer", "creator", "message_id")


@require_safe
def library(request: HttpRequest) -> HttpResponse:
    """All documents, narrowed by the facets of the address."""
    asked, path = read_asked(request.GET), reverse("library")
    listing = find_observatory().list_documents(
        collections=gate.list_seen_collections(request),
        filters={facet: asked.filters[facet][0] for facet in LISTED if facet in asked.filters},
        order="date",
        offset=(asked.page - 1) * CARDS_A_VIEW,
        limit=CARDS_A_VIEW,
        counted=(*FACETS, *NAMED_FACETS),
    )
    shown, link = len(listing.cards), partial(link_facets, listing.facets, asked, path=path, is_single=True)
    context = {
        "room": "library",
        "cards": listing.cards,
        "total": listing.total,
        "facets": link(names=FACETS, most=40) + link(names=NAMED_FACETS, most=MOST_NAMED),
        "chosen": list_chosen(asked, path=path),
        "pages": find_position(asked, listing.total, path=path, size=CARDS_A_VIEW, shown=shown),
        "failed_count": sum(count_state(request, state) for state in FAILED_STATES),
    }
    return render(request, "library/library.html", context)


def count_state(request: HttpRequest, state: str) -> int:
    """How many documents in this state the person may see."""
    return find_observatory().count_documents(gate.list_seen_collections(request), state=state)


@require_safe
def unreadable(request: HttpRequest) -> HttpResponse:
    """What could not be read, or not wholly, openly, with the reason."""
    seen, observatory = gate.list_seen_collections(request), find_observatory()
    listings = {
        state: observatory.list_documents(
            collections=seen, filters={"state": state}, order="received", limit=MOST_FAILED
        )
        for state in FAILED_STATES
    }
    context = {"room": "library", "most": MOST_FAILED, **listings}
    return render(request, "library/unreadable.html", context)


@require_safe
def document(request: HttpRequest, digest: str) -> HttpResponse:
    card = gate.require_shown(digest, request)
    observatory, asked = find_observatory(), read_asked(request.GET)
    summaries, steps = observatory.list_pages(card.digest), observatory.list_steps(card.digest)
    retry = find_retry(card, steps) if gate.is_team(request) else ""
    context = {
        "card": card,
        "summaries": summaries,
        "troubled": list_troubled(summaries),
        "asked": asked,
        "properties": list_properties(card),
        "thread": list_thread(card, request),
        "steps": steps if gate.is_team(request) else [step for step in steps if step.outcome],
        "retry": retry,
        "form": PasswordForm(),
        "cover": show_cover(card) if summaries else None,
        "first_address": reverse("page", args=[card.digest, 1]),
        "room": "document",
        **list_document_acts(request, card, asked),
    }
    if asked.text:
        context |= search_inside(request, card, asked)
    if card.child_count:
        context |= list_inside(request, card, asked)
    response = render(request, "library/document.html", context)
    return keep_form_page(response) if retry == "offered" else response


def search_inside(request: HttpRequest, card: DocumentCard, asked: Asked) -> dict:
    """The pages of this document that answer, in their order, with their addresses."""
    seen = gate.list_seen_collections(request)
    question = Question(text=asked.text, digest=card.digest, collections=seen, limit=MOST_HITS_INSIDE)
    answer = find_observatory().ask(question)
    hits = [
        (asked.write(reverse("page", args=[card.digest, hit.page])), hit)
        for hit in sorted(answer.hits, key=lambda hit: hit.page)
    ]
    return {"answer": answer, "hits": hits}


def list_inside(request: HttpRequest, card: DocumentCard, asked: Asked) -> dict:
    """The documents found inside this one, a hundred at a time."""
    seen, path = gate.list_seen_collections(request), reverse("document", args=[card.digest])
    offset = (asked.page - 1) * CHILDREN_A_VIEW
    children = find_observatory().list_children(
        card.digest, collections=seen, offset=offset, limit=CHILDREN_A_VIEW
    )
    shown, total = len(children), card.child_count
    pages = find_position(asked, total, path=path, size=CHILDREN_A_VIEW, shown=shown)
    return {"children": children, "pages": pages}


def find_retry(card: DocumentCard, steps: tuple[StepOutcome, ...]) -> str:
    """Whether the team may have a failed document tried again: "offered", "waiting" once it is asked, or ""."""
    has_failed = card.state in FAILED_STATES or any(step.outcome == "failed" for step in steps)
    if not has_failed or card.is_withdrawn:
        return ""
    return "offered" if all(step.outcome for step in steps) else "waiting"


def show_cover(card: DocumentCard) -> dict | None:
    """The first page, small; None where no image can be made of it."""
    picture = find_picture(card, 1, width_px=COVER_WIDTH_PX)
    if picture is None:
        return None
    address = reverse("page-image", args=[card.digest, 1]) + f"?w={COVER_WIDTH_PX}"
    return {"address": address, "width": picture.width, "height": picture.height}


def list_troubled(summaries: tuple[PageSummary, ...]) -> list[PageSummary]:
    """Pages where the reading is in doubt or failed."""
    return [page for page in summaries if page.flags or page.reason or page.how_read == "failed"]


def list_properties(card: DocumentCard) -> list[tuple[str, str]]:
    """What the file says of itself, in a fixed order, long values cut."""
    known = [(key, card.properties.get(key, "")) for key in SHOWN_PROPERTIES]
    known = [(key, value) for key, value in known if value.strip(" ()").lower() not in SAYS_NOTHING]
    return [(key, show_plain(value)[:400]) for key, value in known]


@require_safe
@csp_override({"default-src": [CSP.NONE], "sandbox": True})
def original(request: HttpRequest, digest: str) -> FileResponse:
    """The bytes as they were received, as a file to keep: never opened inside this site."""
    card = gate.require_shown(digest, request)
    path = find_observatory().original(card.digest)
    try:
        file = path.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    response = FileResponse(
        file, as_attachment=True, filename=find_file_name(card), content_type="application/octet-stream"
    )
    response.headers["X-Content-Type-Options"] = "nosniff"
    response.headers["X-SHA-256"] = card.digest
    return response


def find_file_name(card: DocumentCard) -> str:
    """The name under which the document came, without its folders; else its digest."""
    if card.receipts:
        name = PurePosixPath(show_plain(card.receipts[0].provenance.untrusted_path)).name
        if name:
            return name[-180:]
    return card.digest
