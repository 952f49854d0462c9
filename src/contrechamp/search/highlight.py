"""Which words of a page answer a question, and the piece of the page that shows it best."""

import re
from collections.abc import Sequence

from contrechamp.search.question import parse_question
from contrechamp.search.scanning import Found, make_scanner
from contrechamp.search.tree import keep_words, render_words
from contrechamp.text.folding import SOFT_HYPHENS
from contrechamp.vocabulary.search import Span

SNIPPET_LENGTH = 240  # code points, about three lines on a screen
_LEAD = 70  # code points shown before the first word found
SNIPPET_REACH = SNIPPET_LENGTH - _LEAD  # what begins and ends within this many code points can stand in one
_CUT = "…"
_BLANKS = re.compile(
    rf"[-‐‑{SOFT_HYPHENS}]+[ \t]*\r?\n[ \t]*(?=[^\W\d_])|[\s\x00-\x1f\x7f-\x9f]+|[{SOFT_HYPHENS}]+"
)

_ONE_BLANK = {
    code: " " for code in (*range(32), *range(127, 160), 0x2028, 0x2029) if chr(code) not in SOFT_HYPHENS
}
_UNEVEN = re.compile(rf"^ |  |[{SOFT_HYPHENS}]|[-‐‑] ")  # blanks in a row, hyphens that may break a word


def find_spans(text: str, question: str) -> tuple[Span, ...]:
    """Every word of a whole page that answers the question, in order and apart from one another.

    A word broken at a line's end is one span over the break; words of a phrase count only where the phrase stands.
    """
    return _join_spans(make_scanner(question).find(text))


def tell_words(question: str) -> str:
    """What a question asks of the words of a page, in French words; "" when it asks for titles or dates alone."""
    words = keep_words(parse_question(question).tree)
    return render_words(words) if words else ""


def make_snippet(text: str, question: str, *, length: int = SNIPPET_LENGTH) -> tuple[str, tuple[Span, ...]]:
    """About `length` code points around the most different words found, as plain text, and the spans in it."""
    return cut_snippet(text, make_scanner(question).find(text), length=length)


def cut_snippet(
    text: str, found: Sequence[Found], *, length: int = SNIPPET_LENGTH
) -> tuple[str, tuple[Span, ...]]:
    """As `make_snippet`, of a text that was scanned before."""
    start, end = _choose_window(text, found, length=length)
    spans = [span for span in _join_spans(found) if span.start >= start and span.end <= end]
    return _flatten(text, spans, start=start, end=end)


def _join_spans(found: Sequence[Found]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end, *_ in sorted(found):
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _choose_window(text: str, found: Sequence[Found], *, length: int) -> tuple[int, int]:
    best, chosen = (0, 0), 0
    for index, first in enumerate(found[:100]):
        inside = [one.key for one in found[index : index + 20] if one.end <= first.start - _LEAD + length]
        value = (len(set(inside)), len(inside))
        if value > best:
            best, chosen = value, first.start
    end = min(len(text), max(0, chosen - _LEAD) + length)
    start = max(0, end - length)
    return _move_to_blank(text, start), _move_to_blank(text, end)


def _move_to_blank(text: str, place: int) -> int:
    """The last beginning of a word before `place`, at most 30 code points away."""
    if place <= 0 or place >= len(text):
        return place
    for moved in range(place, max(place - 30, 0), -1):
        if text[moved - 1].isspace():
            return moved
    return place


def _flatten(text: str, spans: Sequence[Span], *, start: int, end: int) -> tuple[str, tuple[Span, ...]]:
    """The window on one line, words broken at a line's end joined, spans moved accordingly."""
    lead, tail = f"{_CUT} " if start > 0 else "", f" {_CUT}" if end < len(text) else ""
    window = text[start:end].translate(_ONE_BLANK)
    if _UNEVEN.search(window):
        snippet, moved = _flatten_unevenly(text, spans, start=start, end=end, lead=lead)
    else:
        snippet, shift = lead + window, len(lead) - start
        moved = tuple(Span(span.start + shift, span.end + shift) for span in spans)
    return snippet.rstrip() + tail, moved


def _flatten_unevenly(
    text: str, spans: Sequence[Span], *, start: int, end: int, lead: str
) -> tuple[str, tuple[Span, ...]]:
    """As above where letters go away, so that places are no longer the same."""
    pieces: list[tuple[int, int, int]] = []  # (place in the text, its end, place in the snippet)
    snippet, place = lead, start
    for blank in _BLANKS.finditer(text, start, end):
        pieces.append((place, blank.start(), len(snippet)))
        snippet += text[place : blank.start()]
        if blank[0][0].isspace() or blank[0][0] < " ":
            snippet += "" if not snippet or snippet[-1] == " " else " "
        place = blank.end()
    pieces.append((place, end, len(snippet)))
    snippet += text[place:end]
    return snippet, tuple(Span(_move(span.start, pieces), _move(span.end, pieces)) for span in spans)


def _move(place: int, pieces: list[tuple[int, int, int]]) -> int:
    for begin, end, new in pieces:
        if place <= end:
            return new + max(place - begin, 0)
    return pieces[-1][2]
