"""XML of procurement: a notice as one tree, a long list of contracts one after the other; nothing is resolved."""

from collections.abc import Collection, Iterator
from itertools import islice
from typing import BinaryIO

from lxml import etree

from contrechamp.read.procurement.node import Node, make_xml_node
from contrechamp.read.procurement.report import Report

NOTICE_BYTES, ELEMENTS = 8 << 20, 400_000  # a longer one is no notice
_BLOCK_BYTES = 1 << 16
_SAFE = {"resolve_entities": False, "no_network": True, "recover": True, "remove_comments": True}


def read_notice(source: BinaryIO) -> Node | None:
    """The tree of the whole file, None where it is too long or no XML."""
    source.seek(0)
    content = source.read(NOTICE_BYTES + 1)
    if len(content) > NOTICE_BYTES:
        return None
    root = etree.fromstring(content, etree.XMLParser(**_SAFE))
    if root is None or sum(1 for _ in islice(root.iter(), ELEMENTS)) == ELEMENTS:
        return None
    return make_xml_node(root, has_choices=True)


def list_elements(source: BinaryIO, names: Collection[str], *, report: Report) -> Iterator[Node]:
    """A tree for each child of the root with one of these names; its memory is given back."""
    source.seek(0)
    parser = etree.XMLPullParser(("start", "end"), **_SAFE)
    depth = 0
    while block := source.read(_BLOCK_BYTES):
        parser.feed(block)
        for event, element in parser.read_events():
            depth += 1 if event == "start" else -1
            if event == "end" and depth == 1:
                if element.tag.rpartition("}")[2] in names:
                    yield make_xml_node(element)
                element.clear(keep_tail=False)
                while element.getprevious() is not None:
                    del element.getparent()[0]
    report.is_broken = depth != 0 or any(fault.level_name == "FATAL" for fault in parser.feed_error_log)
