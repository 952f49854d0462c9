"""One page: its image with the words found on it, the same text beside it, the way to the next hit."""

import itertools
from collections.abc import Container, Sequence

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.csp import CSP
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from contrechamp.errors import ContrechampError
from contrechamp.vocabulary.catalogue import DocumentCard, Picture
from contrechamp.vocabulary.document import Box, Page
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Question, Span
from contrechamp.website.interface.marks import order_spans
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.acts import list_acts_on
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.library.awaiting import tell_when_awaited
from contrechamp.website.library.frames import Frame, frame_box
from contrechamp.website.library.naming import Naming, make_naming
from contrechamp.website.library.passages import (
    cut_quotable,
    find_line,
    find_lines,
    find_sentence,
    join_ticked,
)
from contrechamp.website.library.pictures import (
    LARGE_WIDTH_PX,
    WIDTH_PX,
    WIDTHS_PX,
    find_picture,
    send_picture,
)
from contrechamp.website.library.tables import is_all_table, list_row_lines, list_tables

LOW_CONFIDENCE = 0.8
MOST_MARKS = 300
MOST_LISTED = 30
MOST_HITS = 200
_LEAST_RATIO, _MOST_RATIO = (
    0.5,
    2.2,
)  # of width to height: outside, a whole page in its column would be a strip


@require_safe
@csp_override({**settings.SECURE_CSP, "script-src": [CSP.SELF]})  # one small file of ours (see quote.js)
@tell_when_awaited
def page(request: HttpRequest, digest: str, number: int) -> HttpResponse:
    """The image and the text side by side; with `agrandir`, the image alone, as large as it is made."""
    card = gate.require_shown(digest, request)
    shown, asked = require_page(card, number), read_asked(request.GET)
    spans = find_spans(shown, asked)
    if "agrandir" in request.GET:
        return show_enlarged(request, card, shown, asked=asked, spans=spans)
    tables = list_tables(card, shown, spans)
    is_table = is_all_table(
        shown, tables
    )  # then its rows are shown, and no picture that we would set of them
    rows = list_row_lines(tables) if is_table else set()
    naming = make_naming(request, card, shown, asked=asked, rows=rows)
    context = {
        "card": card,
        "shown": shown,
        "query": asked.text,
        "asked": asked,
        "room": "page",
        "lines": cut_quotable(shown.text, spans, mentions=naming.marked),
        "naming": naming,
        "tables": tables,
        "is_table": is_table,
        "acts": list_acts_on(find_observatory().findings.acts(card.digest), number),
        "line_count": shown.text.count("\n") + 1,
        "found": list_found(card, shown, spans, rows=rows),
        "sought": find_observatory().tell_words(asked.text) if asked.text and not spans else "",
        "span_count": len(spans),
        "picture": None if is_table else show_picture(card, shown, spans, width_px=WIDTH_PX, naming=naming),
        "large_address": write_large_address(card, number, asked),
        "moves": list_moves(request, card, number, asked=asked),
        "is_low": shown.confidence is not None and shown.confidence < LOW_CONFIDENCE,
        "page_address": request.build_absolute_uri(reverse("page", args=[card.digest, number])),
    }
    return render(request, "library/page.html", context)


def show_enlarged(
    request: HttpRequest,
    card: DocumentCard,
    shown: Page,
    *,
    asked: Asked,
    spans: tuple[Span, ...],
) -> HttpResponse:
    naming = make_naming(request, card, shown, asked=asked)
    context = {
        "card": card,
        "shown": shown,
        "naming": naming,
        "picture": show_picture(card, shown, spans, width_px=LARGE_WIDTH_PX, naming=naming),
        "query": asked.text,
        "page_address": write_address(card, shown.number, asked),
        "is_enlarged": True,
        "room": "page",
    }
    return render(request, "library/page_enlarged.html", context)


def write_address(card: DocumentCard, number: int, asked: Asked) -> str:
    """The address of a page on which the same words are marked."""
    return Asked(text=asked.text, marked=asked.marked).write(reverse("page", args=[card.digest, number]))


def write_large_address(card: DocumentCard, number: int, asked: Asked) -> str:
    address = write_address(card, number, asked)
    return f"{address}{'&' if '?' in address else '?'}agrandir=1"


def require_page(card: DocumentCard, number: int) -> Page:
    """The page; DocumentUnknown while the document is read again (see `tell_when_awaited`)."""
    if not 1 <= number <= card.page_count:
        raise Http404
    try:
        return find_observatory().read_page(card.digest, number)
    except IndexError:  # read again since the card was made, with fewer pages
        raise Http404 from None


def find_spans(shown: Page, asked: Asked) -> tuple[Span, ...]:
    if not asked.text:
        return ()
    spans = find_observatory().find_spans(shown.text, asked.text)
    return order_spans(spans, len(shown.text))[:MOST_MARKS]


def list_found(
    card: DocumentCard, shown: Page, spans: tuple[Span, ...], *, rows: Container[int] = ()
) -> list[dict]:
    """The words found, sentence by sentence: each with its line, where it is shown, and the address to quote it.

    `rows` are the lines that are shown as rows of a table: each is its own sentence.
    """
    found: list[tuple[Span, list[tuple[int, Span]]]] = []
    for number, span in enumerate(spans, start=1):
        if not found or span.end > found[-1][0].end:
            line = shown.text.count("\n", 0, span.start) + 1
            row = find_line(shown.text, span) if line in rows else None
            found.append((row or find_sentence(shown.text, span), []))
        found[-1][1].append((number, span))
    lines = [shown.text.count("\n", 0, inside[0][1].start) + 1 for _sentence, inside in found[:MOST_LISTED]]
    return [
        {
            "target": f"r{line}" if line in rows else f"m{inside[0][0]}",
            "words": join_words(shown.text, [span for _number, span in inside]),
            "line": line,
            "sentence": write_passage_address(card, shown.number, sentence),
        }
        for line, (sentence, inside) in zip(lines, found, strict=False)
    ]


def join_words(text: str, spans: list[Span]) -> str:
    """The words of a sentence that were found: neighbours as they stand, "…" for what is between."""
    words = show_plain(text[spans[0].start : spans[0].end])
    for before, span in itertools.pairwise(spans):
        gap = text[before.end : span.start]
        words += (" " if not gap.strip() else " … ") + show_plain(text[span.start : span.end])
    return " ".join(words.split())


def write_passage_address(card: DocumentCard, number: int, span: Span) -> str:
    return reverse("passage", args=[card.digest, number, span.start, span.end])


def show_picture(
    card: DocumentCard, shown: Page, spans: tuple[Span, ...], *, width_px: int, naming: Naming
) -> dict | None:
    """The image of the page and the frames on it, in its pixels; None where there is no image."""
    picture = find_picture(card, shown.number, width_px=width_px)
    if picture is None:
        return None
    address = reverse("page-image", args=[card.digest, shown.number])
    mentioned = [Span(one.start, one.end) for one in naming.framed]
    places = find_boxes(card, shown, (*spans, *mentioned))
    return {
        "width": picture.width,
        "height": picture.height,
        "address": address if width_px == WIDTH_PX else f"{address}?w={width_px}",
        "shape": name_shape(picture, is_typeset=not shown.width),
        "boxes": [frame_box(box, picture) for boxes in places[: len(spans)] for box in boxes],
        "named": frame_mentions(naming, places[len(spans) :], picture),
        "is_quiet": naming.is_quiet,
        "found_count": len(spans),
        "is_typeset": not shown.width,
        "label": _("Image of page %(number)d; the same text follows") % {"number": shown.number},
    }


def frame_mentions(
    naming: Naming, places: Sequence[tuple[Box, ...]], picture: Picture
) -> list[tuple[str, list[Frame]]]:
    """The kind of each mention and its frames, one for each line that it touches."""
    pairs = zip(naming.framed, places, strict=False)  # no places at all where the page cannot be drawn
    return [(one.kind, [frame_box(box, picture) for box in boxes]) for one, boxes in pairs if boxes]


def name_shape(picture: Picture, *, is_typeset: bool) -> str:
    """How a page is too long for its column, "tall" or "broad"; "" for most. What we set is as tall as its text."""
    ratio = picture.width / picture.height
    if ratio > _MOST_RATIO and not is_typeset:
        return "broad"
    return "tall" if is_typeset or ratio < _LEAST_RATIO else ""


def find_boxes(card: DocumentCard, shown: Page, spans: tuple[Span, ...]) -> tuple[tuple[Box, ...], ...]:
    """Where the words stand on the image; none when they cannot be placed: they are marked in the text too."""
    try:
        return find_observatory().locate(card.digest, shown.number, spans) if spans else ()
    except (ContrechampError, OSError):
        return ()


def list_moves(request: HttpRequest, card: DocumentCard, number: int, *, asked: Asked) -> dict:
    """Addresses of the pages and of the hits before and after; "" where there is none."""

    def address(other: int | None) -> str:
        return write_address(card, other, asked) if other else ""

    hits = list_hit_pages(request, card, asked)
    before = max((other for other in hits if other < number), default=None)
    after = min((other for other in hits if other > number), default=None)
    return {
        "previous": address(number - 1 if number > 1 else None),
        "next": address(number + 1 if number < card.page_count else None),
        "previous_hit": address(before),
        "previous_hit_page": before,
        "next_hit": address(after),
        "next_hit_page": after,
        "hit_count": len(hits),
    }


def list_hit_pages(request: HttpRequest, card: DocumentCard, asked: Asked) -> list[int]:
    """The pages of this document that answer the question: those that have all its words, where there are any."""
    if not asked.text or card.page_count < 2:
        return []
    question = Question(
        text=asked.text,
        digest=card.digest,
        collections=gate.list_seen_collections(request),
        limit=MOST_HITS,
    )
    answer = find_observatory().ask(question)
    return sorted({hit.page for hit in answer.hits[: answer.complete or None]})


@require_safe
def page_image(request: HttpRequest, digest: str, number: int) -> HttpResponse:
    """The image of a page; three sizes, so that nobody can fill the disk by asking for all of them."""
    card = gate.require_shown(digest, request)
    if not 1 <= number <= card.page_count:
        raise Http404
    asked = request.GET.get("w", "")
    width = next((width for width in WIDTHS_PX if asked == str(width)), WIDTH_PX)
    picture = find_picture(card, number, width_px=width)
    if picture is None:
        raise Http404
    return send_picture(picture, card)


@require_safe
@tell_when_awaited
def cite_lines(request: HttpRequest, digest: str, number: int) -> HttpResponse:
    """What was ticked or selected, or from line to line: leads to the passage's permanent address."""
    card = gate.require_shown(digest, request)
    shown = require_page(card, number)
    ticked = request.GET.getlist("p")
    first, last = read_line(request.GET.get("de", "")), read_line(request.GET.get("a", ""))
    if ticked:
        span = join_ticked(shown.text, ticked)
    else:
        span = find_lines(shown.text, min(first, last or first), max(first, last))
    if span is None:
        context = {"card": card, "shown": shown, "line_count": shown.text.count("\n") + 1, "room": "page"}
        context["is_empty"] = not ticked and not first and not last
        return render(request, "library/no_lines.html", context, status=400)
    return redirect(write_passage_address(card, number, span))


def read_line(written: str) -> int:
    return int(written) if written.isascii() and written.isdigit() and len(written) < 7 else 0
