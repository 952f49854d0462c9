"""Seven ways of damaging a file; the same seed does the same damage."""

import io
import struct
import zipfile
from collections.abc import Callable
from random import Random

_LENGTHS = (0, 1, 0x7F, 0xFF, 0x7FFF, 0xFFFF, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFE, 0xFFFFFFFF)
_LONGEST = 4_000  # bytes of a piece that is moved or doubled


def damage(content: bytes, way: str, dice: Random, *, other: bytes) -> bytes:
    """A damaged copy of `content`; `other` is a file of the same format, for what is spliced in."""
    damaged = _DEEDS[way](content, dice, other)
    return damaged if damaged != content else damaged + b"\0"  # never the sound file


def _flip_bits(content: bytes, dice: Random, other: bytes) -> bytes:
    damaged = bytearray(content)
    for _ in range(dice.choice((1, 3, 30, 300))):
        damaged[dice.randrange(len(damaged))] ^= 1 << dice.randrange(8)
    return bytes(damaged)


def _cut(content: bytes, dice: Random, other: bytes) -> bytes:
    """The end missing, the beginning missing, or a hole."""
    first, last = _choose_piece(content, dice, longest=len(content))
    return dice.choice((content[:first], content[last:], content[:first] + content[last:]))


def _splice(content: bytes, dice: Random, other: bytes) -> bytes:
    """A piece of another file of its kind in the place of one of its own, or the two halves joined."""
    first, last = _choose_piece(content, dice, longest=_LONGEST)
    start, end = _choose_piece(other, dice, longest=_LONGEST)
    halves = content[: dice.randrange(len(content))] + other[dice.randrange(len(other)) :]
    return dice.choice((content[:first] + other[start:end] + content[last:], halves))


def _repeat_block(content: bytes, dice: Random, other: bytes) -> bytes:
    first, last = _choose_piece(content, dice, longest=_LONGEST)
    return content[:last] + content[first:last] * dice.choice((1, 2, 50)) + content[last:]


def _swap_chunks(content: bytes, dice: Random, other: bytes) -> bytes:
    a, b, c, d = sorted(dice.randrange(len(content) + 1) for _ in range(4))
    return content[:a] + content[c:d] + content[b:c] + content[a:b] + content[d:]


def _change_lengths(content: bytes, dice: Random, other: bytes) -> bytes:
    """Numbers at even places become the smallest, the largest, or one more or less."""
    damaged = bytearray(content)
    for _ in range(dice.choice((1, 4, 16))):
        form, size = dice.choice((("<H", 2), ("<I", 4), (">H", 2), (">I", 4)))
        if len(damaged) < size:
            continue
        place = dice.randrange((len(damaged) - size) // 2 + 1) * 2
        (found,) = struct.unpack_from(form, damaged, place)
        value = dice.choice((*_LENGTHS, found + 1, found - 1)) % (1 << 8 * size)
        struct.pack_into(form, damaged, place, value)
    return bytes(damaged)


def _damage_inside(content: bytes, dice: Random, other: bytes) -> bytes:
    """One member of a ZIP damaged and packed again, so that every checksum is right; else the bytes themselves."""
    ways = tuple(way for way in WAYS if way != "inside")
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            parts = [(part.filename, package.read(part)) for part in package.infolist() if not part.is_dir()]
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, EOFError, OSError, ValueError):
        parts = []
    filled = [number for number, (_, part) in enumerate(parts) if part]
    if not filled:
        return damage(content, dice.choice(ways), dice, other=other)
    chosen = dice.choice(filled)
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as package:
        for number, (name, part) in enumerate(parts):
            kept = damage(part, dice.choice(ways), dice, other=part) if number == chosen else part
            package.writestr(zipfile.ZipInfo(name), kept, zipfile.ZIP_DEFLATED)
    return buffer.getvalue()


def _choose_piece(content: bytes, dice: Random, *, longest: int) -> tuple[int, int]:
    first = dice.randrange(len(content))
    return first, min(len(content), first + dice.randint(1, max(1, longest)))


_DEEDS: dict[str, Callable[[bytes, Random, bytes], bytes]] = {
    "flipped bits": _flip_bits,
    "cut": _cut,
    "spliced": _splice,
    "repeated block": _repeat_block,
    "swapped chunks": _swap_chunks,
    "changed lengths": _change_lengths,
    "inside": _damage_inside,
}
WAYS = tuple(_DEEDS)
