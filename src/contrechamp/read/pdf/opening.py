"""Opening a PDF for pdfium: from memory while it is small, from its descriptor when it is large."""

import contextlib
import io
from collections.abc import Iterator
from typing import BinaryIO

import pypdfium2
import pypdfium2.raw as pdfium

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons

_IN_MEMORY_BYTES = 192 << 20
_MENDED_BYTES = 64 << 20


@contextlib.contextmanager
def open_pdf(source: BinaryIO, password: str) -> Iterator[pypdfium2.PdfDocument]:
    """The document; DocumentIsEncrypted when `password` does not open it, DocumentIsBroken when nothing does."""
    size = source.seek(0, 2)
    source.seek(0)
    content = source.read() if size <= _IN_MEMORY_BYTES else source
    try:
        document = _load(content, password)
    except DocumentIsBroken:
        document = _load(_mend(content, password), password)
    with contextlib.closing(document):
        yield document


def _load(content: bytes | BinaryIO, password: str) -> pypdfium2.PdfDocument:
    try:
        return pypdfium2.PdfDocument(content, password=password or None)
    except pypdfium2.PdfiumError as error:
        if pdfium.FPDF_GetLastError() == pdfium.FPDF_ERR_PASSWORD or "password" in str(error).lower():
            raise DocumentIsEncrypted(reasons.WRONG_PASSWORD if password else reasons.ENCRYPTED) from error
        raise DocumentIsBroken(reasons.BROKEN) from error


def _mend(content: bytes | BinaryIO, password: str) -> bytes:
    """What qpdf can save of a file that pdfium does not open; DocumentIsBroken where it finds no page either."""
    if not isinstance(content, bytes) or len(content) > _MENDED_BYTES:
        raise DocumentIsBroken(reasons.BROKEN)
    import pikepdf  # a tenth of a second: only where it is needed

    target = io.BytesIO()
    try:
        with pikepdf.open(io.BytesIO(content), password=password) as document:
            if not len(document.pages):
                raise DocumentIsBroken(reasons.BROKEN)
            document.save(target)
    except (pikepdf.PdfError, ValueError, OverflowError, RuntimeError) as error:
        raise DocumentIsBroken(reasons.BROKEN) from error
    return target.getvalue()


@contextlib.contextmanager
def open_page(document: pypdfium2.PdfDocument, number: int) -> Iterator[pdfium.FPDF_PAGE]:
    """A page by its number from 1; DocumentIsBroken when it cannot be loaded."""
    page = pdfium.FPDF_LoadPage(document.raw, number - 1)
    if not page:
        raise DocumentIsBroken(reasons.PAGE_BROKEN)
    try:
        yield page
    finally:
        pdfium.FPDF_ClosePage(page)


@contextlib.contextmanager
def open_text(page: pdfium.FPDF_PAGE) -> Iterator[pdfium.FPDF_TEXTPAGE]:
    """The text of a page, as pdfium lays it out."""
    textpage = pdfium.FPDFText_LoadPage(page)
    if not textpage:
        raise DocumentIsBroken(reasons.PAGE_BROKEN)
    try:
        yield textpage
    finally:
        pdfium.FPDFText_ClosePage(textpage)
