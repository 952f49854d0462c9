"""A file that is one notice in XML: its rows, its texts, its report, what it says of itself."""

from collections.abc import Callable, Iterator
from typing import BinaryIO

from contrechamp.read.guard import Read
from contrechamp.read.procurement.node import Node
from contrechamp.read.procurement.pages import give_pages
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import Row
from contrechamp.read.procurement.xml_tree import read_notice
from contrechamp.read.reader import Finding, Property, Request


def read_notices(
    source: BinaryIO,
    request: Request,
    *,
    list_rows: Callable[[Node, Report], Iterator[Row]],
    describe: Callable[[Node], Iterator[Property]],
    otherwise: Read,
) -> Iterator[Finding]:
    """`list_rows` and `describe` know the standard; what has no row, or is too long, goes to the reader `otherwise`."""
    notice, report = read_notice(source), Report()
    rows = list(list_rows(notice, report)) if notice else []
    if any(row.subject or row.buyer for row in rows):
        properties = list(describe(notice))
        report.close(notice)
        yield from properties
        yield from give_pages(rows, report)
    else:
        source.seek(0)
        yield from otherwise(source, request)
