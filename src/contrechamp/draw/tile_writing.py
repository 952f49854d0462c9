"""Vector tiles and the file that holds them, written: what turns an OpenStreetMap extract into a base map."""

import gzip
import json
import struct
from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from pathlib import Path
from typing import NamedTuple

from contrechamp.draw.tile_archive import HEAD, HEAD_BYTES, number_tile
from contrechamp.draw.vector_tile import AREA, POINT, Value

EXTENT = 4096
_LEAF_ENTRIES = 2_000
_GZIP, _VECTOR = 2, 1
_WHOLE_WORLD = (-1_800_000_000, -850_000_000, 1_800_000_000, 850_000_000)  # ten-millionths of a degree

type Corner = tuple[int, int]


class Drawn(NamedTuple):
    """A feature: its shape's kind, its tags, its lines of corners in units of the tile (an area's are not closed)."""

    shape: int
    tags: Mapping[str, Value]
    lines: Sequence[Sequence[Corner]]


def write_tile(layers: Mapping[str, Iterable[Drawn]]) -> bytes:
    """A vector tile (specification 2.1) of those layers."""
    return b"".join(_write_field(3, _write_layer(name, features)) for name, features in layers.items())


def _write_layer(name: str, features: Iterable[Drawn]) -> bytes:
    keys: dict[str, int] = {}
    values: dict[tuple[type, Value], int] = {}  # with its type: True and 1 are equal to Python
    written = []
    for feature in features:
        pairs = [
            place
            for key, value in feature.tags.items()
            for place in (
                keys.setdefault(key, len(keys)),
                values.setdefault((type(value), value), len(values)),
            )
        ]
        tags, lines = _pack(pairs), _pack(_command(feature))
        message = _write_field(2, tags) + _write_varint(3 << 3) + _write_varint(feature.shape)
        written.append(_write_field(2, message + _write_field(4, lines)))
    tables = [_write_field(3, key.encode()) for key in keys] + [
        _write_field(4, _write_value(one)) for _, one in values
    ]
    ends = _write_varint(5 << 3) + _write_varint(EXTENT) + _write_varint(15 << 3) + _write_varint(2)
    return b"".join([_write_field(1, name.encode()), *written, *tables, ends])


def _command(feature: Drawn) -> list[int]:
    """Moves and lines, each step from the corner before (specification, 4.3)."""
    numbers, x, y = [], 0, 0
    for line in feature.lines:
        for rank, (right, low) in enumerate(line):
            if rank < 2:
                count = 1 if not rank else len(line) - 1
                numbers.append((1 if not rank else 2) | count << 3)
            numbers += [_zigzag(right - x), _zigzag(low - y)]
            x, y = right, low
        if feature.shape == AREA:
            numbers.append(7 | 1 << 3)
    if feature.shape == POINT and len(feature.lines) > 1:
        raise ValueError("a point has one corner")
    return numbers


def _write_value(value: Value) -> bytes:
    if isinstance(value, bool):
        return _write_varint(7 << 3) + _write_varint(int(value))
    if isinstance(value, int):
        return _write_varint(6 << 3) + _write_varint(_zigzag(value))
    if isinstance(value, float):
        return _write_varint(3 << 3 | 1) + struct.pack("<d", value)
    return _write_field(1, value.encode())


def _write_field(number: int, content: bytes) -> bytes:
    return _write_varint(number << 3 | 2) + _write_varint(len(content)) + content


def _pack(numbers: Iterable[int]) -> bytes:
    return b"".join(map(_write_varint, numbers))


def _zigzag(number: int) -> int:
    return number << 1 ^ number >> 63


def _write_varint(number: int) -> bytes:
    written = bytearray()
    while number >= 0x80:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def write_archive(path: Path, tiles: Mapping[tuple[int, int, int], bytes], *, attribution: str) -> None:
    """A PMTiles file (version 3) of tiles by (zoom, x, y), each packed by gzip. It replaces the file at `path`."""
    numbered = sorted((number_tile(zoom, x, y=y), tile) for (zoom, x, y), tile in tiles.items())
    entries, packed, offset = [], [], 0
    for number, tile in numbered:
        content = gzip.compress(tile, mtime=0)
        entries.append((number, 1, len(content), offset))
        packed.append(content)
        offset += len(content)
    root, leaves = _write_directories(entries)
    about = gzip.compress(json.dumps({"attribution": attribution}).encode(), mtime=0)
    zooms = [zoom for zoom, _, _ in tiles] or [0]
    sizes = [HEAD_BYTES, len(root), len(about), len(leaves), offset]
    starts = [sum(sizes[:rank]) for rank in range(1, 5)]
    parts = [one for start, size in zip(starts, sizes[1:], strict=True) for one in (start, size)]
    counts = [len(entries)] * 3
    kinds = [1, _GZIP, _GZIP, _VECTOR, min(zooms), max(zooms)]
    head = HEAD.pack(b"PMTiles", 3, *parts, *counts, *kinds) + struct.pack("<4i", *_WHOLE_WORLD)
    head = head.ljust(HEAD_BYTES, b"\0")
    path.write_bytes(b"".join([head, root, about, leaves, *packed]))


def _write_directories(entries: list[tuple[int, int, int, int]]) -> tuple[bytes, bytes]:
    """The root directory, and behind it leaves where it would grow too large to be read at once."""
    if len(entries) <= _LEAF_ENTRIES:
        return _write_directory(entries), b""
    roots, leaves = [], b""
    for start in range(0, len(entries), _LEAF_ENTRIES):
        leaf = _write_directory(entries[start : start + _LEAF_ENTRIES])
        roots.append((entries[start][0], 0, len(leaf), len(leaves)))
        leaves += leaf
    return _write_directory(roots), leaves


def _write_directory(entries: list[tuple[int, int, int, int]]) -> bytes:
    numbers = [0, *(number for number, _, _, _ in entries)]
    columns = [
        [after - before for before, after in pairwise(numbers)],
        [run for _, run, _, _ in entries],
        [length for _, _, length, _ in entries],
        [offset + 1 for _, _, _, offset in entries],
    ]
    packed = _write_varint(len(entries)) + b"".join(_pack(column) for column in columns)
    return gzip.compress(packed, mtime=0)
