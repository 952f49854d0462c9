"""Numbers that Word gives to paragraphs by itself ("Article 3", "2.1", "b)"): counted as it counts them."""

import re

from lxml import etree

from contrechamp.read.package import Package

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_MAX_NUMBER = 100_000


class WordNumbers:
    """The lists of a document, and how far each has counted."""

    def __init__(self, package: Package, main: str):
        self.levels: dict[tuple[str, int], etree._Element] = {}  # of an abstract list
        self.lists: dict[str, str] = {}  # list -> abstract list
        self.starts: dict[tuple[str, int], int] = {}  # what a list counts from, when it says so itself
        self.counts: dict[str, list[int]] = {}
        self.styles: dict[str, tuple[str, int]] = {}
        for name in package.find_links(main, "numbering"):
            self._read_lists(package.read_xml(name))
        for name in package.find_links(main, "styles") if self.lists else ():
            self._read_styles(package.read_xml(name))

    def _read_lists(self, root: etree._Element | None) -> None:
        for abstract in () if root is None else root.iter(f"{_W}abstractNum"):
            for level in abstract.iter(f"{_W}lvl"):
                self.levels[_say(abstract, "abstractNumId"), _count(_say(level, "ilvl"))] = level
        for one in () if root is None else root.iter(f"{_W}num"):
            number = _say(one, "numId")
            self.lists[number] = _value(one.find(f"{_W}abstractNumId"))
            for override in one.iter(f"{_W}lvlOverride"):
                if start := _value(override.find(f"{_W}startOverride")):
                    self.starts[number, _count(_say(override, "ilvl"))] = _count(start)

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
        if not self.lists:
            return ""
        number, depth = self.styles.get(_value(paragraph.find(f"{_W}pPr/{_W}pStyle")), ("", 0))
        if (own := paragraph.find(f"{_W}pPr/{_W}numPr")) is not None:
            number = _value(own.find(f"{_W}numId")) or number
            depth = _count(_value(own.find(f"{_W}ilvl"))) if own.find(f"{_W}ilvl") is not None else depth
        abstract = self.lists.get(number, "")
        level = self.levels.get((abstract, depth))
        if level is None or not 0 <= depth <= 8:
            return ""
        counts = self._advance(number, abstract, depth)
        text = _PLACEHOLDER.sub(
            lambda sign: self._render_count(abstract, int(sign[1]) - 1, counts),
            _value(level.find(f"{_W}lvlText")),
        )
        is_bullet = _value(level.find(f"{_W}numFmt")) in ("bullet", "none")
        return f"{text} " if text.strip() and not is_bullet else ""

    def _advance(self, number: str, abstract: str, depth: int) -> list[int]:
        counts = self.counts.setdefault(abstract, [0] * 9)
        start = self.starts.pop((number, depth), None)
        if start is not None or not counts[depth]:
            level = self.levels[abstract, depth]
            counts[depth] = start if start is not None else _count(_value(level.find(f"{_W}start")) or "1")
        else:
            counts[depth] += 1
        counts[depth + 1 :] = [0] * (8 - depth)
        return counts

    def _render_count(self, abstract: str, depth: int, counts: list[int]) -> str:
        level = self.levels.get((abstract, depth))
        form = _value(level.find(f"{_W}numFmt")) if level is not None else "decimal"
        return render_count(counts[depth] or 1, form)


def render_count(count: int, form: str) -> str:
    """A count as `form` writes it ([ECMA-376] 17.18.59): 3, c, iii, 03, 3e."""
    if form in ("lowerLetter", "upperLetter"):
        letters = chr(97 + (count - 1) % 26) * min(1 + (count - 1) // 26, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and count <= 5_000:
        rest, signs = count, ""
        for value, sign in _ROMAN:
            signs, rest = signs + sign * (rest // value), rest % value
        return signs.upper() if form == "upperRoman" else signs
    if form == "ordinal":
        return "1er" if count == 1 else f"{count}e"
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _say(element: etree._Element, name: str) -> str:
    return element.get(f"{_W}{name}", "")


def _value(element: etree._Element | None) -> str:
    return "" if element is None else _say(element, "val")


def _count(text: str) -> int:
    return min(int(text), _MAX_NUMBER) if text.isascii() and text.isdigit() else 0
