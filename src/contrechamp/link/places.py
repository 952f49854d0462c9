"""Whether the addresses beside two names agree, as far as they are known."""

import re
from collections.abc import Iterable
from enum import StrEnum
from functools import lru_cache

from contrechamp.link.names import cut_plural, read_lexicon
from contrechamp.text.folding import fold

_CEDEX = re.compile(r"\bcedex\b.*|\([^)]*\)|\d+")
_WORD = re.compile(r"[a-z]+")
_SAINT = {"st": "saint", "ste": "sainte"}
_REMEMBERED = 20_000


class Nearness(StrEnum):
    """One address, one département, another one, or not known."""

    NEAR = "near"
    AREA = "area"
    FAR = "far"
    UNKNOWN = "unknown"


@lru_cache(maxsize=_REMEMBERED)
def fold_town(town: str) -> str:
    """ "ST JEAN DE VÉDAS CEDEX 2" as "saint jean de vedas"."""
    words = _WORD.findall(_CEDEX.sub(" ", fold(town)))
    return " ".join(_SAINT.get(word, word) for word in words)


def list_town_words(towns: Iterable[str]) -> frozenset[str]:
    """The words of towns as names have them, small ones left out."""
    small = read_lexicon().small
    return frozenset(
        cut_plural(word) for town in towns for word in fold_town(town).split() if word not in small
    )


def compare_places(
    towns: tuple[Iterable[str], Iterable[str]], postcodes: tuple[Iterable[str], Iterable[str]]
) -> Nearness:
    """The nearest that any two of both sides are; towns as written, postcodes of five digits."""
    codes = [frozenset(side) for side in postcodes]
    names = [frozenset(map(fold_town, side)) - {""} for side in towns]
    if codes[0] & codes[1] or names[0] & names[1]:
        return Nearness.NEAR
    if all(codes):
        areas = [frozenset(code[:2] for code in side) for side in codes]
        return Nearness.AREA if areas[0] & areas[1] else Nearness.FAR
    return Nearness.FAR if all(names) else Nearness.UNKNOWN
