"""Grey grounds (the head of a table, a framed notice) made as light as the paper, so that words on them are read."""

from itertools import groupby

import numpy as np
from PIL import Image

_BLOCK = 16  # pixels at 300 dots an inch: less than half the height of a line
_SHORTEST = 32  # blocks in a row: less wide may be the inside of a letter
_LIGHTEST, _DARKEST = 0.94, 0.45  # of the paper's brightness
_EVEN = 24  # of 255: a printed ground is no more uneven than this from block to block
_AS_GREY = 0.85  # of the ground: what is darker is ink
_SAMPLE = 5  # every fifth pixel tells enough


def lift_grounds(grey: Image.Image) -> Image.Image:
    """The same image where nothing of the kind is seen."""
    pixels = np.asarray(grey)
    rows, columns = pixels.shape[0] // _BLOCK, pixels.shape[1] // _BLOCK
    if not rows or not columns:
        return grey
    whole = pixels[: rows * _BLOCK, : columns * _BLOCK]
    blocks = whole.reshape(rows, _BLOCK, columns, _BLOCK).swapaxes(1, 2).reshape(rows, columns, -1)
    light = np.percentile(blocks[:, :, ::_SAMPLE], 85, axis=2).astype(np.int16)
    paper = int(np.percentile(light, 90))
    found = [(row, *run) for row, levels in enumerate(light) for run in _find_grounds(levels, paper)]
    if not found:
        return grey
    lifted = pixels.copy()
    for row, start, end in found:
        level = float(np.median(light[row, start:end]))
        inside = lifted[row * _BLOCK : (row + 1) * _BLOCK, start * _BLOCK : end * _BLOCK]
        inside[:] = np.minimum(inside * (paper / level), 255)
        _clear_edges(lifted, row, start, end, level=level, paper=paper)
    return Image.fromarray(lifted)


def _clear_edges(pixels: np.ndarray, row: int, start: int, end: int, *, level: float, paper: int) -> None:
    """Around a ground what is as grey as it becomes paper: its edges would be read as signs. Ink is darker."""
    around = pixels[
        max(0, (row - 1) * _BLOCK) : (row + 2) * _BLOCK, max(0, (start - 1) * _BLOCK) : (end + 1) * _BLOCK
    ]
    around[(around > _AS_GREY * level) & (around < paper)] = paper


def _find_grounds(levels: np.ndarray, paper: int) -> list[tuple[int, int]]:
    """Where one row of blocks is evenly grey over a long stretch: first block and end."""
    is_grey = (levels < _LIGHTEST * paper) & (levels > _DARKEST * paper)
    goes_on = np.concatenate(([False], is_grey[1:] & is_grey[:-1] & (np.abs(np.diff(levels)) < _EVEN)))
    found, place = [], 0
    for flag, run in groupby(goes_on.tolist()):
        length = len(list(run))
        if flag and length + 1 >= _SHORTEST:
            found.append((place - 1, place + length))
        place += length
    return found
