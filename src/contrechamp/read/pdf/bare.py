"""Functions of pdfium with plain integers for handles: a third of the cost of a call, where hundreds are made."""

import ctypes

import pypdfium2.raw as pdfium

VOID, INT = ctypes.c_void_p, ctypes.c_int


def make_bare(function, result, *arguments):
    """The same function, called with addresses and numbers as they are."""
    return ctypes.PYFUNCTYPE(result, *arguments)(ctypes.cast(function, VOID).value)


def find_address(handle) -> int:
    """A handle of pypdfium2's as the number that bare functions take."""
    return ctypes.cast(handle, VOID).value or 0


def list_addresses(values: ctypes.Array) -> list[int]:
    """Where the values of a small array stand, for functions that fill them in."""
    size = ctypes.sizeof(values) // len(values)
    return [ctypes.addressof(values) + size * place for place in range(len(values))]


get_object = make_bare(pdfium.FPDFPage_GetObject, VOID, VOID, INT)
get_kind = make_bare(pdfium.FPDFPageObj_GetType, INT, VOID)
get_render_mode = make_bare(pdfium.FPDFTextObj_GetTextRenderMode, INT, VOID)
get_fill = make_bare(pdfium.FPDFPageObj_GetFillColor, INT, VOID, *(VOID,) * 4)
get_bounds = make_bare(pdfium.FPDFPageObj_GetBounds, INT, VOID, *(VOID,) * 4)
get_draw_mode = make_bare(pdfium.FPDFPath_GetDrawMode, INT, VOID, VOID, VOID)
is_transparent = make_bare(pdfium.FPDFPageObj_HasTransparency, INT, VOID)
count_rects = make_bare(pdfium.FPDFText_CountRects, INT, VOID, INT, INT)
get_rect = make_bare(pdfium.FPDFText_GetRect, INT, VOID, INT, *(VOID,) * 4)
get_box = make_bare(pdfium.FPDFText_GetCharBox, INT, VOID, INT, *(VOID,) * 4)  # left, right, bottom, top
get_text_object = make_bare(pdfium.FPDFText_GetTextObject, VOID, VOID, INT)
count_inside = make_bare(pdfium.FPDFFormObj_CountObjects, INT, VOID)
get_inside = make_bare(pdfium.FPDFFormObj_GetObject, VOID, VOID, ctypes.c_ulong)
get_matrix = make_bare(pdfium.FPDFPageObj_GetMatrix, INT, VOID, VOID)
get_stroke_width = make_bare(pdfium.FPDFPageObj_GetStrokeWidth, INT, VOID, VOID)
get_stroke = make_bare(pdfium.FPDFPageObj_GetStrokeColor, INT, VOID, *(VOID,) * 4)
