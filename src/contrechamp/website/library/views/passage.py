"""A passage: its permanent address, its citation in three forms, and its cut-out image."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contrechamp.errors import ContrechampError
from contrechamp.vocabulary.catalogue import DocumentCard, Picture
from contrechamp.vocabulary.document import Page, Passage
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import MarkedLine, cut_lines
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.awaiting import tell_when_awaited
from contrechamp.website.library.citation import (
    Citation,
    make_citation,
    write_bibtex,
    write_html,
    write_text,
)
from contrechamp.website.library.passages import is_sound, list_moves, quote
from contrechamp.website.library.pictures import send_picture
from contrechamp.website.library.views.page import (
    LOW_CONFIDENCE,
    require_page,
    write_passage_address,
)

CUTTING_WIDTH_PX = 1000
LINES_AROUND = 3
FORMS = {
    "txt": (write_text, "text/plain; charset=utf-8"),
    "html": (write_html, "text/plain; charset=utf-8"),  # the block is shown as text: it is there to be copied
    "bib": (write_bibtex, "application/x-bibtex; charset=utf-8"),
}
MOVES = {
    "line_before": gettext_lazy("One line more before"),
    "line_after": gettext_lazy("One line more after"),
    "without_first": gettext_lazy("Without the first line"),
    "without_last": gettext_lazy("Without the last line"),
}


@require_safe
@tell_when_awaited
def passage(request: HttpRequest, digest: str, number: int, start: int, end: int) -> HttpResponse:
    card, shown, span = require_passage(request, digest, number=number, span=Span(start, end))
    citation = cite(request, card, shown, span)
    here = [card.digest, number, start, end]
    context = {
        "card": card,
        "shown": shown,
        "citation": citation,
        "as_text": write_text(citation),
        "as_html": write_html(citation),
        "as_bibtex": write_bibtex(citation),
        "text_address": reverse("citation", args=[*here, "txt"]),
        "bibtex_address": reverse("citation", args=[*here, "bib"]),
        "picture": find_cutting(card, number, span),
        "is_typeset": not shown.width,
        "picture_address": reverse("passage-image", args=here),
        "lines": list_lines_around(shown, span),
        "moves": [
            (MOVES[name], write_passage_address(card, number, moved))
            for name, moved in list_moves(shown.text, span).items()
        ],
        "passage_key": f"{card.digest}/{number}/{start}-{end}",
        "room": "passage",
        "is_low": shown.confidence is not None and shown.confidence < LOW_CONFIDENCE,
    }
    return render(request, "library/passage.html", context)


def require_passage(
    request: HttpRequest, digest: str, *, number: int, span: Span
) -> tuple[DocumentCard, Page, Span]:
    card = gate.require_shown(digest, request)
    shown = require_page(card, number)
    if not is_sound(shown.text, span) or not shown.text[span.start : span.end].strip():
        raise Http404
    return card, shown, span


def cite(request: HttpRequest, card: DocumentCard, shown: Page, span: Span) -> Citation:
    return make_citation(
        card,
        shown,
        words=quote(shown.text, span),
        address=request.build_absolute_uri(write_passage_address(card, shown.number, span)),
    )


def list_lines_around(shown: Page, span: Span) -> list[MarkedLine]:
    """The lines of the passage, and three before and after, the passage marked."""
    lines = cut_lines(shown.text, (span,))
    inside = [line.number for line in lines if line.start < span.end and line.end > span.start]
    first, last = min(inside) - LINES_AROUND, max(inside) + LINES_AROUND
    return [line for line in lines if first <= line.number <= last]


def find_cutting(card: DocumentCard, number: int, span: Span) -> Picture | None:
    """The cut-out image; None where the page has no image, the words remain."""
    try:
        return find_observatory().cut_passage(
            Passage(card.digest, number, span.start, span.end), width_px=CUTTING_WIDTH_PX
        )
    except (ContrechampError, OSError):
        return None


@require_safe
@tell_when_awaited
def passage_image(request: HttpRequest, digest: str, number: int, start: int, end: int) -> HttpResponse:
    card, _shown, span = require_passage(request, digest, number=number, span=Span(start, end))
    picture = find_cutting(card, number, span)
    if picture is None:
        raise Http404
    return send_picture(picture, card)


@require_safe
@tell_when_awaited
def citation(request: HttpRequest, digest: str, number: int, start: int, end: int, form: str) -> HttpResponse:
    """The citation alone, as a file."""
    card, shown, span = require_passage(request, digest, number=number, span=Span(start, end))
    write, content_type = FORMS[form]
    return HttpResponse(write(cite(request, card, shown, span)) + "\n", content_type=content_type)
