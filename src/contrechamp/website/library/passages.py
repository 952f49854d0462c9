"""Passages of a page: the sentence around a word, whole lines, and moving their ends."""

import re

from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import show_plain

LONGEST_PASSAGE = 6000  # code points; more is a page, and a page has its own address
_SENTENCE_END = re.compile(r"[.!?…](?=[\s»\"”)]|$)|\n[ \t]*\n")
_REACH = 500


def find_sentence(text: str, span: Span) -> Span:
    """The sentence in which `span` stands, at most 500 code points to each side."""
    floor, ceiling = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start, end = floor, ceiling
    for stop in _SENTENCE_END.finditer(text, floor, ceiling):
        if stop.end() <= span.start and not is_abbreviation(text, stop.start()):
            start = stop.end()
        elif stop.start() >= span.end and not is_abbreviation(text, stop.start()):
            end = stop.end() if text[stop.start()] != "\n" else stop.start()
            break
    if start == floor and floor > 0:
        start = text.find(" ", floor, span.start) + 1 or span.start
    if end == ceiling and ceiling < len(text):
        end = max(text.rfind(" ", span.end, ceiling), span.end)
    return trim(text, Span(start, end))


def is_abbreviation(text: str, place: int) -> bool:
    """Whether the full stop at `place` ends "M.", "art." or "L." rather than a sentence."""
    if text[place] != ".":
        return False
    word = re.search(r"(\w+)$", text[max(0, place - 12) : place])
    return bool(word) and (
        len(word[1]) == 1 or word[1].lower() in {"art", "mme", "mm", "al", "cf", "av", "bd", "p"}
    )


def trim(text: str, span: Span) -> Span:
    """The same passage without the spaces at its ends."""
    words = text[span.start : span.end]
    start = span.start + len(words) - len(words.lstrip())
    return Span(start, max(start, span.end - (len(words) - len(words.rstrip()))))


def find_lines(text: str, first: int, last: int) -> Span | None:
    """The passage from line `first` to line `last`, counted from 1; None where there are no such words."""
    lines = text.split("\n")
    if not 1 <= first <= last <= len(lines):
        return None
    start = sum(len(line) + 1 for line in lines[: first - 1])
    end = start + len("\n".join(lines[first - 1 : last]))
    span = trim(text, Span(start, end))
    return span if span.start < span.end <= span.start + LONGEST_PASSAGE else None


def is_sound(text: str, span: Span) -> bool:
    return 0 <= span.start < span.end <= len(text) and span.end - span.start <= LONGEST_PASSAGE


def list_moves(text: str, span: Span) -> dict[str, Span]:
    """The passages one step away: a line more or less at the beginning and at the end."""
    before = text.rfind("\n", 0, max(span.start - 1, 0)) + 1 if span.start else None
    first_end = text.find("\n", span.start, span.end)
    last_start = text.rfind("\n", span.start, span.end)
    after = text.find("\n", span.end + 1) if span.end < len(text) else None
    candidates = {
        "line_before": None if before is None else Span(before, span.end),
        "line_after": None if after is None else Span(span.start, len(text) if after < 0 else after),
        "without_first": None if first_end < 0 else Span(first_end + 1, span.end),
        "without_last": None if last_start < 0 else Span(span.start, last_start),
    }
    trimmed = {name: trim(text, moved) for name, moved in candidates.items() if moved}
    return {name: moved for name, moved in trimmed.items() if moved != span and is_sound(text, moved)}


def quote(text: str, span: Span) -> str:
    """The words of a passage on one line, as they are printed: a line end is a space, a broken word is not."""
    words = show_plain(text[span.start : span.end])
    return " ".join(re.sub(r"(?<=\w-)[ \t]*\n[ \t]*(?=\w)", "", words).split())
