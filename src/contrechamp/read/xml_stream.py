"""XML as it streams by: nothing is resolved or fetched, and what has been read is given back."""

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

_BLOCK_BYTES = 1 << 16


class XmlStream:
    """Events of elements that begin and end; `is_broken` says that the file was not well formed to its end."""

    def __init__(self, source: BinaryIO):
        self._source, self.is_broken = source, False

    def give_events(self) -> Iterator[tuple[str, etree._Element]]:
        """("start" or "end", element), comments and instructions left out; who is done with one calls `forget`."""
        parser = etree.XMLPullParser(("start", "end"), resolve_entities=False, no_network=True, recover=True)
        self._source.seek(0)
        block = b" "
        while block and not self.is_broken:
            block = self._source.read(_BLOCK_BYTES)
            try:
                parser.feed(block) if block else parser.close()
            except (etree.LxmlError, ValueError):
                self.is_broken = True
            for event, element in parser.read_events():
                if isinstance(element.tag, str):
                    yield event, element

    def forget(self, element: etree._Element) -> None:
        """Give the memory of an element that has ended back, and of those before it."""
        element.clear(keep_tail=False)
        parent = element.getparent()
        while parent is not None and element.getprevious() is not None:
            del parent[0]
