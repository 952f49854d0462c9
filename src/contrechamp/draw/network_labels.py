"""Words on lines: each where it touches no box and no other word, as near to the middle as there is room."""

import math
from typing import NamedTuple

_STEPS = (0.5, 0.42, 0.58, 0.34, 0.66, 0.26, 0.74, 0.18, 0.82)

type Point = tuple[float, float]


class Box(NamedTuple):
    """Pixels."""

    left: float
    top: float
    right: float
    bottom: float

    def touches(self, other: "Box") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def make_box(middle: Point, size: Point) -> Box:
    """A box by its middle and its size."""
    (x, y), (wide, tall) = middle, size
    return Box(x - wide / 2, y - tall / 2, x + wide / 2, y + tall / 2)


def cut_line(a: Point, b: Point, *, boxes: tuple[Box, Box]) -> tuple[Point, Point]:
    """The part of a line between two middles that is seen: from the edge of one box to the edge of the other."""
    return _leave_box(a, b, box=boxes[0]), _leave_box(b, a, box=boxes[1])


def place_words(
    lines: list[tuple[Point, Point]], sizes: list[Point], *, boxes: list[Box], width: float = math.inf
) -> list[Point | None]:
    """The middle of each line's words (None where there is no room), the lines that have least room first."""
    taken, places = list(boxes), [None] * len(lines)
    slack = [
        max(abs(b[0] - a[0]) - size[0], abs(b[1] - a[1])) for (a, b), size in zip(lines, sizes, strict=True)
    ]
    for k in sorted(range(len(lines)), key=lambda k: (slack[k], k)):
        (a, b), size = lines[k], sizes[k]
        best, fewest = None, 99
        for share in _STEPS:
            middle = a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share
            box = make_box(middle, size)
            if box.left < 0 or box.right > width or any(box.touches(other) for other in taken):
                continue
            crossed = sum(_is_crossed(box, *line) for n, line in enumerate(lines) if n != k)
            if crossed < fewest:
                best, fewest = middle, crossed
            if not crossed:
                break
        places[k] = best
        if best:
            taken.append(make_box(best, size))
    return places


def _leave_box(a: Point, b: Point, *, box: Box) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    across = (box.right - box.left) / 2 / abs(dx) if dx else 1e9
    down = (box.bottom - box.top) / 2 / abs(dy) if dy else 1e9
    share = min(across, down, 1)
    return a[0] + dx * share, a[1] + dy * share


def _is_crossed(box: Box, a: Point, b: Point) -> bool:
    """Whether a line crosses a box (Liang and Barsky)."""
    if (a[0] < box.left and b[0] < box.left) or (a[0] > box.right and b[0] > box.right):
        return False
    if (a[1] < box.top and b[1] < box.top) or (a[1] > box.bottom and b[1] > box.bottom):
        return False
    first, last = 0.0, 1.0
    for start, step, low, high in (
        (a[0], b[0] - a[0], box.left, box.right),
        (a[1], b[1] - a[1], box.top, box.bottom),
    ):
        if not step:
            if not low < start < high:
                return False
            continue
        near, away = sorted(((low - start) / step, (high - start) / step))
        first, last = max(first, near), min(last, away)
    return first < last
