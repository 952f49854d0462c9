"""Protocol Buffers' encoding (developers' guide, "Encoding"): fields and packed numbers, without a schema."""

import struct
from collections.abc import Iterator

import numpy as np

_VARINT, _EIGHT, _BYTES, _FOUR = 0, 1, 2, 5
_MOST_SHIFT = 63


class MessageIsBroken(ValueError):
    """Bytes that are no message."""


def give_fields(message: bytes) -> Iterator[tuple[int, int | bytes]]:
    """Each field's number and value: a number, or bytes for strings, messages and packed numbers."""
    place, size = 0, len(message)
    while place < size:
        key, place = (one, place + 1) if (one := message[place]) < 0x80 else read_varint(message, place)
        kind = key & 7
        if kind == _VARINT:
            value, place = read_varint(message, place)
            yield key >> 3, value
        elif kind == _BYTES:
            is_short = place < size and message[place] < 0x80
            length, place = (message[place], place + 1) if is_short else read_varint(message, place)
            if place + length > size:
                raise MessageIsBroken("a field ends behind its message")
            yield key >> 3, message[place : place + length]
            place += length
        elif kind in (_EIGHT, _FOUR):
            form, length = ("<q", 8) if kind == _EIGHT else ("<i", 4)
            if place + length > size:
                raise MessageIsBroken("a field ends behind its message")
            yield key >> 3, struct.unpack_from(form, message, place)[0]
            place += length
        else:
            raise MessageIsBroken("a field of an unknown kind")


def read_varint(message: bytes, place: int) -> tuple[int, int]:
    """A number of one to ten bytes, and the place behind it."""
    value = shift = 0
    while shift <= _MOST_SHIFT:
        if place >= len(message):
            break
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & 0xFFFFFFFFFFFFFFFF, place
        shift += 7
    raise MessageIsBroken("a number that does not end")


def read_signed(value: int) -> int:
    """A zigzag number (sint32, sint64)."""
    return (value >> 1) ^ -(value & 1)


def read_whole(value: int) -> int:
    """A number that may be negative in two's complement (int32, int64)."""
    return value - (1 << 64) if value >> 63 else value


def unpack(packed: bytes) -> np.ndarray:
    """Packed numbers, unsigned."""
    octets = np.frombuffer(packed, np.uint8)
    if not octets.size:
        return np.zeros(0, np.uint64)
    ends = np.flatnonzero(octets < 0x80)
    if not ends.size or ends[-1] != octets.size - 1:
        raise MessageIsBroken("packed numbers that do not end")
    starts = np.concatenate(([0], ends[:-1] + 1))
    lengths = ends - starts + 1
    if lengths.max() > 10:
        raise MessageIsBroken("a number that does not end")
    shifts = 7 * (np.arange(octets.size) - np.repeat(starts, lengths)).astype(np.uint64)
    return np.bitwise_or.reduceat((octets & np.uint8(0x7F)).astype(np.uint64) << shifts, starts)


def unpack_signed(packed: bytes) -> np.ndarray:
    """Packed zigzag numbers."""
    numbers = unpack(packed)
    return (numbers >> np.uint64(1)).astype(np.int64) ^ -(numbers & np.uint64(1)).astype(np.int64)


def unpack_steps(packed: bytes) -> np.ndarray:
    """Packed zigzag numbers, each told by its distance from the one before."""
    return np.cumsum(unpack_signed(packed))
