"""Shapes and their table (ESRI Shapefile Technical Description, 1998; dBASE III): where things stand, what is said."""

import struct
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from contrechamp.read.encoding import find_codec, find_encoding

_HEADER_BYTES = 100
_RECORD_BYTES = 32 << 20
_POINTS = frozenset((1, 11, 21))
_MULTIPOINTS = frozenset((8, 18, 28))
_KINDS = {1: "Point", 3: "LineString", 5: "Polygon", 8: "MultiPoint"}
_MOST_CORNERS = 100_000
_DRIVERS = {0x01: "cp437", 0x02: "cp850", 0x03: "cp1252", 0x57: "cp1252", 0x58: "cp1252"}  # of languages
_SAMPLE_BYTES = 1 << 16


class Shape(NamedTuple):
    """The kind of a shape and the middle of its corners, None where it stands nowhere."""

    kind: str
    middle: tuple[float, float] | None


def give_shapes(source: BinaryIO) -> Iterator[Shape]:
    """Each record of a `.shp`, in order; ends where the file does not hold any more."""
    source.read(_HEADER_BYTES)
    while len(head := source.read(8)) == 8:
        size = 2 * struct.unpack(">i", head[4:])[0]
        if not 4 <= size <= _RECORD_BYTES:
            return
        content = source.read(size)
        if len(content) < size:
            return
        yield _read_shape(content)


def _read_shape(content: bytes) -> Shape:
    kind = struct.unpack_from("<i", content)[0]
    name = _KINDS.get(kind % 10, "")
    if kind in _POINTS:
        return Shape(name, struct.unpack_from("<2d", content, 4))
    if not name:
        return Shape("", None)
    start = 40 if kind in _MULTIPOINTS else 44 + 4 * struct.unpack_from("<i", content, 36)[0]
    count = struct.unpack_from("<i", content, 36 if kind in _MULTIPOINTS else 40)[0]
    if not 0 < count <= _MOST_CORNERS:
        return Shape(name, None)
    numbers = struct.unpack_from(f"<{2 * count}d", content, start)
    return Shape(name, (sum(numbers[::2]) / count, sum(numbers[1::2]) / count))


class Field(NamedTuple):
    """A column of a `.dbf`."""

    name: str
    kind: str
    size: int


def give_records(source: BinaryIO, *, declared: str = "") -> Iterator[dict[str, str] | None]:
    """Each record of a `.dbf`, in order; None for one that was deleted. `declared` is what a `.cpg` says."""
    head = source.read(32)
    count, header_bytes, record_bytes = struct.unpack_from("<IHH", head, 4)
    descriptors = source.read(max(0, header_bytes - 32))
    start = source.read(_SAMPLE_BYTES)
    codec = (
        find_codec(declared)
        or _DRIVERS.get(head[29])
        or find_encoding((descriptors + start).replace(b"\0", b" "))
    )
    fields = list(_give_fields(descriptors, codec))
    rest = start
    for _ in range(count if record_bytes > 1 else 0):
        while len(rest) < record_bytes and (more := source.read(_SAMPLE_BYTES)):
            rest += more
        if len(rest) < record_bytes:
            return
        record, rest = rest[:record_bytes], rest[record_bytes:]
        yield None if record[:1] == b"*" else _read_record(record, fields, codec)


def _give_fields(descriptors: bytes, codec: str) -> Iterator[Field]:
    for place in range(0, len(descriptors) - 31, 32):
        one = descriptors[place : place + 32]
        if one[:1] == b"\r":
            return
        name = one[:11].partition(b"\0")[0].decode(codec, "replace").strip()
        yield Field(name, chr(one[11]), one[16])


def _read_record(record: bytes, fields: list[Field], codec: str) -> dict[str, str]:
    said, place = {}, 1
    for field in fields:
        words = record[place : place + field.size].decode(codec, "replace").replace("\0", "").strip()
        place += field.size
        if field.kind == "D" and len(words) == 8 and words.isdecimal():
            words = f"{words[6:]}/{words[4:6]}/{words[:4]}"
        elif field.kind == "L":
            words = {"T": "oui", "Y": "oui", "F": "non", "N": "non"}.get(words.upper(), "")
        if words and field.name:
            said[field.name] = words
    return said
