"""How many rows of contract, camera and budget files are understood, and what that costs: `rows [FOLDER…]`."""

import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.split.splitting import Splitter
from contrechamp.spot.columns import Columns, open_columns
from contrechamp.spot.rows import find_in_tables, give_cells, give_rows, is_understood
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import Table

_SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
_FOLDERS = (
    "montpellier/VilleMTP_MTP_CameraSurv",
    "montpellier/VilleMTP_MTP_MarchesConclus",
    "montpellier/VilleMTP_MTP_BudgetPri",
    "osm-cameras",
)
_ENDINGS = (".csv", ".xls", ".xlsx", ".ods", ".kml", ".geojson", ".zip", ".osm", ".pbf", ".json")
_TIMES = 5


class Counted(NamedTuple):
    """Of one file: rows, rows understood whole, cells of columns that are understood, doubtful ones, columns."""

    rows: int
    understood: int
    cells: int
    doubtful: int
    known_columns: int
    columns: int


def main(arguments: list[str]) -> int:
    folders = [Path(one) for one in arguments] or [_SHARED / one for one in _FOLDERS]
    columns, seconds, characters, mentions = open_columns(), 0.0, 0, 0
    print(f"{'file':<44} {'rows':>6} {'understood':>10} {'share':>7} {'cells':>7} {'doubtful':>8}  columns")
    for path in _list_files(folders):
        pages = _read(path)
        told = _count(pages, columns)
        share = f"{told.understood / told.rows:7.3f}" if told.rows else "      —"
        line = (
            f"{path.name:<44} {told.rows:>6} {told.understood:>10} {share} {told.cells:>7} {told.doubtful:>8}"
        )
        print(f"{line}  {told.known_columns} of {told.columns}")
        started = time.process_time()
        for _ in range(_TIMES):
            mentions += sum(len(list(find_in_tables(page, tables, columns))) for page, tables in pages)
        seconds += (time.process_time() - started) / _TIMES
        characters += sum(len(page.text) for page, _ in pages)
    if characters:
        each = 1e6 * seconds / max(mentions / _TIMES, 1)
        page = 1e3 * seconds * 2_700 / characters
        print(f"{page:.2f} ms for 2,700 characters, {each:.1f} µs a mention (processor time)")
    return 0


def _list_files(folders: list[Path]) -> Iterator[Path]:
    for folder in folders:
        yield from sorted(path for path in folder.iterdir() if path.suffix.lower() in _ENDINGS)


def _read(path: Path) -> list[tuple[Page, tuple[Table, ...]]]:
    """The pages of a file with their tables; read without the sandbox, as these files are known."""
    splitter = Splitter()
    with path.open("rb") as source:
        found = read_document(source, Request(untrusted_name=path.name))
        return [(one, splitter.take(one)) for one in found if isinstance(one, Page)]


def _count(pages: list[tuple[Page, tuple[Table, ...]]], columns: Columns) -> Counted:
    rows = understood = cells = doubtful = 0
    widths: tuple[int, int] = (0, 0)
    for page, tables in pages:
        for table in tables:
            for meaning, headings, row in give_rows(page, table, columns):
                rows += 1
                widths = max(widths, (sum(map(bool, meaning.fields)), len(meaning.fields)))
                known = [cell for cell in give_cells(page.text, row, meaning, headings) if cell.field]
                bad = sum(not is_understood(cell, meaning.kind) for cell in known)
                cells, doubtful = cells + len(known), doubtful + bad
                understood += bool(meaning.kind) and not bad
    return Counted(rows, understood, cells, doubtful, *widths)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
