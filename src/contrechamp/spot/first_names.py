"""The words by which a person is told from a firm and from a place (`first_names.toml`), read once."""

import tomllib
from functools import cache
from importlib import resources
from typing import NamedTuple


class PersonWords(NamedTuple):
    """Sets of folded words: first names, words of trade and legal forms, what one person exercises alone."""

    first_names: frozenset[str]
    firms: frozenset[str]
    professions: frozenset[str]


@cache
def read_person_words() -> PersonWords:
    said = tomllib.loads(resources.files("contrechamp.spot").joinpath("first_names.toml").read_text("utf-8"))
    groups = (said["first_names"]["names"], said["firms"]["words"], said["professions"]["words"])
    return PersonWords(*(frozenset(group.split()) for group in groups))
