"""What is painted on a page, object by object, in the order of painting (later ones lie on top)."""

import ctypes
import struct
from collections.abc import Iterator
from functools import partial
from itertools import repeat
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf import bare
from contrechamp.read.pdf.geometry import Rect, make_rect

TEXT, PATH, IMAGE, SHADING, FORM = range(1, 6)
WHITE = 250  # of 255: paper
_MOST = 4_000  # objects looked at on one page, or in one form
_DEEPEST = 4  # forms in forms


_colour = (ctypes.c_uint * 4)()
_colours = bare.list_addresses(_colour)
_bound = (ctypes.c_float * 4)()
_bounds = bare.list_addresses(_bound)
_four_floats = struct.Struct("4f").unpack_from  # sooner than ctypes gives them
_mode = (ctypes.c_int * 2)()
_modes = bare.list_addresses(_mode)


class Painted(NamedTuple):
    """An object: its kind and its handle, as a number that stays the same while the page is open."""

    kind: int
    handle: int


_make_painted = partial(tuple.__new__, Painted)


def list_painted(page: pdfium.FPDF_PAGE) -> list[Painted]:
    """The objects of a page, forms as one object each; what lies beyond the first 4,000 is not looked at."""
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST)
    handles = list(filter(None, map(bare.get_object, repeat(bare.find_address(page), count), range(count))))
    return list(map(_make_painted, zip(map(bare.get_kind, handles), handles, strict=True)))


def list_inside(handle: int, *, depth: int = 0) -> Iterator[int]:
    """Handles of what a form is made of, forms in forms included."""
    for place in range(min(bare.count_inside(handle), _MOST)):
        inner = bare.get_inside(handle, place)
        if inner:
            yield inner
            if depth < _DEEPEST and bare.get_kind(inner) == FORM:
                yield from list_inside(inner, depth=depth + 1)


def find_bounds(handle: int) -> Rect:
    """Where an object lies, in points of the page (of its form, inside one); an empty box where none is told."""
    if not bare.get_bounds(handle, *_bounds):
        return Rect(0, 0, 0, 0)
    return make_rect(_four_floats(_bound))


def find_fill(handle: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue, opacity, 0 to 255; None where there is none."""
    return tuple(_colour) if bare.get_fill(handle, *_colours) else None


def is_faint(handle: int) -> bool:
    """Whether a text object is not drawn, or drawn in white."""
    if bare.get_render_mode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    return (
        bool(bare.get_fill(handle, *_colours)) and _colour[0] >= WHITE <= _colour[1] and _colour[2] >= WHITE
    )


def is_invisible(handle: int) -> bool:
    """Whether a text object is drawn with render mode 3: not at all."""
    return bare.get_render_mode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def is_opaque_fill(handle: int) -> bool:
    """Whether a path is filled, and nothing shows through it."""
    fill = find_fill(handle)
    if not bare.get_draw_mode(handle, *_modes) or not _mode[0] or fill is None or fill[3] < 250:
        return False
    return not bare.is_transparent(handle)
