"""PDF: the text layer first, page by page; a page without a usable one is recognised on its image."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.pdf.about import has_labels, read_attachments, read_properties
from contrechamp.read.pdf.geometry import find_frame
from contrechamp.read.pdf.locate import locate_native
from contrechamp.read.pdf.objects import list_painted
from contrechamp.read.pdf.opening import open_page, open_pdf, open_text
from contrechamp.read.pdf.page import OpenDocument, read_native, read_page
from contrechamp.read.reader import Extent, Finding, Notice, Request
from contrechamp.read.wire import Pixels
from contrechamp.vocabulary.document import HowRead, Word

VERSION = f"1/pdfium-{pypdfium2.PDFIUM_INFO.build}"
MEDIA_TYPES = ("application/pdf",)
MAX_PAGES = 50_000
_FAILURES_IN_A_ROW = 50


def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Its pages from `first_page` on, then what it says of itself and what is attached to it."""
    with open_pdf(source, request.password) as document:
        count = min(len(document), MAX_PAGES)
        if not count:
            raise DocumentIsBroken(reasons.NO_PAGES)
        yield Extent(count)
        opened, failures = _prepare(document, request), 0
        for number in range(request.first_page, count + 1):
            page = read_page(opened, number)
            yield page
            failures = failures + 1 if page.how_read is HowRead.FAILED else 0
            if failures >= _FAILURES_IN_A_ROW:
                yield Notice(reasons.TOO_MANY_FAILURES)
                break
        if len(document) > MAX_PAGES:
            yield Notice(reasons.TOO_MANY_PAGES)
        yield from read_properties(document)
        yield from read_attachments(document)


def render(source: BinaryIO, request: Request, *, page: int, width_px: int) -> Pixels:
    """The image of a page as a person sees it."""
    from contrechamp.read.pdf.image import paint_colour  # Pillow: only where needed

    with open_pdf(source, request.password) as document:
        image = paint_colour(document, page, width_px=width_px)
        return Pixels(image.width, image.height, image.mode, image.tobytes())


def locate(source: BinaryIO, request: Request, *, page: int) -> tuple[Word, ...]:
    """The words of a page's own text, in the text that `read` gives for it."""
    with open_pdf(source, request.password) as document, open_page(document, page) as opened_page:
        frame = find_frame(opened_page)
        opened = _prepare(document, request)
        native = read_native(opened, opened_page, frame=frame, painted=list_painted(opened_page))
        with open_text(opened_page) as textpage:
            return tuple(locate_native(textpage, native, frame))


def _prepare(document: pypdfium2.PdfDocument, request: Request) -> OpenDocument:
    has_form = pdfium.FPDF_GetFormType(document.raw) != pdfium.FORMTYPE_NONE
    if has_form:
        document.init_forms()
    return OpenDocument(
        document, document.formenv if has_form else None, has_labels(document), request.languages
    )
