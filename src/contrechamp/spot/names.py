"""Names looked for in a text: whole words, the longest first, whatever the case, the accents and the line ends."""

from collections.abc import Callable, Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple

from contrechamp.spot.tokens import Tokens, fold_word, is_joined, list_words
from contrechamp.text.remembering import Remembering

_MOST_WORDS = 20_000  # remembered
_LONGEST_REMEMBERED = 30  # letters
LONGEST_ACRONYM = 6  # letters of a name that is only meant when it stands in capitals


class Match(NamedTuple):
    """Code points `start` to `end` (exclusive) and the number of the name's owner."""

    start: int
    end: int
    owner: int


type Allowing = Callable[[int, int, int], bool]


class Heads:
    """Where names may begin in a text, looked for once for all lexicons whose words are folded alike."""

    def __init__(self, fold: Callable[[str], str] = fold_word):
        self.fold = fold
        self._folded = Remembering(fold, most=_MOST_WORDS, is_rare=_is_long)
        self._alone: set[str] = set()
        self._firsts: set[str] = set()
        self._seconds: set[str] = set()
        self._known: list[tuple[Tokens, list[str], list[int]]] = []  # a page and what its line ends break

    def add(self, names: Iterable[str]) -> None:
        """Take in names, as folded words with one blank between them."""
        for name in names:
            first, _, behind = name.partition(" ")
            if behind:
                self._firsts.add(first)
                self._seconds.add(behind.partition(" ")[0])
            else:
                self._alone.add(first)
        self._known.clear()

    def find(self, tokens: Tokens) -> tuple[list[str], list[int]]:
        """The folded words and, of these, the places of a name's only word, or of its first with a second behind it."""
        for known, folded, places in self._known:
            if known is tokens:
                return folded, places
        folded = [*map(self._folded.__getitem__, tokens.words), ""]
        alone, firsts, seconds = self._alone, self._firsts, self._seconds
        pairs = enumerate(pairwise(folded))
        places = [n for n, (word, behind) in pairs if word in alone or (word in firsts and behind in seconds)]
        self._known = [*self._known[-1:], (tokens, folded, places)]
        return folded, places


class Names:
    """Names in memory: a dictionary by folded words, entered by the first two. For some ten thousands of them.

    `names` are pairs of a name and the number of what it names; a name that stands in capitals ("CSU", "LAPI") is only
    found in capitals. When a name was given twice, the first owner that is allowed has it. `heads` may be shared.
    """

    def __init__(self, names: Iterable[tuple[str, int]], *, heads: Heads | None = None):
        self._heads = heads or Heads()
        self._owners: dict[str, list[tuple[int, bool]]] = {}
        for name, owner in names:
            for words in list_spellings(name):
                folded = " ".join(map(self._heads.fold, words))
                self._owners.setdefault(folded, []).append((owner, is_acronym(name)))
        self._enter()

    @classmethod
    def of_folded(cls, names: Iterable[tuple[str, int]], *, heads: Heads) -> "Names":
        """Names that are already folded words with one blank between them, none an acronym: ten times as quick."""
        made = cls((), heads=heads)
        for name, owner in names:
            made._owners.setdefault(name, []).append((owner, False))
        made._enter()
        return made

    def _enter(self) -> None:
        self._owners.pop("", None)
        self._lengths = _list_lengths(self._owners)
        self._heads.add(self._owners)

    def __len__(self) -> int:
        return len(self._owners)

    def find(self, tokens: Tokens, *, allows: Allowing | None = None) -> Iterator[Match]:
        """What is named, in order, never overlapping. `allows(start, end, owner)` may refuse a match."""
        found = self._find(tokens, allows)
        yield from (
            found if tokens.whole is None else keep_longest([*found, *self._find(tokens.whole, allows)])
        )

    def _find(self, tokens: Tokens, allows: Allowing | None) -> Iterator[Match]:
        folded, places = self._heads.find(tokens)
        owners, lengths, reached = self._owners, self._lengths, 0
        for place in places:
            word = folded[place]
            longer = lengths.get(f"{word} {folded[place + 1]}", ())
            if place < reached or not (longer or word in owners):
                continue
            for length in (*longer, 1):
                found = owners.get(" ".join(folded[place : place + length]))
                owner = _choose_owner(found, tokens, place, place + length, allows) if found else None
                if owner is not None:
                    reached = place + length
                    yield Match(tokens.starts[place], tokens.ends[reached - 1], owner)
                    break


def _choose_owner(
    owners: list[tuple[int, bool]], tokens: Tokens, first: int, end: int, allows: Allowing | None
) -> int | None:
    """The first owner that may be meant by words `first` to `end` (exclusive); None when they are not one name."""
    if end > len(tokens.words) or not is_joined(tokens, first, end):
        return None
    is_upper = all(map(str.isupper, tokens.words[first:end]))
    start, stop = tokens.starts[first], tokens.ends[end - 1]
    for owner, needs_capitals in owners:
        if (is_upper or not needs_capitals) and (allows is None or allows(start, stop, owner)):
            return owner
    return None


def _list_lengths(names: Iterable[str]) -> dict[str, tuple[int, ...]]:
    """First two words -> numbers of words of the names that begin with them, the longest first."""
    lengths: dict[str, set[int]] = {}
    for name in names:
        if " " in name:
            lengths.setdefault(" ".join(name.split(" ", 2)[:2]), set()).add(name.count(" ") + 1)
    return {words: tuple(sorted(found, reverse=True)) for words, found in lengths.items()}


def _is_long(word: str) -> bool:
    return len(word) > _LONGEST_REMEMBERED


def is_acronym(name: str) -> bool:
    """Whether a name is only meant when it stands in capitals: it is short, and written so."""
    return len(name) <= LONGEST_ACRONYM and name.isupper() and name.replace(".", "").isalnum()


def list_spellings(name: str) -> list[list[str]]:
    """The words of a name; with a part such as "vidéo-", also in one word; of an acronym, also with its points."""
    words = list_words(name)
    spellings = [words] if words else []
    if is_acronym(name) and len(words) == 1 and len(name) > 1:
        spellings.append(list(name))
    elif "-" in name:
        joined = list_words(_join_prefixes(name))
        spellings += [joined] if joined != words else []
    return spellings


_PREFIXES = ("vidéo-", "télé-", "auto-", "hyper-", "super-", "cyber-", "géo-", "micro-", "anti-", "multi-")


def _join_prefixes(name: str) -> str:
    for prefix in _PREFIXES:
        name = name.replace(prefix, prefix[:-1])
    return name


def keep_longest(matches: Iterable[Match]) -> Iterator[Match]:
    """Of matches that overlap, the one that begins first, and of these the longest."""
    reached = 0
    for match in sorted(matches, key=lambda one: (one.start, -one.end)):
        if match.start >= reached:
            reached = match.end
            yield match
