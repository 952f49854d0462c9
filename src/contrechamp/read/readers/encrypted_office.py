"""Word, Excel and PowerPoint files wrapped behind a password: opened, then read as what they are."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.decrypt import open_office
from contrechamp.read.guard import guard_parser
from contrechamp.read.media_type import DOCX, ENCRYPTED_OFFICE, PPTX, XLSB, XLSX, find_media_type
from contrechamp.read.reader import Finding, Request
from contrechamp.read.readers import docx, pptx, sheets

VERSION = "1"
MEDIA_TYPES = (ENCRYPTED_OFFICE,)

_READERS = {DOCX: docx, XLSX: sheets, XLSB: sheets, PPTX: pptx}


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """What the document inside gives."""
    plain = open_office(source, request.password)
    reader = _READERS.get(find_media_type(plain, request.untrusted_name))
    if reader is None:
        raise DocumentIsBroken(reasons.MALFORMED)
    plain.seek(0)
    yield from reader.read(plain, request)
