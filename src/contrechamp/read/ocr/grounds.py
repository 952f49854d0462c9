"""Grey grounds (the head of a table, a framed notice) made as light as the paper, so that words on them are read."""

from itertools import groupby

import numpy as np
from PIL import Image

_BLOCK = 16  # pixels at 300 dots an inch: less than half the height of a line
_SHORTEST = 32  # blocks in a row: less wide may be the inside of a letter
_LIGHTEST, _DARKEST = 0.94, 0.45  # of the paper's brightness
_EVEN = 24  # of 255: a printed ground is no more uneven than this from block to block
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
    gain = np.ones(light.shape, dtype=np.float32)
    for row, levels in enumerate(light):
        for start, end in _find_grounds(levels, paper):
            gain[row, start:end] = paper / np.median(levels[start:end])
    if (gain == 1).all():
        return grey
    lifted = pixels.copy()
    lifted[: rows * _BLOCK, : columns * _BLOCK] = np.minimum(
        whole * gain.repeat(_BLOCK, axis=0).repeat(_BLOCK, axis=1), 255
    )
    return Image.fromarray(lifted)


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
