"""PDF: the text layer first, page by page; a page without a usable one is recognised on its image."""

from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.pdf.geometry import find_frame
from contrechamp.read.pdf.opening import open_page, open_pdf, open_text
from contrechamp.read.pdf.text import read_native_text
from contrechamp.read.reader import Extent, Finding, Request
from contrechamp.vocabulary.document import HowRead, Page

VERSION = f"1/pdfium-{pypdfium2.PDFIUM_INFO.build}"
MEDIA_TYPES = ("application/pdf",)


def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Its pages from `first_page` on, then what it says of itself and what is attached to it."""
    with open_pdf(source, request.password) as document:
        count = len(document)
        if not count:
            raise DocumentIsBroken(reasons.NO_PAGES)
        yield Extent(count)
        for number in range(request.first_page, count + 1):
            yield read_page(document, number)


def read_page(document: pypdfium2.PdfDocument, number: int) -> Page:
    """One page; a fault in it is a fact about that page alone."""
    try:
        with open_page(document, number) as page, open_text(page) as textpage:
            frame = find_frame(page)
            native = read_native_text(textpage, frame)
            width, height = frame.seen_size
            how = HowRead.NATIVE if native.text else HowRead.EMPTY
            return Page(number, native.text, how, width=width, height=height, lines=native.lines)
    except DocumentIsBroken as error:
        return Page(number, "", HowRead.FAILED, reason=str(error))
