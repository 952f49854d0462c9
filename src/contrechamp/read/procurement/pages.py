"""Rows as pages: the headings once, at the top of the first one; then texts, what was not understood, the report."""

import re
from collections.abc import Callable, Iterable, Iterator

from contrechamp.read import reasons
from contrechamp.read.blocks import make_page, split_blocks, tidy_text
from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.rows import HEADINGS, join_row
from contrechamp.read.reader import Finding, Notice
from contrechamp.read.tables import CHARACTERS, ROWS
from contrechamp.vocabulary.document import Page

# What is left of control characters in cells without blanks of any kind; halves of characters.
_UNPRINTABLE = re.compile("[\x00-\x08\x0e-\x1b\x7f\ufeff\ufffe\uffff\ud800-\udfff]")
_LINE_CHARACTERS = 1 << 20


def give_pages(
    rows: Iterable[tuple[str, ...]],
    report: Report,
    *,
    headings: tuple[str, ...] = HEADINGS,
    give_rest: Callable[[], Iterable[str]] = tuple,
    otherwise: Callable[[], Iterator[Finding]] = lambda: iter(()),
) -> Iterator[Finding]:
    """Pages of rows; where there is no row at all, what `otherwise` gives.

    `give_rest` is asked behind the last row for the text from where the file could not be understood, in pieces.
    """
    number = 0
    for page in _give_row_pages(rows, report, headings):
        number = page.number
        yield page
    if not number:
        yield from otherwise()
        return
    texts = (line for said in report.list_texts() for line in said.split("\n"))
    for lines, label in ((texts, "textes"), (_split_lines(give_rest()), "suite non comprise")):
        for text in filter(None, map(tidy_text, split_blocks(lines))):
            number += 1
            yield make_page(number, text, label=label)
            report.is_broken |= label != "textes"
    yield make_page(number + 1, tidy_text("\n".join(report.give_lines())), label="compte rendu")
    if report.is_broken:
        yield Notice(reasons.PART_BROKEN)
    if report.is_text_cut:
        yield Notice(reasons.TEXT_CUT)


def _give_row_pages(
    rows: Iterable[tuple[str, ...]], report: Report, headings: tuple[str, ...]
) -> Iterator[Page]:
    lines, size, first, number = [join_row(headings)], 0, 1, 1
    for row in rows:
        report.rows += 1
        lines.append(join_row(row))
        size += len(lines[-1])
        if report.rows - first + 1 >= ROWS or size >= CHARACTERS:
            yield _make_page(lines, number, first, report.rows)
            lines, size, first, number = [], 0, report.rows + 1, number + 1
    if report.rows >= first:
        yield _make_page(lines, number, first, report.rows)


def _make_page(lines: list[str], number: int, first: int, last: int) -> Page:
    return make_page(number, _UNPRINTABLE.sub("", "\n".join(lines)), label=f"lignes {first}–{last}")


def _split_lines(pieces: Iterable[str]) -> Iterator[str]:
    """Lines without their ends; an endless one comes in pieces."""
    rest = ""
    for piece in pieces:
        *lines, rest = (rest + piece).split("\n")
        yield from lines
        if len(rest) > _LINE_CHARACTERS:
            yield rest
            rest = ""
    yield rest
