"""The table beside a picture: sorted by a link, its words ready to be shown."""

import re
from typing import NamedTuple

from django.http import HttpRequest

from contrechamp.text.folding import fold
from contrechamp.vocabulary.drawing import Cited, DrawnTable
from contrechamp.website.registry.pictures.asking import read_sort

SORT = "tri"
_NUMBER = re.compile(r"[-−]?\d[\d\s\u202f\u00a0]*(?:,\d+)?")
_YEAR = re.compile(r"\b(?:1[6-9]|20|21)\d\d\b")


class Heading(NamedTuple):
    """A column: where a click sorts by it, and how it is sorted now ("ascending", "descending" or "")."""

    text: str
    address: str
    order: str


class ShownTable(NamedTuple):
    """A DrawnTable in the order that the address asks for."""

    caption: str
    headings: list[Heading]
    rows: list[tuple[Cited, ...]]
    total: int
    omitted: str


def show_table(table: DrawnTable, request: HttpRequest, *, anchor: str = "tableau") -> ShownTable:
    """`anchor` is the id of the table on its view, so that a reader stays at it."""
    asked = read_sort(request.GET.get(SORT, ""))
    column = abs(asked) if abs(asked) <= len(table.headings) else 0
    rows = list(table.rows)
    if column:
        rows.sort(key=lambda row: rank_cell(row[column - 1].text), reverse=asked < 0)
    headings = [
        Heading(
            text, _write_address(request, -rank if asked == rank else rank, anchor), _find_order(rank, asked)
        )
        for rank, text in enumerate(table.headings, start=1)
    ]
    return ShownTable(table.caption, headings, rows, table.total, table.omitted)


def _find_order(rank: int, asked: int) -> str:
    return "ascending" if asked == rank else "descending" if asked == -rank else ""


def _write_address(request: HttpRequest, rank: int, anchor: str) -> str:
    asked = request.GET.copy()
    asked[SORT] = str(rank)
    return f"{request.path}?{asked.urlencode()}#{anchor}"


def rank_cell(text: str) -> tuple[int, float, str]:
    """Numbers and sums by their size, dates by their year, words by the alphabet, the empty last."""
    found = _NUMBER.match(text)
    rest = text[found.end() :].strip() if found else ""
    if found and (not rest or "€" in rest):
        return 0, float(re.sub(r"[\s\u202f\u00a0]", "", found[0]).replace("−", "-").replace(",", ".")), ""
    year = _YEAR.search(text)
    if year and len(text) < 40:
        return 0, float(year[0]), fold(text)
    return (1, 0.0, fold(text)) if text else (2, 0.0, "")
