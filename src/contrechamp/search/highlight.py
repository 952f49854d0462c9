"""Which words of a page answer a question, and the piece of the page that shows it best."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from contrechamp.search.question import (
    All,
    Any,
    Fuzzy,
    Loose,
    Node,
    Phrase,
    Prefix,
    Term,
    find_distance,
    parse_question,
)
from contrechamp.text.folding import SOFT_HYPHENS, fold
from contrechamp.text.words import CHUNK, Word, analyse_chunk
from contrechamp.vocabulary.search import Span

SNIPPET_LENGTH = 240  # code points, about three lines on a screen
_LEAD = 70  # code points shown before the first word found
_MOST_CHUNKS = 50_000  # remembered for one question
_BLANKS = re.compile(
    rf"[-‐‑{SOFT_HYPHENS}][ \t]*\r?\n[ \t]*(?=[^\W\d_])|[\s\x00-\x1f\x7f]+|[{SOFT_HYPHENS}]+"
)


class _Found(NamedTuple):
    start: int
    end: int
    key: str  # which word of the question it answers


@dataclass
class _Wanted:
    """What a question looks for in a text: families, beginnings, rough words and sequences."""

    stems: set[str] = field(default_factory=set)
    prefixes: tuple[str, ...] = ()
    rough: tuple[tuple[str, int], ...] = ()
    sequences: tuple[tuple[tuple[tuple[int, str], ...], int], ...] = ()
    typed: set[str] = field(default_factory=set)
    known: dict[str, tuple[_Found, ...]] = field(default_factory=dict)

    def take_roughly(self) -> "_Wanted":
        """The same words with some wrong letters, for a page where none of them stands as it was typed."""
        rough = tuple((letters, distance) for letters in self.typed if (distance := find_distance(letters)))
        return _Wanted(rough=rough)

    def add(self, node: Node) -> None:
        match node:
            case Term(words=words):
                self._add_term(words)
            case Phrase(words=words, slop=slop):
                self._add_sequence(words, slop)
            case Prefix(text=text):
                self.prefixes += (fold(text),)
            case Fuzzy(text=text, distance=distance):
                self.rough += ((fold(text), distance),)
            case All(children=children) | Any(children=children):
                for child in children:
                    self.add(child)
            case Loose(required=required, wished=wished):
                for child in required + wished:
                    self.add(child)

    def _add_term(self, words: tuple[Word, ...]) -> None:
        main = [word for word in words if not word.is_extra]
        if len([word for word in main if word.stem]) > 1:
            self._add_sequence(words, 0)
            self.stems |= {
                w.stem for w in words if w.is_extra and (w.start, w.end) == (main[0].start, main[-1].end)
            }
        else:
            self.stems |= {word.stem for word in main if word.stem}
            self.typed |= {fold(word.exact) for word in main if word.stem}

    def _add_sequence(self, words: tuple[Word, ...], slop: int) -> None:
        placed = [(place, w.stem) for place, w in enumerate(w for w in words if not w.is_extra) if w.stem]
        if len(placed) == 1:
            self.stems.add(placed[0][1])
        elif placed:
            self.sequences += ((tuple((place - placed[0][0], stem) for place, stem in placed), slop),)

    def find_in_chunk(self, chunk: str) -> tuple[_Found, ...]:
        """The words of one chunk that answer by themselves, whatever stands beside them."""
        found = {}
        for word in analyse_chunk(chunk):
            key = self._match_word(word)
            if key:
                found.setdefault((word.start, word.end), _Found(word.start, word.end, key))
        return tuple(found.values())

    def _match_word(self, word: Word) -> str:
        if word.stem in self.stems:
            return word.stem
        if word.is_extra or not (self.prefixes or self.rough):
            return ""
        letters = fold(word.exact)
        for prefix in self.prefixes:
            if word.stem and letters.startswith(prefix):
                return prefix
        for rough, distance in self.rough:
            if _is_close(letters, rough, distance=distance):
                return rough
        return ""


@lru_cache(maxsize=256)
def _want(question: str) -> _Wanted:
    wanted = _Wanted()
    tree = parse_question(question).tree
    if tree is not None:
        wanted.add(tree)
    return wanted


def _is_close(a: str, b: str, *, distance: int) -> bool:
    """Whether `a` is at most `distance` letters wrong, missing, added or exchanged with a neighbour from `b`."""
    if abs(len(a) - len(b)) > distance:
        return False
    before, last = list(range(len(b) + 1)), []
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if last and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        before, last = row, before
    return before[-1] <= distance


def find_spans(text: str, question: str) -> tuple[Span, ...]:
    """Every word of a whole page that answers the question, in order and apart from one another.

    A word broken at a line's end is one span over the break; words of a phrase count only where the phrase stands.
    """
    return _join_spans(_find(text, _want(question)))


def _join_spans(found: list[_Found]) -> tuple[Span, ...]:
    spans: list[Span] = []
    for start, end, _ in sorted(found):
        if spans and start < spans[-1].end:
            spans[-1] = Span(spans[-1].start, max(end, spans[-1].end))
        else:
            spans.append(Span(start, end))
    return tuple(spans)


def _find(text: str, wanted: _Wanted) -> list[_Found]:
    found = list(_find_singles(text, wanted)) if wanted.stems or wanted.prefixes or wanted.rough else []
    if wanted.sequences:
        words = _place_words(text)
        for sequence, slop in wanted.sequences:
            found += _find_near(words, sequence, slop=slop) if slop else _find_sequence(words, sequence)
    if not found and wanted.typed:
        found = list(_find_singles(text, wanted.take_roughly()))
    return found


def _find_singles(text: str, wanted: _Wanted) -> Iterator[_Found]:
    known = wanted.known
    if len(known) > _MOST_CHUNKS:
        known.clear()
    for match in CHUNK.finditer(text):
        chunk = match[0]
        inside = known.get(chunk)
        if inside is None:
            inside = known[chunk] = wanted.find_in_chunk(chunk)
        for start, end, key in inside:
            yield _Found(match.start() + start, match.start() + end, key)


def _place_words(text: str) -> list[_Found]:
    """The main words in their order, stop words included (their key is "")."""
    words = []
    for match in CHUNK.finditer(text):
        shift = match.start()
        words += [
            _Found(w.start + shift, w.end + shift, w.stem) for w in analyse_chunk(match[0]) if not w.is_extra
        ]
    return words


def _find_sequence(words: list[_Found], sequence: tuple[tuple[int, str], ...]) -> list[_Found]:
    first, length = sequence[0][1], sequence[-1][0] + 1
    found = []
    for place, word in enumerate(words[: len(words) - length + 1]):
        if word.key == first and all(words[place + shift].key == stem for shift, stem in sequence):
            found += words[place : place + length]
    return found


def _find_near(words: list[_Found], sequence: tuple[tuple[int, str], ...], *, slop: int) -> list[_Found]:
    """The words of a sequence that stand within its length and `slop` places of one another."""
    stems = {stem for _, stem in sequence}
    places = [place for place, word in enumerate(words) if word.key in stems]
    reach, chosen = sequence[-1][0] + slop, set()
    for index, place in enumerate(places):
        window = [other for other in places[index : index + 4 * len(stems)] if other - place <= reach]
        if {words[other].key for other in window} == stems:
            chosen.update(window)
    return [words[place] for place in sorted(chosen)]


def make_snippet(text: str, question: str, *, length: int = SNIPPET_LENGTH) -> tuple[str, tuple[Span, ...]]:
    """About `length` code points around the most different words found, as plain text, and the spans in it."""
    found = sorted(_find(text, _want(question)))
    start, end = _choose_window(text, found, length=length)
    return _cut_window(text, _join_spans(found), start=start, end=end)


def _choose_window(text: str, found: list[_Found], *, length: int) -> tuple[int, int]:
    best, chosen = (0, 0), 0
    for index, first in enumerate(found[:200]):
        inside = [f.key for f in found[index : index + 30] if f.end <= first.start - _LEAD + length]
        value = (len(set(inside)), len(inside))
        if value > best:
            best, chosen = value, first.start
    start = max(0, chosen - _LEAD)
    end = min(len(text), start + length)
    start = max(0, end - length)
    return _move_to_word(text, start, step=-1), _move_to_word(text, end, step=1)


def _move_to_word(text: str, place: int, *, step: int) -> int:
    """The next end of a word, at most 20 code points away."""
    for moved in range(place, place + 20 * step, step):
        if (
            moved <= 0
            or moved >= len(text)
            or text[moved - 1].isspace()
            or (step > 0 and text[moved].isspace())
        ):
            return min(max(moved, 0), len(text))
    return place


def _cut_window(text: str, spans: tuple[Span, ...], *, start: int, end: int) -> tuple[str, tuple[Span, ...]]:
    """The window on one line, words broken at a line's end joined, spans moved accordingly."""
    inside = [span for span in spans if span.start >= start and span.end <= end]
    pieces: list[str] = ["… "] if start > 0 else []
    place, length, moved = start, len("".join(pieces)), []
    edges = sorted({edge for span in inside for edge in span})
    new_place: dict[int, int] = {}
    for blank in [*_BLANKS.finditer(text, start, end), None]:
        stop = blank.start() if blank else end
        for edge in edges:
            if place <= edge <= stop:
                new_place[edge] = length + edge - place
        pieces.append(text[place:stop])
        length += stop - place
        if blank:
            gap = " " if blank[0].isspace() and length > (2 if start > 0 else 0) else ""
            pieces.append(gap)
            length, place = length + len(gap), blank.end()
    moved = [
        Span(new_place[span.start], new_place[span.end])
        for span in inside
        if span.start in new_place and span.end in new_place
    ]
    return "".join(pieces).rstrip() + (" …" if end < len(text) else ""), tuple(moved)
