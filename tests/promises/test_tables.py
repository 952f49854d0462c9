"""What the project promises of tables: each cell is a place in the text of its page, and belongs to one cell alone."""

from itertools import pairwise
from pathlib import Path

import pytest

from contrechamp.errors import ContrechampError
from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import Page

CITY = Path(__file__).parents[1] / "city" / "papers"
KINDS = (".pdf", ".csv", ".xlsx", ".xls", ".ods", ".docx", ".odt", ".html", ".txt", ".pptx", ".rtf")
PAPERS = sorted(path for path in CITY.rglob("*") if path.suffix in KINDS)


def check_paper(path: Path) -> int:
    """How many tables were found; every one of them is checked."""
    splitter, last, count = Splitter(), 0, 0
    try:
        with path.open("rb") as source:
            for page in read_document(source, Request(untrusted_name=path.name)):
                if isinstance(page, Page):
                    for table in splitter.take(page):
                        check_table(table, page)
                        assert last <= table.rank <= last + 1
                        last, count = table.rank, count + 1
    except ContrechampError:
        pass  # a broken paper: what had been read of it was checked
    return count


def check_table(table, page: Page) -> None:
    assert table.page == page.number and table.rows and table.rule
    for row in table.rows:
        assert row.cells
        assert all(0 <= cell.column < len(table.columns) for cell in row.cells)
        assert all(page.text[cell.start : cell.end].strip() for cell in row.cells)
        assert [(c.column, c.start) for c in row.cells] == sorted((c.column, c.start) for c in row.cells)
    spans = sorted((cell.start, cell.end) for row in table.rows for cell in row.cells)
    assert all(0 <= start < end <= len(page.text) for start, end in spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans)), "cells overlap"


@pytest.mark.parametrize("path", PAPERS, ids=lambda path: path.name)
def test_every_cell_lies_in_the_text_of_its_page_and_meets_no_other(path):
    check_paper(path)


@pytest.mark.slow
@pytest.mark.parametrize("folder", ["montpellier", "paris-bovp", "robust-tika", "cada-avis"])
def test_the_same_holds_for_the_papers_of_others(shared_data, folder):
    papers = [path for path in sorted((shared_data / folder).rglob("*")) if path.suffix.lower() in KINDS]
    assert sum(map(check_paper, papers)) > 0
