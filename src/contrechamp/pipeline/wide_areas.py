"""Areas that OpenStreetMap draws by several ways (multipolygons): rivers, lakes with islands, forests."""

from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.draw.extract_layers import Layered, find_layer
from contrechamp.draw.vector_tile import AREA
from contrechamp.read.osm_blocks import Block


class WideArea(NamedTuple):
    """An area, and its ways: the number of each, and whether it bounds a hole."""

    layered: Layered
    members: list[tuple[int, bool]]


def read_areas(blocks: Iterable[Block]) -> list[WideArea]:
    """The areas of an extract that a map shows."""
    found = []
    for block in blocks:
        for tags, members in block.give_areas():
            layered = find_layer(tags, is_closed=True)
            if layered is not None and layered.shape == AREA:
                found.append(WideArea(layered, members))
    return found


def join_rings(lines: Iterable[tuple[int, ...]]) -> tuple[list[tuple[int, ...]], bool]:
    """Lines of node numbers joined end to end into rings, in either direction; and whether all of them closed."""
    waiting = [line for line in lines if len(line) > 1]
    ends: dict[int, list[int]] = {}
    for rank, line in enumerate(waiting):
        for end in (line[0], line[-1]):
            ends.setdefault(end, []).append(rank)
    rings, used, is_whole = [], set(), True
    for rank, line in enumerate(waiting):
        if rank in used:
            continue
        used.add(rank)
        ring = _follow(list(line), waiting, ends=ends, used=used)
        if ring[0] == ring[-1] and len(ring) > 3:
            rings.append(tuple(ring))
        else:
            is_whole = False
    return rings, is_whole


def _follow(
    ring: list[int], lines: list[tuple[int, ...]], *, ends: dict[int, list[int]], used: set[int]
) -> list[int]:
    """The ring, continued from its end by lines not used yet until it closes or nothing continues it."""
    while ring[0] != ring[-1]:
        rank = next((one for one in ends[ring[-1]] if one not in used), None)
        if rank is None:
            break
        used.add(rank)
        line = lines[rank] if lines[rank][0] == ring[-1] else lines[rank][::-1]
        ring.extend(line[1:])
    return ring
