"""The tables as CSV files, and as one workbook of Office Open XML (ECMA-376) in which no cell is a formula.

The workbook is written straight into its ZIP, cell by cell, so that its size is of no weight. Text stands in the cells
themselves (`inlineStr`), marked as text (`quotePrefix`) where a spreadsheet would take it for a formula once touched.
"""

import re
import zipfile
from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, count, islice
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

from contrechamp.publish.tables import Table
from contrechamp.text.safe_csv import render_csv
from contrechamp.vocabulary.plain import show_plain

_MANY, _HEAVY = 500, 1 << 18  # rows, characters
MOST_ROWS = 1 << 20  # of a sheet, as Excel has it
_LONGEST = 32_767  # characters of a cell, the same
_SIGNS = tuple("=+-@\t\r\n＝＋－＠")
_NO_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_HEX = re.compile("_(?=x[0-9A-Fa-f]{4}_)")  # would be read as a character
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_STYLES = f"""<styleSheet xmlns="{_MAIN}">
<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font>
<font><b/><sz val="11"/><name val="Calibri"/></font></fonts>
<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>
<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>
<cellXfs count="3"><xf/><xf quotePrefix="1"/><xf fontId="1" applyFont="1"/></cellXfs>
<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>"""
_PLAIN, _QUOTED, _BOLD = 0, 1, 2


def write_csv(table: Table, path: Path) -> int:
    """One table; how many rows."""
    written = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        file.write(render_csv([[column.name for column in table.columns]]))
        for rows in _gather(table.rows()):
            file.write(render_csv(map(_show, rows)).removeprefix("\ufeff"))
            written += len(rows)
    return written


def _show(row: tuple) -> tuple:
    """Texts as a person may be shown them: nothing in a cell turns round or hides what stands beside it."""
    return tuple(show_plain(one) if isinstance(one, str) and not one.isprintable() else one for one in row)


def _gather(rows: Iterable[tuple]) -> Iterator[list[tuple]]:
    """Some rows at a time, fewer where they are long: a decision may say five hundred things."""
    several: list[tuple] = []
    weight = 0
    for row in rows:
        several.append(row)
        weight += sum(len(one) for one in row if isinstance(one, str))
        if len(several) >= _MANY or weight >= _HEAVY:
            yield several
            several, weight = [], 0
    if several:
        yield several


def write_workbook(tables: Sequence[Table], path: Path, *, most_rows: int = MOST_ROWS) -> int:
    """A sheet for each table, and further ones where a table has more rows than a sheet; how many rows in all."""
    names: list[str] = []
    total = 0
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=6) as book:
        for table in tables:
            for name, rows in _split(table, most_rows - 1):
                names.append(name)
                total += _write_sheet(book, len(names), table, rows)
        for name, content in _list_parts(names):
            book.writestr(name, _HEAD + content)
    return total


def _split(table: Table, most: int) -> Iterator[tuple[str, Iterator[tuple]]]:
    """The sheets of a table, the first of which may be empty; each must be used up before the next is asked for."""
    rows = table.rows()
    for part in count(1):
        first = list(islice(rows, 1))
        if not first and part > 1:
            return
        yield table.name if part == 1 else f"{table.name} {part}", islice(chain(first, rows), most)


def _write_sheet(book: zipfile.ZipFile, number: int, table: Table, rows: Iterable[tuple]) -> int:
    written = 0
    with book.open(f"xl/worksheets/sheet{number}.xml", "w", force_zip64=True) as sheet:
        sheet.write(f'{_HEAD}<worksheet xmlns="{_MAIN}"><sheetData>'.encode())
        heading = "".join(_render_text(column.name, _BOLD) for column in table.columns)
        sheet.write(f"<row>{heading}</row>".encode())
        for several in _gather(rows):
            sheet.write(
                "".join(f"<row>{''.join(map(_render_cell, _show(row)))}</row>" for row in several).encode()
            )
            written += len(several)
        sheet.write(b"</sheetData></worksheet>")
    return written


def _render_cell(value: object) -> str:
    if value is None or value == "":
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value!r}</v></c>"
    text = str(value)
    return _render_text(text, _QUOTED if text.startswith(_SIGNS) else _PLAIN)


def _render_text(text: str, style: int) -> str:
    plain = _HEX.sub("_x005F_", _NO_XML.sub("\ufffd", _cut(text)))
    marked = f' s="{style}"' if style else ""
    return f'<c t="inlineStr"{marked}><is><t xml:space="preserve">{escape(plain)}</t></is></c>'


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else f"{text[: _LONGEST - 1]}…"


def _list_parts(names: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What a workbook has beside its sheets."""
    kind, numbers = "application/vnd.openxmlformats-officedocument.spreadsheetml", range(1, len(names) + 1)
    sheets = "".join(
        f'<Override PartName="/xl/worksheets/sheet{n}.xml" ContentType="{kind}.worksheet+xml"/>'
        for n in numbers
    )
    yield (
        "[Content_Types].xml",
        f'<Types xmlns="{_PACKAGE}/content-types"><Default Extension="rels" ContentType='
        '"application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" '
        f'ContentType="application/xml"/><Override PartName="/xl/workbook.xml" ContentType="{kind}.sheet.main+xml"/>'
        f'<Override PartName="/xl/styles.xml" ContentType="{kind}.styles+xml"/>{sheets}</Types>',
    )
    links = [("officeDocument", "xl/workbook.xml")]
    yield "_rels/.rels", _render_links(links)
    listed = "".join(
        f'<sheet name={quoteattr(name)} sheetId="{n}" r:id="rId{n}"/>'
        for n, name in enumerate(names, start=1)
    )
    yield (
        "xl/workbook.xml",
        f'<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>{listed}</sheets></workbook>',
    )
    links = [("worksheet", f"worksheets/sheet{n}.xml") for n in numbers]
    yield "xl/_rels/workbook.xml.rels", _render_links([*links, ("styles", "styles.xml")])
    yield "xl/styles.xml", _STYLES


def _render_links(links: Sequence[tuple[str, str]]) -> str:
    told = "".join(
        f'<Relationship Id="rId{n}" Type="{_OFFICE}/{kind}" Target="{target}"/>'
        for n, (kind, target) in enumerate(links, start=1)
    )
    return f'<Relationships xmlns="{_PACKAGE}/relationships">{told}</Relationships>'
