"""What must be known of a scanned page before it is read: its skew, its columns."""

import math

import numpy as np
from PIL import Image

_PROFILE_PIXELS = 700  # the long side of the small image on which profiles are taken
_MAX_SKEW = 6.0  # degrees looked at, each way
_INK = 0.6  # darker than this part of the paper's brightness is ink


def find_ink(image: Image.Image) -> np.ndarray:
    """A small picture of where the ink is: rows of booleans, long side about 700."""
    scale = _PROFILE_PIXELS / max(image.size)
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    grey = np.asarray(image.resize(size, Image.Resampling.BOX, reducing_gap=2.0), dtype=np.float32)
    paper = np.percentile(grey, 90)
    ink = grey < paper * _INK if paper > 0 else np.zeros(grey.shape, bool)
    if ink.mean() < 0.002:  # pale typing: what stands out at all
        ink = grey < paper * 0.85
    return ink


def find_skew(ink: np.ndarray) -> float:
    """By how many degrees the lines climb to the right; 0 when they do not, or when nothing can be said.

    The right angle makes the rows' profile sharpest (the sum of squares of its steps).
    """
    rows, columns = np.nonzero(ink)
    if len(rows) < 200 or len(rows) > 0.4 * ink.size:
        return 0.0
    coarse = _sharpest(rows, columns, np.arange(-_MAX_SKEW, _MAX_SKEW + 0.1, 0.5))
    return float(_sharpest(rows, columns, np.arange(coarse - 0.4, coarse + 0.41, 0.1)))


def _sharpest(rows: np.ndarray, columns: np.ndarray, angles: np.ndarray) -> float:
    sharpness = [measure_sharpness(rows + columns * math.tan(math.radians(angle))) for angle in angles]
    best = int(np.argmax(sharpness))
    level = sharpness[int(np.argmin(np.abs(angles)))]
    return angles[best] if sharpness[best] > 1.03 * level else angles[int(np.argmin(np.abs(angles)))]


def measure_sharpness(places: np.ndarray) -> float:
    """How much a profile of ink along one direction jumps between neighbouring rows."""
    shifted = (places - places.min()).astype(np.int32)
    profile = np.bincount(shifted).astype(np.float64)
    return float(np.square(np.diff(profile)).sum())


def has_gutter(ink: np.ndarray) -> bool:
    """Whether a white strip between columns of text runs through the middle of the page."""
    width = ink.shape[1]
    filled = np.nonzero(ink.any(axis=1))[0]
    if len(filled) < 40:
        return False
    window = max(60, (filled[-1] - filled[0]) // 3)
    for top in range(filled[0], max(filled[0] + 1, filled[-1] - window), window // 3):
        band = ink[top : top + window]
        left, right = int(width * 0.3), int(width * 0.7)
        empty = band[:, left:right].sum(axis=0) == 0
        if _longest(empty) >= max(4, width // 100) and _is_written(band, empty, left):
            return True
    return False


def _is_written(band: np.ndarray, empty: np.ndarray, offset: int) -> bool:
    """Whether lines stand on both sides of the widest empty strip, reaching up to it."""
    start, length = _find_longest(empty)
    middle = offset + start + length // 2
    reach = band.shape[1] // 5
    near_left = band[:, max(0, middle - reach) : middle].any(axis=1).mean()
    near_right = band[:, middle : middle + reach].any(axis=1).mean()
    return near_left > 0.35 and near_right > 0.35


def _longest(flags: np.ndarray) -> int:
    return _find_longest(flags)[1]


def _find_longest(flags: np.ndarray) -> tuple[int, int]:
    """Start and length of the longest run of True."""
    edges = np.flatnonzero(np.diff(np.concatenate(([0], flags.astype(np.int8), [0]))))
    starts, lengths = edges[::2], edges[1::2] - edges[::2]
    if not len(starts):
        return 0, 0
    best = int(np.argmax(lengths))
    return int(starts[best]), int(lengths[best])
