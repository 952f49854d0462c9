"""What a spreadsheet says outside its cells: comments, text boxes, charts, headers; and the files in it."""

import re
import struct
from collections.abc import Iterator
from typing import BinaryIO

import olefile

from contrechamp.read.drawn_words import read_packed_pictures, read_part_pictures
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.inner_files import give_parts, give_storage_files
from contrechamp.read.office_properties import give_package_properties, give_storage_properties
from contrechamp.read.package import Package, local_name
from contrechamp.read.reader import Finding

_PARTS = re.compile(
    r"xl/(?:drawings|charts|diagrams|threadedcomments)/[^/]+\.xml|xl/comments(?:/[^/]+|[^/]*)\.xml|xl/worksheets/[^/]+\.xml"
)
_PARAGRAPHS = frozenset(("p", "comment", "threadedComment", "pt", "si"))
_HEADERS = frozenset(("oddHeader", "oddFooter", "evenHeader", "evenFooter", "firstHeader", "firstFooter"))
_CODES = re.compile(r"&(?:\"[^\"]{0,80}\"|[LCRPNDTFZAGUEXYSBI+-]|\d{1,3}|K[0-9A-F]{6})")
_SHEET_TAIL_BYTES = 65_536
_HEADER, _FOOTER, _CONTINUED, _DRAWINGS, _BOX, _CHART_TEXT = 0x14, 0x15, 0x3C, 0xEB, 0x1B6, 0x100D


def read_package_texts(source: BinaryIO) -> list[str]:
    """Texts of comments, boxes, charts, headers and footers of an XLSX, or of an ODS."""
    package = Package(source)
    texts: list[str] = []
    for name in package.names("xl/"):
        if _PARTS.fullmatch(name) and not name.startswith("xl/worksheets/"):
            texts += _read_paragraphs(package, name)
        elif name.startswith("xl/worksheets/sheet"):
            texts += _read_sheet_headers(package.read_part(name)[-_SHEET_TAIL_BYTES:])
        elif name.startswith("xl/drawings/") and name.endswith(".vml"):
            texts += _read_old_shapes(package, name)
    if "content.xml" in package:
        root = package.read_xml("content.xml")
        for outer in () if root is None else root.iter("{*}annotation", "{*}text-box", "{*}custom-shape"):
            texts += ["".join(line.itertext()) for line in outer.iter("{*}p")]
    texts += read_part_pictures(package, ("xl/media/", "pictures/"))
    return [text for text in dict.fromkeys(texts) if text.strip()]


def _read_paragraphs(package: Package, name: str) -> list[str]:
    root = package.read_xml(name)
    if root is None:
        return []
    found = []
    for element in root.iter():
        if local_name(element) in _PARAGRAPHS:
            found.append("".join(part.text or "" for part in element.iter("{*}t", "{*}v", "{*}text")))
    return found


def _read_old_shapes(package: Package, name: str) -> list[str]:
    """Buttons, boxes and labels of forms; the frames of comments, whose texts are told elsewhere, left out."""
    root = package.read_xml(name)
    found = []
    for shape in () if root is None else root.iter("{*}shape", "{*}rect"):
        kinds = [data.get("ObjectType") for data in shape.iter("{*}ClientData")]
        if "Note" not in kinds:
            found += [" ".join("".join(box.itertext()).split()) for box in shape.iter("{*}textbox")]
    return found


def _read_sheet_headers(tail: bytes) -> list[str]:
    """Headers and footers stand at the end of a sheet's XML; their layout codes (&L, &P…) are left out."""
    text = tail.decode("utf-8", "replace")
    found = re.findall(r"<(\w{9,11})>([^<]{1,1000})</", text)
    clean = (
        _CODES.sub(" ", raw.replace("&amp;", "&").replace("&quot;", '"'))
        for key, raw in found
        if key in _HEADERS
    )
    return [" ".join(header.split()) for header in clean]


def give_package_extras(source: BinaryIO) -> Iterator[Finding]:
    """Properties and embedded files of an XLSX or ODS."""
    package = Package(source)
    yield from give_package_properties(package)
    folders = ("xl/embeddings/", "xl/media/", "pictures/", "object ")
    inner = [
        name for name in package.names() if name.startswith(folders) and not name.endswith((".xml", "/"))
    ]
    yield from give_parts(package, inner)


def give_storage_extras(source: BinaryIO) -> Iterator[Finding]:
    """Properties and embedded files of an XLS."""
    source.seek(0)
    try:
        with olefile.OleFileIO(source) as storage:
            yield from give_storage_properties(storage)
            yield from give_storage_files(storage)
    except PARSER_ERRORS:
        return


def read_storage_texts(source: BinaryIO) -> list[str]:
    """Texts of boxes and comments (TXO records), headers, footers, charts and pictures of an XLS ([MS-XLS] 2.4)."""
    source.seek(0)
    try:
        with olefile.OleFileIO(source) as storage:
            name = next((name for name in ("Workbook", "Book") if storage.exists(name)), "")
            stream = storage.openstream(name).read() if name else b""
    except PARSER_ERRORS:
        return []
    texts = [text for kind, body in _join_records(stream) if (text := _read_record(kind, body)).strip()]
    drawings = b"".join(body for kind, body in _join_records(stream) if kind == _DRAWINGS)
    return list(dict.fromkeys([*texts, *read_packed_pictures(drawings)]))


def _join_records(stream: bytes) -> Iterator[tuple[int, bytes]]:
    """Records by kind, with what goes on in the records behind them; the text of a box is such a record."""
    place, kind, parts = 0, 0, []
    while place + 4 <= len(stream):
        found, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if found == _CONTINUED and kind == _BOX:
            yield _BOX, body
            kind = 0  # what follows are the runs of its fonts
        elif found == _CONTINUED:
            parts.append(body)
        else:
            if parts and kind != _BOX:
                yield kind, b"".join(parts)
            kind, parts = found, [body]
    if parts and kind != _BOX:
        yield kind, b"".join(parts)


def _read_record(kind: int, body: bytes) -> str:
    if kind in (_HEADER, _FOOTER) and len(body) > 3:
        return " ".join(_CODES.sub(" ", _decode(body[3:], body[2])).split())
    if kind == _CHART_TEXT and len(body) > 4:
        return _decode(body[4:], body[3])
    return _decode(body[1:], body[0]) if kind == _BOX and body else ""


def _decode(content: bytes, is_wide: int) -> str:
    return content.decode("utf-16-le" if is_wide & 1 else "cp1252", "replace")
