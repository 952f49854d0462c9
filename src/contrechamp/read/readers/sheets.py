"""Spreadsheets (XLSX, XLSM, XLSB, XLS, ODS): sheets by a hundred rows, then what stands outside the cells."""

import io
from collections.abc import Callable, Iterator
from typing import BinaryIO

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read import reasons
from contrechamp.read.blocks import make_page, tidy_text
from contrechamp.read.decrypt import open_office
from contrechamp.read.guard import PARSER_ERRORS, guard_parser
from contrechamp.read.media_type import ODS, XLS, XLSB, XLSX
from contrechamp.read.number_formats import render_number
from contrechamp.read.ods_rows import give_ods_sheets
from contrechamp.read.ole_chains import refuse_endless_chains
from contrechamp.read.package import Package
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.sheet_extras import (
    give_package_extras,
    give_storage_extras,
    read_package_texts,
    read_storage_texts,
)
from contrechamp.read.tables import give_table_pages, render_cell
from contrechamp.read.xls_formats import Formats, read_xls_formats
from contrechamp.read.xlsx_rows import Sheet, give_xlsx_sheets
from contrechamp.vocabulary.document import Page

VERSION = "2"
MEDIA_TYPES = (XLSX, XLSB, XLS, ODS)

_ZIP = b"PK\x03\x04"


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages of each sheet, a page for comments, boxes and charts, embedded files."""
    opened = open_office(source, request.password)
    is_package = opened.read(4) == _ZIP
    texts = read_package_texts(opened) if is_package else read_storage_texts(opened)
    number = 0
    for page in _give_pages(_give_sheets(opened, is_package)):
        number = page.number
        yield page
        if "truncated" in page.flags:
            yield Notice(reasons.TABLE_CUT)
    if texts or not number:
        yield make_page(number + 1, tidy_text("\n".join(texts)), label="hors des cellules" if texts else "")
    yield from give_package_extras(opened) if is_package else give_storage_extras(opened)


def _give_pages(sheets: Iterator[Sheet]) -> Iterator[Page]:
    number = 1
    for sheet in sheets:
        flags = ("hidden_text",) if sheet.is_hidden else ()
        for page in give_table_pages(sheet.rows, first_number=number, name=sheet.name[:80], flags=flags):
            yield page
            number += 1


def _give_sheets(source: BinaryIO, is_package: bool) -> Iterator[Sheet]:
    """XLSX and ODS as they are shown; XLS and XLSB as their values are."""
    package = Package(source) if is_package else None
    if package and "content.xml" in package:
        yield from give_ods_sheets(package)
    elif package and "xl/workbook.bin" not in package:
        yield from give_xlsx_sheets(package)
    else:
        yield from _give_old_sheets(source)


def _give_old_sheets(source: BinaryIO) -> Iterator[Sheet]:
    source.seek(0)
    content = source.read()
    if not content.startswith(_ZIP):
        refuse_endless_chains(content)
    formats = iter(read_xls_formats(content) if not content.startswith(_ZIP) else ())
    workbook = _open_workbook(content)
    for sheet in workbook.sheets_metadata:
        if sheet.typ in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            is_hidden = sheet.visible != SheetVisibleEnum.Visible
            yield Sheet(sheet.name, is_hidden, _read_rows(workbook, sheet.name, next(formats, {})))


def _open_workbook(content: bytes) -> CalamineWorkbook:
    try:
        return _call(CalamineWorkbook.from_filelike, io.BytesIO(content))
    except CalamineError as error:
        if "assword" in str(error):
            raise DocumentIsEncrypted(reasons.ENCRYPTED) from error
        raise DocumentIsBroken(reasons.MALFORMED) from error


def _read_rows(workbook: CalamineWorkbook, name: str, formats: Formats) -> Iterator[list[str]]:
    """Rows of a sheet from its first line on; a sheet that cannot be read is empty."""
    try:
        sheet = _call(workbook.get_sheet_by_name, name)
    except (CalamineError, *PARSER_ERRORS):
        return
    first = sheet.start[1] if sheet.start else 0  # rows come from the first line, columns from the first used
    for place, row in enumerate(sheet.iter_rows()):
        shown = [_render(value, formats.get((place, column), "")) for column, value in enumerate(row, first)]
        yield [""] * first + shown


def _render(value: object, code: str) -> str:
    is_number = code and isinstance(value, int | float) and not isinstance(value, bool)
    return render_number(value, code) if is_number else render_cell(value)


def _call[Given, Result](function: Callable[[Given], Result], given: Given) -> Result:
    """A panic of the compiled parser is no Exception in Python: it becomes one."""
    try:
        return function(given)
    except Exception:
        raise
    except BaseException as panic:
        if type(panic).__name__ != "PanicException":
            raise
        raise DocumentIsBroken(reasons.MALFORMED) from panic
