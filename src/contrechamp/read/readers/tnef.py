"""Outlook's `winmail.dat` (TNEF): its text as pages, the attachments wrapped in it as children."""

from collections.abc import Iterator
from typing import BinaryIO

from tnefparse import TNEF, TNEFAttachment

from contrechamp.read.blocks import make_pages, split_pages
from contrechamp.read.encoding import decode_text
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.html_text import read_html
from contrechamp.read.reader import Finding, Request
from contrechamp.read.readers.rtf import read_rtf_text
from contrechamp.vocabulary.document import Child

VERSION = "1"
MEDIA_TYPES = ("application/vnd.ms-tnef",)

_BYTES = 200 << 20


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Text, then attachments."""
    wrapped = TNEF(source.read(_BYTES), do_checksum=False)
    yield from make_pages(split_pages(_read_body(wrapped).replace("\f", "\n")))
    for number, attachment in enumerate(wrapped.attachments, 1):
        if attachment.data:
            yield Child(_find_name(attachment) or f"piece-{number}", bytes(attachment.data))


def _read_body(wrapped: TNEF) -> str:
    try:
        if wrapped.body:
            return wrapped.body if isinstance(wrapped.body, str) else decode_text(wrapped.body)
        if wrapped.htmlbody:
            content = wrapped.htmlbody
            return read_html(content if isinstance(content, bytes) else content.encode()).text
        return read_rtf_text(wrapped.rtfbody) if wrapped.rtfbody else ""
    except PARSER_ERRORS:
        return ""


def _find_name(attachment: TNEFAttachment) -> str:
    name = attachment.long_filename() or attachment.name or ""
    return (decode_text(name) if isinstance(name, bytes) else name).replace("\0", "")
