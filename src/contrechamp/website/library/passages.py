"""Passages of a page: the sentence around a word, whole lines, and moving their ends."""

import itertools
import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.search import Span
from contrechamp.website.interface.marks import Mentioned, Piece, cut_layers

LONGEST_PASSAGE = 6000  # code points; more is a page, and a page has its own address
# Where a sentence ends: a full stop, a blank line, a semicolon at a line's end, and the clauses of French acts.
_SENTENCE_END = re.compile(
    r"""[.!?…](?=[\s»"”)]|$)
      | [;:](?=[ \t]*\n)
      | \n(?=[ \t]*\n)
      | \n(?=[ \t]*(?:Article\s+\d|Vu\b|Consid[ée]rant\b|ARR[ÊE]TE|D[ÉE]LIB[ÈE]RE|D[ÉE]CIDE|[—•–-]\s))""",
    re.VERBOSE,
)
_REACH = 600
_LONG_LINE = 240  # code points; what is longer is a paragraph on one line, and is quoted by the sentence
_BLANK = re.compile(r"""[\s»"”)]*""")
_VALUE = re.compile(r"([0-9]{1,9})-([0-9]{1,9})")
_COMPOUND = {
    "procès",
    "compte",
    "sous",
    "vice",
    "avant",
    "après",
    "non",
    "ex",
    "demi",
    "semi",
    "rendez",
    "mi",
    "celui",
}


def find_sentence(text: str, span: Span) -> Span:
    """The sentence in which `span` stands, at most 600 code points to each side."""
    floor, ceiling = max(0, span.start - _REACH), min(len(text), span.end + _REACH)
    start, end = None, None
    for stop in _SENTENCE_END.finditer(text, floor, ceiling):
        if is_abbreviation(text, stop.start()):
            continue
        if stop.end() <= span.start:
            start = stop.end()
        elif stop.start() >= span.end:
            end = stop.end()
            break
    if start is None:
        start = text.find(" ", floor, span.start) + 1 or span.start if floor else 0
    if end is None:
        end = max(text.rfind(" ", span.end, ceiling), span.end) if ceiling < len(text) else ceiling
    return trim(text, Span(start, end))


def find_line(text: str, span: Span) -> Span | None:
    """The line on which `span` begins; None where no passage can hold it."""
    start, end = text.rfind("\n", 0, span.start) + 1, text.find("\n", span.start)
    line = trim(text, Span(start, len(text) if end < 0 else end))
    return line if is_sound(text, line) else None


class Unit(NamedTuple):
    """Something that can be ticked and quoted: `span` without the spaces at its ends, and its text, marked."""

    span: Span
    pieces: tuple[Piece, ...]

    @property
    def value(self) -> str:
        """As it goes into an address."""
        return f"{self.span.start}-{self.span.end}"


class QuotableLine(NamedTuple):
    """A line of a page, counted from 1, in one unit or, where it is a whole paragraph, in its sentences.

    `gaps` are the places, from the line's start, of characters that are not shown: what a browser counts skips them.
    """

    number: int
    start: int
    gaps: str
    units: tuple[Unit, ...]


def cut_quotable(
    text: str, spans: Sequence[Span] = (), *, mentions: Sequence[Mentioned] = ()
) -> tuple[QuotableLine, ...]:
    """The lines of a page's text, ready to be ticked; `spans` are marked, `mentions` too (both in order)."""
    lines, start = [], 0
    for number, line in enumerate(text.split("\n"), start=1):
        whole = Span(start, start + len(line))
        parts = split_sentences(text, whole) if len(line) > _LONG_LINE else [whole]
        near = [one for one in mentions if one.start < whole.end and one.end > whole.start]
        units = tuple(
            Unit(trim(text, part), cut_layers(text, spans, mentions=near, start=part[0], end=part[1]))
            for part in parts
        )
        gaps = " ".join(str(place) for place, character in enumerate(line) if not show_plain(character))
        lines.append(QuotableLine(number, start, gaps, units))
        start = whole.end + 1
    return tuple(lines)


def split_sentences(text: str, span: Span) -> list[Span]:
    """The sentences of a passage, each with the spaces behind it; together they are the passage."""
    ends = [
        _BLANK.match(text, stop.end(), span.end).end()
        for stop in _SENTENCE_END.finditer(text, span.start, span.end)
        if not is_abbreviation(text, stop.start())
    ]
    bounds = [span.start, *(end for end in ends if end < span.end), span.end]
    return [Span(start, end) for start, end in itertools.pairwise(bounds)]


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


def join_ticked(text: str, values: Iterable[str]) -> Span | None:
    """The passage from the first to the last of what was ticked ("118-190"); None where there are no such words."""
    found = [Span(int(one[1]), int(one[2])) for value in values if (one := _VALUE.fullmatch(value))]
    if not found:
        return None
    span = trim(text, Span(min(one.start for one in found), max(one.end for one in found)))
    return span if is_sound(text, span) else None


def is_sound(text: str, span: Span) -> bool:
    """Whether the span lies inside the text, and is no longer than a passage may be."""
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
    """The words of a passage on one line: a line end is a space, a word broken by the printer is whole again."""
    words = show_plain(text[span.start : span.end])
    joined = re.sub(r"(\w+)-[ \t]*\n[ \t]*(\w+)", lambda broken: join_broken(broken, text), words)
    return " ".join(joined.split())


def join_broken(broken: re.Match[str], text: str) -> str:
    """Without its hyphen, unless the word is a compound: it stands with one elsewhere on the page, or begins as one."""
    first, second = broken[1], broken[2]
    is_compound = f"{first}-{second}".lower() in text.lower() or first.lower() in _COMPOUND
    return f"{first}-{second}" if is_compound or not second[0].islower() else f"{first}{second}"
