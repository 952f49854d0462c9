"""Whether two names may be one actor's: a likelihood with its reasons, for a person who decides.

The rules are about French papers: legal forms and branches tell nothing, a region or the actor's own town little, a
trade some, all other words much; of a public body its place tells as much as its kind. A joint name and one of its
firms are bound to each other and never one.
"""

from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.link.matching import Matched, match_words
from contrechamp.link.names import NameWord, ReadName, Role, read_lexicon, read_name
from contrechamp.link.places import Nearness, compare_places, list_town_words
from contrechamp.link.reasons import NameFacts, find_partner, names_all, tell_names, tell_places
from contrechamp.vocabulary.entity import PERSON
from contrechamp.vocabulary.suggestion import Reason

LIKELY = 0.6  # from here on, "the same" is the better guess
OFFERED = 0.3  # from here on, worth a look: bound to each other, or of one group
_BOUND, _UNLIKELY, _TELLING, _IN_TOWN = 0.45, 0.25, 0.4, 0.12
_MANY_TRADES = 1.1  # three words of trades
_SAME_NUMBER, _ONLY_NUMBER, _SOME_LIKENESS = 0.98, 0.5, 0.3
_EQUAL = {Nearness.NEAR: 0.95, Nearness.AREA: 0.9, Nearness.UNKNOWN: 0.9, Nearness.FAR: 0.85}
_EQUAL_TRADES = {Nearness.NEAR: 0.9, Nearness.AREA: 0.7, Nearness.UNKNOWN: 0.6, Nearness.FAR: 0.25}
_PART = {Nearness.NEAR: 0.72, Nearness.AREA: 0.5, Nearness.UNKNOWN: 0.5, Nearness.FAR: 0.4}
_INITIALS = {Nearness.NEAR: 0.75, Nearness.AREA: 0.5, Nearness.UNKNOWN: 0.5, Nearness.FAR: 0.25}
_MISSPELT = {Nearness.NEAR: 0.1, Nearness.AREA: 0.35, Nearness.UNKNOWN: 0.35, Nearness.FAR: 0.5}


class Comparison(NamedTuple):
    """How likely both are one (0 to 1), and why. LIKELY and OFFERED are where to draw the lines."""

    score: float
    reasons: tuple[Reason, ...]


def compare_names(left: NameFacts, right: NameFacts, *, common: frozenset[str] = frozenset()) -> Comparison:
    """Compare two names; `common` are letters of words that very many names have, and that tell no more than a trade.

    Reasons are of the kinds "siren", "name" (the same but for small things), "form" and "branch" (left aside), "words"
    (shared), "spelling", "initials", "renamed", "joint" (the firm that both name), "town", and "differs" (a number,
    towns or words that do not agree). There are none below OFFERED.
    """
    one, other = read_name(left.name), read_name(right.name)
    towns = list_town_words(left.towns), list_town_words(right.towns)
    lefts = _lighten(one, common, towns[0] | towns[1])
    rights = _lighten(other, common, towns[0] | towns[1])
    matched = match_words(lefts, rights)
    if one.is_body or other.is_body:  # "Tribunal administratif", in Cergy, is that of Cergy
        overs = _leave_towns(matched.left_over, towns[1]), _leave_towns(matched.right_over, towns[0])
        matched = matched._replace(left_over=overs[0], right_over=overs[1])
    nearness = compare_places((left.towns, right.towns), (left.postcodes, right.postcodes))
    score, rule = _score(one, other, matched, nearness)
    score, numbers = _weigh_numbers(left, right, score)
    if _is_person_beside_firm(left, right):
        score = min(score, _UNLIKELY)
    if score < OFFERED:
        return Comparison(round(max(score, 0.0), 3), ())
    names = tell_names(left.name, right.name, matched, rule=rule)
    return Comparison(round(score, 3), (*numbers, *names, *tell_places(left, right, nearness)))


def _lighten(read: ReadName, common: frozenset[str], towns: frozenset[str]) -> tuple[NameWord, ...]:
    """The words of a name, with less weight for those that many names have and for the town of a firm."""
    if read.is_body or not (common or towns):
        return read.words
    lighter = [
        word._replace(weight=_IN_TOWN)
        if word.letters in towns and word.role == Role.OWN
        else word._replace(weight=min(word.weight, _TELLING))
        if word.letters in common
        else word
        for word in read.words
    ]
    return tuple(lighter) if sum(word.weight for word in lighter) >= _TELLING else read.words


def _leave_towns(words: Iterable[NameWord], towns: frozenset[str]) -> tuple[NameWord, ...]:
    return tuple(word._replace(weight=_IN_TOWN) if word.letters in towns else word for word in words)


def _score(one: ReadName, other: ReadName, matched: Matched, nearness: Nearness) -> tuple[float, str]:
    """How likely, and which rule said so."""
    likeness = matched.weight / matched.total if matched.total else 0.0
    if find_partner(one, other):
        return _BOUND, "joint"
    if one.is_joint != other.is_joint and not names_all(one, other) and not names_all(other, one):
        return likeness * _BOUND, "differs"
    if _has_initials(one, other):
        return _INITIALS[nearness], "initials"
    overs = [sum(word.weight for word in words) for words in (matched.left_over, matched.right_over)]
    if not matched.weight:
        return 0.0, "differs"
    if min(overs) >= _TELLING:
        is_bound = _is_told(matched) and not _are_other_bodies(matched)
        return min(likeness, _BOUND if is_bound else _UNLIKELY), "differs"
    sureness = _weigh_spelling(matched, nearness)
    if max(overs) >= _TELLING:
        return _score_part(matched, nearness) * sureness, "part"
    scale = _EQUAL if _is_told(matched) else _EQUAL_TRADES
    return (scale[nearness] - sum(overs) * 0.1) * sureness, "name"


def _are_other_bodies(matched: Matched) -> bool:
    """The town hall and the court of one town share its name, and nothing else."""
    sides = (matched.left_over, matched.right_over)
    return any(word.role == Role.BODY for words in sides for word in words)


def _is_told(matched: Matched) -> bool:
    """Whether what both have tells one actor from all others: a word of its own, a region's body, many of a trade."""
    told = _list_told(matched)
    if any(word.weight > _TELLING and word.role in (Role.OWN, Role.REGION) for word in told):
        return True
    if any(word.role == Role.BODY for word in told):
        return False
    return sum(word.weight for word in told if word.role == Role.TRADE) >= _MANY_TRADES


def _list_told(matched: Matched) -> list[NameWord]:
    """What both have, misspelt or not."""
    return [*matched.shared, *(one for one, _ in matched.misspelt)]


def _score_part(matched: Matched, nearness: Nearness) -> float:
    """One name says more than the other: a longer writing of it, or another firm of the group."""
    over = [word for word in (*matched.left_over, *matched.right_over) if word.weight >= _TELLING]
    if any(word.letters in read_lexicon().sisters for word in over):
        return _BOUND if _is_told(matched) else _UNLIKELY
    if not _is_told(matched):
        told = [word for word in _list_told(matched) if word.weight >= _TELLING]
        is_enough = len(told) > 1 or any(word.role == Role.BODY for word in told)
        return _PART[nearness] if is_enough and nearness == Nearness.NEAR else _UNLIKELY
    return _PART[nearness]


def _weigh_spelling(matched: Matched, nearness: Nearness) -> float:
    """1 where no letter differs; less, the more of the name hangs on a misspelt word and the farther apart both are."""
    if not matched.misspelt:
        return 1.0
    share = len(matched.misspelt) / len(_list_told(matched))
    return 1 - share * _MISSPELT[nearness]


def _has_initials(one: ReadName, other: ReadName) -> bool:
    for short, long in ((one, other), (other, one)):
        own = [word.letters for word in short.words if word.role == Role.OWN]
        if len(own) == 1 and 3 <= len(own[0]) <= 7 and own[0] == long.initials and len(long.words) > 2:
            return True
    return False


def _is_person_beside_firm(left: NameFacts, right: NameFacts) -> bool:
    """Dupont the mayor is not Dupont SARL."""
    categories = {left.category, right.category}
    return len(categories) == 2 and "" not in categories and PERSON in categories


def _weigh_numbers(left: NameFacts, right: NameFacts, score: float) -> tuple[float, tuple[Reason, ...]]:
    """Equal numbers decide, unless the names have nothing in common: then one of both may be wrong in its paper."""
    one, other = read_siren(left.siren), read_siren(right.siren)
    if not one or not other:
        return score, ()
    if one != other:
        return min(score, _BOUND), (Reason("differs", f"{one} / {other}"),)
    return max(score, _SAME_NUMBER if score >= _SOME_LIKENESS else _ONLY_NUMBER), (Reason("siren", one),)


def read_siren(number: str) -> str:
    """The nine digits of a SIREN, or of the SIRET that begins with it, where their check digit holds; "" else."""
    digits = "".join(one for one in number if one.isdecimal())[:9]
    doubled = [int(one) * (1 + at % 2) for at, one in enumerate(digits)]
    return digits if len(digits) == 9 and sum(one - 9 * (one > 9) for one in doubled) % 10 == 0 else ""
