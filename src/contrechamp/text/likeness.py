"""Which papers say nearly the same: a signature of a text's runs of three words, and how alike two of them are.

MinHash with one permutation (Li, Owen, Zhang 2012): each run of words falls into one of BINS bins by the first bits
of its hash, and each bin keeps its smallest. The share of bins that agree estimates the share of runs in common.
Signatures of parts merge into the signature of the whole.
"""

import zlib
from collections.abc import Iterable, Sequence

import numpy as np

BINS = 128
RUN = 3  # words
ROWS_A_BAND = 3
_EMPTY = np.uint32(0xFFFFFFFF)
_BIN_BITS = np.uint64(57)  # 64 - log2(BINS)
_FACTORS = np.array([0x9E3779B97F4A7C15, 0xC2B2AE3D27D4EB4F, 0x165667B19E3779F9], dtype=np.uint64)
_MOST_NUMBERS = 200_000  # remembered by one process, then forgotten all at once
_numbers: dict[str, int] = {}


def sign_words(words: Sequence[str]) -> bytes:
    """The signature of a text's words in their order: 4 · BINS bytes; b"" for fewer than RUN words."""
    if len(words) < RUN:
        return b""
    if len(_numbers) > _MOST_NUMBERS:
        _numbers.clear()
    numbers = np.array([_numbers.get(word) or _number(word) for word in words], dtype=np.uint64)
    runs = _mix(sum(numbers[k : len(numbers) - RUN + 1 + k] * _FACTORS[k] for k in range(RUN)))
    bins = np.full(BINS, _EMPTY, dtype=np.uint32)
    np.minimum.at(
        bins, (runs >> _BIN_BITS).astype(np.int64), (runs & np.uint64(0xFFFFFFFE)).astype(np.uint32)
    )
    return bins.tobytes()


def merge_signatures(signatures: Iterable[bytes]) -> bytes:
    """The signature of a text from those of its parts; b"" from none."""
    parts = [_read(signature) for signature in signatures if signature]
    return np.minimum.reduce(parts).tobytes() if parts else b""


def list_bands(signature: bytes) -> list[int]:
    """64-bit keys under which a table finds the texts that are probably alike; a band with an empty bin has none."""
    bins = _read(signature)[: BINS - BINS % ROWS_A_BAND].reshape(-1, ROWS_A_BAND)
    return [
        zlib.crc32(band.tobytes()) << 8 | place  # the place keeps bands of different bins apart
        for place, band in enumerate(bins)
        if not (band == _EMPTY).any()
    ]


def estimate_similarity(a: bytes, b: bytes) -> float:
    """Which share of their runs of words two texts have in common, from 0 to 1."""
    first, second = _read(a), _read(b)
    filled = (first != _EMPTY) | (second != _EMPTY)
    return float(((first == second) & filled).sum() / filled.sum()) if filled.any() else 0.0


def _read(signature: bytes) -> np.ndarray:
    return np.frombuffer(signature, dtype=np.uint32)


def _number(word: str) -> int:
    number = _numbers[word] = zlib.crc32(word.encode())
    return number


def _mix(hashes: np.ndarray) -> np.ndarray:
    """Spread each bit over all (the finalizer of splitmix64)."""
    hashes ^= hashes >> np.uint64(30)
    hashes *= np.uint64(0xBF58476D1CE4E5B9)
    hashes ^= hashes >> np.uint64(27)
    hashes *= np.uint64(0x94D049BB133111EB)
    return hashes ^ (hashes >> np.uint64(31))
