"""Columns drawn row by row: finds the gutter and reads one column after the other; tables keep their rows.

pdfium gives lines in the order of drawing. Where the rows of two columns were drawn across the page, its lines (or
pairs of lines) hold a piece of each column. Such rows are recognised by a strip that none of them crosses, with prose
on both sides: sentences that go on in the line below, not cells.
"""

import re
from bisect import bisect_left, bisect_right
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
        return surround([line.box for line in self.lines if line.runs])

    @cached_property
    def stretches(self) -> list[Rect]:
        """What holds ink, from left to right, overlapping runs made one."""
        return _merge(self.runs)

    @cached_property
    def sides(self) -> tuple[list[float], list[float]]:
        """Where the stretches begin and where they end."""
        return [run.left for run in self.stretches], [run.right for run in self.stretches]


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
    if white <= _MIN_GAP * 4:
        return 0.0
    return white if white > _MIN_GAP * max(before.top - before.bottom, after.top - after.bottom) else 0.0


def _is_beside(one: Rect, other: Rect) -> bool:
    """Whether two runs stand on one height, without touching."""
    shared = min(one.top, other.top) - max(one.bottom, other.bottom)
    lower = min(one.top - one.bottom, other.top - other.bottom)
    return shared > 0.6 * lower > 0 and (one.right < other.left or other.right < one.left)


def _make_rows(lines: list[DrawnLine]) -> list[Row]:
    rows: list[list[DrawnLine]] = []
    for line in lines:
        last = rows[-1][-1] if rows else None
        if last and last.runs and line.runs and _is_beside(last.box, line.box):
            rows[-1].append(line)
        else:
            rows.append([line])
    return [Row(tuple(row)) for row in rows]


def _order_rows(textpage: pdfium.FPDF_TEXTPAGE, rows: Sequence[Row], *, columns_left: int) -> list[DrawnLine]:
    band = _find_band(rows) if columns_left > 1 else None
    if band is None:
        return [line for row in rows for line in row.lines]
    first, last, middle = band
    left, right = [], []
    if _has_letters(
        "".join(line.text for row in rows[first:last] for line in row.lines)
    ):  # else one side has too few
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
    candidates = _list_candidates(rows)
    falls = _find_falls(rows) if candidates else []
    for middle in candidates:
        for first, last, count in _list_bands(rows, falls, middle):
            if count >= _MIN_ROWS and (best is None or count > best[0]):
                best = (count, first, last, middle)
    return best[1:] if best else None


def _list_candidates(rows: Sequence[Row]) -> list[float]:
    """Middles of gaps, those that lie in the most gaps first."""
    gaps = [
        (before.right, after.left)
        for row in rows
        for before, after in pairwise(row.stretches)
        if _gap(before, after)
    ]
    begins, ends = sorted(left for left, _ in gaps), sorted(right for _, right in gaps)
    middles = {(left + right) / 2 for left, right in gaps}
    scored = sorted(((bisect_left(begins, m) - bisect_right(ends, m), m) for m in middles), reverse=True)
    chosen: list[float] = []
    for count, middle in scored:
        if count >= _MIN_ROWS and all(abs(middle - other) > 6 for other in chosen):
            chosen.append(middle)
    return chosen[:8]


def _merge(runs: list[Rect]) -> list[Rect]:
    """Runs from left to right, overlapping ones made one."""
    if len(runs) < 2:
        return runs
    merged: list[Rect] = []
    for run in runs:
        if merged and run.left <= merged[-1].right:
            merged[-1] = surround([merged[-1], run])
        else:
            merged.append(run)
    return merged


def _find_falls(rows: Sequence[Row]) -> list[bool]:
    """For each row, whether it stands below the one above it in the list, as in one column."""
    falls, above = [], None
    for row in rows:
        falls.append(not (above is not None and row.runs and row.box.bottom > above.top))
        above = row.box if row.runs else above
    return falls


def _list_bands(rows: Sequence[Row], falls: Sequence[bool], middle: float) -> list[tuple[int, int, int]]:
    """Stretches of neighbouring rows, going down the page, that leave `middle` white, and how many use both sides."""
    bands, first, count = [], 0, 0
    for place, row in enumerate(rows):
        begins, ends = row.sides
        before = bisect_left(begins, middle)  # so many stretches begin left of it
        crosses = before > 0 and ends[before - 1] > middle
        if crosses or not falls[place]:
            bands.append((first, place, count))
            first, count = place + crosses, 0
        if not crosses and 0 < before < len(begins):
            count += 1
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
    if not _has_letters("".join(texts)):
        return False
    goes_on = sum(text[0].islower() or bool(_UNFINISHED.search(above)) for above, text in pairwise(texts))
    return goes_on >= _GOES_ON * (len(texts) - 1)


def _has_letters(text: str) -> bool:
    """Whether letters are so many of the characters that it is no table of figures."""
    characters = "".join(text.split())
    return sum(map(str.isalpha, characters)) >= _MIN_LETTERS * len(characters)
