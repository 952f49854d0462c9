"""A page's own text: lines in reading order, cleaned, each with its box."""

import re
from typing import NamedTuple

import pypdfium2.raw as pdfium

from contrechamp.read.pdf.columns import order_columns
from contrechamp.read.pdf.geometry import Frame
from contrechamp.read.pdf.lines import DrawnLine, read_drawn_lines
from contrechamp.vocabulary.document import Line

_HYPHEN_AT_END = re.compile("[\ufffe\x02\u00ad]+\\s*$")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\ufffe\uffff\ufeff\ud800-\udfff]")
_UNUSUAL = re.compile(
    "[\x00-\x1f\x7f\u00a0\u00ad\u2000-\u200b\u202f\u3000\ud800-\udfff\ufeff\ufffe\uffff]|  "
)
_SPACES = re.compile("[ \t\u00a0\u2000-\u200b\u202f\u3000]+")


class NativeText(NamedTuple):
    """Text, its lines, and for each the characters of pdfium's text that it was made from."""

    text: str
    lines: tuple[Line, ...]
    drawn: tuple[DrawnLine, ...]


def read_native_text(textpage: pdfium.FPDF_TEXTPAGE, frame: Frame) -> NativeText:
    """The text layer of a page, in reading order."""
    parts, lines, kept, at = [], [], [], 0
    for drawn in order_columns(textpage, read_drawn_lines(textpage)):
        cleaned = clean_line(drawn.text)
        if not cleaned:
            continue
        parts.append(cleaned)
        lines.append(Line(at, at + len(cleaned), frame.shrink(drawn.box)))
        kept.append(drawn)
        at += len(cleaned) + 1
    return NativeText("\n".join(parts), tuple(lines), tuple(kept))


def clean_line(raw: str) -> str:
    """Hyphens of broken words as "-", no control characters, single spaces.

    The narrow and fixed spaces of French typography become plain ones.
    """
    if not _UNUSUAL.search(raw):
        return raw.strip()
    line = _HYPHEN_AT_END.sub("-", raw)
    return _SPACES.sub(" ", _NOT_TEXT.sub("", line)).strip()
