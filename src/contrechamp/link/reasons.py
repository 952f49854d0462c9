"""Why two names may be one actor's, in terms that a person can check; and who stands in a joint name."""

import re
from collections.abc import Iterable
from typing import NamedTuple

from contrechamp.link.matching import Matched, is_misspelt
from contrechamp.link.names import NameWord, ReadName, read_name
from contrechamp.link.places import Nearness
from contrechamp.text.folding import fold
from contrechamp.vocabulary.suggestion import Reason

TELLING = 0.4  # the least weight of a word that is worth being told
_WORD = re.compile(r"[^\W_]+")


class NameFacts(NamedTuple):
    """A name as a paper has it, with what stands beside it; what is not known is empty.

    `siren` may be a SIRET; `towns` as written, `postcodes` five digits; `category` as of an entity.
    """

    name: str
    siren: str = ""
    towns: tuple[str, ...] = ()
    postcodes: tuple[str, ...] = ()
    category: str = ""


def find_partner(one: ReadName, other: ReadName) -> frozenset[str]:
    """The words of the firm that a joint name has in common with a name of one firm; none where it is no such pair."""
    for joint, single in ((one, other), (other, one)):
        if single.is_joint or single.is_body or not joint.partners or names_all(joint, single):
            continue
        if joint.is_joint:
            found = next((part for part in joint.partners if _is_partner(part, single)), frozenset())
        else:  # a dash alone: the rest must be somebody, too, and no other writing of it
            found = next((part for part in joint.partners if part == single.own != joint.own), frozenset())
        if found:
            return found
    return frozenset()


def names_all(joint: ReadName, single: ReadName) -> bool:
    """ "ALPHA - BÊTA" is the joint name "ALPHA/BÊTA" in other writing."""
    return len(joint.partners) > 1 and all(_is_partner(part, single) for part in joint.partners)


def _is_partner(part: frozenset[str], single: ReadName) -> bool:
    return (
        any((a == b and len(a) > 2) or is_misspelt(a, b) for a in part for b in single.own)
        or part == single.own
    )


def tell_names(left: str, right: str, matched: Matched, *, rule: str) -> Iterable[Reason]:
    """What two names have in common and what not, in the words of the papers; `rule` as `compare_names` found it."""
    one, other = read_name(left), read_name(right)
    written = {fold(word): word for word in (*_WORD.findall(right), *_WORD.findall(left))}
    if rule == "joint":
        partner = find_partner(one, other)
        words = [word for word in (*one.words, *other.words) if word.letters in partner]
        yield Reason("joint", _write(dict.fromkeys(words), written))
    elif rule == "initials":
        yield Reason("initials", _write(min(one.words, other.words, key=len), written))
    else:
        yield from _tell_words(matched, written, is_name=rule == "name")
        yield from (
            Reason(kind, " / ".join(filter(None, sides)))
            for kind, sides in (("form", (one.form, other.form)), ("branch", (one.branch, other.branch)))
            if sides[0] != sides[1]
        )
        if one.is_renamed != other.is_renamed:
            yield Reason("renamed", _write(matched.shared, written))


def _tell_words(matched: Matched, written: dict[str, str], *, is_name: bool) -> Iterable[Reason]:
    shared = [word for word in matched.shared if is_name or word.weight >= TELLING]
    if shared:
        yield Reason("name" if is_name else "words", _write(shared, written))
    for pair in matched.misspelt:
        yield Reason("spelling", " / ".join(_write([word], written) for word in pair))
    overs = [
        _write([word for word in words if word.weight >= TELLING], written)
        for words in (matched.left_over, matched.right_over)
    ]
    if any(overs):
        yield Reason("differs", " / ".join(filter(None, overs)))


def _write(words: Iterable[NameWord], written: dict[str, str]) -> str:
    return " ".join(written.get(word.said, word.said) for word in words)


def tell_places(left: NameFacts, right: NameFacts, nearness: Nearness) -> Iterable[Reason]:
    """The town of both, or both towns."""
    sides = [tuple(side.towns) or tuple(side.postcodes) for side in (left, right)]
    if nearness == Nearness.NEAR:
        yield Reason("town", sides[1][0])
    elif nearness != Nearness.UNKNOWN and all(sides):
        yield Reason("differs", f"{sides[0][0]} / {sides[1][0]}")
