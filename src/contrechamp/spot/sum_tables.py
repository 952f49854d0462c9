"""Sums in tables: numbers alone in cells whose column says the currency."""

import re
from collections.abc import Iterator, Sequence

from contrechamp.spot.amounts import Amount, make_sum, multiply
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.sum_details import read_column_details
from contrechamp.text.folding import fold_keeping_length
from contrechamp.text.numerals import DECIMAL, read_decimal
from contrechamp.vocabulary.table import Cell, Table

_IN_EUROS = re.compile(r"(?<![a-z])(?P<scale>k|md?|milliers d'|millions d')?\s?(?:€|(?:euros?|eur)(?![a-z]))")
_SAYS_TAX = re.compile(r"\b(?:ht|h\.t|ttc|t\.t\.c|hors taxes?)\b")
_CELL = re.compile(rf"\s*(?:\([^()\d]{{0,20}}\d{{0,2}}[^()\d]{{0,20}}\)\s*)?(?P<number>{DECIMAL})\s*")
_WITH_CENTS = re.compile(r"[1-9]\d{0,2}(?:[ \u00a0\u202f]\d{3}){0,4},\d\d(?!\d)|0,\d\d(?!\d)")
_CELL_OF_SEVERAL = re.compile(rf"\s*(?:(?:{_WITH_CENTS.pattern})\s*){{2,9}}")


def find_in_tables(text: str, tables: Sequence[Table]) -> Iterator[Spotted]:
    """The numbers alone in cells whose column says the currency ("Montant en € HT"), in the order of their rows."""
    for table in tables:
        headings = [fold_keeping_length(heading) for heading in table.columns]
        scales = _find_scales(headings)
        for cell in (cell for row in table.rows for cell in row.cells if cell.column in scales):
            for start, end in _list_numbers(text, cell):
                number = multiply(read_decimal(text[start:end]), scales[cell.column])
                yield make_sum(
                    Amount(start, end, number, "column"), "", read_column_details(headings[cell.column])
                )


def _find_scales(headings: Sequence[str]) -> dict[int, str]:
    """The columns in euros and what multiplies them; beside one that says so, one that says its tax is in euros too."""
    scales = {
        column: match["scale"] or "" for column, h in enumerate(headings) if (match := _IN_EUROS.search(h))
    }
    if not scales:
        return {}
    return {column: "" for column, heading in enumerate(headings) if _SAYS_TAX.search(heading)} | scales


def _list_numbers(text: str, cell: Cell) -> list[tuple[int, int]]:
    """Where the numbers of a cell are that holds nothing else: one, or several with their cents."""
    if match := _CELL.fullmatch(text, cell.start, cell.end):
        return [match.span("number")]
    if _CELL_OF_SEVERAL.fullmatch(text, cell.start, cell.end):
        return [match.span() for match in _WITH_CENTS.finditer(text, cell.start, cell.end)]
    return []
