"""Names looked for in a text: whole words, the longest first, whatever the case, the accents and the line ends."""

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from contrechamp.spot.tokens import Tokens, fold_word, is_joined, join_breaks, split_tokens
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
        lengths: dict[str, set[int]] = {}
        for name, owner in names:
            for words in list_spellings(name):
                folded = [fold(word) for word in words]
                self._owners.setdefault(" ".join(folded), []).append((owner, is_acronym(name)))
                lengths.setdefault(folded[0], set()).add(len(folded))
        self._lengths = {word: tuple(sorted(found, reverse=True)) for word, found in lengths.items()}

    def __len__(self) -> int:
        return len(self._owners)

    def find(self, tokens: Tokens, *, allows: Allowing | None = None) -> Iterator[Match]:
        """What is named, in order, never overlapping. `allows(start, end, owner)` may refuse a match."""
        whole = join_breaks(tokens)
        found = list(self._find(tokens, allows))
        yield from keep_longest(found if whole is None else [*found, *self._find(whole, allows)])

    def find_owner(self, name: str) -> int | None:
        """The owner of a name as a person or a cell writes it; None when it is no name."""
        words = [self._folded[word] for spelling in list_spellings(name)[:1] for word in spelling]
        owners = self._owners.get(" ".join(words))
        return owners[0][0] if owners else None

    def _find(self, tokens: Tokens, allows: Allowing | None) -> Iterator[Match]:
        folded = list(map(self._folded.__getitem__, tokens.words))
        heads, reached = self._lengths, 0
        for place, word in enumerate(folded):
            if word in heads and place >= reached:
                for length in heads[word]:
                    owner = self._match(tokens, folded, place, place + length, allows)
                    if owner is not None:
                        reached = place + length
                        yield Match(tokens.starts[place], tokens.ends[reached - 1], owner)
                        break

    def _match(
        self, tokens: Tokens, folded: list[str], first: int, end: int, allows: Allowing | None
    ) -> int | None:
        owners = self._owners.get(" ".join(folded[first:end]))
        if not owners or end > len(folded) or not is_joined(tokens, first, end):
            return None
        is_upper = all(word.isupper() for word in tokens.words[first:end])
        for owner, needs_capitals in owners:
            if (is_upper or not needs_capitals) and (
                allows is None or allows(tokens.starts[first], tokens.ends[end - 1], owner)
            ):
                return owner
        return None


def _is_long(word: str) -> bool:
    return len(word) > _LONGEST_REMEMBERED


def is_acronym(name: str) -> bool:
    """Whether a name is only meant when it stands in capitals: it is short, and written so."""
    return len(name) <= LONGEST_ACRONYM and name.isupper() and name.replace(".", "").isalnum()


def list_spellings(name: str) -> list[list[str]]:
    """The words of a name; with a part such as "vidéo-", also in one word; of an acronym, also with its points."""
    words = split_tokens(name).words
    spellings = [words] if words else []
    if is_acronym(name) and len(words) == 1 and len(name) > 1:
        spellings.append(list(name))
    elif "-" in name:
        joined = [*split_tokens(_join_prefixes(name)).words]
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
