"""`tables`: the rows of a document, under the headings of their columns."""

from argparse import ArgumentParser, Namespace
from collections.abc import Iterator

from contrechamp.cli.doors import open_observatory
from contrechamp.cli.output import make_plain, print_json
from contrechamp.cli.speech import say
from contrechamp.errors import DocumentUnknown
from contrechamp.pipeline.observatory import Observatory
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.table import Table, read_cells

_Rows = list[tuple[str, ...]]


def add_arguments(parser: ArgumentParser) -> None:
    parser.add_argument("digest", metavar="DIGEST", help=say("the document's SHA-256, or its beginning"))
    parser.add_argument("page", metavar="PAGE", nargs="?", type=int, help=say("a page number, from 1"))
    parser.add_argument("--json", action="store_true", help=say("one JSON object a line"))


def run(arguments: Namespace) -> int:
    is_empty = True
    with open_observatory(arguments) as observatory:
        digest = observatory.complete_digest(arguments.digest)
        for table, rows in _iterate_tables(observatory, digest, arguments.page):
            is_empty = False
            print_json(_make_fields(table, rows)) if arguments.json else _print_table(table, rows)
    if is_empty and not arguments.json:
        print(say("No tables were found in this document."))
    return 0


def _iterate_tables(
    observatory: Observatory, digest: Digest, number: int | None
) -> Iterator[tuple[Table, _Rows]]:
    pages = [summary.number for summary in observatory.list_pages(digest)]
    if number is not None and number not in pages:
        raise DocumentUnknown("This document has no page {page}.", page=number)
    for page in pages if number is None else [number]:
        tables = observatory.findings.tables(digest, page)
        text = observatory.read_page(digest, page).text if tables else ""
        for table in tables:
            yield table, [read_cells(text, row, columns=len(table.columns)) for row in table.rows]


def _make_fields(table: Table, rows: _Rows) -> dict:
    fields = {"rank": table.rank, "page": table.page, "columns": list(table.columns)}
    return {**fields, "rows": [list(row) for row in rows], "rule": table.rule}


def _print_table(table: Table, rows: _Rows) -> None:
    print(make_plain(f"{table.rank:>4}  p. {table.page}"))
    for row in ([table.columns] if any(table.columns) else []) + rows:
        print("      " + make_plain(" | ".join(row)))
