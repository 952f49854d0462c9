"""The bounds of taking documents out of an archive: number, size, ratio; counted before anything is given."""

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons

CHILDREN = 50_000
CHILD_BYTES = 200 << 20  # one child stands in memory, twice when it crosses the wall
TOTAL_BYTES = 2 << 30
RATIO = 200  # of unpacked to packed bytes, above FREE_BYTES
FREE_BYTES = 10 << 20


class Budget:
    """What an archive may still give; `take` says no in a reason, "" is a yes."""

    def __init__(self, packed_bytes: int):
        self.packed_bytes = packed_bytes
        self.children = 0
        self.total = 0

    def take(self, size: int) -> str:
        """Count one child of `size` bytes; the reason why it may not be given, or ""."""
        if size > CHILD_BYTES:
            return reasons.TOO_LARGE_INSIDE
        if is_suspicious(size, self.packed_bytes):
            return reasons.SUSPICIOUS_RATIO
        if self.children >= CHILDREN:
            return reasons.TOO_MANY_CHILDREN
        if self.total + size > TOTAL_BYTES:
            return reasons.TOO_LARGE_INSIDE
        self.children += 1
        self.total += size
        return ""


def is_suspicious(unpacked_bytes: int, packed_bytes: int) -> bool:
    """Whether bytes swell beyond what documents do."""
    return unpacked_bytes > FREE_BYTES and unpacked_bytes > RATIO * max(1, packed_bytes)


def refuse_overlaps(spans: list[tuple[int, int]]) -> None:
    """Raise DocumentIsBroken when two members share bytes of the archive, as bombs do and archives never."""
    reached = -1
    for start, end in sorted(spans):
        if start < reached:
            raise DocumentIsBroken(reasons.OVERLAPPING)
        reached = max(reached, end)
