"""Where the words of a question stand in a text: one pass, each chunk of letters looked at once."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from contrechamp.search.question import parse_question
from contrechamp.search.tree import (
    All,
    Any,
    Fuzzy,
    Loose,
    Node,
    Phrase,
    Prefix,
    Term,
    find_distance,
)
from contrechamp.text.folding import fold
from contrechamp.text.words import CHUNK, Word, analyse_chunk

_MOST_CHUNKS = 5_000  # remembered for one question
_recall_chunk = lru_cache(maxsize=16_000)(analyse_chunk)  # remembered over all questions


class Found(NamedTuple):
    """Code points `start` to `end` answer the word `key`, the `place`-th word of the text."""

    start: int
    end: int
    key: str
    place: int


class _Sequence(NamedTuple):
    """Stems at these distances from the first one, or all within `slop` more places, in any order."""

    placed: tuple[tuple[int, str], ...]
    slop: int


class _Seen(NamedTuple):
    """What one chunk holds: how many main words, and those that matter."""

    count: int
    found: tuple[Found, ...]


@dataclass
class Scanner:
    """What a question looks for: families, beginnings, rough words, and sequences of families."""

    singles: set[str] = field(default_factory=set)
    prefixes: tuple[str, ...] = ()
    rough: tuple[tuple[str, int], ...] = ()
    sequences: tuple[_Sequence, ...] = ()
    typed: set[str] = field(default_factory=set)
    _parts: set[str] = field(default_factory=set)  # stems that count only inside a sequence
    _known: dict[str, _Seen] = field(default_factory=dict)

    def add(self, node: Node) -> None:
        match node:
            case Term(words=words):
                self._add_term(words)
            case Phrase(words=words, slop=slop):
                self._add_sequence(words, slop=slop)
            case Prefix(text=text):
                self.prefixes += (fold(text),)
            case Fuzzy(text=text, distance=distance):
                self.rough += ((fold(text), distance),)
            case All(children=children) | Any(children=children):
                self.add_all(children)
            case Loose(required=required, wished=wished):
                self.add_all(required + wished)

    def add_all(self, nodes: Iterable[Node]) -> None:
        for node in nodes:
            self.add(node)

    def _add_term(self, words: tuple[Word, ...]) -> None:
        main = [word for word in words if not word.is_extra]
        self._add_sequence(words, slop=0)
        if len(main) > 1:
            self.singles |= {
                w.stem for w in words if w.is_extra and (w.start, w.end) == (main[0].start, main[-1].end)
            }
        else:
            self.typed |= {fold(word.exact) for word in main}

    def _add_sequence(self, words: tuple[Word, ...], *, slop: int) -> None:
        placed = [(place, w.stem) for place, w in enumerate(w for w in words if not w.is_extra) if w.stem]
        if len(placed) == 1:
            self.singles.add(placed[0][1])
        elif placed:
            self.sequences += (
                _Sequence(tuple((place - placed[0][0], stem) for place, stem in placed), slop),
            )
            self._parts |= {stem for _, stem in placed}

    def find(self, text: str) -> list[Found]:
        """Every word that answers, in order; words of a sequence only where the sequence stands."""
        if not (self.singles or self.prefixes or self.rough or self.sequences):
            return []
        seen = self._scan(text)
        if not self.sequences:
            found = seen
        else:
            chosen = {one for one in seen if self._answers_alone(one.key)}
            for sequence in self.sequences:
                chosen |= _find_near(seen, sequence) if sequence.slop else _find_sequence(seen, sequence)
            found = sorted(chosen)
        return found or self._find_roughly(text)

    def _answers_alone(self, key: str) -> bool:
        return key in self.singles or key not in self._parts

    def _scan(self, text: str) -> list[Found]:
        """Chunks begin with the first of their letters that comes: so `str.find` finds each where it stands."""
        known = self._known
        if len(known) > _MOST_CHUNKS:
            known.clear()
        found: list[Found] = []
        place = shift = 0
        for chunk in CHUNK.findall(text):
            shift = text.find(chunk, shift)
            seen = known.get(chunk)
            if seen is None:
                seen = known[chunk] = self._look(chunk)
            count, matter = seen
            if matter:
                found += [
                    Found(start + shift, end + shift, key, place + at) for start, end, key, at in matter
                ]
            place += count
            shift += len(chunk)
        return found

    def _look(self, chunk: str) -> _Seen:
        found: dict[tuple[int, int], Found] = {}
        count = 0
        for word in _recall_chunk(chunk):
            key = self._match_word(word)
            if key:
                at = max(count - 1, 0) if word.is_extra else count
                found.setdefault((word.start, word.end), Found(word.start, word.end, key, at))
            count += not word.is_extra
        return _Seen(count, tuple(found.values()))

    def _match_word(self, word: Word) -> str:
        if word.stem in self.singles or (word.stem in self._parts and not word.is_extra):
            return word.stem
        if word.is_extra or not word.stem or not (self.prefixes or self.rough):
            return ""
        letters = fold(word.exact)
        for prefix in self.prefixes:
            if letters.startswith(prefix):
                return prefix
        return next(
            (rough for rough, distance in self.rough if _is_close(letters, rough, distance=distance)), ""
        )

    def _find_roughly(self, text: str) -> list[Found]:
        """The same words with some wrong letters, for a page where none of them stands as it was typed."""
        rough = tuple((letters, distance) for letters in self.typed if (distance := find_distance(letters)))
        return Scanner(rough=rough)._scan(text) if rough else []


@lru_cache(maxsize=16)
def make_scanner(question: str) -> Scanner:
    scanner = Scanner()
    tree = parse_question(question).tree
    if tree is not None:
        scanner.add(tree)
    return scanner


def _find_sequence(seen: list[Found], sequence: _Sequence) -> set[Found]:
    by_place = {one.place: one for one in seen}
    found: set[Found] = set()
    first = sequence.placed[0][1]
    for one in seen:
        if one.key == first:
            group = [by_place.get(one.place + shift) for shift, _ in sequence.placed]
            if all(g and g.key == stem for g, (_, stem) in zip(group, sequence.placed, strict=True)):
                found.update(group)
    return found


def _find_near(seen: list[Found], sequence: _Sequence) -> set[Found]:
    stems = {stem for _, stem in sequence.placed}
    mine = [one for one in seen if one.key in stems]
    reach, found = sequence.placed[-1][0] + sequence.slop, set()
    for index, one in enumerate(mine):
        window = [other for other in mine[index : index + 4 * len(stems)] if other.place - one.place <= reach]
        if {other.key for other in window} == stems:
            found.update(window)
    return found


def _is_close(a: str, b: str, *, distance: int) -> bool:
    """Whether `a` is at most `distance` letters wrong, missing, added or exchanged with a neighbour from `b`."""
    if abs(len(a) - len(b)) > distance:
        return False
    last: list[int] = []
    before = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        row = [i]
        for j, y in enumerate(b, 1):
            cost = min(before[j] + 1, row[j - 1] + 1, before[j - 1] + (x != y))
            if last and j > 1 and x == b[j - 2] and a[i - 2] == y:
                cost = min(cost, last[j - 2] + 1)
            row.append(cost)
        before, last = row, before
    return before[-1] <= distance
