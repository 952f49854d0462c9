"""The tables of a page, as rows of cells, and as CSV."""

from typing import NamedTuple

from django.urls import reverse

from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.table import Table, read_cells
from contrechamp.website.interface.observatory import find_observatory

MOST_TABLES = 20  # shown under one page
MOST_ROWS = 200  # shown of one table; the CSV has them all


class ShownTable(NamedTuple):
    """A table under its page: what its cells say, its rule, and the address of its CSV."""

    rank: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    row_count: int
    rule: str
    address: str


def list_tables(card: DocumentCard, shown: Page) -> list[ShownTable]:
    """The tables of a page, in their order."""
    tables = find_observatory().findings.tables(card.digest, shown.number)[:MOST_TABLES]
    return [
        ShownTable(
            rank=table.rank,
            columns=tuple(map(show_plain, table.columns)),
            rows=tuple(read_rows(table, shown.text, most=MOST_ROWS)),
            row_count=len(table.rows),
            rule=table.rule,
            address=reverse("table", args=[card.digest, shown.number, table.rank]),
        )
        for table in tables
    ]


def find_table(card: DocumentCard, shown: Page, rank: int) -> Table | None:
    """The table of this rank in its document, if it stands on this page."""
    tables = find_observatory().findings.tables(card.digest, shown.number)
    return next((table for table in tables if table.rank == rank), None)


def read_rows(table: Table, text: str, *, most: int | None = None) -> list[tuple[str, ...]]:
    """What the rows say, a text for each column."""
    width = len(table.columns)
    return [tuple(map(show_plain, read_cells(text, row, columns=width))) for row in table.rows[:most]]
