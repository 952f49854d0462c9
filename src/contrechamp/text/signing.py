"""The signature of a text, by which nearly equal papers are found; apart from `likeness`, which needs no numpy."""

import zlib
from collections.abc import Sequence

import numpy as np

from contrechamp.text.likeness import BINS, EMPTY

RUN = 3  # words
_BIN_BITS = np.uint64(57)  # 64 - log2(BINS)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)


def sign_words(words: Sequence[str]) -> bytes:
    """The signature of a text's words in their order: 4 · BINS bytes; b"" for fewer than RUN words."""
    if len(words) < RUN:
        return b""
    numbers = np.array([zlib.crc32(word.encode()) for word in words], dtype=np.uint64)
    runs = _mix(sum(numbers[k : len(numbers) - RUN + 1 + k] * _FACTORS[k] for k in range(RUN)))
    bins = np.full(BINS, EMPTY, dtype=np.uint32)
    np.minimum.at(
        bins, (runs >> _BIN_BITS).astype(np.int64), (runs & np.uint64(0xFFFFFFFE)).astype(np.uint32)
    )
    return bins.tobytes()


def _mix(hashes: np.ndarray) -> np.ndarray:
    """Spread each bit over all (the finalizer of splitmix64)."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
