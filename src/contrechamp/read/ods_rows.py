"""Sheets of an OpenDocument spreadsheet as rows of the text that its cells show."""

from collections.abc import Iterator

from lxml import etree

from contrechamp.read.package import Package, local_name
from contrechamp.read.tables import COLUMNS
from contrechamp.read.xlsx_rows import Sheet

_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CELLS = (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell")
_MAX_REPEATED = 10_000  # of a row that says something


def give_ods_sheets(package: Package) -> Iterator[Sheet]:
    """The sheets, in the order of their tabs."""
    root = package.read_xml("content.xml")
    if root is None:
        return
    hidden = {
        style.getparent().get("{urn:oasis:names:tc:opendocument:xmlns:style:1.0}name")
        for style in root.iter("{*}table-properties")
        if style.get(f"{_TABLE}display") == "false"
    }
    for table in root.iter(f"{_TABLE}table"):
        if local_name(table.getparent()) == "spreadsheet":
            is_hidden = table.get(f"{_TABLE}style-name") in hidden
            yield Sheet(table.get(f"{_TABLE}name", ""), is_hidden, _give_rows(table))


def _give_rows(table: etree._Element) -> Iterator[list[str]]:
    for row in table.iter(f"{_TABLE}table-row"):
        if next(row.iterancestors(f"{_TABLE}table")) is not table:
            continue
        cells = _read_row(row)
        repeated = _read_count(row.get(f"{_TABLE}number-rows-repeated"))
        yield from (cells for _ in range(min(repeated, _MAX_REPEATED)))


def _read_row(row: etree._Element) -> list[str]:
    cells: list[str] = []
    empty = 0
    for cell in row.iterchildren(*_CELLS):
        repeated = min(_read_count(cell.get(f"{_TABLE}number-columns-repeated")), COLUMNS + 1)
        lines = ["".join(_give_texts(line)) for line in cell.iterchildren(f"{_TEXT}p")]
        text = " ".join(line for line in lines if line)
        if not text:
            empty += repeated
            continue
        cells += [""] * min(empty, COLUMNS) + [text] * repeated
        empty = 0
        if len(cells) > COLUMNS:
            break
    return cells


def _give_texts(line: etree._Element) -> Iterator[str]:
    yield line.text or ""
    for part in line:
        name = local_name(part)
        if name == "s":
            yield " "
        elif part.tag != f"{_OFFICE}annotation":
            yield from _give_texts(part)
        yield part.tail or ""


def _read_count(value: str | None) -> int:
    return int(value) if value and value.isdigit() else 1
