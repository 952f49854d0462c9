"""Streets, sites and districts, told by the word that begins them: "12 bis rue de la Gare", "quartier Malbosc"."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from contrechamp.spot.tokens import Tokens
from contrechamp.text.folding import fold

_MOST_BEFORE = 24  # code points in which the number before a street stands

_GAP = r"[ \t\u00a0\u202f]{1,4}"
_ANY_GAP = r"[ \t\u00a0\u202f]{0,4}(?:\r?\n[ \t]{0,8})?"
_SMALL = r"(?:de|du|des|la|le|les|et|sur|sous|en|aux?|lès|DE|DU|DES|LA|LE|LES|ET|SUR|SOUS|EN|AUX?)"
_ELIDED = r"(?:[dlDL][’'])"
_CAPITAL = r"(?:(?!(?:[AÀ]|CS|BP|CEDEX)\b(?!\.))[A-ZÀ-ÖØ-ÞŒ][\w’'\-‐‑]{0,30}\.?)"
_ORDINAL = r"(?:\d{1,3}(?:er|ère|e|è|ème|ÈME|EME)?)"
_JOIN = rf"(?:(?:{_GAP}(?:{_SMALL}{_GAP}|{_SMALL}{_ANY_GAP}){{0,2}}|{_ANY_GAP}{_SMALL}{_GAP}(?:{_SMALL}{_GAP})?){_ELIDED}?|{_GAP}{_ELIDED})"
_LINK = rf"(?:{_ANY_GAP}(?:{_SMALL}(?:{_GAP}|{_ANY_GAP})){{0,2}}(?:{_ELIDED}\s?)?)"
_QUOTE = r"[\"«“'’]"
_NAME = rf"{_CAPITAL}(?:{_JOIN}{_CAPITAL}){{0,5}}"
_DATE = rf"{_ORDINAL}{_GAP}(?:[\w]{{3,12}})(?:{_GAP}(?:d[’']\w{{3,14}}|\d{{4}}))?"  # "8 mai 1945", "112ème régiment d'infanterie"
_HEAD_WORD = r"\w+(?:-\w+)?(?:(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\.)?"
_CAPITALISED = re.compile(rf"{_HEAD_WORD}(?:{_LINK}|{_ANY_GAP})(?:{_QUOTE}{_NAME}{_QUOTE}|{_NAME}|{_DATE})")
_BARE = re.compile(rf"\w+{_GAP}(?:{_ELIDED}|{_QUOTE})?{_NAME}")  # a name right behind the word
_LOWER = re.compile(
    rf"{_HEAD_WORD}{_GAP}(?:{_SMALL}{_GAP}){{1,2}}(?:{_ELIDED})?[a-zà-ÿ]{{3,20}}|{_HEAD_WORD}{_GAP}{_ELIDED}[a-zà-ÿ]{{3,20}}"
)
_NUMBER = re.compile(
    rf"(?<![\d.,/-])\d{{1,4}}(?:{_GAP}?(?:bis|ter|quater|[A-Da-d](?=\W)))?"
    rf"(?:{_GAP}?[-/à&]{_GAP}?\d{{1,4}}(?:{_GAP}?(?:bis|ter|[A-D](?=\W)))?)?,?{_GAP}$"
)


class Found(NamedTuple):
    """Code points `start` to `end` of a street, a site or a district (`kind`)."""

    start: int
    end: int
    kind: str


class _Heads(NamedTuple):
    kinds: dict[str, str]
    loose: frozenset[str]
    not_behind: frozenset[str]


def find_streets(text: str, tokens: Tokens) -> Iterator[Found]:
    """Streets with their numbers, sites and districts, in order of their first word; they may overlap."""
    heads = _read_heads()
    places = [place for place, word in enumerate(map(str.lower, tokens.words)) if word in heads.kinds]
    for place in places:
        found = _find_one(text, tokens, place, heads=heads)
        if found:
            yield found


def _find_one(text: str, tokens: Tokens, place: int, *, heads: _Heads) -> Found | None:
    word = fold(tokens.words[place])
    kind, start = heads.kinds[tokens.words[place].lower()], tokens.starts[place]
    number = _NUMBER.search(text, max(start - _MOST_BEFORE, 0), start) if kind == "street" else None
    if place and not number and kind == "street" and fold(tokens.words[place - 1]) in heads.not_behind:
        if word in heads.loose or tokens.words[place - 1].lower() == "en":
            return None
    match = (_BARE if word in heads.loose and not number and kind == "site" else _CAPITALISED).match(
        text, start
    )
    if not match and number:
        match = _LOWER.match(text, start)
    if not match or _is_other(tokens.words[place], text[tokens.ends[place] : match.end()]):
        return None
    end = match.end() - text[start : match.end()].endswith(".")
    if kind == "district":
        return Found(_skip_head(text, start, end), end, kind)
    return Found(number.start() if number else start, end, kind)


def _is_other(head: str, name: str) -> bool:
    """Whether the words behind a head are not its name: an acronym ("forêt de la DDTM"), or small letters in a heading."""
    letters = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
    if head.isupper() and len(head) > 3:
        return any(not word.isupper() for word in letters)
    return len(letters) == 1 and letters[0].isupper() and 1 < len(letters[0]) < 5


_HEAD = re.compile(rf"\w+(?:-\w+)?{_ANY_GAP}(?:(?:de|du|des|DE|DU|DES){_GAP}|[dD][’'])?{_QUOTE}?")


def _skip_head(text: str, start: int, end: int) -> int:
    """A district is called by its name: "quartier de La Croix" gives "La Croix"; "ZAC" and what begins so stays."""
    if text[start : start + 1].isupper() and text[start : start + 2].isupper():
        return start
    match = _HEAD.match(text, start, end)
    return match.end() if match and match.end() < end else start


@cache
def _read_heads() -> _Heads:
    said = tomllib.loads(resources.files("contrechamp.spot").joinpath("place_words.toml").read_text("utf-8"))
    kinds: dict[str, str] = {}
    for group, kind in (("streets", "street"), ("sites", "site"), ("districts", "district")):
        for word in said[group]["words"].split():
            kinds.setdefault(word, kind)
            kinds.setdefault(fold(word), kind)
    loose = frozenset(f"{said['streets']['loose']} {said['sites']['loose']}".split())
    return _Heads(kinds, loose, frozenset(said["streets"]["not_behind"].split()))
