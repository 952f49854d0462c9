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
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.sheet_extras import (
    give_package_extras,
    give_storage_extras,
    read_package_texts,
    read_storage_texts,
)
from contrechamp.read.tables import give_table_pages, render_cell
from contrechamp.vocabulary.document import Page

VERSION = "1"
MEDIA_TYPES = (XLSX, XLSB, XLS, ODS)

_ZIP = b"PK\x03\x04"


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Properties, pages of each sheet, a page for comments, boxes and charts, embedded files."""
    opened = open_office(source, request.password)
    is_package = opened.read(4) == _ZIP
    texts = read_package_texts(opened) if is_package else read_storage_texts(opened)
    number = 0
    for page in _give_sheets(opened):
        number = page.number
        yield page
        if "truncated" in page.flags:
            yield Notice(reasons.TABLE_CUT)
    if texts or not number:
        yield make_page(number + 1, tidy_text("\n".join(texts)), label="hors des cellules" if texts else "")
    yield from give_package_extras(opened) if is_package else give_storage_extras(opened)


def _give_sheets(source: BinaryIO) -> Iterator[Page]:
    workbook = _open_workbook(source)
    number = 1
    for sheet in workbook.sheets_metadata:
        if sheet.typ not in (SheetTypeEnum.WorkSheet, SheetTypeEnum.MacroSheet):
            continue
        flags = () if sheet.visible == SheetVisibleEnum.Visible else ("hidden_text",)
        rows = _read_rows(workbook, sheet.name)
        for page in give_table_pages(rows, first_number=number, name=sheet.name[:80], flags=flags):
            yield page
            number += 1


def _open_workbook(source: BinaryIO) -> CalamineWorkbook:
    source.seek(0)
    content = io.BytesIO(source.read())
    try:
        return _call(CalamineWorkbook.from_filelike, content)
    except CalamineError as error:
        if "assword" in str(error):
            raise DocumentIsEncrypted(reasons.ENCRYPTED) from error
        raise DocumentIsBroken(reasons.MALFORMED) from error


def _read_rows(workbook: CalamineWorkbook, name: str) -> Iterator[list[str]]:
    """Rows of a sheet from its first line on; a sheet that cannot be read is empty."""
    try:
        sheet = _call(workbook.get_sheet_by_name, name)
    except (CalamineError, *PARSER_ERRORS):
        return
    first_row, first_column = sheet.start or (0, 0)
    yield from ([] for _ in range(first_row))
    for row in sheet.iter_rows():
        yield [render_cell(value) for value in row[first_column if len(row) > sheet.width else 0 :]]


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
