"""From a PDF page's own coordinates (points, from the bottom left, unrotated) to fractions of what is seen."""

import ctypes
from functools import partial
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.vocabulary.document import Box


class Rect(NamedTuple):
    """A rectangle in a page's own points, `bottom` below `top`."""

    left: float
    bottom: float
    right: float
    top: float


make_rect = partial(tuple.__new__, Rect)  # from its four sides in their order: half the cost of calling it


class Frame(NamedTuple):
    """The part of a page that is shown, and by how many quarter turns clockwise it is shown."""

    left: float
    bottom: float
    width: float
    height: float
    turns: int

    def shrink(self, rect: Rect) -> Box:
        """Where `rect` stands on the page as seen, cut at its borders."""
        x0, x1 = (rect.left - self.left) / self.width, (rect.right - self.left) / self.width
        y0, y1 = (rect.bottom - self.bottom) / self.height, (rect.top - self.bottom) / self.height
        if self.turns == 0:
            if 0 <= x0 <= x1 <= 1 and 0 <= y0 <= y1 <= 1:
                return Box(x0, 1 - y1, x1, 1 - y0)
            sides = (x0, 1 - y1, x1, 1 - y0)
        elif self.turns == 1:
            sides = (y0, x0, y1, x1)
        elif self.turns == 2:
            sides = (1 - x1, y0, 1 - x0, y1)
        else:
            sides = (1 - y1, 1 - x1, 1 - y0, 1 - x0)
        left, top, right, bottom = [min(max(side, 0.0), 1.0) for side in sides]
        return Box(min(left, right), min(top, bottom), max(left, right), max(top, bottom))

    @property
    def seen_size(self) -> tuple[float, float]:
        """Width and height as seen, in points."""
        return (self.height, self.width) if self.turns % 2 else (self.width, self.height)


_rectangle = pdfium.FS_RECTF()
_pointer = ctypes.byref(_rectangle)


def find_frame(page: pdfium.FPDF_PAGE) -> Frame:
    """The visible part of `page`; a page without a usable size counts as A4."""
    pdfium.FPDF_GetPageBoundingBox(page, _pointer)
    width, height = _rectangle.right - _rectangle.left, _rectangle.top - _rectangle.bottom
    if not (0 < width < 1e6 and 0 < height < 1e6):
        return Frame(0, 0, 595, 842, 0)
    return Frame(_rectangle.left, _rectangle.bottom, width, height, pdfium.FPDFPage_GetRotation(page) % 4)
