"""A page's own text: lines in reading order, cleaned, each with its box; then what was written on it afterwards."""

import re
from collections.abc import Iterable
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.annotations import Written
from contrechamp.read.pdf.columns import order_columns
from contrechamp.read.pdf.geometry import Frame
from contrechamp.read.pdf.hidden import remove_hidden
from contrechamp.read.pdf.lines import DrawnLine, read_drawn_lines
from contrechamp.read.pdf.objects import Painted
from contrechamp.vocabulary.document import Line

_HYPHEN_AT_END = re.compile("[\ufffe\x02\u00ad]+\\s*$")
_UNUSUAL = re.compile(
    "[\x00-\x1f\x7f\u00a0\u00ad\u2000-\u200b\u202f\u3000\ud800-\udfff\ufeff\ufffe\uffff]|  "
)
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\ufffe\uffff\ufeff\ud800-\udfff]")
_SPACES = re.compile("[ \t\n\u00a0\u2000-\u200b\u202f\u3000]+")


class NativeText(NamedTuple):
    """Text, its lines, and for each what it was made from: drawn characters, or a note's box."""

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
        box = source.box if isinstance(source, Written) else frame.shrink(source.box)
        parts.append(cleaned)
        lines.append(Line(at, at + len(cleaned), box))
        sources.append(source)
        at += len(cleaned) + 1
    return NativeText("\n".join(parts), tuple(lines), tuple(sources), has_hidden)


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
