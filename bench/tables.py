"""Bench of tables: how many of a gazette's rows come out whole, beside `pdftotext -layout`; how many pages a second.

./run bench tables rows ../shared/data/paris-bovp     rows of the truth whose fields stand each in its column
./run bench tables speed FOLDER                       PDFs read first; only the finding of tables is measured
"""

import argparse
import csv
import re
import subprocess
import time
from pathlib import Path

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import read_cells

ROUNDS = 5
_CELLS = re.compile(r"\s{2,}|(?<=\d{5}) ")


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("question", choices=("rows", "speed"))
    parser.add_argument("folder", type=Path)
    asked = parser.parse_args(words)
    (measure_rows if asked.question == "rows" else measure_speed)(asked.folder)


def measure_rows(folder: Path) -> None:
    """The rows of four districts, against a list that was corrected by hand (leading zeros were lost in it)."""
    (paper,), (truth,) = folder.glob("*.pdf"), folder.glob("*.csv")
    with truth.open(encoding="utf-8-sig") as source:
        wanted = [tuple(line.values())[:3] for line in csv.DictReader(source, delimiter=";")]
    wanted = [_simplify(row) for row in wanted]
    found = {_simplify(row) for row in _find_rows(paper) if len(row) == 3}
    peer = {_simplify(row) for row in _find_rows_of_peer(paper)}
    version = subprocess.run(["pdftotext", "-v"], capture_output=True, text=True, check=False).stderr.split(
        "\n"
    )[0]
    print(f"contrechamp: {sum(row in found for row in wanted)} of {len(wanted)} rows")
    print(f"{version} -layout, cut at two blanks: {sum(row in peer for row in wanted)} of {len(wanted)}")


def _simplify(row: tuple[str, ...]) -> tuple[str, str, str]:
    code, number, place = (" ".join(cell.split()) for cell in row)
    return code, number.lstrip("0"), place


def _find_rows(paper: Path) -> list[tuple[str, ...]]:
    splitter = Splitter()
    return [
        read_cells(page.text, row, columns=len(table.columns))
        for page in _read_pages(paper)
        for table in splitter.take(page)
        for row in table.rows
    ]


def _find_rows_of_peer(paper: Path) -> list[tuple[str, ...]]:
    """Three cells that stand side by side, at any place of a line: the gazette has two columns."""
    text = subprocess.run(
        ["pdftotext", "-layout", paper, "-"], capture_output=True, text=True, check=True
    ).stdout
    lines = [_CELLS.split(line.strip()) for line in text.splitlines()]
    return [tuple(cells[place : place + 3]) for cells in lines for place in range(len(cells) - 2)]


def measure_speed(folder: Path) -> None:
    """The best of several rounds, in processor time of one core."""
    papers = [_read_pages(path) for path in sorted(folder.rglob("*.pdf"))]
    pages = sum(map(len, papers))
    rounds = [_split_all(papers) for _ in range(ROUNDS)]
    seconds, tables, rows, with_tables = min(rounds)
    characters = sum(len(page.text) for paper in papers for page in paper) / pages
    print(
        f"{pages} pages of {characters:.0f} characters, tables on {with_tables}: {tables} tables, {rows} rows"
    )
    print(f"{pages / seconds:.0f} pages a second, {1000 * seconds / pages:.2f} ms a page")


def _split_all(papers: list[list[Page]]) -> tuple[float, int, int, int]:
    tables = rows = with_tables = 0
    started = time.process_time()
    for paper in papers:
        splitter = Splitter()
        for page in paper:
            found = splitter.take(page)
            tables += len(found)
            rows += sum(len(table.rows) for table in found)
            with_tables += bool(found)
    return time.process_time() - started, tables, rows, with_tables


def _read_pages(paper: Path) -> list[Page]:
    with paper.open("rb") as source:
        return [
            found
            for found in read_document(source, Request(untrusted_name=paper.name))
            if isinstance(found, Page)
        ]
