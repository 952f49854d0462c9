"""The shapes of what judgements say, each kind its own: what has another one is none of ours and does not enter."""

import json
import re
from collections.abc import Collection, Iterable
from typing import Any

from contrechamp.vocabulary.entity import EntityKind
from contrechamp.vocabulary.fact import FACT_ENDS
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_LISTS = ("entities", "facts", "names", "pairs", "proposals")
_KEYS = ("entity", "into", "fact", "judgement", "confirmed")  # ids
_TEXTS = (*_KEYS, "place", "reason", "sheet")
_ENTITY_TEXTS, _MAPS = ("id", "kind", "name", "category", "role"), ("identifiers", "details")
_FACT_TEXTS = ("id", "relation", "value", "when", "note", *FACT_ENDS)
_NEEDED = {  # of each kind what it cannot be without: one of each of these
    Kind.ENTITY: (("entities",),),
    Kind.NAME: (("names",),),
    Kind.REFUSE: (("names", "proposals"),),
    Kind.APART: (("pairs",),),
    Kind.MERGE: (("entity",), ("into",)),
    Kind.CORRECT: (("entity",), ("changes",)),
    Kind.FACT: (("facts",),),
    Kind.CONTEST: (("entity", "fact", "place"), ("reason",)),
    Kind.SECOND: (("entity",),),
    Kind.UNDO: (("judgement",),),
}
_SAYS_THINGS = (Kind.ENTITY, Kind.FACT)
ID_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"  # Crockford's: none is taken for another
_ID, _DIGEST = re.compile(rf"[{ID_LETTERS}]{{10}}"), re.compile(r"[0-9a-f]{64}")
# A place is that of a mention, as `vocabulary.judgement.Name.where` has it, or an act by its rank.
_PLACE = re.compile(r"[0-9a-f]{64}/(?:\d{1,9}/\d{1,9}-\d{1,9}|acts/\d{1,9})")
_FURTHEST = 1 << 31


def is_id(text: str) -> bool:
    """Whether it has the shape of an id of an entity, a fact or a judgement."""
    return bool(_ID.fullmatch(text))


def check_content(kind: Kind, content: dict[str, Any]) -> None:
    """ValueError, TypeError, KeyError or AttributeError where it has not the shape of this kind."""
    _check_keys(content, {*_LISTS, *_TEXTS, "changes"})
    json.dumps(content, ensure_ascii=False).encode()  # half a character has no place on any disk
    if not all(any(content.get(name) for name in names) for names in _NEEDED[kind]):
        raise ValueError(kind)
    if kind not in _SAYS_THINGS and (content.get("entities") or content.get("facts")):
        raise ValueError(kind)
    _check_texts(content, filter(content.__contains__, _TEXTS))
    _check_ids(content, _KEYS)
    if content.get("place") and not _PLACE.fullmatch(content["place"]):
        raise ValueError(content["place"])
    _check_lists(kind, content)


def _check_lists(kind: Kind, content: dict[str, Any]) -> None:
    if not all(isinstance(content.get(name, []), list) for name in _LISTS):
        raise TypeError
    for said in content.get("entities", ()):
        _check_entity(said, needed=("id", "kind", "name"))
    for said in content.get("facts", ()):
        _check_fact(said)
    if "changes" in content:
        _check_entity(content["changes"], needed=())
    has_entity = bool(content.get("entity")) or kind == Kind.REFUSE
    for row in content.get("names", ()):
        _check_name(row, has_entity=has_entity)
    for one, other in content.get("pairs", ()):
        if one == other or not is_id(other) or not (is_id(one) or _is_name_side(one)):
            raise ValueError(one)
    if not all(isinstance(key, str) for key in content.get("proposals", ())):
        raise TypeError


def _is_name_side(text: str) -> bool:
    """A name that is held apart from an entity: its kind and value, and where, with tabs between them."""
    return 2 <= len(text.split("\t")) <= 3 and "\n" not in text


def _check_entity(said: dict[str, Any], *, needed: Collection[str]) -> None:
    """An entity, or what is corrected of one, which never is its id."""
    _check_keys(said, {*(_ENTITY_TEXTS if needed else _ENTITY_TEXTS[1:]), *_MAPS, "sources"})
    _check_texts(said, [*needed, *filter(said.__contains__, _ENTITY_TEXTS)])
    _check_ids(said, ("id",), needed=needed)
    if "kind" in said:
        EntityKind(said["kind"])
    _check_rest(said)


def _check_fact(said: dict[str, Any]) -> None:
    _check_keys(said, {*_FACT_TEXTS, "details", "sources"})
    needed = ("id", "subject", "relation")
    _check_texts(said, [*needed, *filter(said.__contains__, _FACT_TEXTS)])
    _check_ids(said, ("id", *FACT_ENDS), needed=("id", "subject"))
    _check_rest(said)


def _check_rest(said: dict[str, Any]) -> None:
    """Maps of texts, and passages: [digest, page, start, end, words]."""
    for name in _MAPS:
        if not all(isinstance(one, str) for pair in said.get(name, {}).items() for one in pair):
            raise TypeError
    for digest, page, start, end, words in said.get("sources", ()):
        if not (isinstance(words, str) and _DIGEST.fullmatch(digest)):
            raise TypeError
        if not all(type(number) is int and 0 <= number < _FURTHEST for number in (page, start, end)):
            raise ValueError(page)


def _check_name(row: list[str], *, has_entity: bool) -> None:
    """[kind, value, where, entity]; where all of them are one entity's, or nobody's, the last two may be left out."""
    if not isinstance(row, list) or not (2 if has_entity else 4) <= len(row) <= 4:
        raise ValueError(len(row))
    if not all(isinstance(cell, str) and "\n" not in cell for cell in row):
        raise TypeError
    if (len(row) == 4 and row[3]) or not has_entity:
        _check_ids({"entity": row[3]}, ("entity",), needed=("entity",))


def _check_keys(said: dict[str, Any], known: Collection[str]) -> None:
    if not said.keys() <= known:
        raise ValueError(sorted(said))


def _check_texts(said: dict[str, Any], names: Iterable[str]) -> None:
    if not all(isinstance(said[name], str) for name in names):
        raise TypeError


def _check_ids(said: dict[str, Any], names: Iterable[str], *, needed: Collection[str] = ()) -> None:
    """Ids, "" where there may be none."""
    for name in names:
        key = said.get(name, "")
        if not (is_id(key) or (key == "" and name not in needed)):
            raise ValueError(key)
