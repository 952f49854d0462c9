"""A page's own text: lines in reading order, cleaned, each with its box; then what was written on it afterwards."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.annotations import Written
from contrechamp.read.pdf.columns import order_columns
from contrechamp.read.pdf.geometry import Frame
from contrechamp.read.pdf.hidden import remove_hidden
from contrechamp.read.pdf.lines import DrawnLine, cut_at_gaps, read_drawn_lines
from contrechamp.read.pdf.objects import Painted
from contrechamp.vocabulary.document import Line

_HYPHEN_AT_END = re.compile("[\ufffe\x02\u00ad]+\\s*$")
_UNUSUAL = re.compile(
    "[\x00-\x1f\x7f\u00a0\u00ad\u2000-\u200b\u202f\u3000\ud800-\udfff\ufeff\ufffe\uffff]|  "
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\ufffe\uffff\ufeff\ud800-\udfff]")
_SPACES = re.compile("[ \t\n\u00a0\u2000-\u200b\u202f\u3000]+")


class NativeText(NamedTuple):
    """Text, its lines (a table's row in pieces), and what each was made from: drawn characters, or a note's box."""

    text: str
    lines: tuple[Line, ...]
    sources: tuple[DrawnLine | Written, ...]
    has_hidden: bool = False


def read_native_text(
    textpage: pdfium.FPDF_TEXTPAGE, frame: Frame, *, painted: list[Painted], written: Iterable[Written]
) -> NativeText:
    """The text layer of a page in reading order, without what cannot be seen, then form fields and notes."""
    drawn, has_hidden = remove_hidden(textpage, read_drawn_lines(textpage), painted=painted, frame=frame)
    parts, lines, sources, at = [], [], [], 0
    for source in (*order_columns(textpage, drawn), *written):
        cleaned = clean_line(source.text)
        if not cleaned:
            continue
        parts.append(cleaned)
        for piece, start, end in _cut_pieces(textpage, source, cleaned):
            box = piece.box if isinstance(piece, Written) else frame.shrink(piece.box)
            lines.append(Line(at + start, at + end, box))
            sources.append(piece)
        at += len(cleaned) + 1
    return NativeText("\n".join(parts), tuple(lines), tuple(sources), has_hidden)


def _cut_pieces(
    textpage: pdfium.FPDF_TEXTPAGE, source: DrawnLine | Written, cleaned: str
) -> list[tuple[DrawnLine | Written, int, int]]:
    """The cells of a line, and where they begin and end in its cleaned text; mostly the line itself."""
    if isinstance(source, Written):
        return [(source, 0, len(cleaned))]
    cut = cut_at_gaps(textpage, source)
    if len(cut) == 1:
        return [(source, 0, len(cleaned))]
    pieces, at = [], 0
    for piece in cut:
        said = clean_line(piece.text)
        if said:
            pieces.append((piece, at, at + len(said)))
            at += len(said) + 1
    if at != len(cleaned) + 1:  # a hyphen that only ends a piece
        return [(source, 0, len(cleaned))]
    return pieces


def clean_line(raw: str) -> str:
    """Hyphens of broken words as "-", no control characters, single spaces.

    The narrow and fixed spaces of French typography become plain ones.
    """
    if not _UNUSUAL.search(raw):
        return raw.strip()
    line = _HYPHEN_AT_END.sub("-", raw)
    return _SPACES.sub(" ", _NOT_TEXT.sub("", line)).strip()


def map_to_raw(raw: str, cleaned: str) -> list[int]:
    """For each character of `cleaned`, its place in `raw`."""
    places, at = [], 0
    for character in cleaned:
        while at < len(raw) and raw[at] != character and not _stands_for(raw[at], character):
            at += 1
        places.append(min(at, max(0, len(raw) - 1)))
        at += 1
    return places


def _stands_for(raw: str, cleaned: str) -> bool:
    """Whether `clean_line` makes `cleaned` of `raw`: any space a space, a line's soft hyphen a hyphen."""
    return (cleaned == " " and bool(_SPACES.match(raw))) or (cleaned == "-" and raw in "\ufffe\x02\u00ad")
