"""The old Word format ([MS-DOC]): which characters of the file are its text, and in what order."""

import re
import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.blocks import HIDDEN_MARK
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.word_lists import WordLists

_MAGIC, _WORD_97 = 0xA5EC, 0x00C1
_CLX_97, _CLX_95, _CHARACTER_RUNS = 0x01A2, 0x0160, 0x00FA
_STORIES = ("text", "footnotes", "headers", "macros", "comments", "endnotes", "boxes", "header boxes")
_HIDING = {0x0800: True, 0x083C: True}  # marked as deleted; hidden
_FIELD = re.compile(r"\x13[^\x13\x14\x15]*\x14([^\x13\x14\x15]*)\x15|\x13[^\x13\x14\x15]*\x15")
_PARAGRAPH = re.compile(r"[^\r\x07]+[\r\x07]?|[\r\x07]")
_EQUATION_WORDS = re.compile(r"[(),]([^()\\,\x13-\x15]{1,200})")
_SIGNS = str.maketrans(
    {"\x0b": "\n", "\r": "\n", "\x1e": "-", "\x1f": None, "\x01": None, "\x02": None, "\x05": None}
)


class Piece(NamedTuple):
    """Characters `start` to `end` (exclusive) of the document lie at byte `offset`, one or two bytes each."""

    start: int
    end: int
    offset: int
    width: int


def read_stories(document: bytes, table: bytes) -> dict[str, str]:
    """The text, the notes, the comments, the boxes and the headers of a Word document, by name."""
    if len(document) < 0x200 or struct.unpack_from("<H", document)[0] != _MAGIC:
        raise DocumentIsBroken(reasons.MALFORMED)
    is_new = struct.unpack_from("<H", document, 2)[0] >= _WORD_97
    pieces = list(_find_pieces(document, table if is_new else document, is_new))
    hidden = list(_find_hidden(document, table)) if is_new else []
    text = "".join(_read_piece(document, piece, hidden) for piece in pieces)
    sizes = struct.unpack_from("<8i", document, 0x4C if is_new else 0x34)
    stories, place = {}, 0
    for name, size in zip(_STORIES, sizes, strict=True):
        story = text[place : place + max(0, size)]
        if name == "text" and is_new:
            story = _number_paragraphs(story, pieces, document, table)
        stories[name] = clean_text(story)
        place += max(0, size)
    return stories


def _number_paragraphs(text: str, pieces: list[Piece], document: bytes, table: bytes) -> str:
    """The text with the numbers that its lists give; without them where the lists are damaged."""
    try:
        lists = WordLists(document, table)
    except PARSER_ERRORS:
        return text
    if not lists.memberships:
        return text
    starts, parts = [piece.start for piece in pieces], []
    for found in _PARAGRAPH.finditer(text):
        end = found.end()
        piece = pieces[max(0, bisect_right(starts, end - 1) - 1)]
        number = lists.render(piece.offset + (end - 1 - piece.start) * piece.width)
        parts.append(f"{number}{found[0]}" if len(found[0]) > 1 else found[0])
    return "".join(parts)


def clean_text(text: str) -> str:
    """Fields by their results, table cells apart, marks of objects away."""
    for _ in range(8):  # fields inside fields
        shorter = _FIELD.sub(_read_field, text)
        if shorter == text:
            break
        text = shorter
    text = re.sub(r"[\x08\x13-\x15]", "", text).replace(HIDDEN_MARK + HIDDEN_MARK, HIDDEN_MARK)
    return text.replace("\x07\x07", "\n").replace("\x07", " | ").translate(_SIGNS)


def _read_field(found: re.Match[str]) -> str:
    """A field's result; of an equation, which has none, the words in it (how readings of signs are written)."""
    if found[1] is None and found[0].lstrip("\x13 ").startswith("EQ "):
        return " ".join(_EQUATION_WORDS.findall(found[0]))
    return found[1] or ""


def _find_pieces(document: bytes, table: bytes, is_new: bool) -> Iterator[Piece]:
    """The piece table ([MS-DOC] 2.8.35), or the one run of text of files saved without one."""
    is_complex = struct.unpack_from("<H", document, 0x0A)[0] & 0x0004
    place, size = struct.unpack_from("<II", document, _CLX_97 if is_new else _CLX_95)
    clx = table[place : place + size]
    if not is_new and not (is_complex and clx):
        start, end = struct.unpack_from("<II", document, 0x18)
        yield Piece(0, end - start, start, 1)
        return
    place = 0
    while place < len(clx) and clx[place] == 1:
        place += 3 + struct.unpack_from("<H", clx, place + 1)[0]
    if place + 5 > len(clx) or clx[place] != 2:
        raise DocumentIsBroken(reasons.MALFORMED)
    content = clx[place + 5 : place + 5 + struct.unpack_from("<I", clx, place + 1)[0]]
    count = (len(content) - 4) // 12
    bounds = struct.unpack_from(f"<{count + 1}I", content)
    for number in range(count):
        offset = struct.unpack_from("<I", content, 4 * (count + 1) + 8 * number + 2)[0]
        is_narrow = not is_new or offset & 0x40000000
        offset = (offset & 0x3FFFFFFF) // (2 if is_new and is_narrow else 1)
        if bounds[number] < bounds[number + 1] <= 2 * len(document):
            yield Piece(bounds[number], bounds[number + 1], offset, 1 if is_narrow else 2)


def _read_piece(document: bytes, piece: Piece, hidden: list[tuple[int, int]]) -> str:
    """The characters of a piece; hidden ones as marks, so that all counts stay right."""
    end = piece.offset + (piece.end - piece.start) * piece.width
    raw = document[piece.offset : end]
    text = raw.decode("cp1252" if piece.width == 1 else "utf-16-le", "replace")
    for first, last in hidden:
        if first < end and last > piece.offset:
            left = max(0, (first - piece.offset) // piece.width)
            right = min(len(text), (last - piece.offset) // piece.width)
            text = text[:left] + HIDDEN_MARK * (right - left) + text[right:]
    return text


def _find_hidden(document: bytes, table: bytes) -> Iterator[tuple[int, int]]:
    """Byte ranges whose characters are deleted or hidden, from the pages of character runs ([MS-DOC] 2.9.33)."""
    place, size = struct.unpack_from("<II", document, _CHARACTER_RUNS)
    bins = table[place : place + size]
    count = max(0, (len(bins) - 4) // 8)
    for number in range(min(count, 100_000)):
        page = struct.unpack_from("<I", bins, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
        sector = document[page * 512 : page * 512 + 512]
        if len(sector) < 512:
            continue
        runs = sector[511]
        if 4 * (runs + 1) + runs > 511:
            continue
        bounds = struct.unpack_from(f"<{runs + 1}I", sector)
        for run in range(runs):
            start = sector[4 * (runs + 1) + run] * 2
            if (
                start
                and _hides(sector[start + 1 : start + 1 + sector[start]])
                and bounds[run] < bounds[run + 1]
            ):
                yield bounds[run], bounds[run + 1]


def _hides(properties: bytes) -> bool:
    """Whether a list of character properties hides or deletes; each is a code and an operand of known size."""
    sizes = (1, 1, 2, 4, 2, 2, None, 3)
    place = 0
    while place + 3 <= len(properties):
        code = struct.unpack_from("<H", properties, place)[0]
        if code in _HIDING and properties[place + 2] == 1:
            return True
        size = sizes[code >> 13]
        place += 2 + (properties[place + 2] + 1 if size is None else size)
    return False
