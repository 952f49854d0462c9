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
_OPAQUE = 250  # the same, of what covers
_MOST = 4_000  # objects looked at on one page, or in one form
_DEEPEST = 4  # forms in forms


_colour = (ctypes.c_uint * 4)()
_colours = bare.list_addresses(_colour)
_bound = (ctypes.c_float * 4)()
_bounds = bare.list_addresses(_bound)
_matrix = pdfium.FS_MATRIX()
_matrix_place = ctypes.addressof(_matrix)
_width = ctypes.c_float()
_six_floats = struct.Struct("6f").unpack_from
_four_floats = struct.Struct("4f").unpack_from  # sooner than ctypes gives them
_mode = (ctypes.c_int * 2)()
_modes = bare.list_addresses(_mode)


class Matrix(NamedTuple):
    """From one's own points to those around: x' = a x + c y + e, y' = b x + d y + f."""

    a: float
    b: float
    c: float
    d: float
    e: float
    f: float


_SAME = Matrix(1, 0, 0, 1, 0, 0)


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


class Placed(NamedTuple):
    """An object when it is painted (`place`, growing) and, inside a form, from whose points to the page's."""

    place: float
    kind: int
    handle: int
    matrix: Matrix | None = None

    def find_rect(self) -> Rect:
        """Where it lies on the page, in the page's points."""
        rect = find_bounds(self.handle)
        return rect if self.matrix is None else _carry(rect, self.matrix)


def list_placed(painted: list[Painted]) -> list[Placed]:
    """Everything on the page in the order of painting, each form replaced by what it is made of."""
    placed = [Placed(place, kind, handle) for place, (kind, handle) in enumerate(painted)]
    if not any(kind == FORM for kind, _ in painted):
        return placed
    return [inner for one in placed for inner in _open_form(one, room=1.0, depth=0)]


def _open_form(one: Placed, *, room: float, depth: int) -> Iterator[Placed]:
    if one.kind != FORM or depth >= _DEEPEST:
        yield one
        return
    count = min(bare.count_inside(one.handle), _MOST)
    matrix = _multiply(_find_matrix(one.handle), one.matrix)
    step = room / (count + 1)
    for number in range(count):
        if inner := bare.get_inside(one.handle, number):
            found = Placed(one.place + (number + 1) * step, bare.get_kind(inner), inner, matrix)
            yield from _open_form(found, room=step, depth=depth + 1)


def _find_matrix(handle: int) -> Matrix:
    return Matrix._make(_six_floats(_matrix)) if bare.get_matrix(handle, _matrix_place) else _SAME


def _multiply(inner: Matrix, outer: Matrix | None) -> Matrix:
    if outer is None:
        return inner
    a, b, c, d, e, f = inner
    return Matrix(
        a * outer.a + b * outer.c,
        a * outer.b + b * outer.d,
        c * outer.a + d * outer.c,
        c * outer.b + d * outer.d,
        e * outer.a + f * outer.c + outer.e,
        e * outer.b + f * outer.d + outer.f,
    )


def _carry(rect: Rect, matrix: Matrix) -> Rect:
    corners = [(x, y) for x in (rect.left, rect.right) for y in (rect.bottom, rect.top)]
    across = [matrix.a * x + matrix.c * y + matrix.e for x, y in corners]
    up = [matrix.b * x + matrix.d * y + matrix.f for x, y in corners]
    return Rect(min(across), min(up), max(across), max(up))


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
    if not bare.get_draw_mode(handle, *_modes) or not _mode[0] or fill is None or fill[3] < _OPAQUE:
        return False
    return not is_see_through(handle)


def find_opaque_stroke(handle: int) -> float:
    """How thick the line of a path is, in its own points, if nothing shows through it; else 0."""
    if not bare.get_draw_mode(handle, *_modes) or not _mode[1] or is_see_through(handle):
        return 0.0
    if not bare.get_stroke(handle, *_colours) or _colour[3] < _OPAQUE:
        return 0.0
    return _width.value if bare.get_stroke_width(handle, ctypes.addressof(_width)) else 0.0


def is_see_through(handle: int) -> bool:
    return bool(bare.is_transparent(handle))
