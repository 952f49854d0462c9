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


class Names:
    """Names in memory: a dictionary by folded words, entered by the first word. For some ten thousands of them.

    `names` are pairs of a name and the number of what it names; a name that stands in capitals ("CSU", "LAPI") is only
    found in capitals. When a name was given twice, the first owner that is allowed has it.
    """

    def __init__(self, names: Iterable[tuple[str, int]], *, fold: Callable[[str], str] = fold_word):
        self._folded = Remembering(fold, most=_MOST_WORDS, is_rare=_is_long)
        self._owners: dict[str, list[tuple[int, bool]]] = {}
        for name, owner in names:
            for words in list_spellings(name):
                self._owners.setdefault(" ".join(map(fold, words)), []).append((owner, is_acronym(name)))
        self._set_heads()

    @classmethod
    def of_folded(cls, names: Iterable[tuple[str, int]], *, fold: Callable[[str], str]) -> "Names":
        """Names that are already folded words with one blank between them, none an acronym: ten times as quick."""
        made = cls((), fold=fold)
        for name, owner in names:
            made._owners.setdefault(name, []).append((owner, False))
        made._set_heads()
        return made

    def _set_heads(self) -> None:
        """The first words, and the first two: nearly all that a page says stops at one of them."""
        self._firsts = {name.partition(" ")[0] for name in self._owners} - {""}
        self._lengths = _list_lengths(self._owners)
        self._seconds = {words.partition(" ")[2] for words in self._lengths}

    def __len__(self) -> int:
        return len(self._owners)

    def find(self, tokens: Tokens, *, allows: Allowing | None = None) -> Iterator[Match]:
        """What is named, in order, never overlapping. `allows(start, end, owner)` may refuse a match."""
        found = self._find(tokens, allows)
        yield from (
            found if tokens.whole is None else keep_longest([*found, *self._find(tokens.whole, allows)])
        )

    def find_owner(self, name: str) -> int | None:
        """The owner of a name as a person or a cell writes it; None when it is no name."""
        words = [self._folded[word] for spelling in list_spellings(name)[:1] for word in spelling]
        owners = self._owners.get(" ".join(words))
        return owners[0][0] if owners else None

    def _list_heads(self, folded: list[str]) -> list[int]:
        """Where a name may begin: a word that is one, or a first word with a second one behind it."""
        firsts, seconds, owners = self._firsts, self._seconds, self._owners
        pairs = enumerate(pairwise(folded))
        return [n for n, (word, behind) in pairs if word in firsts and (behind in seconds or word in owners)]

    def _find(self, tokens: Tokens, allows: Allowing | None) -> Iterator[Match]:
        folded = [*map(self._folded.__getitem__, tokens.words), ""]
        reached = 0
        for place in self._list_heads(folded):
            if place >= reached:
                for length in (*self._lengths.get(f"{folded[place]} {folded[place + 1]}", ()), 1):
                    found = self._owners.get(" ".join(folded[place : place + length]))
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
