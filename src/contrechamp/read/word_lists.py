"""The lists of an old Word document ([MS-DOC] 2.4.6.3): which number stands before which paragraph."""

import struct
from bisect import bisect_right
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.read.list_numbers import DEPTHS, MAX_NUMBER, Level, ListNumbers

_STYLES, _PARAGRAPH_RUNS, _LISTS, _OVERRIDES = (
    0x00A2,
    0x0102,
    0x02E2,
    0x02EA,
)  # places in the file's first block
_FORMS = ("decimal", "upperRoman", "lowerRoman", "upperLetter", "lowerLetter", "ordinal")
_MORE_FORMS = {22: "decimalZero", 23: "bullet", 255: "none"}
_DEPTH, _LIST = 0x260A, 0x460B  # paragraph properties: ilvl, ilfo
_OPERANDS = (1, 1, 2, 4, 2, 2, None, 3)  # bytes behind a property, by the top three bits of its code
_LONG_OPERANDS = (0xD606, 0xD608)  # properties whose operand tells its size in two bytes
_ENGLISH, _MOST, _MOST_PARAGRAPHS = 9, 100_000, 1_000_000
_LEGAL, _OWN_RESTART = 0x04, 0x08  # flags of a level


class Membership(NamedTuple):
    """What paragraph properties say of a list; None where they say nothing."""

    number: int | None = None
    depth: int | None = None

    def over(self, other: "Membership") -> "Membership":
        """These, and where they are silent what `other` says."""
        return Membership(*(other[place] if value is None else value for place, value in enumerate(self)))


class WordLists:
    """The lists of a document and the numbers of its paragraphs; ask for them in order."""

    def __init__(self, document: bytes, table: bytes):
        self.document, self.table = document, table
        self.numbers = ListNumbers(is_english=struct.unpack_from("<H", document, 6)[0] & 0x3FF == _ENGLISH)
        patterns = self._read_patterns()
        if patterns:
            self._read_lists(patterns)
        self.styles = list(self._read_styles()) if self.numbers.patterns else []
        self.bounds: list[int] = []
        self.memberships: list[Membership] = []
        for end, membership in self._read_paragraphs() if self.numbers.patterns else ():
            self.bounds.append(end)
            self.memberships.append(membership)
            if len(self.bounds) >= _MOST_PARAGRAPHS:
                break

    def render(self, offset: int) -> str:
        """The number of the paragraph whose mark is at byte `offset`, a space behind it; "" when it has none."""
        place = bisect_right(self.bounds, offset)
        if place >= len(self.memberships):
            return ""
        number, depth = self.memberships[place]
        return self.numbers.render(str(number), depth or 0) if number else ""

    def _find(self, place: int) -> tuple[int, int]:
        """Where a structure begins in the table, and its size."""
        return struct.unpack_from("<II", self.document, place)

    def _read_patterns(self) -> set[int]:
        """Patterns of lists, and behind them all their levels."""
        place, size = self._find(_LISTS)
        if size < 2:
            return set()
        (count,) = struct.unpack_from("<H", self.table, place)
        heads = [struct.unpack_from("<I22xB", self.table, place + 2 + 28 * one) for one in range(count)]
        place += size
        for pattern, flags in heads:
            for depth in range(1 if flags & 1 else DEPTHS):
                level, place = self._read_level(place)
                self.numbers.levels[str(pattern), depth] = level
        return {pattern for pattern, _ in heads}

    def _read_level(self, place: int) -> tuple[Level, int]:
        """A level ([MS-DOC] 2.9.150), and the place behind it."""
        start, form, flags = struct.unpack_from("<iBB", self.table, place)
        character_bytes, paragraph_bytes, restart = struct.unpack_from("<BBB", self.table, place + 24)
        place += 28 + character_bytes + paragraph_bytes
        (count,) = struct.unpack_from("<H", self.table, place)
        raw = self.table[place + 2 : place + 2 + 2 * min(count, 255)].decode("utf-16-le", "replace")
        text = "".join(f"%{ord(sign) + 1}" if ord(sign) < DEPTHS else sign for sign in raw.replace("%", "٪"))
        name = _FORMS[form] if form < len(_FORMS) else _MORE_FORMS.get(form, "decimal")
        limit = restart if flags & _OWN_RESTART else DEPTHS
        level = Level(max(0, min(start, MAX_NUMBER)), name, text, limit, bool(flags & _LEGAL))
        return level, place + 2 + 2 * count

    def _read_lists(self, patterns: set[int]) -> None:
        """Lists, each with its pattern and what it does otherwise ([MS-DOC] 2.9.131, 2.9.133)."""
        place, size = self._find(_OVERRIDES)
        count = min(struct.unpack_from("<I", self.table, place)[0], _MOST) if size >= 4 else 0
        heads = [struct.unpack_from("<I8xB", self.table, place + 4 + 16 * one) for one in range(count)]
        place += 4 + 16 * count
        for number, (pattern, changes) in enumerate(heads, 1):
            if pattern in patterns:
                self.numbers.patterns[str(number)] = str(pattern)
            place += 4
            for _ in range(changes):
                start, flags = struct.unpack_from("<iI", self.table, place)
                place, key = place + 8, (str(number), flags & 0xF)
                if flags & 0x20:
                    self.numbers.own_levels[key], place = self._read_level(place)
                if flags & 0x10:
                    own = self.numbers.own_levels.get(key)
                    self.numbers.starts[key] = own.start if own else max(0, min(start, MAX_NUMBER))

    def _read_styles(self) -> Iterator[Membership]:
        """What each paragraph style says, those it is based on included."""
        place, size = self._find(_STYLES)
        end = place + size
        header_bytes, count, base_bytes = struct.unpack_from("<HHH", self.table, place)
        place += 2 + header_bytes
        own: list[Membership] = []
        parents: list[int] = []
        for _ in range(min(count, 4096)):
            if place + 2 > end:
                break
            (bytes_here,) = struct.unpack_from("<H", self.table, place)
            style = self.table[place + 2 : place + 2 + bytes_here]
            place += 2 + bytes_here + bytes_here % 2
            parents.append(struct.unpack_from("<H", style, 2)[0] >> 4 if len(style) > 4 else 0xFFF)
            own.append(_read_style(style, base_bytes))
        for number, found in enumerate(own):
            parent = parents[number]
            for _ in range(20):
                if parent >= len(own):
                    break
                found, parent = found.over(own[parent]), parents[parent]
            yield found

    def _read_paragraphs(self) -> Iterator[tuple[int, Membership]]:
        """For each run of paragraphs with the same properties, the byte where it ends and what they say."""
        place, size = self._find(_PARAGRAPH_RUNS)
        bins = self.table[place : place + size]
        count = min(max(0, (len(bins) - 4) // 8), _MOST)
        for number in range(count):
            page = struct.unpack_from("<I", bins, 4 * (count + 1) + 4 * number)[0] & 0x3FFFFF
            sector = self.document[page * 512 : page * 512 + 512]
            runs = sector[511] if len(sector) == 512 else 0
            if not runs or 4 * (runs + 1) + 13 * runs > 511:
                continue
            ends = struct.unpack_from(f"<{runs}I", sector, 4)
            for run, end in enumerate(ends):
                yield end, self._read_run(sector, 2 * sector[4 * (runs + 1) + 13 * run])

    def _read_run(self, sector: bytes, start: int) -> Membership:
        if not start or start + 2 > 511:
            return Membership()
        size = 2 * sector[start] - 1
        if not sector[start]:
            start, size = start + 1, 2 * sector[start + 1]
        properties = sector[start + 1 : start + 1 + size]
        if len(properties) < 2:
            return Membership()
        (style,) = struct.unpack_from("<H", properties)
        own = read_membership(properties[2:])
        return own.over(self.styles[style]) if style < len(self.styles) else own


def _read_style(style: bytes, base_bytes: int) -> Membership:
    """The paragraph properties of a style: behind its base and its name."""
    if len(style) < base_bytes + 2 or style[2] & 0xF != 1:
        return Membership()
    place = base_bytes + 2 + 2 * struct.unpack_from("<H", style, base_bytes)[0] + 2
    if place + 4 > len(style):
        return Membership()
    (size,) = struct.unpack_from("<H", style, place)
    return read_membership(style[place + 4 : place + 2 + size])


def read_membership(properties: bytes) -> Membership:
    """List and depth in a list of paragraph properties; each is a code and an operand of known size."""
    place, number, depth = 0, None, None
    while place + 3 <= len(properties):
        (code,) = struct.unpack_from("<H", properties, place)
        size = _OPERANDS[code >> 13]
        if code == _DEPTH:
            depth = properties[place + 2]
        elif code == _LIST and place + 4 <= len(properties):
            (number,) = struct.unpack_from("<H", properties, place + 2)
        if size is None:
            is_long = code in _LONG_OPERANDS and place + 4 <= len(properties)
            size = (
                struct.unpack_from("<H", properties, place + 2)[0] + 1
                if is_long
                else properties[place + 2] + 1
            )
        place += 2 + size
    return Membership(number, depth)
