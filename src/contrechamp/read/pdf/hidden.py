"""Text that a reader of the page cannot see: under an opaque box, invisible, or white on white.

It is not made searchable (whoever blacked it out meant it to be gone), but the page says that it is there. The
invisible text of a scanned page is another matter: it is that page's text, put there by an OCR.
"""

import ctypes
from collections.abc import Iterable, Iterator
from itertools import groupby

import pypdfium2.raw as pdfium

from contrechamp.read.pdf import bare
from contrechamp.read.pdf.geometry import Frame, Rect
from contrechamp.read.pdf.lines import DrawnLine, cut_line
from contrechamp.read.pdf.objects import (
    FORM,
    IMAGE,
    PATH,
    SHADING,
    TEXT,
    Painted,
    Placed,
    find_bounds,
    find_opaque_stroke,
    is_faint,
    is_invisible,
    is_opaque_fill,
    list_placed,
)

_SMALLEST = 4.0  # points: a thinner path is a rule, not a box
_LARGEST = 0.5  # of the page: a larger one is a background
_SCAN = 0.3  # of the page: images that cover more make it a scanned page
_LINE_LIKE = 1.2  # times its own thickness: a thicker shape of strokes is a frame
_STEP, _FAR = 24.0, 20_000.0  # points: of the ladder by which boxes are found, and where it ends
_MOST_TEXTS = 64  # text objects looked at on one page: of more, every second, third…


def remove_hidden(
    textpage: pdfium.FPDF_TEXTPAGE, lines: list[DrawnLine], *, painted: list[Painted], frame: Frame
) -> tuple[list[DrawnLine], bool]:
    """The lines that can be seen, and whether there were others."""
    placed = list_placed(painted)
    covers = _find_covers(placed, frame)
    unseen = _find_unseen(painted, frame)
    if not covers and not unseen:
        return lines, False
    places = {one.handle: one.place for one in placed}
    kept, is_hidden = [], False
    for line in lines:
        above = [(place, box) for place, box in covers if _meet(line.box, box)]
        if not unseen and not above:
            kept.append(line)
            continue
        pieces = list(_keep_seen(textpage, line, above, unseen, places))
        is_hidden |= pieces != [line]
        kept.extend(pieces)
    return kept, is_hidden


def covers_page(painted: list[Painted], frame: Frame) -> bool:
    """Whether images fill so much of the page that it is a scan."""
    area = sum(_measure(find_bounds(handle)) for kind, handle in painted if kind == IMAGE)
    return area > _SCAN * frame.width * frame.height


def _find_covers(placed: list[Placed], frame: Frame) -> list[tuple[float, Rect]]:
    """What is opaque and lies on some text painted before it: its place in the painting, and where it lies.

    Most boxes are the ground of a table's cell, painted before its text: they cover nothing.
    """
    first = next((number for number, one in enumerate(placed) if one.kind == TEXT), len(placed))
    boxes = list(_find_boxes(placed[first + 1 :], frame))
    if not boxes:
        return []
    by_height: dict[int, list[int]] = {}
    for number, (_, box) in enumerate(boxes):
        for step in _list_steps(box, frame):
            by_height.setdefault(step, []).append(number)
    covers: set[int] = set()
    last = boxes[-1][0].place
    for text in placed[first:]:
        if text.place > last:
            break
        if text.kind == TEXT:
            rect = text.find_rect()
            near = [n for step in _list_steps(rect, frame) if step in by_height for n in by_height[step]]
            covers.update([n for n in near if boxes[n][0].place > text.place and _meet(rect, boxes[n][1])])
    found = ((boxes[number][0].place, _find_opaque(*boxes[number])) for number in sorted(covers))
    return [(place, box) for place, box in found if box]


def _list_steps(rect: Rect, frame: Frame) -> range:
    """The steps of a ladder over which `rect` goes, so that what lies far apart is never compared."""
    low, high = rect.bottom - frame.bottom, rect.top - frame.bottom
    if not low <= high:  # what is no number either
        return range(0)
    return range(_find_step(low), _find_step(high) + 1)


def _find_step(height: float) -> int:
    """What lies far off the page shares the first step, or the last."""
    return int(min(max(height, -_FAR), _FAR) // _STEP)


def _find_boxes(placed: list[Placed], frame: Frame) -> Iterator[tuple[Placed, Rect]]:
    """Paths that have the size of a box, neither a rule nor a background."""
    largest = _LARGEST * frame.width * frame.height
    for one in placed:
        if one.kind == PATH:
            box = one.find_rect()
            width, height = box.right - box.left, box.top - box.bottom
            if width > _SMALLEST < height and width * height < largest:
                yield one, box


def _find_opaque(one: Placed, box: Rect) -> Rect | None:
    """What nothing shows through: the box, if it is filled, or the thick line that it is."""
    if is_opaque_fill(one.handle):
        return box
    half = find_opaque_stroke(one.handle) / 2  # pdfium's bounds are as much too wide
    line = Rect(box.left + half, box.bottom + half, box.right - half, box.top - half)
    thickness = min(line.right - line.left, line.top - line.bottom)
    return line if _SMALLEST < thickness <= 2 * half * _LINE_LIKE else None


def _find_unseen(painted: list[Painted], frame: Frame) -> frozenset[int]:
    """Handles of text objects that are not drawn, or drawn in white on nothing; none on a scanned page."""
    texts = [(place, handle) for place, (kind, handle) in enumerate(painted) if kind == TEXT]
    sample = texts[:: len(texts) // _MOST_TEXTS + 1]
    if not any(is_faint(handle) for _, handle in sample):
        return frozenset()
    if covers_page(painted, frame) or any(kind == FORM for kind, _ in painted):
        return frozenset()
    grounds = [
        (place, find_bounds(handle))
        for place, (kind, handle) in enumerate(painted)
        if kind in (PATH, IMAGE, SHADING)
    ]
    return frozenset(
        handle
        for place, handle in texts
        if is_invisible(handle) or (is_faint(handle) and not _has_ground(place, find_bounds(handle), grounds))
    )


def _has_ground(place: int, text: Rect, grounds: Iterable[tuple[int, Rect]]) -> bool:
    """Whether something was painted before the text where it stands, against which white can be read."""
    return any(before < place and _holds(ground, _middle(text)) for before, ground in grounds)


def _keep_seen(textpage, line, boxes, unseen, places) -> list[DrawnLine]:
    """The pieces of `line` that can be seen."""

    address = bare.find_address(textpage)

    def is_seen(character: int) -> bool:
        handle = bare.get_text_object(address, character)
        if handle is None:
            return True  # a space put in by pdfium
        if handle in unseen:
            return False
        place = places.get(handle)
        if place is None:
            return True  # one of more objects than are looked at
        middle = _middle(_find_box(textpage, character))
        return not any(place < above and _holds(box, middle) for above, box in boxes)

    pieces = []
    for seen, characters in groupby(range(line.start, line.end), key=is_seen):
        if seen:
            run = list(characters)
            pieces.append((run[0], run[-1] + 1))
    if pieces == [(line.start, line.end)]:
        return [line]
    return [cut_line(textpage, line, start, end) for start, end in pieces]


_sides = [ctypes.c_double() for _ in range(4)]
_pointers = [ctypes.byref(side) for side in _sides]


def _find_box(textpage: pdfium.FPDF_TEXTPAGE, character: int) -> Rect:
    pdfium.FPDFText_GetCharBox(textpage, character, *_pointers)
    left, right, bottom, top = (side.value for side in _sides)
    return Rect(left, bottom, right, top)


def _measure(rect: Rect) -> float:
    return max(0.0, rect.right - rect.left) * max(0.0, rect.top - rect.bottom)


def _middle(rect: Rect) -> tuple[float, float]:
    return (rect.left + rect.right) / 2, (rect.bottom + rect.top) / 2


def _holds(rect: Rect, point: tuple[float, float]) -> bool:
    return rect.left <= point[0] <= rect.right and rect.bottom <= point[1] <= rect.top


def _meet(one: Rect, other: Rect) -> bool:
    return (
        one.left < other.right
        and other.left < one.right
        and one.bottom < other.top
        and other.bottom < one.top
    )
