"""OpenStreetMap's own XML (.osm): the elements that watch, one a row, with all their tags."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.features import give_feature_pages
from contrechamp.read.guard import guard_parser
from contrechamp.read.openstreetmap import COLUMNS, LICENCE, NOTICE, Chosen, Element
from contrechamp.read.package import local_name
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.xml_stream import XmlStream

VERSION = "2"
MEDIA_TYPES = ("application/vnd.openstreetmap.data+xml",)

_KINDS = frozenset(("node", "way", "relation"))
_MOST_NODES = 2_000_000


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Two looks at the file: the elements, then, where ways need them, the nodes that these rest on."""
    stream, chosen = XmlStream(source), Chosen()
    count = 0
    for element in _give_elements(stream):
        count += 1
        chosen.take(_read_element(element))
        if chosen.is_full:
            break
    if stream.is_broken and not count:
        raise DocumentIsBroken(reasons.MALFORMED)
    nodes = _find_nodes(source, chosen.list_wanted_nodes())
    yield from give_feature_pages(chosen.give_features(nodes), fixed=COLUMNS, tell_around=lambda: [NOTICE])
    yield Property("licence", LICENCE)
    if stream.is_broken or chosen.is_cut:
        yield Notice(reasons.PART_BROKEN if stream.is_broken else reasons.TABLE_CUT)


def _give_elements(stream: XmlStream) -> Iterator[etree._Element]:
    for event, element in stream.give_events():
        if event == "end" and local_name(element) in _KINDS:
            yield element
            stream.forget(element)


def _read_element(element: etree._Element) -> Element:
    parts = list(element)
    tags = {one.get("k", ""): one.get("v", "") for one in parts if local_name(one) == "tag"}
    nodes = tuple(_read_number(one.get("ref")) for one in parts if local_name(one) == "nd")
    middle = next((one for one in parts if local_name(one) == "center"), element)
    return Element(
        local_name(element),
        _read_number(element.get("id")),
        _read_degrees(middle),
        tags,
        element.get("version", ""),
        element.get("timestamp", "")[:10],
        nodes,
    )


def _read_number(text: str | None) -> int:
    digits = (text or "").removeprefix("-")
    return int(text) if text and digits.isdecimal() and len(digits) < 20 else 0


def _read_degrees(element: etree._Element) -> tuple[float, float] | None:
    try:
        latitude, longitude = float(element.get("lat", "")), float(element.get("lon", ""))
    except ValueError:
        return None
    return (latitude, longitude) if abs(latitude) <= 90 and abs(longitude) <= 180 else None


def _find_nodes(source: BinaryIO, wanted: set[int]) -> dict[int, tuple[float, float]]:
    nodes: dict[int, tuple[float, float]] = {}
    if not wanted:
        return nodes
    for element in _give_elements(XmlStream(source)):
        number = _read_number(element.get("id"))
        is_wanted = number in wanted and local_name(element) == "node" and len(nodes) < _MOST_NODES
        if is_wanted and (degrees := _read_degrees(element)):
            nodes[number] = degrees
    return nodes
