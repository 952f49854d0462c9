"""What a PDF says of itself and carries along: title, author, date, printed page numbers, attachments."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2
import pypdfium2.raw as pdfium

from contrechamp.read import reasons
from contrechamp.read.reader import Notice, Property
from contrechamp.vocabulary.document import Child

_MOST_ATTACHMENTS = 2_000
_MOST_ATTACHMENT_BYTES = 200 << 20
_KEYS = (("title", "Title"), ("author", "Author"), ("subject", "Subject"), ("keywords", "Keywords"))
_DATE = re.compile(r"D?:?(\d{4})(?:(\d{2})(\d{2})?)?")


def read_properties(document: pypdfium2.PdfDocument) -> Iterator[Property]:
    """Title, author, subject, keywords, and the day it was made ("date", ISO 8601, as precise as it is said)."""
    for key, name in _KEYS:
        if value := document.get_metadata_value(name).strip("\0 \r\n\t"):
            yield Property(key, " ".join(value.split()))
    if date := _parse_date(document.get_metadata_value("CreationDate")):
        yield Property("date", date)


def _parse_date(said: str) -> str:
    match = _DATE.match(said.strip())
    if not match or not "1980" <= match[1] <= "2100":
        return ""
    return "-".join(part for part in match.groups() if part)


def has_labels(document: pypdfium2.PdfDocument) -> bool:
    """Whether pages carry printed numbers of their own."""
    return any(document.get_page_label(place) for place in {0, 1, len(document) - 1} if place < len(document))


def read_attachments(document: pypdfium2.PdfDocument) -> Iterator[Child | Notice]:
    """Each attached file with the name it was given."""
    count = pdfium.FPDFDoc_GetAttachmentCount(document.raw)
    for place in range(min(count, _MOST_ATTACHMENTS)):
        attachment = pdfium.FPDFDoc_GetAttachment(document.raw, place)
        content = _read_file(attachment) if attachment else None
        if content is None:
            yield Notice(reasons.ATTACHMENTS_BROKEN)
        else:
            yield Child(_read_name(attachment) or f"piece-jointe-{place + 1}", content)
    if count > _MOST_ATTACHMENTS:
        yield Notice(reasons.TOO_MANY_CHILDREN)


def _read_name(attachment: pdfium.FPDF_ATTACHMENT) -> str:
    size = pdfium.FPDFAttachment_GetName(attachment, None, 0)
    if not 2 < size < 10_000:
        return ""
    buffer = ctypes.create_string_buffer(size)
    pdfium.FPDFAttachment_GetName(attachment, ctypes.cast(buffer, ctypes.POINTER(pdfium.FPDF_WCHAR)), size)
    return buffer.raw[: size - 2].decode("utf-16-le", "replace")


def _read_file(attachment: pdfium.FPDF_ATTACHMENT) -> bytes | None:
    size = ctypes.c_ulong()
    if not pdfium.FPDFAttachment_GetFile(attachment, None, 0, ctypes.byref(size)):
        return None
    if size.value > _MOST_ATTACHMENT_BYTES:
        return None
    buffer = ctypes.create_string_buffer(max(1, size.value))
    if not pdfium.FPDFAttachment_GetFile(attachment, buffer, size.value, ctypes.byref(size)):
        return None
    return buffer.raw[: size.value]
