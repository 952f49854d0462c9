"""The blocks of an OpenStreetMap PBF file (wiki, "PBF Format"): strings, dense and plain nodes, ways, relations."""

import struct
import zlib
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import BinaryIO

import numpy as np

from contrechamp.read.openstreetmap import Element
from contrechamp.text.wire_format import (
    MessageIsBroken,
    give_fields,
    read_signed,
    read_whole,
    unpack,
    unpack_steps,
)

_HEADER_BYTES = 64 << 10  # the format's own bounds
_BLOB_BYTES = 32 << 20
_NANO = 1e-9
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_KINDS = {1: "node", 3: "way", 4: "relation"}
_DENSE, _RELATION, _WAY_MEMBER = 2, 4, 1


def give_blobs(source: BinaryIO) -> Iterator[tuple[bytes, bytes]]:
    """Each blob's kind (b"OSMHeader", b"OSMData") and content; MessageIsBroken where the file is no such thing."""
    source.seek(0)
    while head := source.read(4):
        if len(head) < 4 or (size := struct.unpack(">I", head)[0]) > _HEADER_BYTES:
            raise MessageIsBroken("no header of a blob")
        header = dict(give_fields(source.read(size)))
        length = header.get(3, 0)
        if not isinstance(length, int) or length > _BLOB_BYTES:
            raise MessageIsBroken("a blob that is too large")
        content = source.read(length)
        if len(content) < length:
            raise MessageIsBroken("the end is missing")
        yield bytes(header.get(1, b"")), _unpack_blob(dict(give_fields(content)))


def _unpack_blob(blob: dict[int, int | bytes]) -> bytes:
    """As it stands, or packed by zlib; other packings are optional in the format and nobody publishes them."""
    if isinstance(blob.get(1), bytes):
        return blob[1]
    if not isinstance(blob.get(3), bytes):
        raise MessageIsBroken("a packing that is not read")
    content = zlib.decompressobj().decompress(blob[3], _BLOB_BYTES + 1)
    if len(content) > _BLOB_BYTES:
        raise MessageIsBroken("a blob that is too large")
    return content


class Block:
    """One block of data: its strings, its scale, its groups."""

    def __init__(self, content: bytes):
        self._groups: list[bytes] = []
        table, scale = b"", {17: 100, 18: 1000, 19: 0, 20: 0}
        for number, value in give_fields(content):
            if number == 1 and isinstance(value, bytes):
                table = value
            elif number == 2 and isinstance(value, bytes):
                self._groups.append(value)
            elif number in scale and isinstance(value, int):
                scale[number] = read_whole(value)
        self.strings = [bytes(value) for _, value in give_fields(table) if isinstance(value, bytes)]
        self._granularity, self._date_granularity = scale[17], scale[18]
        self._latitude, self._longitude = scale[19], scale[20]

    def may_watch(self) -> bool:
        """Whether a word of surveillance is among the strings: a block without is not looked at."""
        return any(b"surveillance" in one or b"camera" in one for one in self.strings)

    def give_elements(self) -> Iterator[Element]:
        """All elements that have tags."""
        for group in self._groups:
            for number, value in give_fields(group):
                if number in _KINDS and isinstance(value, bytes):
                    yield self._read_element(_KINDS[number], value)
                elif number == _DENSE and isinstance(value, bytes):
                    yield from self._give_dense(dict(give_fields(value)))

    def give_nodes(self) -> Iterator[tuple[np.ndarray, np.ndarray, np.ndarray]]:
        """Numbers, latitudes and longitudes of the nodes, group by group."""
        for group in self._groups:
            plain = []
            for number, value in give_fields(group):
                if number == _DENSE and isinstance(value, bytes):
                    fields = dict(give_fields(value))
                    yield unpack_steps(fields.get(1, b"")), *self._read_lines(fields)
                elif number == 1 and isinstance(value, bytes):
                    one = self._read_element("node", value)
                    plain.append((one.number, *(one.degrees or (0.0, 0.0))))
            if plain:
                numbers, latitudes, longitudes = zip(*plain, strict=True)
                yield np.array(numbers), np.array(latitudes), np.array(longitudes)

    def give_areas(self) -> Iterator[tuple[dict[str, str], list[tuple[int, bool]]]]:
        """Relations of type multipolygon: tags, and of each member way its number and whether it bounds a hole."""
        for group in self._groups:
            for number, value in give_fields(group):
                if number != _RELATION or not isinstance(value, bytes):
                    continue
                fields = dict(give_fields(value))
                if (tags := self._read_tags(fields)).get("type") == "multipolygon":
                    yield tags, self._read_members(fields)

    def _read_members(self, fields: dict[int, int | bytes]) -> list[tuple[int, bool]]:
        roles, kinds = (unpack(fields.get(number, b"")).tolist() for number in (8, 10))
        numbers = unpack_steps(fields.get(9, b"")).tolist()
        return [
            (number, self.strings[role] == b"inner")
            for number, role, kind in zip(numbers, roles, kinds, strict=True)
            if kind == _WAY_MEMBER
        ]

    def _read_lines(self, fields: dict[int, int | bytes]) -> tuple[np.ndarray, np.ndarray]:
        latitudes = _NANO * (self._latitude + self._granularity * unpack_steps(fields.get(8, b"")))
        longitudes = _NANO * (self._longitude + self._granularity * unpack_steps(fields.get(9, b"")))
        return latitudes, longitudes

    def _give_dense(self, fields: dict[int, int | bytes]) -> Iterator[Element]:
        numbers = unpack_steps(fields.get(1, b""))
        latitudes, longitudes = self._read_lines(fields)
        if not len(numbers) == len(latitudes) == len(longitudes):
            raise MessageIsBroken("nodes without degrees")
        told = dict(give_fields(fields[5])) if isinstance(fields.get(5), bytes) else {}
        versions, times = unpack(told.get(1, b"")), unpack_steps(told.get(2, b""))
        for place, tags in _cut_tags(unpack(fields.get(10, b"")), self):
            if place < len(numbers):
                yield Element(
                    "node",
                    int(numbers[place]),
                    (float(latitudes[place]), float(longitudes[place])),
                    tags,
                    str(versions[place]) if place < len(versions) else "",
                    self._tell_day(int(times[place])) if place < len(times) else "",
                )

    def _read_element(self, kind: str, message: bytes) -> Element:
        fields = dict(give_fields(message))
        info = dict(give_fields(fields[4])) if isinstance(fields.get(4), bytes) else {}
        number = fields.get(1, 0)
        is_node = kind == "node"
        return Element(
            kind,
            read_signed(number) if is_node else read_whole(number),
            self._read_point(fields) if is_node else None,
            self._read_tags(fields),
            str(info.get(1, "")),
            self._tell_day(read_whole(info[2])) if isinstance(info.get(2), int) else "",
            tuple(map(int, unpack_steps(fields.get(8, b"")))) if kind == "way" else (),
        )

    def _read_point(self, fields: dict[int, int | bytes]) -> tuple[float, float]:
        latitude, longitude = read_signed(fields.get(8, 0)), read_signed(fields.get(9, 0))
        return (
            _NANO * (self._latitude + self._granularity * latitude),
            _NANO * (self._longitude + self._granularity * longitude),
        )

    def _read_tags(self, fields: dict[int, int | bytes]) -> dict[str, str]:
        keys, values = (unpack(fields.get(number, b"")) for number in (2, 3))
        return {self.read_string(key): self.read_string(one) for key, one in zip(keys, values, strict=True)}

    def read_string(self, place: int) -> str:
        """The string of that place in the block's table."""
        return self.strings[int(place)].decode("utf-8", "replace")

    def _tell_day(self, units: int) -> str:
        """ "" for zero: what extracts write where they leave the day out."""
        if not units:
            return ""
        try:
            return (_EPOCH + timedelta(milliseconds=units * self._date_granularity)).date().isoformat()
        except OverflowError:
            return ""


def _cut_tags(pairs: np.ndarray, block: Block) -> Iterator[tuple[int, dict[str, str]]]:
    """Place of each dense node that has tags, and these: keys and values in turn, a zero behind each node."""
    place, at = 0, 0
    numbers = pairs.tolist()
    while at < len(numbers):
        if not numbers[at]:
            place, at = place + 1, at + 1
            continue
        tags = {}
        while at + 1 < len(numbers) and numbers[at]:
            tags[block.read_string(numbers[at])] = block.read_string(numbers[at + 1])
            at += 2
        yield place, tags
        if at < len(numbers) and numbers[at]:
            return
        place, at = place + 1, at + 1
