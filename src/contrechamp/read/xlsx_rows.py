"""Sheets of an XLSX as rows of shown text, read as they stream by: however far a cell stands, it costs nothing."""

import re
from collections.abc import Iterator
from typing import BinaryIO, NamedTuple

from lxml import etree

from contrechamp.read.number_formats import BUILT_IN, render_number
from contrechamp.read.package import PART_BYTES, Package
from contrechamp.read.tables import COLUMNS

_S = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_R_ID = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_PLACE = re.compile(r"([A-Z]{1,3})(\d{0,7})")
_MAX_EMPTY_ROWS = 2_000_000


class Sheet(NamedTuple):
    """A sheet's name, whether it is hidden, and its rows (lists of cells), from the first."""

    name: str
    is_hidden: bool
    rows: Iterator[list[str]]


def give_xlsx_sheets(package: Package) -> Iterator[Sheet]:
    """The sheets of cells, in the order of their tabs."""
    main = next(iter(package.find_links("", "officeDocument")), "xl/workbook.xml")
    workbook = package.read_xml(main)
    if workbook is None:
        return
    links = package.read_links(main)
    properties = workbook.find(f"{_S}workbookPr")
    is_1904 = properties is not None and properties.get("date1904") in ("1", "true")
    cells = _Cells(_read_strings(package, main), _read_formats(package, main), is_1904)
    for sheet in workbook.iter(f"{_S}sheet"):
        kind, part = links.get(sheet.get(_R_ID), ("", ""))
        if kind == "worksheet" and part in package:
            is_hidden = sheet.get("state", "visible") != "visible"
            yield Sheet(sheet.get("name", ""), is_hidden, cells.give_rows(package, part))


def _read_strings(package: Package, main: str) -> list[str]:
    strings = []
    for part in package.find_links(main, "sharedStrings"):
        for item in _stream(package, part, f"{_S}si"):
            strings.append(_join_texts(item))
    return strings


def _read_formats(package: Package, main: str) -> list[str]:
    """For each style of cell, its format code."""
    for part in package.find_links(main, "styles"):
        root = package.read_xml(part)
        if root is None:
            continue
        own = {code.get("numFmtId"): code.get("formatCode", "") for code in root.iter(f"{_S}numFmt")}
        styles = root.find(f"{_S}cellXfs")
        numbers = [style.get("numFmtId", "0") for style in (() if styles is None else styles)]
        return [
            own.get(number) or BUILT_IN.get(int(number), "") if number.isdigit() else "" for number in numbers
        ]
    return []


def _stream(package: Package, part: str, tag: str) -> Iterator[etree._Element]:
    """Elements named `tag` of a part, one after the other; each is forgotten when the next is asked for."""
    with package.open_part(part) as stream:
        events = etree.iterparse(
            _Bounded(stream), tag=tag, resolve_entities=False, no_network=True, huge_tree=False, recover=True
        )
        for _, element in events:
            yield element
            element.clear()
            while element.getprevious() is not None:
                del element.getparent()[0]


class _Bounded:
    """A part that ends at a bound, whatever it unpacks to."""

    def __init__(self, stream: BinaryIO):
        self.stream, self.left = stream, 5 * PART_BYTES

    def read(self, size: int) -> bytes:
        content = self.stream.read(min(size, self.left))
        self.left -= len(content)
        return content


def _join_texts(element: etree._Element) -> str:
    """The runs of a text, its phonetic reading left out."""
    texts = (text for text in element.iter(f"{_S}t") if text.getparent().tag != f"{_S}rPh")
    return "".join(text.text or "" for text in texts)


class _Cells:
    """Turns cells into what is shown."""

    def __init__(self, strings: list[str], formats: list[str], is_1904: bool):
        self.strings, self.formats, self.is_1904 = strings, formats, is_1904

    def give_rows(self, package: Package, part: str) -> Iterator[list[str]]:
        """Rows from the first; missing ones are empty lists."""
        last = 0
        for row in _stream(package, part, f"{_S}row"):
            number = int(row.get("r") or last + 1)
            yield from ([] for _ in range(min(number - last - 1, _MAX_EMPTY_ROWS)))
            last = max(last + 1, number)
            yield self._read_row(row)

    def _read_row(self, row: etree._Element) -> list[str]:
        cells: list[str] = []
        for cell in row.iter(f"{_S}c"):
            text = self._render(cell)
            found = _PLACE.match(cell.get("r", ""))
            column = _count_column(found[1]) if found else len(cells) + 1
            if text and column <= COLUMNS + 1:
                cells += [""] * (column - 1 - len(cells))
                cells[column - 1 :] = [text]
        return cells

    def _render(self, cell: etree._Element) -> str:
        kind = cell.get("t", "n")
        if kind == "inlineStr":
            return _join_texts(cell)
        value = cell.findtext(f"{_S}v") or ""
        if kind == "s":
            return self.strings[int(value)] if value.isdigit() and int(value) < len(self.strings) else ""
        if kind == "b":
            return "VRAI" if value == "1" else "FAUX"
        if kind != "n" or not value:
            return value
        style = cell.get("s", "0")
        code = self.formats[int(style)] if style.isdigit() and int(style) < len(self.formats) else ""
        try:
            return render_number(float(value), code, is_1904=self.is_1904)
        except ValueError:
            return value


def _count_column(letters: str) -> int:
    """A is 1, Z is 26, AA is 27."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
