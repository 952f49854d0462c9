"""The lines of a page as pdfium finds them: their characters, and the rectangles of the runs that they are drawn in."""

import ctypes
import re
import struct
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf import bare
from contrechamp.read.pdf.geometry import Rect, make_rect

MAX_CHARACTERS = 2_000_000
_WIDE = 0.8  # times the height of the higher run beside it: wider white stands between cells
_NARROW = 0.6  # the same, in a line that holds a wide one
_ALWAYS = 1.2  # the same, for every space of a line to stand between cells
_WIDER = 1.5  # times the narrowest space of the line
_WIDE_AT_LEAST = 4.0  # points
_LOOSE = 0.62  # of their height: letters are narrower, on average
_SPACES = re.compile(r"\s+")
_LINE = re.compile(
    "[^\r\n\ufffe\x02]*[\ufffe\x02]?"
)  # pdfium joins a line that ends in a hyphen to the next one
_sides = (ctypes.c_double * 4)()
_places = bare.list_addresses(_sides)
_four_doubles = struct.Struct("4d").unpack_from  # sooner than ctypes gives them
_pointers = [ctypes.cast(place, ctypes.POINTER(ctypes.c_double)) for place in _places]


class DrawnLine(NamedTuple):
    """Characters `start` to `end` of pdfium's text, their raw text, and the rectangles that hold them."""

    start: int
    end: int
    text: str
    runs: tuple[Rect, ...]
    box: Rect


class _Space(NamedTuple):
    """Characters `start` to `end`, drawn as white from `left` on; between figures it may part thousands."""

    start: int
    end: int
    left: float
    width: float
    is_in_number: bool


def make_line(start: int, end: int, text: str, runs: tuple[Rect, ...]) -> DrawnLine:
    """The line, with the box that its runs fill together."""
    return DrawnLine(start, end, text, runs, surround(runs))


def read_drawn_lines(textpage: pdfium.FPDF_TEXTPAGE) -> list[DrawnLine]:
    """Every line that has something in it, in pdfium's own order (that of drawing)."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return []
    text = _read_text(textpage, min(count, MAX_CHARACTERS))
    to_character = _find_mapping(textpage, text, count)
    lines, address = [], bare.find_address(textpage)
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start < end:
            start, end = to_character(start), to_character(end - 1) + 1
            lines.append(make_line(start, end, match.group(), _read_runs(address, start, end)))
    return lines


def _read_text(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    buffer = (ctypes.c_ushort * (2 * (count + 1)))()
    written = pdfium.FPDFText_GetText(textpage, 0, count, buffer)
    return ctypes.string_at(buffer, max(0, 2 * (written - 1))).decode("utf-16-le", "replace")


def _find_mapping(textpage: pdfium.FPDF_TEXTPAGE, text: str, count: int) -> Callable[[int], int]:
    """From places in the text to pdfium's character numbers: the same, but for characters without Unicode."""
    if len(text) == count:
        return int
    last = count - 1

    def to_character(place: int) -> int:
        found = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, place)
        return found if found >= 0 else min(place, last)

    return to_character


def _read_runs(address: int, start: int, end: int) -> tuple[Rect, ...]:
    """Of the page of text at `address`."""
    runs, get_rect = [], bare.get_rect
    for number in range(bare.count_rects(address, start, end - start)):
        if get_rect(address, number, *_places):
            left, top, right, bottom = _four_doubles(_sides)
            runs.append(make_rect((left, bottom, right, top)))
    return tuple(runs)


def surround(rects: tuple[Rect, ...] | list[Rect]) -> Rect:
    """The smallest rectangle that holds all; an empty one for none."""
    if len(rects) == 1:
        return rects[0]
    if not rects:
        return Rect(0, 0, 0, 0)
    lefts, bottoms, rights, tops = zip(*rects, strict=True)
    return Rect(min(lefts), min(bottoms), max(rights), max(tops))


def split_line(textpage: pdfium.FPDF_TEXTPAGE, line: DrawnLine, middle: float) -> list[DrawnLine]:
    """The parts of `line` left and right of the x of `middle`; the line itself when it lies on one side."""
    left = tuple(run for run in line.runs if (run.left + run.right) / 2 < middle)
    right = tuple(run for run in line.runs if (run.left + run.right) / 2 >= middle)
    if not left or not right or left[0].left > right[0].left:
        return [line]
    cut = _find_cut(textpage, line, middle)
    if not line.start < cut < line.end:
        return [line]
    at = len(line.text) - (line.end - cut)
    return [
        make_line(line.start, cut, line.text[:at], left),
        make_line(cut, line.end, line.text[at:], right),
    ]


def _find_cut(textpage: pdfium.FPDF_TEXTPAGE, line: DrawnLine, middle: float) -> int:
    """The first character right of `middle`, by halving (a line's characters go from left to right)."""
    low, high = line.start, line.end
    while low < high:
        place = (low + high) // 2
        if _find_left(textpage, place, line.end) < middle:
            low = place + 1
        else:
            high = place
    return low


def _find_left(textpage: pdfium.FPDF_TEXTPAGE, character: int, end: int) -> float:
    """The left side of a character; of the next drawn one where it was not drawn (a space put in by pdfium)."""
    for place in range(character, end):
        if pdfium.FPDFText_GetCharBox(textpage, place, *_pointers) and _sides[1] > _sides[0]:
            return _sides[0]
    return float("inf")


def cut_at_gaps(textpage: pdfium.FPDF_TEXTPAGE, line: DrawnLine) -> list[DrawnLine]:
    """The parts of `line` between white spaces nearly as wide as its letters are high: the cells of a table's row.

    Only where the text has a space (no word is cut), and every character its place in it. All parts are as high as
    the line.
    """
    if not _may_have_cells(line):
        return [line]
    address = bare.find_address(textpage)
    parts, start, left = [], line.start, line.box.left
    for space in _choose_gaps(list(_measure_spaces(address, line)), line.runs):
        parts.append(_make_part(line, start, space.start, left, space.left))
        start, left = space.end, space.left + space.width
    if not parts:
        return [line]
    last = line.start + len(line.text.rstrip()) - 1  # a blank at the end may be drawn anywhere
    bare.get_box(address, last, *_places)
    return [*parts, _make_part(line, start, line.end, left, _sides[1])]


def _choose_gaps(spaces: list[_Space], runs: tuple[Rect, ...]) -> list[_Space]:
    """Those that part cells: one wide one at least, and beside it narrower ones."""
    wide = _find_least(runs, _WIDE)
    if not any(space.width > wide or space.width < -wide for space in spaces):
        return []
    narrow = _find_least(runs, _NARROW)
    least = min([space.width for space in spaces if space.width > 0], default=0.0)
    if least < _find_least(runs, _ALWAYS):  # so wide are all spaces of a typewriter
        narrow = max(narrow, _WIDER * least)
    in_number = max(wide, narrow)
    return [
        space
        for space in spaces
        if space.width > (in_number if space.is_in_number else narrow)
        or space.width < -wide  # back to a cell that was drawn after the one on its right
    ]


def _may_have_cells(line: DrawnLine) -> bool:
    """Whether white stands between its runs, or these are wider than such letters are.

    pdfium makes one run of two cells drawn together.
    """
    runs, box = line.runs, line.box
    white = 0.0
    if len(runs) > 1:
        least = _find_least(runs, _WIDE)
        whites = [after.left - before.right for before, after in pairwise(runs)]
        if max(whites) > least:
            return len(line.text) == line.end - line.start
        white = sum(whites)
    is_loose = box.right - box.left - white > _LOOSE * len(line.text) * (box.top - box.bottom)
    return is_loose and " " in line.text.strip() and len(line.text) == line.end - line.start


def _find_least(runs: tuple[Rect, ...], part: float) -> float:
    return max(part * max([run.top - run.bottom for run in runs]), _WIDE_AT_LEAST)


def _measure_spaces(address: int, line: DrawnLine) -> Iterator[_Space]:
    for found in _SPACES.finditer(line.text):
        start, end = line.start + found.start(), line.start + found.end()
        if line.start < start and end < line.end:
            bare.get_box(address, start - 1, *_places)
            left = _sides[1]
            bare.get_box(address, end, *_places)
            is_in_number = line.text[found.start() - 1].isdigit() and line.text[found.end()].isdigit()
            yield _Space(start, end, left, _sides[0] - left, is_in_number)


def _make_part(line: DrawnLine, start: int, end: int, left: float, right: float) -> DrawnLine:
    box = Rect(left, line.box.bottom, max(left, right), line.box.top)
    return DrawnLine(start, end, line.text[start - line.start : end - line.start], (box,), box)


def cut_line(textpage: pdfium.FPDF_TEXTPAGE, line: DrawnLine, start: int, end: int) -> DrawnLine:
    """The part of `line` from character `start` to `end`."""
    text = line.text[start - line.start : end - line.start]
    return make_line(start, end, text, _read_runs(bare.find_address(textpage), start, end))
