"""Words drawn in Windows metafiles ([MS-EMF], [MS-WMF]): the pictures that office files keep of embedded objects."""

import struct
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.read.rtf_words import CODEPAGES

MOST_RECORDS, MOST_CHARACTERS = 500_000, 200_000
_EMF_SIGNATURE, _PLACEABLE = b" EMF", b"\xd7\xcd\xc6\x9a"
_WIDE, _NARROW, _SMALL = (84, 97), (83, 96), 108  # kinds of EMF records that write
_EMF_MOVE, _EMF_END = 27, 14
_GLYPHS, _NO_BOX, _SMALL_CHARACTERS = 0x10, 0x100, 0x200  # options of a record that writes
_WMF_TEXT, _WMF_LONG_TEXT, _WMF_FONT, _WMF_SELECT, _WMF_DELETE = 0x0521, 0x0A32, 0x02FB, 0x012D, 0x01F0
_WMF_OBJECTS = (_WMF_FONT, 0x02FA, 0x02FC, 0x00F7, 0x06FF, 0x0142, 0x01F9)  # records that make an object
_LATIN = "cp1252"


class Piece(NamedTuple):
    """Characters written at a place; `end` is where the next character would stand, where that is known."""

    text: str
    x: int
    y: int
    end: int | None


def is_metafile(content: bytes) -> bool:
    """An EMF, a placeable WMF, or a bare WMF (kind, nine words of header, version 1 or 3)."""
    if content[:4] in (b"\x01\0\0\0", _PLACEABLE) and (
        content[40:44] == _EMF_SIGNATURE or content[:4] == _PLACEABLE
    ):
        return True
    return content[:4] in (b"\x01\0\x09\0", b"\x02\0\x09\0") and content[4:6] in (b"\0\x01", b"\0\x03")


def read_metafile(content: bytes) -> str:
    """The lines of text of a metafile, in the order in which they are drawn; "" when it draws none."""
    if not is_metafile(content):
        return ""
    is_enhanced = content[40:44] == _EMF_SIGNATURE and content[:4] == b"\x01\0\0\0"
    return join_pieces(_read_enhanced(content) if is_enhanced else _read_old(content))


def join_pieces(pieces: Iterator[Piece]) -> str:
    """Pieces that go on where the last one ended are one word; on the same height, one line."""
    parts: list[str] = []
    size, last = 0, None
    for piece in pieces:
        text = "".join(sign if sign.isprintable() else " " for sign in piece.text)
        if last is not None:
            parts.append(_find_gap(last, piece))
        parts.append(text)
        size, last = size + len(text), piece
        if size > MOST_CHARACTERS:
            break
    lines = (" ".join(line.split()) for line in "".join(parts).split("\n"))
    return "\n".join(line for line in lines if line)


def _find_gap(last: Piece, piece: Piece) -> str:
    if last.y != piece.y or piece.x < last.x:
        return "\n"
    if last.end is None:
        return " "
    width = max(1, (last.end - last.x) // max(1, len(last.text)))
    return "" if piece.x - last.end < max(2, width // 4) else " "


def _read_enhanced(content: bytes) -> Iterator[Piece]:
    place, at = 0, (0, 0)
    for _ in range(MOST_RECORDS):
        if place + 8 > len(content):
            return
        kind, size = struct.unpack_from("<II", content, place)
        if kind == _EMF_END or size < 8:
            return
        body = content[place : place + size]
        if kind == _EMF_MOVE and len(body) >= 16:
            at = struct.unpack_from("<ii", body, 8)
        elif kind in (*_WIDE, *_NARROW) and len(body) >= 76:
            yield from _read_text(body, kind in _WIDE, at)
        elif kind == _SMALL and len(body) >= 36:
            yield from _read_small_text(body)
        place += size


def _read_text(body: bytes, is_wide: bool, at: tuple[int, int]) -> Iterator[Piece]:
    """A record that writes one string ([MS-EMF] 2.2.5); where it stands at 0, 0 it stands where the pen is."""
    x, y, count, start, options = struct.unpack_from("<iiIII", body, 36)
    if options & _GLYPHS or not 0 < count <= len(body):
        return
    raw = body[start : start + count * (1 + is_wide)]
    text = raw.decode("utf-16-le" if is_wide else _LATIN, "replace")
    (steps,) = struct.unpack_from("<I", body, 72)
    end = None
    if 76 <= steps <= len(body) - 4 * count:
        end = x + sum(struct.unpack_from(f"<{count}i", body, steps))
    x, y = (x, y) if (x, y) != (0, 0) else at
    yield Piece(text, x, y, end if (x, y) != at else None)


def _read_small_text(body: bytes) -> Iterator[Piece]:
    x, y, count, options = struct.unpack_from("<iiII", body, 8)
    start = 36 if options & _NO_BOX else 52
    if options & _GLYPHS or not 0 < count <= len(body):
        return
    is_narrow = options & _SMALL_CHARACTERS
    raw = body[start : start + count * (1 if is_narrow else 2)]
    yield Piece(raw.decode(_LATIN if is_narrow else "utf-16-le", "replace"), x, y, None)


def _read_old(content: bytes) -> Iterator[Piece]:
    """Records count their size in words of two bytes; a string is in the code page of the chosen font."""
    place = 22 if content[:4] == _PLACEABLE else 0
    place += 2 * struct.unpack_from("<H", content, place + 2)[0] if len(content) >= place + 4 else 0
    fonts, codepage = _Fonts(), _LATIN
    for _ in range(MOST_RECORDS):
        if place + 6 > len(content):
            return
        size, kind = struct.unpack_from("<IH", content, place)
        if size < 3 or not kind:
            return
        body = content[place + 6 : place + 2 * size]
        if kind in _WMF_OBJECTS:
            fonts.make(body if kind == _WMF_FONT else b"")
        elif kind in (_WMF_SELECT, _WMF_DELETE) and len(body) >= 2:
            number = struct.unpack_from("<H", body)[0]
            codepage = (
                fonts.choose(number) or codepage if kind == _WMF_SELECT else fonts.drop(number) or codepage
            )
        elif kind == _WMF_TEXT and len(body) >= 6:
            yield from _read_old_text(body, codepage)
        elif kind == _WMF_LONG_TEXT and len(body) >= 8:
            yield from _read_old_long_text(body, codepage)
        place += 2 * size


def _read_old_text(body: bytes, codepage: str) -> Iterator[Piece]:
    (count,) = struct.unpack_from("<H", body)
    after = 2 + count + count % 2
    if after + 4 <= len(body):
        y, x = struct.unpack_from("<hh", body, after)
        yield Piece(body[2 : 2 + count].decode(codepage, "replace"), x, y, None)


def _read_old_long_text(body: bytes, codepage: str) -> Iterator[Piece]:
    y, x, count, options = struct.unpack_from("<hhHH", body)
    start = 16 if options & 6 else 8  # the box to be filled or cut by
    raw = body[start : start + count]
    steps = start + count + count % 2
    end = None
    if count and steps + 2 * count <= len(body):
        end = x + sum(struct.unpack_from(f"<{count}h", body, steps))
    if raw and not options & _GLYPHS:
        yield Piece(raw.decode(codepage, "replace"), x, y, end)


class _Fonts:
    """The table of objects of a WMF: each new one takes the first free place."""

    def __init__(self) -> None:
        self._codepages: dict[int, str] = {}
        self._free: list[int] = []

    def make(self, font: bytes) -> None:
        charset = font[13] if len(font) > 13 else 0
        place = self._free.pop(0) if self._free else len(self._codepages)
        self._codepages[place] = CODEPAGES.get(charset, _LATIN) if font else ""

    def choose(self, number: int) -> str:
        return self._codepages.get(number, "")

    def drop(self, number: int) -> str:
        if number in self._codepages and number not in self._free:
            self._free = sorted([*self._free, number])
        return ""
