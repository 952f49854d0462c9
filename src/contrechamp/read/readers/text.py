"""Plain text in any encoding: pages at form feeds or running footers, else blocks that end at a paragraph."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read.blocks import BLOCK_CHARACTERS, PAGE_BREAK, PAGE_CHARACTERS, make_pages, split_blocks
from contrechamp.read.encoding import read_pieces
from contrechamp.read.footed_pages import find_first_footers, read_footed_pages
from contrechamp.read.guard import guard_parser
from contrechamp.read.reader import Finding, Request

VERSION = "2"
MEDIA_TYPES = ("text/plain", "application/json")

_CHUNK_CHARACTERS = 1 << 20
_LINE_END = re.compile(r"\r\n|[\r\n\x0b\x85\u2028\u2029]")


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Pages of the text, as it streams by; a blank page between two form feeds keeps its number."""
    pieces = read_pieces(source)
    has_breaks = PAGE_BREAK in (first := next(pieces, ""))
    if len(find_first_footers(first)) > first.count(PAGE_BREAK):  # a few stray form feeds are no pages
        yield from read_footed_pages(_chain(first, pieces))
        return
    pages = _split_at_breaks(first, pieces)
    limit = PAGE_CHARACTERS if has_breaks else BLOCK_CHARACTERS
    blocks = (block for page in pages for block in split_blocks(page, limit=limit))
    yield from make_pages(blocks, keep_blank=has_breaks)


def _split_at_breaks(first: str, pieces: Iterator[str]) -> Iterator[Iterator[str]]:
    """For each page its lines; a page must be used up before the next one is asked for."""
    lines = _split_lines(first, pieces)
    state = {"more": True}

    def give_page() -> Iterator[str]:
        for line in lines:
            if line == PAGE_BREAK:
                return
            yield line
        state["more"] = False

    while state["more"]:
        yield give_page()


def _split_lines(first: str, pieces: Iterator[str]) -> Iterator[str]:
    """Lines without their ends; a form feed is a line of its own; an endless line comes in pieces."""
    rest = ""
    for piece in _chain(first, pieces):
        lines = _LINE_END.split((rest + piece).replace("\r\n", "\n").replace(PAGE_BREAK, f"\n{PAGE_BREAK}\n"))
        rest = lines.pop()
        yield from lines
        if len(rest) > _CHUNK_CHARACTERS:
            yield rest
            rest = ""
    if rest:
        yield rest


def _chain(first: str, pieces: Iterator[str]) -> Iterator[str]:
    yield first
    yield from pieces
