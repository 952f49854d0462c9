"""A picture read again, so that tests can say what is in it and where."""

from typing import NamedTuple

from lxml import etree

from contrechamp.draw.lettering import measure_text
from contrechamp.vocabulary.drawing import Drawing

SVG = "{http://www.w3.org/2000/svg}"
_ALLOWED = {"svg", "g", "a", "title", "text", "rect", "circle", "line", "path"}


class Rectangle(NamedTuple):
    """Pixels, and the words in it."""

    left: float
    top: float
    right: float
    bottom: float
    words: str = ""

    def touches(self, other: "Rectangle") -> bool:
        return (
            self.left < other.right
            and other.left < self.right
            and self.top < other.bottom
            and other.top < self.bottom
        )


def read_picture(drawing: Drawing) -> etree._Element:
    """The root; the test fails where the XML is unsound, or holds what no picture may hold."""
    root = etree.fromstring(drawing.svg.encode(), etree.XMLParser(resolve_entities=False))
    for element in root.iter():
        assert etree.QName(element).localname in _ALLOWED
        assert not [name for name in element.attrib if name == "style" or name.startswith("on")]
        assert not [value for value in element.attrib.values() if "url(" in value]
    assert root.get("viewBox") == f"0 0 {drawing.width} {drawing.height}"
    assert root.get("aria-label")
    return root


def list_texts(root: etree._Element) -> list[str]:
    return [element.text or "" for element in root.iter(f"{SVG}text")]


def list_addresses(root: etree._Element) -> list[str]:
    return [element.get("href") for element in root.iter(f"{SVG}a")]


def find_words(root: etree._Element) -> list[Rectangle]:
    """Where every text stands, legends (which are hidden from readers of the screen) aside."""
    found = []
    for element in root.iter(f"{SVG}text"):
        if any(parent.get("aria-hidden") and parent.tag == f"{SVG}g" for parent in element.iterancestors()):
            continue
        size = float(element.get("font-size", 14))
        wide = measure_text(element.text or "", size)
        anchored = {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor", ""), 0.0)
        x, y = float(element.get("x")), float(element.get("y"))
        left = x - wide * anchored
        found.append(Rectangle(left, y - size * 0.76, left + wide, y + size * 0.2, element.text or ""))
    return found


def list_collisions(places: list[Rectangle]) -> list[tuple[str, str]]:
    """The words of every two rectangles that touch."""
    return [
        (one.words, other.words)
        for k, one in enumerate(places)
        for other in places[k + 1 :]
        if one.touches(other)
    ]
