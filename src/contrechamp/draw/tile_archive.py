"""Map tiles in one file: PMTiles, version 3 (its specification, MIT/CC0, protomaps). Read, never trusted."""

import gzip
import json
import os
import struct
import zlib
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

import numpy as np

from contrechamp.errors import BaseMapUnreadable
from contrechamp.text.wire_format import MessageIsBroken, unpack
from contrechamp.vocabulary.plain import show_plain

HEAD_BYTES = 127
HEAD = struct.Struct("<7sB11QBBBBBB")
_AS_IS, _GZIP = 1, 2
_VECTOR = 1
_MOST_DIRECTORY, _MOST_TILE, _MOST_METADATA = 16 << 20, 12 << 20, 4 << 20
_MOST_DEPTH = 4
_MOST_ZOOM = 26
_MOST_ATTRIBUTION = 200


class _Header(NamedTuple):
    magic: bytes
    version: int
    root_offset: int
    root_bytes: int
    metadata_offset: int
    metadata_bytes: int
    leaves_offset: int
    leaves_bytes: int
    tiles_offset: int
    tiles_bytes: int
    addressed: int
    entries: int
    contents: int
    is_clustered: int
    inner_packing: int
    tile_packing: int
    tile_type: int
    first_zoom: int
    last_zoom: int


class _Directory(NamedTuple):
    """Columns (n,): the first tile of each entry, how many it stands for (0: a directory), where it lies."""

    tiles: np.ndarray
    runs: np.ndarray
    lengths: np.ndarray
    offsets: np.ndarray


class TileArchive:
    """A PMTiles file of vector tiles. BaseMapUnreadable says what is wrong with it."""

    def __init__(self, path: Path):
        self.path = path
        try:
            self._descriptor = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
        except OSError as error:
            raise self._refuse("The base map {path} cannot be opened.") from error
        self._header = self._read_header()
        self._find_directory = lru_cache(maxsize=64)(self._read_directory)
        self._find_directory(self._header.root_offset, self._header.root_bytes)
        self.attribution = self._read_attribution()

    def __del__(self) -> None:
        if (descriptor := getattr(self, "_descriptor", None)) is not None:
            os.close(descriptor)

    @property
    def zooms(self) -> range:
        """The zooms that it has tiles of."""
        return range(self._header.first_zoom, self._header.last_zoom + 1)

    def find_tile(self, zoom: int, x: int, *, y: int) -> bytes | None:
        """A tile's bytes, unpacked; None where the file has none (the sea, outside its area)."""
        number = number_tile(zoom, x, y=y)
        offset, length = self._header.root_offset, self._header.root_bytes
        for _ in range(_MOST_DEPTH):
            found = _find_entry(self._find_directory(offset, length), number)
            if found is None:
                return None
            is_tile, offset, length = found
            if is_tile:
                packed = self._read(self._header.tiles_offset + offset, length, most=_MOST_TILE)
                return self._unpack(packed, self._header.tile_packing, most=_MOST_TILE)
            offset += self._header.leaves_offset
        raise self._refuse("The directories of the base map {path} lead in a circle.")

    def _read_header(self) -> _Header:
        head = self._pread(HEAD_BYTES, 0)
        if len(head) < HEAD_BYTES or head[:7] != b"PMTiles":
            raise self._refuse("The base map {path} is no PMTiles file.")
        header = _Header(*HEAD.unpack_from(head))
        if header.version != 3:
            raise self._refuse("The base map {path} is not PMTiles version 3.")
        if header.tile_type != _VECTOR:
            raise self._refuse("The tiles of the base map {path} are no vector tiles (MVT).")
        if not {header.inner_packing, header.tile_packing} <= {_AS_IS, _GZIP}:
            raise self._refuse("The base map {path} is packed otherwise than by gzip.")
        if not header.first_zoom <= header.last_zoom <= _MOST_ZOOM:
            raise self._refuse("The zooms of the base map {path} make no sense.")
        return header

    def _read_attribution(self) -> str:
        """Who made the map, in its own words, as plain text."""
        packed = self._read(self._header.metadata_offset, self._header.metadata_bytes, most=_MOST_METADATA)
        try:
            said = json.loads(self._unpack(packed, self._header.inner_packing, most=_MOST_METADATA) or b"{}")
        except ValueError as error:
            raise self._refuse("What the base map {path} says about itself is no JSON.") from error
        text = said.get("attribution", "") if isinstance(said, dict) else ""
        return _strip_tags(text)[:_MOST_ATTRIBUTION] if isinstance(text, str) else ""

    def _read_directory(self, offset: int, length: int) -> _Directory:
        content = self._unpack(
            self._read(offset, length, most=_MOST_DIRECTORY), self._header.inner_packing, most=_MOST_DIRECTORY
        )
        try:
            return _parse_directory(content)
        except MessageIsBroken as error:
            raise self._refuse("A directory of the base map {path} is broken.") from error

    def _read(self, offset: int, length: int, *, most: int) -> bytes:
        if length > most or offset >= 1 << 62:
            raise self._refuse("A part of the base map {path} is too large.")
        content = self._pread(length, offset)
        if len(content) < length:
            raise self._refuse("The end of the base map {path} is missing.")
        return content

    def _pread(self, length: int, offset: int) -> bytes:
        """At a place of the file, whatever other threads read meanwhile."""
        try:
            return os.pread(self._descriptor, length, offset)
        except OSError as error:
            raise self._refuse("The base map {path} cannot be opened.") from error

    def _unpack(self, packed: bytes, packing: int, *, most: int) -> bytes:
        if packing == _AS_IS or not packed:
            return packed
        try:
            content = zlib.decompressobj(wbits=31).decompress(packed, most + 1)
        except (zlib.error, gzip.BadGzipFile) as error:
            raise self._refuse("A part of the base map {path} cannot be unpacked.") from error
        if len(content) > most:
            raise self._refuse("A part of the base map {path} is too large.")
        return content

    def _refuse(self, message: str) -> BaseMapUnreadable:
        return BaseMapUnreadable(message, path=self.path.name)


def _parse_directory(content: bytes) -> _Directory:
    numbers = unpack(content)
    count = int(numbers[0]) if numbers.size else 0
    if numbers.size != 1 + 4 * count or not count:
        raise MessageIsBroken("a directory of another length")
    steps, runs, lengths, told = numbers[1:].reshape(4, count).astype(np.int64)
    if lengths.min() < 0 or runs.min() < 0 or told.min() < 0 or steps.min() < 0:
        raise MessageIsBroken("a number that is too large")
    offsets = told - 1
    for rank in np.flatnonzero(told == 0).tolist():  # "behind the one before"
        offsets[rank] = offsets[rank - 1] + lengths[rank - 1] if rank else 0
    return _Directory(np.cumsum(steps), runs, lengths, offsets)


def _find_entry(directory: _Directory, number: int) -> tuple[bool, int, int] | None:
    """Whether a tile (or else a directory) is there for that number, its offset and length."""
    rank = int(np.searchsorted(directory.tiles, number, side="right")) - 1
    if rank < 0:
        return None
    run, first = int(directory.runs[rank]), int(directory.tiles[rank])
    if run and number >= first + run:
        return None
    return bool(run), int(directory.offsets[rank]), int(directory.lengths[rank])


def number_tile(zoom: int, x: int, *, y: int) -> int:
    """The place of a tile in the file's order: all zooms before it, then a Hilbert curve."""
    number = (4**zoom - 1) // 3
    for level in range(zoom - 1, -1, -1):
        side = 1 << level
        right, low = int(x & side > 0), int(y & side > 0)
        number += side * side * ((3 * right) ^ low)
        if not low:
            if right:
                x, y = side - 1 - x, side - 1 - y
            x, y = y, x
    return number


def _strip_tags(text: str) -> str:
    """Attributions come as links of HTML; only their words are kept."""
    kept, is_tag = [], False
    for letter in show_plain(text):
        if letter == "<":
            is_tag = True
        elif letter == ">" and is_tag:
            is_tag = False
        elif not is_tag:
            kept.append(letter)
    return "".join(kept).replace("&copy;", "©").replace("&amp;", "&").strip()
