"""Where the actors of a network stand: near whom they deal with, no box on another. Same input, same picture.

Distances on paper follow distances in the network (stress majorisation: Gansner, Koren and North, "Graph drawing by
stress majorization", 2004), then boxes are pushed apart, and off the lines that are none of theirs.
"""

import math
from collections import deque
from itertools import combinations

import numpy as np

_ROUNDS, _PUSHES = 100, 120
_MOST_STARTS, _STARTS_BY_BOXES = 12, 150  # small pictures are tried more often
_GAP = (22, 24)
_TIED_DOWN = 36  # between two boxes one below the other, so that words find room on their line
_GOLDEN = math.pi * (3 - math.sqrt(5))

type Points = np.ndarray  # of n rows: x, y
type Edges = list[tuple[int, int]]


def place_boxes(
    sizes: list[tuple[float, float]], edges: Edges, *, rooms: list[float], frame: tuple[float, float]
) -> Points:
    """The middles of so many boxes in a frame (width, height), all in pixels.

    `rooms` are the pixels that each edge wants across, for its words.
    """
    boxes = np.array(sizes, dtype=float).reshape(-1, 2)
    if not len(boxes):
        return boxes
    far = _measure_distances(len(boxes), edges)
    gaps = _make_gaps(len(boxes), edges, rooms=rooms)
    best, fewest = boxes, math.inf
    for start in range(max(2, min(_MOST_STARTS, _STARTS_BY_BOXES // len(boxes)))):
        points = _follow_distances(_begin(far, start), far)
        points = _spread(_fit(points, boxes, frame=frame), boxes, edges=edges, gaps=gaps, frame=frame)
        faults = count_faults(points, boxes, edges=edges)
        if faults < fewest:
            best, fewest = points, faults
    return best


def count_faults(points: Points, boxes: Points, *, edges: Edges) -> float:
    """How bad a picture is: boxes on boxes, lines under boxes that are not theirs, lines that cross."""
    overlaps = int((_find_overlaps(points, boxes, gaps=np.full(2, 4.0)) > 0).all(axis=2).sum()) // 2
    under = int(_find_under(points, boxes, edges=edges)[0].sum()) if edges else 0
    return 100 * overlaps + 4 * under + count_crossings(points, edges)


def count_crossings(points: Points, edges: Edges) -> int:
    """How many pairs of lines cross."""
    if len(edges) < 2:
        return 0
    pairs = np.array([(*e, *f) for e, f in combinations(edges, 2) if not set(e) & set(f)], dtype=int)
    if not len(pairs):
        return 0
    a, b, c, d = (points[pairs[:, k]] for k in range(4))
    return int(((_turn(a, b, c) != _turn(a, b, d)) & (_turn(c, d, a) != _turn(c, d, b))).sum())


def _turn(a: Points, b: Points, c: Points) -> np.ndarray:
    return (b[:, 0] - a[:, 0]) * (c[:, 1] - a[:, 1]) > (b[:, 1] - a[:, 1]) * (c[:, 0] - a[:, 0])


def _measure_distances(count: int, edges: Edges) -> np.ndarray:
    """Steps from each to each; between those that nothing joins, one more than the longest way."""
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


def _begin(far: np.ndarray, start: int) -> Points:
    """A spiral of sunflower seeds, nearest first, turned and mirrored otherwise for each start."""
    order = np.argsort(far[start % len(far)], kind="stable")
    rank = np.empty(len(far))
    rank[order] = np.arange(len(far))
    angle = rank * _GOLDEN * (1 if start % 2 else -1) + start
    return np.column_stack([np.cos(angle), np.sin(angle)]) * (np.sqrt(rank) * 0.7)[:, None]


def _follow_distances(points: Points, far: np.ndarray) -> Points:
    weights = 1 / np.where(far == 0, np.inf, far) ** 2
    total = weights.sum(axis=1, keepdims=True)
    total[total == 0] = 1
    for _ in range(_ROUNDS):
        apart = points[:, None, :] - points[None, :, :]
        length = np.sqrt((apart**2).sum(axis=2))
        length[length == 0] = 1
        wanted = points[None, :, :] + apart * (far / length)[:, :, None]
        points = (weights[:, :, None] * wanted).sum(axis=1) / total
    return points


def _fit(points: Points, boxes: Points, *, frame: tuple[float, float]) -> Points:
    """The same points over the whole frame, turned so that the longer way lies along the longer side."""
    span = np.ptp(points, axis=0)
    if (span[1] > span[0]) == (frame[0] > frame[1]):
        points, span = points[:, ::-1], span[::-1]
    span = np.where(span == 0, 1, span)
    room = np.array(frame) - boxes.max(axis=0)
    return (points - points.min(axis=0)) / span * room + boxes.max(axis=0) / 2


def _make_gaps(count: int, edges: Edges, *, rooms: list[float]) -> np.ndarray:
    """For each two boxes, the pixels wanted between them, across and down."""
    gaps = np.tile(np.array(_GAP, dtype=float), (count, count, 1))
    for (one, other), room in zip(edges, rooms, strict=True):
        gaps[one, other] = gaps[other, one] = max(room, _GAP[0]), _TIED_DOWN
    return gaps


def _spread(
    points: Points, boxes: Points, *, edges: Edges, gaps: np.ndarray, frame: tuple[float, float]
) -> Points:
    """Boxes pushed apart and off the lines, as long as any touches; towards the end, only apart."""
    for turn in range(2 * _PUSHES):
        moved = _push_apart(points, boxes, gaps=gaps if turn < _PUSHES else gaps * 0.4)
        if edges and turn < _PUSHES * 1.5:
            moved = moved + _push_off_lines(points, boxes, edges=edges)
        if np.abs(moved).max() < 0.05:
            break
        points = np.clip(points + moved, boxes / 2, np.maximum(np.array(frame) - boxes / 2, boxes / 2))
    return points


def _find_overlaps(points: Points, boxes: Points, *, gaps: np.ndarray) -> np.ndarray:
    """For each two boxes, by how much they are too near, across and down; both above 0: they touch."""
    apart = np.abs(points[:, None, :] - points[None, :, :])
    too_near = (boxes[:, None, :] + boxes[None, :, :]) / 2 + gaps - apart
    too_near[np.arange(len(points)), np.arange(len(points))] = 0
    return np.where((too_near > 0).all(axis=2)[:, :, None], too_near, 0)


def _push_apart(points: Points, boxes: Points, *, gaps: np.ndarray) -> Points:
    too_near = _find_overlaps(points, boxes, gaps=gaps)
    across = too_near[:, :, 0] < too_near[:, :, 1]
    apart = points[:, None, :] - points[None, :, :]
    order = np.sign(np.arange(len(points))[:, None] - np.arange(len(points))[None, :])
    side = np.where(np.abs(apart) > 1e-6, np.sign(apart), order[:, :, None])
    push = too_near * side * 0.5
    push[:, :, 0] *= across
    push[:, :, 1] *= ~across
    return push.sum(axis=1).clip(-40, 40)


def _find_under(points: Points, boxes: Points, *, edges: Edges) -> tuple[np.ndarray, np.ndarray]:
    """For each line and box, whether the line runs under it though it is none of its ends; and the way out."""
    ends = np.array(edges, dtype=int)
    a, b = points[ends[:, 0]][:, None, :], points[ends[:, 1]][:, None, :]
    along = b - a
    length = np.maximum((along**2).sum(axis=2), 1e-6)
    share = (((points[None, :, :] - a) * along).sum(axis=2) / length).clip(0, 1)
    off = points[None, :, :] - (a + along * share[:, :, None])
    unit = along / np.sqrt(length)[:, :, None]
    normal = np.stack([-unit[:, :, 1], unit[:, :, 0]], axis=2) * np.ones_like(off)
    reach = (np.abs(normal) * boxes[None, :, :] / 2).sum(axis=2) + 5
    signed = (off * normal).sum(axis=2)
    is_under = (np.abs(signed) < reach) & (share > 0) & (share < 1)
    is_under[np.arange(len(ends)), ends[:, 0]] = False
    is_under[np.arange(len(ends)), ends[:, 1]] = False
    push = (reach - np.abs(signed)) * np.where(signed < 0, -1, 1)
    return is_under, normal * (push * is_under)[:, :, None]


def _push_off_lines(points: Points, boxes: Points, *, edges: Edges) -> Points:
    _is_under, push = _find_under(points, boxes, edges=edges)
    return (push.sum(axis=0) * 0.4).clip(-12, 12)
