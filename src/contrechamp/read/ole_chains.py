"""Whether the chains of sectors of an OLE file come to an end: a parser that follows a loop never does."""

import struct
from collections.abc import Sequence

import olefile

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons

_SPECIAL = 0xFFFFFFFA  # from here on, marks instead of sectors


def refuse_endless_chains(content: bytes) -> None:
    """Raise DocumentIsBroken when a chain of sectors of an OLE file loops."""
    with olefile.OleFileIO(content) as storage:
        if not storage.minifat:
            storage.loadminifat()
        starts = [entry.isectStart for entry in storage.direntries if entry]
        _follow(storage.fat, [*starts, storage.first_dir_sector, storage.first_mini_fat_sector])
        _follow(storage.minifat, starts)
        _follow_table(storage)


def _follow(table: Sequence[int], starts: list[int]) -> None:
    """Walk every chain once; a sector met twice on one walk is a loop."""
    ended: set[int] = set()
    for start in starts:
        walked: set[int] = set()
        while start < min(len(table), _SPECIAL) and start not in ended:
            if start in walked:
                raise DocumentIsBroken(reasons.MALFORMED)
            walked.add(start)
            start = table[start]
        ended |= walked


def _follow_table(storage: olefile.OleFileIO) -> None:
    """The chain of the sectors that hold the table of sectors itself."""
    sector, walked = storage.first_difat_sector, set()
    while sector < _SPECIAL and sector * storage.sector_size < storage._filesize:
        if sector in walked:
            raise DocumentIsBroken(reasons.MALFORMED)
        walked.add(sector)
        sector = struct.unpack("<I", storage.getsect(sector)[-4:])[0]
