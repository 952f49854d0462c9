"""OpenStreetMap's packed form (.osm.pbf): the elements that watch, one a row, with all their tags."""

import zlib
from collections.abc import Iterator
from typing import BinaryIO

import numpy as np

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.features import give_feature_pages
from contrechamp.read.guard import guard_parser
from contrechamp.read.openstreetmap import COLUMNS, LICENCE, NOTICE, Chosen
from contrechamp.read.osm_blocks import Block, give_blobs
from contrechamp.read.reader import Finding, Notice, Property, Request

VERSION = "2"
MEDIA_TYPES = ("application/vnd.openstreetmap.data+pbf",)

_SMALL_BYTES = 4 << 20  # of a file in which everything with tags is looked at


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Two looks at the file: the elements, then, where ways need them, the nodes that these rest on."""
    is_small = source.seek(0, 2) <= _SMALL_BYTES
    chosen, is_broken, count = Chosen(), False, 0
    try:
        for block in _give_blocks(source):
            count += 1
            if is_small or block.may_watch():
                chosen.take_all(block.give_elements())
            if chosen.is_full:
                break
    except (ValueError, LookupError, TypeError, zlib.error):
        is_broken = True
    if is_broken and not count:
        raise DocumentIsBroken(reasons.MALFORMED)
    wanted = chosen.list_wanted_nodes()
    nodes = _find_nodes(source, wanted) if wanted else {}
    yield from give_feature_pages(chosen.give_features(nodes), fixed=COLUMNS, tell_around=lambda: [NOTICE])
    yield Property("licence", LICENCE)
    if is_broken or chosen.is_cut:
        yield Notice(reasons.PART_BROKEN if is_broken else reasons.TABLE_CUT)


def _give_blocks(source: BinaryIO) -> Iterator[Block]:
    return (Block(content) for kind, content in give_blobs(source) if kind == b"OSMData")


def _find_nodes(source: BinaryIO, wanted: set[int]) -> dict[int, tuple[float, float]]:
    """Degrees of the wanted nodes, as far as the file is sound."""
    numbers = np.array(sorted(wanted))
    nodes: dict[int, tuple[float, float]] = {}
    try:
        for block in _give_blocks(source):
            for found, latitudes, longitudes in block.give_nodes():
                for place in np.flatnonzero(np.isin(found, numbers)):
                    nodes[int(found[place])] = float(latitudes[place]), float(longitudes[place])
    except (ValueError, LookupError, TypeError, zlib.error):
        pass  # said by the first look
    return nodes
