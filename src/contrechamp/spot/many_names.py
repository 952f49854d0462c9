"""Names by the million: each a number of 64 bits in a sorted table, looked for in whole texts at once."""

from array import array
from collections.abc import Iterable, Iterator
from itertools import islice

import numpy as np

from contrechamp.spot.names import Match, is_acronym, keep_longest
from contrechamp.spot.tokens import Tokens, fold_word, is_joined, list_words
from contrechamp.text.remembering import Remembering

_MOST_WORDS = 100_000  # remembered
_LONGEST_REMEMBERED = 30  # letters
_AT_ONCE = 20_000  # names that are folded together
_MOST_IN_NAME = 16  # words of a name; a longer one is found by its first words
_FACTOR = np.uint64(
    0x9E3779B97F4A7C15
)  # odd; of the golden ratio (Knuth, The Art of Computer Programming, 6.4)
_SLOTS_A_BEGINNING = 6  # of the filter, of a byte each: one false in six to twelve


class ManyNames:
    """Names in memory, about 70 bytes each: the table, the order in which they were given, and their own letters.

    A name is found as `Names` finds it (whole words, the longest first); the owner of a match is its place in `names`,
    and `name(owner)` is how it was written. Two names share a number once in some ten thousand million readings of a
    million words, which is taken for never.
    """

    def __init__(self, names: Iterable[str]):
        self._numbers_of = Remembering(_make_number, most=_MOST_WORDS, is_rare=_is_long)
        self._letters, self._ends, self._acronyms = bytearray(), array("Q", [0]), bytearray()
        numbers, owners, beginnings = self._read_names(iter(names))
        order = np.argsort(numbers, kind="stable")
        self._table, self._owners = numbers[order], owners[order]
        self._beginnings = _Filter(beginnings)

    def __len__(self) -> int:
        return len(self._ends) - 1

    def name(self, owner: int) -> str:
        """A name as it was given."""
        return self._letters[self._ends[owner] : self._ends[owner + 1]].decode("utf-8", "surrogatepass")

    def find(self, tokens: Tokens) -> Iterator[Match]:
        """What is named, in order, never overlapping."""
        found = list(self._find(tokens))
        if tokens.whole is not None:
            found += self._find(tokens.whole)
        yield from keep_longest(found)

    def _read_names(self, names: Iterator[str]) -> tuple[np.ndarray, np.ndarray, list[np.ndarray]]:
        numbers, owners, beginnings = [], [], []
        while batch := list(islice(names, _AT_ONCE)):
            first = len(self)
            self._keep_letters(batch)
            cut = [list_words(name)[:_MOST_IN_NAME] for name in batch]
            whole, prefixes = self._number_names(cut)
            kept = np.fromiter(map(bool, cut), bool, len(cut))
            numbers.append(whole[kept])
            owners.append(np.flatnonzero(kept).astype(np.uint32) + np.uint32(first))
            beginnings.append(prefixes)
        none = np.empty(0, np.uint64)
        return np.concatenate([none, *numbers]), np.concatenate([none.astype(np.uint32), *owners]), beginnings

    def _keep_letters(self, names: list[str]) -> None:
        for name in names:
            self._letters += name.encode("utf-8", "surrogatepass")
            self._ends.append(len(self._letters))
            self._acronyms.append(is_acronym(name))

    def _number_names(self, cut: list[list[str]]) -> tuple[np.ndarray, np.ndarray]:
        """The number of each name, and those of all its beginnings."""
        counts = np.fromiter(map(len, cut), np.int64, len(cut))
        words = self._number_words([word for words in cut for word in words])
        firsts = np.concatenate([np.zeros(1, np.int64), np.cumsum(counts)[:-1]]) if len(cut) else counts
        state, prefixes = np.zeros(len(cut), np.uint64), []
        for length in range(int(counts.max(initial=0))):
            longer = np.flatnonzero(counts > length)
            state[longer] = _add_word(state[longer], words[firsts[longer] + length])
            prefixes.append(state[longer])
        return state, np.unique(np.concatenate([np.empty(0, np.uint64), *prefixes]))

    def _number_words(self, words: list[str]) -> np.ndarray:
        return np.fromiter(map(self._numbers_of.__getitem__, words), np.int64, len(words)).view(np.uint64)

    def _find(self, tokens: Tokens) -> list[Match]:
        """All beginnings that go on to be a name, longer by a word each time, of all places of the text at once."""
        words = self._number_words(tokens.words)
        places = np.arange(len(words))
        state, found = np.zeros(len(words), np.uint64), []
        for length in range(1, _MOST_IN_NAME + 1):
            state = _add_word(state, words[places + length - 1])
            known = self._beginnings.has(state)
            places, state = places[known], state[known]
            if not len(places):
                break
            found += self._match(tokens, places, state, length)
            more = places + length < len(words)
            places, state = places[more], state[more]
        return found

    def _match(self, tokens: Tokens, places: np.ndarray, state: np.ndarray, length: int) -> Iterator[Match]:
        if not len(self._table):
            return
        rows = np.minimum(np.searchsorted(self._table, state), len(self._table) - 1)
        hits = np.flatnonzero(self._table[rows] == state)
        for place, row in zip(places[hits].tolist(), rows[hits].tolist(), strict=True):
            owner, end = int(self._owners[row]), place + length
            if length == 1 and self._acronyms[owner] and not tokens.words[place].isupper():
                continue
            if length == 1 or is_joined(tokens, place, end):
                yield Match(tokens.starts[place], tokens.ends[end - 1], owner)


def _add_word(state: np.ndarray, word: np.ndarray) -> np.ndarray:
    """The number of a beginning and of its next word together."""
    mixed = (state ^ word) * _FACTOR
    return mixed ^ (mixed >> np.uint64(29))


def _make_number(word: str) -> int:
    """64 bits of a folded word, others in each process: nobody can write names that collide."""
    return hash(fold_word(word))


def _is_long(word: str) -> bool:
    return len(word) > _LONGEST_REMEMBERED


class _Filter:
    """A set of numbers that may say yes to one that was never put in, never no to one that was (Bloom, 1970)."""

    def __init__(self, parts: list[np.ndarray]):
        count = max(sum(map(len, parts)), 1)
        self._shift = np.uint64(64 - max((count * _SLOTS_A_BEGINNING).bit_length(), 10))
        self._slots = np.zeros(1 << (64 - int(self._shift)), bool)
        for part in parts:
            self._slots[part >> self._shift] = True

    def has(self, numbers: np.ndarray) -> np.ndarray:
        return self._slots[numbers >> self._shift]
