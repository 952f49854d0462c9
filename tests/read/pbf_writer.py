"""Writes a small OpenStreetMap PBF file by the wiki's description, sharing nothing with what reads it."""

import struct
import zlib


def write_number(value: int) -> bytes:
    value &= (1 << 64) - 1
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes(out) + bytes([value])


def write_signed(value: int) -> bytes:
    return write_number(value * 2 if value >= 0 else -value * 2 - 1)


def write_field(number: int, value: int | bytes) -> bytes:
    if isinstance(value, int):
        return write_number(number << 3) + write_number(value)
    return write_number(number << 3 | 2) + write_number(len(value)) + value


def write_steps(values: list[int]) -> bytes:
    last, out = 0, b""
    for value in values:
        out += write_signed(value - last)
        last = value
    return out


def write_blob(kind: bytes, content: bytes, *, packed: bool = True) -> bytes:
    blob = (
        write_field(2, len(content)) + write_field(3, zlib.compress(content))
        if packed
        else write_field(1, content)
    )
    header = write_field(1, kind) + write_field(3, len(blob))
    return struct.pack(">I", len(header)) + header + blob


class Strings:
    """The table of strings of a block; the first one is empty."""

    def __init__(self) -> None:
        self.known = [b""]

    def place(self, text: str) -> int:
        word = text.encode()
        if word not in self.known:
            self.known.append(word)
        return self.known.index(word)

    def write(self) -> bytes:
        return b"".join(write_field(1, one) for one in self.known)


def scale(degrees: float) -> int:
    return round(degrees * 1e7)


def write_dense(nodes: list[tuple[int, float, float, dict]], strings: Strings, *, seconds: int = 0) -> bytes:
    """Nodes of number, latitude, longitude, tags; all changed at the same second, in version 4."""
    pairs = b"".join(
        b"".join(write_number(strings.place(one)) for pair in tags.items() for one in pair) + b"\0"
        for _, _, _, tags in nodes
    )
    told = write_field(1, b"\x04" * len(nodes)) + write_field(2, write_steps([seconds] * len(nodes)))
    return (
        write_field(1, write_steps([node[0] for node in nodes]))
        + write_field(5, told)
        + write_field(8, write_steps([scale(node[1]) for node in nodes]))
        + write_field(9, write_steps([scale(node[2]) for node in nodes]))
        + write_field(10, pairs)
    )


def write_way(number: int, refs: list[int], tags: dict, strings: Strings) -> bytes:
    keys = b"".join(write_number(strings.place(key)) for key in tags)
    values = b"".join(write_number(strings.place(value)) for value in tags.values())
    fields = ((1, number), (2, keys), (3, values), (8, write_steps(refs)))
    return b"".join(write_field(*field) for field in fields)


def write_relation(number: int, members: list[tuple[int, str]], tags: dict, strings: Strings) -> bytes:
    """A relation whose members are ways: the number and the role of each."""
    keys = b"".join(write_number(strings.place(key)) for key in tags)
    values = b"".join(write_number(strings.place(value)) for value in tags.values())
    roles = b"".join(write_number(strings.place(role)) for _, role in members)
    numbers = write_steps([way for way, _ in members])
    fields = ((1, number), (2, keys), (3, values), (8, roles), (9, numbers), (10, b"\x01" * len(members)))
    return b"".join(write_field(*field) for field in fields)


def write_node(number: int, latitude: float, longitude: float, tags: dict, strings: Strings) -> bytes:
    keys = b"".join(write_number(strings.place(key)) for key in tags)
    values = b"".join(write_number(strings.place(value)) for value in tags.values())
    place = (
        write_number(8 << 3)
        + write_signed(scale(latitude))
        + write_number(9 << 3)
        + write_signed(scale(longitude))
    )
    return write_number(1 << 3) + write_signed(number) + write_field(2, keys) + write_field(3, values) + place


def write_file(*, dense=(), ways=(), nodes=(), relations=(), packed: bool = True, seconds: int = 0) -> bytes:
    strings = Strings()
    groups = []
    if dense:
        groups.append(write_field(2, write_dense(list(dense), strings, seconds=seconds)))
    groups += [write_field(1, write_node(*node, strings)) for node in nodes]
    groups += [write_field(3, write_way(*way, strings)) for way in ways]
    groups += [write_field(4, write_relation(*relation, strings)) for relation in relations]
    block = write_field(1, strings.write()) + b"".join(write_field(2, group) for group in groups)
    head = write_field(4, b"OsmSchema-V0.6") + write_field(4, b"DenseNodes")
    return write_blob(b"OSMHeader", head, packed=packed) + write_blob(b"OSMData", block, packed=packed)
