"""Rows of cells become pages: a hundred rows each, the header row again at the top of every one."""

import datetime
import re
from collections.abc import Iterable, Iterator

from contrechamp.read.blocks import make_page, tidy_text
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import join_cells

ROWS = 100
CHARACTERS = 20_000  # a page of very long rows ends sooner
COLUMNS = 16_384  # as in spreadsheets; the rest of a row is cut, and the page says so
CELL_CHARACTERS = 32_767
_HEADER_AMONG = 10
_NUMBER = re.compile(r"[-+\d][\d\s.,/:%€-]*")

Row = tuple[int, list[str]]  # its number in the sheet, from 1, and its cells


def give_table_pages(
    rows: Iterable[list[str]], *, first_number: int = 1, name: str = "", flags: tuple[str, ...] = ()
) -> Iterator[Page]:
    """Pages of a table; empty rows are left out, their numbers are not given to others."""
    header, page_rows, size, number, is_cut = "", [], 0, first_number, False
    early: list[str] = []
    for place, cells in enumerate(rows, 1):
        line = join_row(cells[:COLUMNS])
        if not line:
            continue
        if len(early) < _HEADER_AMONG and not header:
            early.append(line)
            header = line if is_header(cells) else ""
        is_cut = is_cut or len(cells) > COLUMNS or any(len(cell) > CELL_CHARACTERS for cell in cells)
        page_rows.append((place, line))
        size += len(line)
        if len(page_rows) >= ROWS or size >= CHARACTERS:
            yield _make_page(page_rows, header, number, name, (*flags, "truncated") if is_cut else flags)
            page_rows, size, number, is_cut = [], 0, number + 1, False
    if page_rows:
        yield _make_page(page_rows, header, number, name, (*flags, "truncated") if is_cut else flags)


def _make_page(
    rows: list[tuple[int, str]], header: str, number: int, name: str, flags: tuple[str, ...]
) -> Page:
    lines = [line for _, line in rows]
    if header and rows[0][0] > 1 and header not in lines and len(header) < 2_000:
        lines.insert(0, header)
    span = f"lignes {rows[0][0]}–{rows[-1][0]}"
    return make_page(
        number, tidy_text("\n".join(lines)), label=f"{name}, {span}" if name else span, flags=flags
    )


def join_row(cells: list[str]) -> str:
    """One line for one row, "" when all its cells are empty."""
    kept = [" ".join(cell[:CELL_CHARACTERS].split()) for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return join_cells(kept)


def is_header(cells: list[str]) -> bool:
    """Whether a row names its columns: nearly all filled, all different, none a number or a date."""
    filled = [cell.strip() for cell in cells if cell.strip()]
    is_full = len(filled) >= max(2, 0.6 * len(cells))
    return is_full and len(set(filled)) == len(filled) and not any(_NUMBER.fullmatch(cell) for cell in filled)


def render_cell(value: object) -> str:
    """A cell's value as a French sheet shows it: 1234,5 · 25/06/2013 · VRAI."""
    if value is None or isinstance(value, str):
        return value or ""
    if isinstance(value, bool):
        return "VRAI" if value else "FAUX"
    if isinstance(value, float):
        return (
            f"{value:.15g}".replace(".", ",")
            if not value.is_integer() or abs(value) > 1e15
            else str(int(value))
        )
    if isinstance(value, datetime.datetime):
        is_day = value.time() == datetime.time()
        return f"{value:%d/%m/%Y}" if is_day else f"{value:%d/%m/%Y %H:%M:%S}".removesuffix(":00")
    if isinstance(value, datetime.date):
        return f"{value:%d/%m/%Y}"
    return str(value)
