"""Where the actors of a network stand: near whom they deal with, no box on another. Same input, same picture.

Distances on paper follow distances in the network (stress majorisation: Gansner, Koren and North, "Graph drawing by
stress majorization", 2004), then boxes are pushed apart, and off the lines that are none of theirs. Several beginnings
are tried at once, and the best is kept: arrays are of x and y, of beginnings, of boxes, in this order.
"""

import math
from collections import deque
from itertools import combinations

import numpy as np

_ROUNDS, _PUSHES = 80, 100
_MOST_STARTS, _STARTS_BY_BOXES = 12, 150  # small pictures are tried more often
_GAP = (22, 24)
_TIED_DOWN = 36  # between two boxes one below the other, so that words find room on their line
_GOLDEN = math.pi * (3 - math.sqrt(5))
_STILL = 0.2  # pixels

type Array = np.ndarray
type Edges = list[tuple[int, int]]
type Size = tuple[float, float]


def place_boxes(sizes: list[Size], edges: Edges, *, rooms: list[float], frame: Size) -> list[Size]:
    """The middles of so many boxes in a frame (width, height), all in pixels.

    `rooms` are the pixels that each edge wants across, for its words.
    """
    if not sizes:
        return []
    boxes = np.array(sizes, dtype=float).T  # widths, heights
    far = _measure_distances(len(sizes), edges)
    starts = max(2, min(_MOST_STARTS, _STARTS_BY_BOXES // len(sizes)))
    points = np.stack([_begin(far, start) for start in range(starts)], axis=1)
    points = _fit(_follow_distances(points, far), boxes, frame=frame)
    points = _spread(points, boxes, edges=edges, gaps=_make_gaps(len(sizes), edges, rooms=rooms), frame=frame)
    tried = [points[:, start] for start in range(starts)]
    best = min(tried, key=lambda one: count_faults(one, boxes, edges=edges))
    return [(float(x), float(y)) for x, y in best.T]


def count_faults(points: Array, boxes: Array, *, edges: Edges) -> int:
    """How bad one picture is (x and y of its boxes): boxes on boxes, lines under boxes, lines that cross."""
    one = points[:, None]
    across, down = _find_overlaps(one, boxes, gaps=np.full((2, 1, 1), 4.0))
    overlaps = int(((across > 0) & (down > 0)).sum()) // 2
    under = int((_push_off_lines(one, boxes, ends=_list_ends(edges))[2]).sum()) if edges else 0
    return 100 * overlaps + 4 * under + count_crossings(points, edges)


def count_crossings(points: Array, edges: Edges) -> int:
    """How many pairs of lines cross."""
    pairs = [(*one, *other) for one, other in combinations(edges, 2) if not set(one) & set(other)]
    if not pairs:
        return 0
    a, b, c, d = (points[:, column] for column in np.array(pairs).T)
    return int(((_turn(a, b, c) != _turn(a, b, d)) & (_turn(c, d, a) != _turn(c, d, b))).sum())


def _turn(a: Array, b: Array, c: Array) -> Array:
    return (b[0] - a[0]) * (c[1] - a[1]) > (b[1] - a[1]) * (c[0] - a[0])


def _list_ends(edges: Edges) -> Array:
    return np.array(edges, dtype=int).T


def _measure_distances(count: int, edges: Edges) -> Array:
    """Steps from each to each; between those that nothing joins, most of the longest way."""
    near: list[list[int]] = [[] for _ in range(count)]
    for one, other in edges:
        near[one].append(other)
        near[other].append(one)
    far = np.full((count, count), -1.0)
    for start in range(count):
        far[start, start] = 0
        queue = deque([start])
        while queue:
            here = queue.popleft()
            for there in near[here]:
                if far[start, there] < 0:
                    far[start, there] = far[start, here] + 1
                    queue.append(there)
    return np.where(far < 0, far.max() * 0.75 + 1, far)


def _begin(far: Array, start: int) -> Array:
    """A spiral of sunflower seeds, nearest first, turned and mirrored otherwise for each start."""
    order = np.argsort(far[start % len(far)], kind="stable")
    rank = np.empty(len(far))
    rank[order] = np.arange(len(far))
    angle = rank * _GOLDEN * (1 if start % 2 else -1) + start
    return np.stack([np.cos(angle), np.sin(angle)]) * np.sqrt(rank) * 0.7


def _follow_distances(points: Array, far: Array) -> Array:
    weights = np.where(far > 0, 1 / np.maximum(far, 1) ** 2, 0)
    total = np.maximum(weights.sum(axis=1), 1e-9)
    for _ in range(_ROUNDS):
        apart = points[:, :, :, None] - points[:, :, None, :]
        length = np.sqrt(apart[0] ** 2 + apart[1] ** 2)
        wanted = points[:, :, None, :] + apart * (far / np.maximum(length, 1e-9))
        points = (weights * wanted).sum(axis=3) / total
    return points


def _fit(points: Array, boxes: Array, *, frame: Size) -> Array:
    """The same points over the whole frame, turned so that the longer way lies along the longer side."""
    fitted = []
    for one in np.moveaxis(points, 1, 0):
        span = np.ptp(one, axis=1)
        turned = one[::-1] if (span[1] > span[0]) == (frame[0] > frame[1]) else one
        span = np.ptp(turned, axis=1)[:, None]
        most = boxes.max(axis=1)[:, None]
        shares = (turned - turned.min(axis=1)[:, None]) / np.where(span == 0, 1, span)
        fitted.append(shares * (np.array(frame)[:, None] - most) + most / 2)
    return np.stack(fitted, axis=1)


def _make_gaps(count: int, edges: Edges, *, rooms: list[float]) -> Array:
    """For each two boxes, the pixels wanted between them, across and down."""
    gaps = np.tile(np.array(_GAP, dtype=float)[:, None, None], (1, count, count))
    for (one, other), room in zip(edges, rooms, strict=True):
        gaps[:, one, other] = gaps[:, other, one] = max(room, _GAP[0]), _TIED_DOWN
    return gaps


def _spread(points: Array, boxes: Array, *, edges: Edges, gaps: Array, frame: Size) -> Array:
    """Boxes pushed apart and off the lines, as long as any touches; towards the end, only apart."""
    least, ends = boxes[:, None] / 2, _list_ends(edges)
    most = np.maximum(np.array(frame)[:, None, None] - least, least)
    for turn in range(2 * _PUSHES):
        moved = _push_apart(points, boxes, gaps=gaps if turn < _PUSHES else gaps * 0.4)
        if edges and turn < _PUSHES * 1.5 and turn % 2:
            x, y, _is_under = _push_off_lines(points, boxes, ends=ends)
            moved += np.stack([x, y]).clip(-20, 20)
        if turn > _PUSHES and turn % 2 and np.abs(moved).max() < _STILL:
            break
        points = np.clip(points + moved, least, most)
    return points


def _find_overlaps(points: Array, boxes: Array, *, gaps: Array) -> Array:
    """For each two boxes, by how much they are too near across and down, where it is both."""
    apart = np.abs(points[:, :, :, None] - points[:, :, None, :])
    too_near = ((boxes[:, :, None] + boxes[:, None, :]) / 2 + gaps)[:, None] - apart
    touches = (too_near[0] > 0) & (too_near[1] > 0)
    touches[:, np.arange(boxes.shape[1]), np.arange(boxes.shape[1])] = False
    return too_near * touches


def _push_apart(points: Array, boxes: Array, *, gaps: Array) -> Array:
    """Half of what is missing, along the shorter way out."""
    across, down = _find_overlaps(points, boxes, gaps=gaps)
    is_across = across < down
    apart = points[:, :, :, None] - points[:, :, None, :]
    number = np.arange(boxes.shape[1])
    order = np.sign(number[:, None] - number[None, :])
    side = np.where(np.abs(apart) > 1e-6, np.sign(apart), order)
    push = np.stack([(across * side[0] * is_across).sum(axis=2), (down * side[1] * ~is_across).sum(axis=2)])
    return (push * 0.5).clip(-40, 40)


def _push_off_lines(points: Array, boxes: Array, *, ends: Array) -> tuple[Array, Array, Array]:
    """The way of each box, across and down, off the lines that run under it; and which lines run under which box."""
    x, y = points[:, :, None, :]
    ax, ay = points[:, :, ends[0], None]
    bx, by = points[:, :, ends[1], None]
    dx, dy = bx - ax, by - ay
    length = np.sqrt(np.maximum(dx * dx + dy * dy, 1e-6))
    ux, uy = dx / length, dy / length
    along = (x - ax) * ux + (y - ay) * uy
    aside = (y - ay) * ux - (x - ax) * uy
    reach = np.abs(uy) * boxes[0] / 2 + np.abs(ux) * boxes[1] / 2 + 5
    is_under = (np.abs(aside) < reach) & (along > 0) & (along < length)
    number = np.arange(ends.shape[1])
    is_under[:, number, ends[0]] = False
    is_under[:, number, ends[1]] = False
    push = (reach - np.abs(aside)) * np.where(aside < 0, -0.6, 0.6) * is_under
    return (push * -uy).sum(axis=1), (push * ux).sum(axis=1), is_under
