"""The number formats of an old Excel file, cell by cell ([MS-XLS] 2.4): what the values alone do not say."""

import struct

import olefile

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.guard import PARSER_ERRORS
from contrechamp.read.number_formats import BUILT_IN

_BOUND_SHEET, _FORMAT, _STYLE, _START = 0x0085, 0x041E, 0x00E0, 0x0809
_NUMBERS = frozenset((0x0203, 0x027E, 0x0006))  # a number, a packed number, a formula
_PACKED_ROW = 0x00BD
_CELLS = _NUMBERS | {_PACKED_ROW, 0x00FD, 0x0204, 0x0205, 0x00D6}  # and texts, truths, errors
_MAX_AREA = 10_000_000  # calamine makes room for every cell between the first and the last
_MAX_RECORDS = 20_000_000

Formats = dict[tuple[int, int], str]


def read_xls_formats(content: bytes) -> list[Formats]:
    """For each sheet, the format code of its cells of numbers, by row and column from 0; damage ends the list.

    Raises DocumentIsBroken when cells stand so far apart that the values could not be read in our memory.
    """
    try:
        with olefile.OleFileIO(content) as storage:
            name = next((name for name in ("Workbook", "Book") if storage.exists(name)), "")
            stream = storage.openstream(name).read() if name else b""
        return _read_stream(stream)
    except PARSER_ERRORS:
        return []


def _read_stream(stream: bytes) -> list[Formats]:
    codes: dict[int, str] = dict(BUILT_IN)
    styles: list[int] = []
    sheets: list[Formats] = []
    place, reached = 0, (0, 0)
    for _ in range(_MAX_RECORDS):
        if place + 4 > len(stream):
            break
        kind, size = struct.unpack_from("<HH", stream, place)
        body = stream[place + 4 : place + 4 + size]
        place += 4 + size
        if len(body) < 4:
            continue
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", body)[0]] = _read_text(body)
        elif kind == _STYLE:
            styles.append(struct.unpack_from("<H", body, 2)[0])
        elif kind == _START and struct.unpack_from("<H", body, 2)[0] in (0x0010, 0x0040):
            sheets.append({})
            reached = (0, 0)
        elif sheets and kind in _CELLS and len(body) >= 6:
            count = (len(body) - 6) // 6 if kind == _PACKED_ROW else 1
            reached = _reach(reached, body, count)
            if kind in _NUMBERS or kind == _PACKED_ROW:
                _note_cells(sheets[-1], count, body, styles=styles, codes=codes)
    return sheets


def _reach(reached: tuple[int, int], body: bytes, count: int) -> tuple[int, int]:
    """How many rows and columns the cells of a sheet span so far."""
    row, column = struct.unpack_from("<HH", body)
    rows, columns = max(reached[0], row + 1), max(reached[1], column + count)
    if rows * columns > _MAX_AREA:
        raise DocumentIsBroken(reasons.TOO_LARGE_INSIDE)
    return rows, columns


def _note_cells(sheet: Formats, count: int, body: bytes, *, styles: list[int], codes: dict[int, str]) -> None:
    row, column = struct.unpack_from("<HH", body)
    for number in range(count):
        style = struct.unpack_from("<H", body, 4 + 6 * number)[0]
        code = codes.get(styles[style], "") if style < len(styles) else ""
        if code and code != "General":
            sheet[row, column + number] = code


def _read_text(body: bytes) -> str:
    """A format's text: with its size in two bytes since Excel 97, in one before."""
    if len(body) >= 5 and struct.unpack_from("<H", body, 2)[0] in (len(body) - 5, (len(body) - 5) // 2):
        return body[5:].decode("utf-16-le" if body[4] & 1 else "cp1252", "replace")
    return body[3:].decode("cp1252", "replace")
