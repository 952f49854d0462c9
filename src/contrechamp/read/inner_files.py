"""Files inside office files: objects unwrapped, images kept when they are large enough to hold text."""

import io
import posixpath
import struct
import warnings
from collections.abc import Iterable, Iterator

import olefile
from PIL import Image

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.package import PART_BYTES, Package
from contrechamp.read.reader import Notice
from contrechamp.vocabulary.document import Child

LEAST_PIXELS = 600  # on both sides: less is a logo, not a scanned page
_IMAGE_FORMATS = ("PNG", "JPEG", "TIFF", "BMP", "GIF", "WEBP")
_WHOLE_STREAMS = ("CONTENTS", "Package", "package_stream", "EmbeddedOdf")


def give_parts(package: Package, names: Iterable[str]) -> Iterator[Child | Notice]:
    """Children among the parts of an office file; what is too large or damaged is said."""
    for name in names:
        if package.parts[name].file_size > PART_BYTES:
            yield Notice(reasons.TOO_LARGE_INSIDE)
            continue
        try:
            content = package.read_part(name)
        except (DocumentIsBroken, *PARSER_ERRORS):
            yield Notice(reasons.PART_BROKEN)
            continue
        yield from give_inner_files([(name, content)])
    if package.is_damaged:
        yield Notice(reasons.PART_BROKEN)


def give_inner_files(parts: Iterable[tuple[str, bytes]]) -> Iterator[Child]:
    """Children among (name, bytes): embedded documents, and images that may be pages."""
    for name, content in parts:
        if is_large_image(content):
            yield Child(posixpath.basename(name), content)
        elif child := unwrap_object(posixpath.basename(name), content):
            yield child


def is_large_image(content: bytes) -> bool:
    """Whether the bytes are an image of at least LEAST_PIXELS by LEAST_PIXELS; only its header is read."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(content), formats=_IMAGE_FORMATS) as image:
                return min(image.size) >= LEAST_PIXELS
    except (*PARSER_ERRORS, Image.DecompressionBombError):
        return False


def unwrap_object(name: str, content: bytes) -> Child | None:
    """The document that an embedded part holds: itself, or the file inside its OLE wrapper; None for none."""
    if content.startswith((b"PK\x03\x04", b"%PDF", b"{\\rtf")):
        return Child(name, content)
    if not content.startswith(olefile.MAGIC):
        return None
    try:
        with olefile.OleFileIO(io.BytesIO(content)) as storage:
            return _unwrap_storage(storage, name, content)
    except PARSER_ERRORS:
        return Child(name, content)


def _unwrap_storage(storage: olefile.OleFileIO, name: str, content: bytes) -> Child | None:
    for stream in _WHOLE_STREAMS:
        if storage.exists(stream):
            return Child(name, storage.openstream(stream).read())
    if storage.exists("\x01Ole10Native"):
        return read_native_object(storage.openstream("\x01Ole10Native").read())
    documents = ("WordDocument", "Workbook", "Book", "PowerPoint Document", "__properties_version1.0")
    return Child(name, content) if any(storage.exists(stream) for stream in documents) else None


def read_native_object(stream: bytes) -> Child | None:
    """The file dropped into a document as an icon ([MS-OLEDS] 2.3.6): its name and its bytes."""
    try:
        label_end = stream.index(b"\0", 6)
        path_end = stream.index(b"\0", label_end + 1)
        place = path_end + 1 + 4
        place += 4 + struct.unpack_from("<I", stream, place)[0]
        size = struct.unpack_from("<I", stream, place)[0]
    except (ValueError, struct.error):
        return None
    label = stream[6:label_end].decode("cp1252", "replace")
    body = stream[place + 4 : place + 4 + size]
    return Child(label.replace("\\", "/").rsplit("/", 1)[-1] or "objet", body) if body else None


def give_storage_files(storage: olefile.OleFileIO) -> Iterator[Child]:
    """Files embedded in an old office file, which keeps each in a folder of its own."""
    for number, entry in enumerate(storage.listdir(), 1):
        if len(entry) < 2 or entry[-1] not in (*_WHOLE_STREAMS, "\x01Ole10Native"):
            continue
        content = storage.openstream(entry).read()
        is_native = entry[-1] == "\x01Ole10Native"
        if child := read_native_object(content) if is_native else Child(f"objet-{number}", content):
            yield child
