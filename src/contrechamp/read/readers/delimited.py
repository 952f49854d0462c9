"""Delimited text (CSV, TSV): separator and encoding found, a broken quote loses no line."""

import csv
from collections import deque
from collections.abc import Iterator
from itertools import chain, islice
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.blocks import make_page
from contrechamp.read.encoding import read_pieces
from contrechamp.read.guard import guard_parser
from contrechamp.read.reader import Finding, Notice, Request
from contrechamp.read.tables import COLUMNS, give_table_pages

VERSION = "1"
MEDIA_TYPES = ("text/csv", "text/tab-separated-values")

_LINE_CHARACTERS = 1 << 20
_SAMPLE_LINES = 40
_ROW_LINES = 2_000  # of a row whose cells hold line ends
_BROKEN_QUOTES = 20
_SEPARATORS = ";\t,|"


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Pages of a hundred rows, one line for each row."""
    is_empty, is_cut = True, False
    for page in give_table_pages(_read_rows(_split_lines(read_pieces(source)))):
        is_empty = False
        is_cut = is_cut or "truncated" in page.flags
        yield page
    if is_empty:
        yield make_page(1, "")
    if is_cut:
        yield Notice(reasons.TABLE_CUT)


def _split_lines(pieces: Iterator[str]) -> Iterator[str]:
    """Lines with their ends; an endless one comes in pieces."""
    rest = ""
    for piece in pieces:
        lines = (rest + piece).replace("\0", "").replace("\r\n", "\n").replace("\r", "\n").split("\n")
        rest = lines.pop()
        yield from (f"{line}\n" for line in lines)
        while len(rest) > _LINE_CHARACTERS:
            yield rest[:_LINE_CHARACTERS]
            rest = rest[_LINE_CHARACTERS:]
    if rest:
        yield rest


def _read_rows(lines: Iterator[str]) -> Iterator[list[str]]:
    sample = list(islice(lines, _SAMPLE_LINES))
    separator = find_separator(sample)
    waiting = deque(sample)
    taken: list[str] = []

    def give_lines() -> Iterator[str]:
        while waiting:
            taken.append(waiting.popleft())
            yield taken[-1]
        for line in lines:
            if len(taken) > _ROW_LINES:
                waiting.append(line)
                raise csv.Error("a row of too many lines")
            taken.append(line)
            yield line

    for _ in range(_BROKEN_QUOTES):
        try:
            for row in csv.reader(give_lines(), delimiter=separator):
                taken.clear()
                yield row
            return
        except csv.Error:  # a quote that is never closed: its lines are taken as they stand
            first, rest = taken[0], taken[1:]
            taken.clear()
            waiting.extendleft(reversed(rest))
            yield first.rstrip("\n").split(separator)[: COLUMNS + 1]
    for line in chain(waiting, lines):  # quotes mean nothing in this file
        yield line.rstrip("\n").split(separator)[: COLUMNS + 1]


def find_separator(lines: list[str]) -> str:
    """The character that cuts most lines into one same number of cells, at least two."""

    def rate(separator: str) -> tuple[int, int]:
        counts = [line.count(separator) for line in lines if line.strip()]
        usual = max(counts, key=counts.count, default=0)
        return (counts.count(usual) if usual else 0, usual)

    return max(_SEPARATORS, key=rate)
