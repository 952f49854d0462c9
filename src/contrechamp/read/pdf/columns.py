"""Columns drawn row by row: finds the gutter and reads one column after the other; tables keep their rows.

pdfium gives lines in the order of drawing. Where the rows of two columns were drawn across the page, its lines (or
pairs of lines) hold a piece of each column. Such rows are recognised by a strip that none of them crosses, with prose
on both sides: sentences that go on in the line below, not cells.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise
from statistics import median

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.geometry import Rect
from contrechamp.read.pdf.lines import DrawnLine, split_line, surround

_MIN_ROWS = 4  # rows with text on both sides, for a gutter to be believed
_MIN_GAP = 0.55  # of the height of a line: narrower white space is a space
_MIN_CHARACTERS = 12  # median length of the pieces on each side: shorter ones are cells
_GOES_ON = 0.25  # part of the pieces that begin in the middle of a sentence
_MIN_LETTERS = 0.65  # part of the characters: fewer are a table of figures
_MAX_COLUMNS = 4
_UNFINISHED = re.compile("\\w[-\ufffe\x02,]$")


@dataclass(frozen=True)
class Row:
    """Neighbouring lines on one height, side by side: one line, mostly."""

    lines: tuple[DrawnLine, ...]

    @cached_property
    def runs(self) -> list[Rect]:
        return sorted(run for line in self.lines for run in line.runs)

    @cached_property
    def box(self) -> Rect:
        return surround(self.runs)


def order_columns(textpage: pdfium.FPDF_TEXTPAGE, lines: list[DrawnLine]) -> list[DrawnLine]:
    """The same lines in reading order; those that cross a gutter are cut in two."""
    if not _may_have_columns(lines):
        return lines
    return _order_rows(textpage, _make_rows(lines), columns_left=_MAX_COLUMNS)


def _may_have_columns(lines: list[DrawnLine]) -> bool:
    """A cheap first look: several lines with a wide gap inside, or neighbours on one height."""
    signs = 0
    for line in lines:
        runs = line.runs
        if len(runs) > 1 and any(_gap(a, b) > 0 for a, b in pairwise(runs)):
            signs += 1
    for above, below in pairwise(lines):
        if above.runs and below.runs and _is_beside(above.runs[-1], below.runs[0]):
            signs += 1
    return signs >= _MIN_ROWS


def _gap(before: Rect, after: Rect) -> float:
    """The white space between two runs if it is wider than one between words, else 0."""
    white = after.left - before.right
    return white if white > _MIN_GAP * max(before.top - before.bottom, after.top - after.bottom, 4) else 0.0


def _is_beside(one: Rect, other: Rect) -> bool:
    """Whether two runs stand on one height, without touching."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    return shared > 0.6 * lower > 0 and (one.right < other.left or other.right < one.left)


def _make_rows(lines: list[DrawnLine]) -> list[Row]:
    rows: list[list[DrawnLine]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last and last.runs and line.runs and _is_beside(surround(last.runs), surround(line.runs)):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Row(tuple(row)) for row in rows]


def _order_rows(textpage: pdfium.FPDF_TEXTPAGE, rows: Sequence[Row], *, columns_left: int) -> list[DrawnLine]:
    band = _find_band(rows) if columns_left > 1 else None
    if band is None:
        return [line for row in rows for line in row.lines]
    first, last, middle = band
    left, right = _split_rows(textpage, rows[first:last], middle)
    if not (_is_prose(left) and _is_prose(right)):
        before = [line for row in rows[:last] for line in row.lines]
        return [*before, *_order_rows(textpage, rows[last:], columns_left=columns_left)]
    return [
        *_order_rows(textpage, rows[:first], columns_left=columns_left),
        *_order_rows(textpage, left, columns_left=columns_left - 1),
        *_order_rows(textpage, right, columns_left=columns_left - 1),
        *_order_rows(textpage, rows[last:], columns_left=columns_left),
    ]


def _find_band(rows: Sequence[Row]) -> tuple[int, int, float] | None:
    """First row, end, and middle of the gutter: the neighbouring rows that most often leave one strip white."""
    best: tuple[int, int, int, float] | None = None
    for middle in _list_candidates(rows):
        for first, last, count in _list_bands(rows, middle):
            if count >= _MIN_ROWS and (best is None or count > best[0]):
                best = (count, first, last, middle)
    return best[1:] if best else None


def _list_candidates(rows: Sequence[Row]) -> list[float]:
    """Middles of gaps, those that lie in the most gaps first."""
    gaps = [
        (before.right, after.left)
        for row in rows
        for before, after in pairwise(_merge(row.runs))
        if _gap(before, after)
    ]
    scored = []
    for left, right in gaps:
        middle = (left + right) / 2
        scored.append((sum(a < middle < b for a, b in gaps), middle))
    scored.sort(reverse=True)
    chosen: list[float] = []
    for count, middle in scored:
        if count >= _MIN_ROWS and all(abs(middle - other) > 6 for other in chosen):
            chosen.append(middle)
    return chosen[:8]


def _merge(runs: list[Rect]) -> list[Rect]:
    """Runs from left to right, overlapping ones made one."""
    merged: list[Rect] = []
    for run in runs:
        if merged and run.left <= merged[-1].right:
            merged[-1] = surround([merged[-1], run])
        else:
            merged.append(run)
    return merged


def _list_bands(rows: Sequence[Row], middle: float) -> list[tuple[int, int, int]]:
    """Stretches of neighbouring rows, going down the page, that leave `middle` white, and how many use both sides."""
    bands, first, count, above = [], 0, 0, None
    for place, row in enumerate(rows):
        crosses = any(run.left < middle < run.right for run in row.runs)
        goes_up = above is not None and row.runs and row.box.bottom > above.top
        if crosses or goes_up:
            bands.append((first, place, count))
            first, count = place + crosses, 0
        if not crosses:
            sides = {run.left > middle for run in row.runs}
            count += len(sides) == 2
        above = row.box if row.runs else above
    bands.append((first, len(rows), count))
    return bands


def _split_rows(
    textpage: pdfium.FPDF_TEXTPAGE, rows: Sequence[Row], middle: float
) -> tuple[list[Row], list[Row]]:
    """Each row's pieces left and right of `middle`."""
    sides: tuple[list[Row], list[Row]] = ([], [])
    for row in rows:
        pieces = [piece for line in row.lines for piece in split_line(textpage, line, middle)]
        for side, is_right in zip(sides, (False, True), strict=True):
            kept = tuple(piece for piece in pieces if (_middle(piece) > middle) == is_right)
            if kept:
                side.append(Row(kept))
    return sides


def _middle(line: DrawnLine) -> float:
    box = line.box
    return (box.left + box.right) / 2


def _is_prose(rows: list[Row]) -> bool:
    """Whether the rows of one side read as sentences that go on from line to line."""
    texts = [" ".join(line.text.strip() for line in row.lines) for row in rows]
    texts = [text for text in texts if text]
    if len(texts) < _MIN_ROWS or median(map(len, texts)) < _MIN_CHARACTERS:
        return False
    characters = "".join(texts).replace(" ", "")
    if sum(map(str.isalpha, characters)) < _MIN_LETTERS * len(characters):
        return False
    goes_on = sum(text[0].islower() or bool(_UNFINISHED.search(above)) for above, text in pairwise(texts))
    return goes_on >= _GOES_ON * (len(texts) - 1)
