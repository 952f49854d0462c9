"""XML data (XML, GPX, SVG, flat OpenDocument): the words of elements and attributes, nothing resolved."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_blocks
from contrechamp.read.guard import guard_parser
from contrechamp.read.reader import Finding, Notice, Property, Request

VERSION = "1"
MEDIA_TYPES = (
    "application/xml",
    "application/gpx+xml",
    "image/svg+xml",
    "application/x-flat-opc",
)

_LEFT_OUT = frozenset(("binaryData", "style", "script", "StyleMap", "Style", "path", "metadata"))
_TITLES = ("title", "name", "Title", "Name")
_MAX_CHARACTERS = 100_000_000
_BLOCK_BYTES = 1 << 16


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Lines of text, one for each element that has some, as the file streams by."""
    words = _Words()
    parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, recover=True)
    yield from make_pages(split_blocks(_give_lines(source, parser, words)))
    if words.title:
        yield Property("title", words.title)
    if words.is_broken:
        if not words.count:
            raise DocumentIsBroken(reasons.MALFORMED)
        yield Notice(reasons.PART_BROKEN)
    if words.count > _MAX_CHARACTERS:
        yield Notice(reasons.TEXT_CUT)


class _Words:
    """What was seen on the way."""

    def __init__(self) -> None:
        self.title = ""
        self.count = 0
        self.is_broken = False


def _give_lines(source: BinaryIO, parser: etree.XMLPullParser, words: _Words) -> Iterator[str]:
    source.seek(0)
    while words.count <= _MAX_CHARACTERS:
        block = source.read(_BLOCK_BYTES)
        try:
            parser.feed(block) if block else parser.close()
        except (etree.LxmlError, ValueError):
            words.is_broken = True
        yield from _drain(parser, words)
        if not block or words.is_broken:
            return


def _drain(parser: etree.XMLPullParser, words: _Words) -> Iterator[str]:
    """Lines of the elements that have ended; their memory is given back."""
    for event, element in parser.read_events():
        if event == "start":
            continue
        name = etree.QName(element).localname if isinstance(element.tag, str) else ""
        for line in _read_element(element, name):
            words.count += len(line) + 1
            if name in _TITLES and not words.title:
                words.title = line[:2000]
            yield line
        element.clear(keep_tail=True)
        while element.getprevious() is not None and element.getparent() is not None:
            del element.getparent()[0]


def _read_element(element: etree._Element, name: str) -> Iterator[str]:
    """Its attributes that hold words, its own text."""
    if name in _LEFT_OUT or not name:
        return
    said = [value for value in element.attrib.values() if " " in value or value.isalpha()]
    if own := " ".join((element.text or "").split()):
        said.append(own)
    if said:
        yield " ".join(dict.fromkeys(said))
