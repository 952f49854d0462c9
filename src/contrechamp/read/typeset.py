"""What has no image of its own is typeset by us: text in, a PDF of one tall page out, and where each word stands.

The text reaches typst only as data (`sys_inputs`), never as markup.
"""

import json
import re
from itertools import pairwise

import pypdfium2
import pypdfium2.raw as pdfium_c
import typst
from PIL import Image

from contrechamp.vocabulary.document import Box, Word

_TEMPLATE = rb"""
#let lines = json(bytes(sys.inputs.lines))
#set page(width: 595pt, height: auto, margin: (x: 54pt, y: 54pt), fill: white)
#set text(font: ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono"), size: 11.5pt,
  hyphenate: false, ligatures: false, discretionary-ligatures: false, fallback: true, kerning: true)
#set par(leading: 0.62em, spacing: 0.62em, justify: false)
#for line in lines { if line == "" { v(0.62em) } else { block(line) } }
"""
_BREAKABLE = re.compile(r"\S{60,}")
_NOT_DRAWN = {0x200B, 0xFFFE, *range(0xDC00, 0xE000)}  # our own breaks, and the second halves of pairs
MOST_CHARACTERS, MOST_LINES = 12_000, 300
_STEP = 48  # a run of more code points without a space is broken there, or it would leave the sheet


def typeset_page(text: str) -> bytes:
    """The page as a PDF of one page, 595 points wide and as tall as its text; a very long text is cut, and says so."""
    lines = [_BREAKABLE.sub(_break_run, _keep_printable(line)) for line in _cut(text).split("\n")]
    return typst.compile(_TEMPLATE, format="pdf", sys_inputs={"lines": json.dumps(lines)})


def _cut(text: str) -> str:
    """What one sheet can show: the rest is in the text beside it."""
    shown = "\n".join(text[:MOST_CHARACTERS].split("\n")[:MOST_LINES])
    return shown if shown == text else shown + "\n[…]"


def locate_typeset(text: str, pdf: bytes) -> tuple[Word, ...]:
    """A Word for each run of non-space characters of `text`, found by its order among the characters drawn."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        drawn = _list_drawn(page)
    words, position = [], 0
    for match in re.finditer(r"\S+", text):
        length = sum(not c.isspace() for c in _keep_printable(match.group()))
        boxes = drawn[position : position + length]
        position += length
        words.extend(_make_words(match.start(), match.end(), boxes))
    return tuple(words)


def _list_drawn(page: pypdfium2.PdfPage) -> list[Box]:
    """The box of each drawn character that is not a space, in the order of the text."""
    width, height = page.get_size()
    textpage = page.get_textpage()
    boxes = []
    for number in range(textpage.count_chars()):
        code = pdfium_c.FPDFText_GetUnicode(textpage, number)
        if code > 32 and not chr(code).isspace() and code not in _NOT_DRAWN:
            left, bottom, right, top = textpage.get_charbox(number, loose=True)
            boxes.append(Box(left / width, 1 - top / height, right / width, 1 - bottom / height))
    return boxes


def _make_words(start: int, end: int, boxes: list[Box]) -> list[Word]:
    """One Word, or one for each line over which the run was broken."""
    if not boxes:
        return []
    cuts = [0, *(i for i, (a, b) in enumerate(pairwise(boxes), 1) if b.top > a.bottom), len(boxes)]
    return [
        Word(start + first, end if last == len(boxes) else start + last, _surround(boxes[first:last]))
        for first, last in pairwise(cuts)
    ]


def _surround(boxes: list[Box]) -> Box:
    return Box(
        min(box.left for box in boxes),
        min(box.top for box in boxes),
        max(box.right for box in boxes),
        max(box.bottom for box in boxes),
    )


def _keep_printable(line: str) -> str:
    return "".join(c if c.isprintable() else " " for c in line)


def _break_run(match: re.Match) -> str:
    run = match.group()
    return "\u200b".join(run[i : i + _STEP] for i in range(0, len(run), _STEP))


def render_typeset(pdf: bytes, *, width_px: int) -> Image.Image:
    """The typeset page in grey, `width_px` wide."""
    with pypdfium2.PdfDocument(pdf) as document:
        page = document[0]
        return page.render(scale=width_px / page.get_width(), grayscale=True).to_pil()
