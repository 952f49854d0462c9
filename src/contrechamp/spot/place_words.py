"""The words by which a place is told (`place_words.toml`), read once."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple

from contrechamp.text.folding import fold


class PlaceWords(NamedTuple):
    """Sets of folded words; `heads` says of a word, with or without its accents, what it begins."""

    heads: dict[str, str]  # "street", "site" or "district"
    kept: frozenset[str]
    loose: frozenset[str]
    not_behind: frozenset[str]
    doubtful: frozenset[str]
    in_capitals: frozenset[str]
    small: frozenset[str]  # with their accents
    words_too: frozenset[str]
    rivers: frozenset[str]
    sure: frozenset[str]
    bodies: frozenset[str]
    ends: frozenset[str]
    prepositions: frozenset[str]
    generic: frozenset[str]
    titles: frozenset[str]


@cache
def read_place_words() -> PlaceWords:
    said = tomllib.loads(resources.files("contrechamp.spot").joinpath("place_words.toml").read_text("utf-8"))
    before = said["before"]
    return PlaceWords(
        heads=_gather_heads(said),
        kept=_split(said["districts"]["kept"]),
        loose=_split(f"{said['streets']['loose']} {said['sites']['loose']}"),
        not_behind=_split(said["streets"]["not_behind"]),
        doubtful=_split(said["communes"]["doubtful"]),
        in_capitals=_split(f"{said['communes']['in_capitals']} {said['communes']['doubtful']}"),
        small=frozenset(said["communes"]["small"].split()),
        words_too=_split(said["departements"]["words"]),
        rivers=_split(said["departements"]["rivers"]),
        **{name: _split(words) for name, words in before.items() if name != "source"},
    )


def _gather_heads(said: dict) -> dict[str, str]:
    heads: dict[str, str] = {}
    for group, kind in (("streets", "street"), ("sites", "site"), ("districts", "district")):
        for word in said[group]["words"].split():
            heads.setdefault(word, kind)
            heads.setdefault(fold(word), kind)
    return heads


def _split(words: str) -> frozenset[str]:
    return frozenset(fold(words).split())
