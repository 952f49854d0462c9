"""Old Word documents (DOC, Word 6 to 2003): text, notes, comments, boxes, headers and embedded files."""

from collections.abc import Iterator
from typing import BinaryIO

import olefile

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import make_pages, split_pages
from contrechamp.read.decrypt import open_office
from contrechamp.read.drawn_words import read_object_pictures, read_packed_pictures
from contrechamp.read.guard import guard_parser
from contrechamp.read.inner_files import give_storage_files
from contrechamp.read.media_type import DOC
from contrechamp.read.office_properties import give_storage_properties
from contrechamp.read.reader import Finding, Request
from contrechamp.read.word_binary import read_stories

VERSION = "2"
MEDIA_TYPES = (DOC,)

_LEADS = {"footnotes": "[note] ", "endnotes": "[note] ", "comments": "[commentaire] "}
_AFTER = ("boxes", "footnotes", "endnotes", "comments", "headers", "header boxes")


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages (explicit breaks, else blocks), embedded files."""
    with olefile.OleFileIO(open_office(source, request.password)) as storage:
        if not storage.exists("WordDocument"):
            raise DocumentIsBroken(reasons.TRUNCATED_FILE)
        document = storage.openstream("WordDocument").read()
        name = "1Table" if len(document) > 0x0B and document[0x0B] & 0x02 else "0Table"
        table = storage.openstream(name).read() if storage.exists(name) else b""
        yield from give_storage_properties(storage)
        stories = read_stories(document, table)
        asides = [line for story in _AFTER for line in _give_lines(story, stories[story])]
        data = storage.openstream("Data").read() if storage.exists("Data") else b""
        drawn = dict.fromkeys([*read_packed_pictures(data + table), *read_object_pictures(storage)])
        yield from make_pages(split_pages("\n".join([stories["text"], *asides, *drawn])))
        yield from give_storage_files(storage)


def _give_lines(story: str, text: str) -> Iterator[str]:
    """What stands beside the text, each line once."""
    for line in dict.fromkeys(text.replace("\f", "\n").split("\n")):
        if line.strip():
            yield f"{_LEADS.get(story, '')}{line.strip()}"
