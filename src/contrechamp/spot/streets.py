"""Streets, sites and districts, told by the word that begins them: "12 bis rue de la Gare", "quartier Malbosc"."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.spot.place_words import read_place_words
from contrechamp.spot.tokens import Tokens
from contrechamp.text.folding import fold

_MOST_BEFORE = 24  # code points in which the number before a street stands

_GAP = r"[ \t\u00a0\u202f]{1,4}"
_ANY_GAP = r"[ \t\u00a0\u202f]{0,4}(?:\r?\n[ \t]{0,8})?"
_SMALL = r"(?:de|du|des|la|le|les|et|sur|sous|en|aux?|lès|DE|DU|DES|LA|LE|LES|ET|SUR|SOUS|EN|AUX?)"
_OF = r"(?:de|du|des|la|le|les|aux?|DE|DU|DES|LA|LE|LES|AUX?)"
_ELIDED = r"(?:[dlDL][’'])"
_QUOTE = r"[\"«“'’]"
_UPPER = "A-ZÀ-ÖØ-ÞŒ"
_SHORTENED = rf"\w{{0,2}}\.(?=[ \u00a0][{_UPPER}])"  # "J." and "Gal."
_NO_NAME = r"(?!(?:[AÀ]|CS|BP|CEDEX|DE|DU|DES|LA|LE|LES|ET|SUR|SOUS|EN|AUX?)\b(?!\.))"
_CAPITAL = rf"(?:{_NO_NAME}[{_UPPER}](?:{_SHORTENED}|\w{{0,30}}(?:[’'\-‐‑]\w{{1,30}}){{0,6}}))"
_ORDINAL = r"(?:\d{1,3}(?:er|ère|e|è|ème|ÈME|EME)?)"
_JOIN = (  # between two words with a capital: small words, around which a line may end
    rf"(?:(?:{_GAP}(?:{_SMALL}{_GAP}|{_SMALL}{_ANY_GAP}){{0,2}}"
    rf"|{_ANY_GAP}{_SMALL}{_GAP}(?:{_SMALL}{_GAP})?){_ELIDED}?|{_GAP}{_ELIDED})"
)
# behind the head
_LINK = rf"(?:{_ANY_GAP}(?:{_OF}(?:{_GAP}|{_ANY_GAP})){{0,2}}(?:{_ELIDED}\s?)?)"
_NAME = rf"{_CAPITAL}(?:{_JOIN}{_CAPITAL}){{0,5}}"
_DATE = rf"{_ORDINAL}{_GAP}\w{{3,12}}(?:{_GAP}(?:d[’']\w{{3,14}}|\d{{4}}))?"  # "8 mai 1945"
_HEAD = r"\w++(?:-\w++)?+(?:(?<=\b\w)\.|(?<=\b\w\w)\.|(?<=\b\w\w\w)\.|(?<=\b\w\w\w\w)\.)?"
_CAPITALISED = re.compile(rf"{_HEAD}(?:{_LINK}|{_ANY_GAP})(?:{_QUOTE}{_NAME}{_QUOTE}|{_NAME}|{_DATE})")
_BARE = re.compile(rf"\w++{_GAP}(?:{_ELIDED}|{_QUOTE})?{_NAME}")  # a name right behind the word
_LOWER = re.compile(rf"{_HEAD}{_GAP}(?:(?:{_SMALL}{_GAP}){{1,2}}{_ELIDED}?|{_ELIDED})[a-zà-ÿ]{{3,20}}")
_MORE = rf"(?:{_GAP}?(?:bis|ter|quater|[A-Da-d](?=\W)))?"
_NUMBER = re.compile(rf"(?<![\d.,/-])\d{{1,4}}{_MORE}(?:{_GAP}?[-/à&]{_GAP}?\d{{1,4}}{_MORE})?,?{_GAP}$")


class Found(NamedTuple):
    """Code points `start` to `end` of a street, a site or a district (`kind`)."""

    start: int
    end: int
    kind: str


def find_streets(text: str, tokens: Tokens) -> Iterator[Found]:
    """Streets with their numbers, sites and districts, in order of their first word; they may overlap."""
    heads = read_place_words().heads
    places = [place for place, word in enumerate(map(str.lower, tokens.words)) if word in heads]
    for place in places:
        found = _find_one(text, tokens, place)
        if found:
            yield found


def _find_one(text: str, tokens: Tokens, place: int) -> Found | None:
    words, head, start = read_place_words(), tokens.words[place], tokens.starts[place]
    kind, is_loose = words.heads[head.lower()], fold(head) in words.loose
    if kind != "street" and tokens.gaps[place].startswith("."):
        return None
    number = _NUMBER.search(text, max(start - _MOST_BEFORE, 0), start) if kind == "street" else None
    if kind == "street" and not number and _is_of_sentence(tokens, place, is_loose=is_loose):
        return None
    match = (_BARE if is_loose and kind == "site" else _CAPITALISED).match(text, start)
    match = match or (_LOWER.match(text, start) if number else None)
    if not match or _is_other(head, text[tokens.ends[place] : match.end()]):
        return None
    end = match.end()
    if kind == "district":
        return Found(start if fold(head) in words.kept else _skip_head(text, start, end), end, kind)
    return Found(number.start() if number else start, end, kind)


def _is_of_sentence(tokens: Tokens, place: int, *, is_loose: bool) -> bool:
    """Whether a word is no street but part of a turn: "mise en place", "au cours de", "voie de recours"."""
    before = fold(tokens.words[place - 1]) if place else ""
    return before == "en" or (is_loose and before in read_place_words().not_behind)


def _is_other(head: str, name: str) -> bool:
    """Whether words are not the name of a head: an acronym ("forêt de la DDTM"), small letters in a heading."""
    letters = [word for word in re.findall(r"\w+", name) if word[0].isupper()]
    if head.isupper() and len(head) > 3:
        return any(not word.isupper() for word in letters)
    return len(letters) == 1 and letters[0].isupper() and 1 < len(letters[0]) < 5


_DISTRICT = re.compile(rf"\w+(?:-\w+)?{_ANY_GAP}(?:(?:de|du|des|DE|DU|DES){_GAP}|[dD][’'])?{_QUOTE}?")


def _skip_head(text: str, start: int, end: int) -> int:
    """A district is called by its name: "quartier de La Croix" gives "La Croix"."""
    match = _DISTRICT.match(text, start, end)
    return match.end() if match and match.end() < end else start
