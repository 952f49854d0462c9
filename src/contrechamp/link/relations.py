"""The relations that facts may state, read from `relations.toml`."""

import tomllib
from functools import cache
from importlib.resources import files
from typing import Any

from contrechamp.errors import RelationUnknown
from contrechamp.vocabulary.fact import Relation

_LISTS = ("subjects", "objects", "bounds")


@cache
def list_relations() -> tuple[Relation, ...]:
    """All of them, in the order in which a person chooses."""
    said = tomllib.loads(files(__package__).joinpath("relations.toml").read_text(encoding="utf-8"))
    return tuple(_make_relation(key, fields) for key, fields in said.items())


def find_relation(key: str) -> Relation:
    """RelationUnknown where there is none of that key."""
    found = _by_key().get(key)
    if found is None:
        raise RelationUnknown("“{key}” is no relation that a fact can state.", key=key)
    return found


@cache
def _by_key() -> dict[str, Relation]:
    return {relation.key: relation for relation in list_relations()}


def _make_relation(key: str, fields: dict[str, Any]) -> Relation:
    return Relation(key, **{name: tuple(said) if name in _LISTS else said for name, said in fields.items()})
