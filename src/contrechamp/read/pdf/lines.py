"""The lines of a page as pdfium finds them: their characters, and the rectangles of the runs that they are drawn in."""

import ctypes
import re
from collections.abc import Callable
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.geometry import Rect

MAX_CHARACTERS = 2_000_000
_LINE = re.compile(
    "[^\r\n\ufffe\x02]*[\ufffe\x02]?"
)  # pdfium joins a line that ends in a hyphen to the next one
_sides = [ctypes.c_double() for _ in range(4)]
_pointers = [ctypes.byref(side) for side in _sides]


class DrawnLine(NamedTuple):
    """Characters `start` to `end` of pdfium's text, their raw text, and the rectangles that hold them."""

    start: int
    end: int
    text: str
    runs: tuple[Rect, ...]

    @property
    def box(self) -> Rect:
        return surround(self.runs)


def read_drawn_lines(textpage: pdfium.FPDF_TEXTPAGE) -> list[DrawnLine]:
    """Every line that has something in it, in pdfium's own order (that of drawing)."""
    count = pdfium.FPDFText_CountChars(textpage)
    if count <= 0:
        return []
    text = _read_text(textpage, min(count, MAX_CHARACTERS))
    to_character = _find_mapping(textpage, text, count)
    lines = []
    for match in _LINE.finditer(text):
        start, end = match.span()
        if start < end:
            start, end = to_character(start), to_character(end - 1) + 1
            lines.append(DrawnLine(start, end, match.group(), _read_runs(textpage, start, end)))
    return lines


def _read_text(textpage: pdfium.FPDF_TEXTPAGE, count: int) -> str:
    buffer = ctypes.create_string_buffer(4 * (count + 1))
    written = pdfium.FPDFText_GetText(
        textpage, 0, count, ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
    )
    return buffer.raw[: max(0, 2 * (written - 1))].decode("utf-16-le", "replace")


def _find_mapping(textpage: pdfium.FPDF_TEXTPAGE, text: str, count: int) -> Callable[[int], int]:
    """From places in the text to pdfium's character numbers: the same, but for characters without Unicode."""
    if len(text) == count:
        return int
    last = count - 1

    def to_character(place: int) -> int:
        found = pdfium.FPDFText_GetCharIndexFromTextIndex(textpage, place)
        return found if found >= 0 else min(place, last)

    return to_character


def _read_runs(textpage: pdfium.FPDF_TEXTPAGE, start: int, end: int) -> tuple[Rect, ...]:
    left, top, right, bottom = _sides
    runs = []
    for number in range(pdfium.FPDFText_CountRects(textpage, start, end - start)):
        if pdfium.FPDFText_GetRect(textpage, number, *_pointers):
            runs.append(Rect(left.value, bottom.value, right.value, top.value))
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
        DrawnLine(line.start, cut, line.text[:at], left),
        DrawnLine(cut, line.end, line.text[at:], right),
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
    left, right = _sides[:2]
    for place in range(character, end):
        if pdfium.FPDFText_GetCharBox(textpage, place, *_pointers) and right.value > left.value:
            return left.value
    return float("inf")


def cut_line(textpage: pdfium.FPDF_TEXTPAGE, line: DrawnLine, start: int, end: int) -> DrawnLine:
    """The part of `line` from character `start` to `end`."""
    text = line.text[start - line.start : end - line.start]
    return DrawnLine(start, end, text, _read_runs(textpage, start, end))
