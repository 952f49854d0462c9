"""The lists of a Word document (DOCX), and the paragraphs that belong to them."""

from lxml import etree

from contrechamp.read.list_numbers import DEPTHS, MAX_NUMBER, Level, ListNumbers
from contrechamp.read.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


class WordNumbers:
    """Which list each paragraph counts in, by itself or by its style."""

    def __init__(self, package: Package, main: str):
        self.lists = ListNumbers()
        self.styles: dict[str, tuple[str, int]] = {}
        for name in package.find_links(main, "numbering"):
            self._read_lists(package.read_xml(name))
        for name in package.find_links(main, "styles") if self.lists.patterns else ():
            self._read_styles(package.read_xml(name))

    def _read_lists(self, root: etree._Element | None) -> None:
        for pattern in () if root is None else root.iter(f"{_W}abstractNum"):
            for level in pattern.iter(f"{_W}lvl"):
                place = _say(pattern, "abstractNumId"), _count(_say(level, "ilvl"))
                self.lists.levels[place] = _read_level(level)
        for one in () if root is None else root.iter(f"{_W}num"):
            number = _say(one, "numId")
            self.lists.patterns[number] = _value(one.find(f"{_W}abstractNumId"))
            for override in one.iter(f"{_W}lvlOverride"):
                place = number, _count(_say(override, "ilvl"))
                if start := _value(override.find(f"{_W}startOverride")):
                    self.lists.starts[place] = _count(start)
                if (level := override.find(f"{_W}lvl")) is not None:
                    self.lists.own_levels[place] = _read_level(level)

    def _read_styles(self, root: etree._Element | None) -> None:
        own, parents = {}, {}
        for style in () if root is None else root.iter(f"{_W}style"):
            name = _say(style, "styleId")
            parents[name] = _value(style.find(f"{_W}basedOn"))
            if (found := style.find(f"{_W}pPr/{_W}numPr")) is not None:
                own[name] = (_value(found.find(f"{_W}numId")), _count(_value(found.find(f"{_W}ilvl"))))
        for name in parents:
            parent = name
            for _ in range(20):
                if parent in own:
                    self.styles[name] = own[parent]
                    break
                parent = parents.get(parent, "")

    def render(self, paragraph: etree._Element) -> str:
        """The number before a paragraph, with a space behind it, or "" when it has none."""
        if not self.lists.patterns:
            return ""
        number, depth = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), ("", 0))
        if (own := paragraph.find(f"{_W}pPr/{_W}numPr")) is not None:
            number = _value(own.find(f"{_W}numId")) or number
            depth = _count(_value(own.find(f"{_W}ilvl"))) if own.find(f"{_W}ilvl") is not None else depth
        return self.lists.render(number, depth)


def _read_level(level: etree._Element) -> Level:
    start = _count(_value(level.find(f"{_W}start")) or "1")
    restart, legal = level.find(f"{_W}lvlRestart"), level.find(f"{_W}isLgl")
    return Level(
        start,
        _value(level.find(f"{_W}numFmt")),
        _value(level.find(f"{_W}lvlText")),
        restarts_under=DEPTHS if restart is None else _count(_value(restart)),
        is_legal=legal is not None and _value(legal) not in ("0", "false", "off"),
    )


def _say(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else _say(element, "val")


def _count(text: str) -> int:
    return min(int(text), MAX_NUMBER) if text.isascii() and text.isdigit() else 0
