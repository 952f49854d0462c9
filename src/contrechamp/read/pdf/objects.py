"""What is painted on a page, object by object, in the order of painting (later ones lie on top)."""

import ctypes
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.geometry import Rect

TEXT, PATH, IMAGE, SHADING, FORM = range(1, 6)
WHITE = 250  # of 255: paper
_MOST = 4_000  # objects looked at on one page


def _bare(function, result, *arguments):
    """The same function of pdfium with plain integers for handles: a third of the cost of a call."""
    return ctypes.CFUNCTYPE(result, *arguments)(ctypes.cast(function, ctypes.c_void_p).value)


_void, _int = ctypes.c_void_p, ctypes.c_int
_get_object = _bare(pdfium.FPDFPage_GetObject, _void, _void, _int)
_get_kind = _bare(pdfium.FPDFPageObj_GetType, _int, _void)
_get_render_mode = _bare(pdfium.FPDFTextObj_GetTextRenderMode, _int, _void)
_get_fill = _bare(pdfium.FPDFPageObj_GetFillColor, _int, _void, *(_void,) * 4)
_get_bounds = _bare(pdfium.FPDFPageObj_GetBounds, _int, _void, *(_void,) * 4)
_get_draw_mode = _bare(pdfium.FPDFPath_GetDrawMode, _int, _void, _void, _void)
_is_transparent = _bare(pdfium.FPDFPageObj_HasTransparency, _int, _void)

_colour = (ctypes.c_uint * 4)()
_colours = [ctypes.addressof(_colour) + 4 * place for place in range(4)]
_bound = (ctypes.c_float * 4)()
_bounds = [ctypes.addressof(_bound) + 4 * place for place in range(4)]
_mode = (ctypes.c_int * 2)()
_modes = [ctypes.addressof(_mode), ctypes.addressof(_mode) + 4]


class Painted(NamedTuple):
    """An object: its kind and its handle, as a number that stays the same while the page is open."""

    kind: int
    handle: int


def list_painted(page: pdfium.FPDF_PAGE) -> list[Painted]:
    address = ctypes.cast(page, _void).value
    count = min(pdfium.FPDFPage_CountObjects(page), _MOST)
    handles = [_get_object(address, place) for place in range(count)]
    return [Painted(_get_kind(handle), handle) for handle in handles if handle]


def find_bounds(handle: int) -> Rect:
    if not _get_bounds(handle, *_bounds):
        return Rect(0, 0, 0, 0)
    left, bottom, right, top = _bound
    return Rect(left, bottom, right, top)


def find_fill(handle: int) -> tuple[int, int, int, int] | None:
    """Red, green, blue, opacity, 0 to 255; None where there is none."""
    return tuple(_colour) if _get_fill(handle, *_colours) else None


def is_faint(handle: int) -> bool:
    """Whether a text object is not drawn, or drawn in white."""
    if _get_render_mode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE:
        return True
    return bool(_get_fill(handle, *_colours)) and _colour[0] >= WHITE <= _colour[1] and _colour[2] >= WHITE


def is_invisible(handle: int) -> bool:
    """Whether a text object is drawn with render mode 3: not at all."""
    return _get_render_mode(handle) == pdfium.FPDF_TEXTRENDERMODE_INVISIBLE


def is_opaque_fill(handle: int) -> bool:
    """Whether a path is filled, and nothing shows through it."""
    fill = find_fill(handle)
    if not _get_draw_mode(handle, *_modes) or not _mode[0] or fill is None or fill[3] < 250:
        return False
    return not _is_transparent(handle)
