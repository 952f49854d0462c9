"""Which papers say nearly the same: what two signatures of runs of words have in common.

MinHash with one permutation (Li, Owen, Zhang 2012): each run of three words falls into one of BINS bins by the first
bits of its hash, and each bin keeps its smallest. The share of bins that agree estimates the share of runs in common.
Signatures of parts merge into the signature of the whole. `text.signing` makes them.
"""

import zlib
from collections.abc import Iterable

BINS = 128
EMPTY = 0xFFFFFFFF  # a bin into which nothing fell
ROWS_A_BAND = 3


def merge_signatures(signatures: Iterable[bytes]) -> bytes:
    """The signature of a text from those of its parts; b"" from none."""
    parts = [_read(signature) for signature in signatures if signature]
    if not parts:
        return b""
    return b"".join(min(bins).to_bytes(4, "little") for bins in zip(*parts, strict=True))


def list_bands(signature: bytes) -> list[int]:
    """64-bit keys under which a table finds the texts that are probably alike; a band with an empty bin has none."""
    bins = _read(signature)
    keys = []
    for place in range(len(bins) // ROWS_A_BAND):
        first = place * ROWS_A_BAND
        if EMPTY not in bins[first : first + ROWS_A_BAND].tolist():
            content = signature[4 * first : 4 * (first + ROWS_A_BAND)]
            keys.append(zlib.crc32(content) << 8 | place)  # the place keeps bands of different bins apart
    return keys


def estimate_similarity(a: bytes, b: bytes) -> float:
    """Which share of their runs of words two texts have in common, from 0 to 1."""
    pairs = [pair for pair in zip(_read(a), _read(b), strict=True) if pair != (EMPTY, EMPTY)]
    return sum(first == second for first, second in pairs) / len(pairs) if pairs else 0.0


def _read(signature: bytes) -> memoryview:
    """The bins, 32 bits each, as little-endian machines write them."""
    return memoryview(signature).cast("I")
