"""Words in the metafiles that an office file carries: as parts of a package, packed in old binary streams, or bare."""

import re
import struct
import zlib
from collections.abc import Iterable, Iterator

import olefile

from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.metafile import read_metafile
from contrechamp.read.package import Package

_MOST_PICTURES, _PICTURE_BYTES = 500, 16 << 20
_BLIP = re.compile(rb"[\x40\x50]\x3d\x1a\xf0|[\x60\x70]\x21\x1b\xf0")  # EMF, WMF ([MS-ODRAW] 2.2.24, 2.2.25)
_TWO_DIGESTS = (0x50, 0x70)
_ENDINGS = (".emf", ".wmf")
_OBJECT_STREAMS = {"\x03META": 8, "\x03EPRINT": 0}  # the picture of an embedded object: bytes before it


def read_part_picture(package: Package, name: str) -> str:
    """The words drawn in a part, when it is a metafile of a bearable size; else ""."""
    if not name.lower().endswith(_ENDINGS) or name not in package:
        return ""
    if package.parts[name.lower()].file_size > _PICTURE_BYTES:
        return ""
    try:
        return read_metafile(package.read_part(name))
    except PARSER_ERRORS:
        return ""


def read_part_pictures(package: Package, folders: tuple[str, ...]) -> list[str]:
    """The words of every metafile in some folders of a package, each text once."""
    names = [name for name in package.names() if name.startswith(folders) and name.endswith(_ENDINGS)]
    return _keep_different(read_part_picture(package, name) for name in names[:_MOST_PICTURES])


def read_packed_pictures(stream: bytes) -> list[str]:
    """The words of the metafiles packed in a stream of an old office file, each text once."""
    return _keep_different(read_metafile(content) for content in _unpack(stream))


def read_object_pictures(storage: olefile.OleFileIO) -> list[str]:
    """The words of the pictures that embedded objects keep of themselves."""
    texts = []
    for entry in storage.listdir()[:_MOST_PICTURES]:
        if len(entry) > 1 and entry[-1] in _OBJECT_STREAMS:
            content = storage.openstream(entry).read()[:_PICTURE_BYTES]
            texts.append(read_metafile(content[_OBJECT_STREAMS[entry[-1]] :]))
    return _keep_different(texts)


def _unpack(stream: bytes) -> Iterator[bytes]:
    """Pictures found by the beginnings of their records, whatever surrounds them."""
    for number, found in enumerate(_BLIP.finditer(stream)):
        header = found.start() + 8 + (32 if stream[found.start()] in _TWO_DIGESTS else 16)
        if number >= _MOST_PICTURES or header + 34 > len(stream):
            return
        size, is_bare = struct.unpack_from("<I", stream, header + 28)[0], stream[header + 32]
        content = stream[header + 34 : header + 34 + min(size, _PICTURE_BYTES)]
        yield content if is_bare else _inflate(content)


def _inflate(content: bytes) -> bytes:
    try:
        return zlib.decompressobj().decompress(content, _PICTURE_BYTES)
    except zlib.error:
        return b""


def _keep_different(texts: Iterable[str]) -> list[str]:
    return [text for text in dict.fromkeys(texts) if text]
