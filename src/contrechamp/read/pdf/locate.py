"""Where each word of a page's own text stands: computed when the page is looked at, never kept."""

import ctypes
import re
from collections.abc import Iterator

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.annotations import Written
from contrechamp.read.pdf.geometry import Frame, Rect
from contrechamp.read.pdf.lines import surround
from contrechamp.read.pdf.text import NativeText, map_to_raw
from contrechamp.vocabulary.document import Word

_WORD = re.compile(r"\S+")
_rectangle = pdfium.FS_RECTF()
_pointer = ctypes.byref(_rectangle)


def locate_native(textpage: pdfium.FPDF_TEXTPAGE, native: NativeText, frame: Frame) -> Iterator[Word]:
    """A Word for each run without spaces, with offsets into `native.text`."""
    for line, source in zip(native.lines, native.sources, strict=True):
        cleaned = native.text[line.start : line.end]
        is_note = isinstance(source, Written)
        places = [] if is_note else map_to_raw(source.text, cleaned)
        for match in _WORD.finditer(cleaned):
            start, end = match.span()
            box = line.box
            if not is_note:
                characters = [source.start + place for place in places[start:end]]
                box = frame.shrink(_surround_characters(textpage, characters) or source.box)
            yield Word(line.start + start, line.start + end, box)


def _surround_characters(textpage: pdfium.FPDF_TEXTPAGE, characters: list[int]) -> Rect | None:
    rects = []
    for character in characters:
        if pdfium.FPDFText_GetLooseCharBox(textpage, character, _pointer):
            rect = Rect(_rectangle.left, _rectangle.bottom, _rectangle.right, _rectangle.top)
            if rect.right > rect.left and rect.top > rect.bottom:
                rects.append(rect)
    return surround(rects) if rects else None
