"""Web pages: what a reader would see, in blocks."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_pages
from contrechamp.read.guard import guard_parser
from contrechamp.read.html_text import read_html
from contrechamp.read.reader import Finding, Notice, Property, Request

VERSION = "1"
MEDIA_TYPES = ("text/html", "application/xhtml+xml")

_BYTES = 64 << 20


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Title and named properties of the head, then the visible text."""
    content = source.read(_BYTES + 1)
    page = read_html(content[:_BYTES])
    properties = page.properties | ({"title": page.title} if page.title else {})
    yield from (Property(key, value) for key, value in properties.items())
    yield from make_pages(split_pages(page.text.replace("\f", "\n")))
    if len(content) > _BYTES:
        yield Notice(reasons.TEXT_CUT)
