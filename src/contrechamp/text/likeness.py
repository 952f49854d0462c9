"""Whether two documents say nearly the same: signatures that can be compared, merged and looked up.

One-permutation MinHash over runs of five words: each run falls into one of 128 bins by its hash, a bin keeps its
smallest. Two documents share about as many bins as they share runs (P. Li, A. Owen, C.-H. Zhang, "One permutation
hashing", NIPS 2012).
"""

import hashlib
from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy

RUN = 5  # words
BINS = 128
ROWS = 4  # bins of a band: documents that share 0.7 of their runs share a band nearly always, 0.2 hardly ever
_EMPTY = numpy.uint32(0xFFFFFFFF)
_FACTOR = numpy.uint64(0x9E3779B97F4A7C15)


def sign_words(words: Sequence[str]) -> bytes:
    """The signature of a text given as its words (stems without common words are best); b"" for none."""
    if not words:
        return b""
    hashes = numpy.fromiter(map(_hash_word, words), dtype=numpy.uint64, count=len(words))
    length = min(RUN, len(words))
    runs = numpy.zeros(len(words) - length + 1, dtype=numpy.uint64)
    for place in range(length):
        runs = (runs * _FACTOR) ^ hashes[place : place + len(runs)]
    runs = (runs ^ (runs >> numpy.uint64(31))) * _FACTOR
    signature = numpy.full(BINS, _EMPTY, dtype=numpy.uint32)
    values = (runs >> numpy.uint64(16)).astype(numpy.uint32)
    numpy.minimum.at(signature, (runs >> numpy.uint64(57)).astype(numpy.intp), values)
    return signature.tobytes()


@lru_cache(maxsize=100_000)
def _hash_word(word: str) -> int:
    return int.from_bytes(hashlib.blake2b(word.encode("utf-8", "replace"), digest_size=8).digest(), "little")


def merge_signatures(signatures: Iterable[bytes]) -> bytes:
    """The signature of several texts together, as if they had been one (runs across their borders aside)."""
    rows = [_unpack(signature) for signature in signatures if signature]
    return numpy.minimum.reduce(rows).tobytes() if rows else b""


def estimate_similarity(one: bytes, other: bytes) -> float:
    """About how many of the runs of both documents are shared, 0 to 1 (Jaccard; off by 0.04 at 0.7)."""
    if not one or not other:
        return 0.0
    a, b = _unpack(one), _unpack(other)
    filled = (a != _EMPTY) | (b != _EMPTY)
    return float(numpy.count_nonzero((a == b) & filled) / max(numpy.count_nonzero(filled), 1))


def list_bands(signature: bytes) -> list[int]:
    """Integers of 64 bits for a table: near duplicates share at least one; others rarely do."""
    if not signature:
        return []
    bands = []
    for number, rows in enumerate(_unpack(signature).reshape(-1, ROWS)):
        if (rows != _EMPTY).any():
            packed = number.to_bytes(1, "little") + rows.tobytes()
            bands.append(int.from_bytes(hashlib.blake2b(packed, digest_size=8).digest(), "little"))
    return bands


def _unpack(signature: bytes) -> numpy.ndarray:
    return numpy.frombuffer(signature, dtype=numpy.uint32)
