"""Which words of two names are one: equal, written together or apart, or with one letter wrong."""

from collections.abc import Sequence
from typing import NamedTuple

from contrechamp.link.names import NameWord, Role

_SHORTEST_MISSPELT = 5  # letters: of shorter words, one other letter makes another name
_SHORTEST_JOINED = 4
_ELIDED = ("d", "l")


class Matched(NamedTuple):
    """What two names share.

    `left_over` and `right_over` are the words that only one has; `shared` the letters of the left's that both have;
    `misspelt` pairs of words of which one letter differs. `weight` is what both sides' matched words tell, `total` all.
    """

    left_over: tuple[NameWord, ...]
    right_over: tuple[NameWord, ...]
    shared: tuple[NameWord, ...]
    misspelt: tuple[tuple[NameWord, NameWord], ...]
    weight: float
    total: float


def match_words(left: Sequence[NameWord], right: Sequence[NameWord]) -> Matched:
    """Match each word once: equal ones first, then those written apart on one side, then misspelt ones."""
    lefts, rights = list(left), list(right)
    shared: list[NameWord] = []
    misspelt: list[tuple[NameWord, NameWord]] = []
    weight = _match_equal(lefts, rights, shared, misspelt)
    weight += _match_joined(lefts, rights, shared) + _match_joined(rights, lefts, shared)
    weight += _match_misspelt(lefts, rights, misspelt)
    total = sum(word.weight for word in (*left, *right))
    return Matched(tuple(lefts), tuple(rights), tuple(shared), tuple(misspelt), weight, total)


def _match_equal(
    lefts: list[NameWord],
    rights: list[NameWord],
    shared: list[NameWord],
    misspelt: list[tuple[NameWord, NameWord]],
) -> float:
    """Of a trade the plural is the same word; "AREA" and "AREAS" may be two firms."""
    weight = 0.0
    for word in tuple(lefts):
        found = next((other for other in rights if other.letters == word.letters), None)
        if found:
            weight += word.weight + found.weight
            lefts.remove(word)
            rights.remove(found)
            if word.role == Role.OWN and word.said != found.said:
                misspelt.append((word, found))
            else:
                shared.append(min(word, found, key=lambda one: one.weight))
    return weight


def _match_joined(aparts: list[NameWord], wholes: list[NameWord], shared: list[NameWord]) -> float:
    """ "UPEE 7" is "UPEE7", "CGE Distribution" is "CGED"."""
    weight = 0.0
    for one, two in zip(tuple(aparts), tuple(aparts[1:]), strict=False):
        ways = {one.letters + two.letters, one.letters + two.letters[0]}
        found = next(
            (word for word in wholes if len(word.letters) >= _SHORTEST_JOINED and word.letters in ways), None
        )
        if found and one in aparts and two in aparts:
            weight += one.weight + two.weight + found.weight
            aparts.remove(one)
            aparts.remove(two)
            wholes.remove(found)
            shared.append(found)
    return weight


def _match_misspelt(
    lefts: list[NameWord], rights: list[NameWord], misspelt: list[tuple[NameWord, NameWord]]
) -> float:
    weight = 0.0
    for word in tuple(lefts):
        found = next((other for other in rights if is_misspelt(word.letters, other.letters)), None)
        if found:
            weight += word.weight + found.weight
            lefts.remove(word)
            rights.remove(found)
            misspelt.append((word, found))
    return weight


def is_misspelt(one: str, other: str) -> bool:
    """One letter more, less or other, or two that changed places; an elision that is cut off on one side alone."""
    if len(one) > len(other):
        one, other = other, one
    if len(one) < _SHORTEST_MISSPELT or len(other) - len(one) > 2:
        return False
    if other[0] in _ELIDED and other[1:] == one:
        return True
    if len(other) - len(one) == 2:
        return False
    start = next((at for at, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), len(one))
    rest, longer = one[start:], other[start:]
    if len(one) < len(other):
        return rest == longer[1:]
    is_swapped = rest[:2] == longer[:2][::-1] and rest[2:] == longer[2:]
    return rest[1:] == longer[1:] or is_swapped
