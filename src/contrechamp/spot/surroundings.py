"""What stands around a name of a place, and makes it one or something else: a body's, a person's, a longer name's."""

import re
from bisect import bisect_left

from contrechamp.spot.first_names import read_person_words
from contrechamp.spot.place_words import read_place_words
from contrechamp.spot.tokens import Tokens
from contrechamp.text.folding import fold

_MOST_WORDS = 12  # before a name in which a body may begin
_STOP = re.compile(r"[^\s'’‘\-‐‑–,]| [-–] |\n\s*\n")  # between words: what ends a group of them
_GOING_ON = frozenset(("du", "de", "des"))  # behind a comma


def find_before(tokens: Tokens, start: int) -> int:
    """How many words stand before code point `start`."""
    return bisect_left(tokens.starts, start)


def is_part_of_body(tokens: Tokens, start: int) -> bool:
    """Whether a name is part of a body's: "tribunal administratif de Toulon", "Direction de la mer du Var"."""
    known, behind = read_place_words(), ""
    last = find_before(tokens, start) - 1
    for place in range(last, max(last - _MOST_WORDS, -1), -1):
        if _is_stop(tokens.gaps[place], behind):
            return False
        word = fold(tokens.words[place])
        if word in known.ends or tokens.words[place] == "Département":
            return word not in known.ends
        if word in known.bodies or word.removesuffix("s") in known.bodies or word.endswith("prefecture"):
            return True
        behind = word
    return False


def _is_stop(gap: str, behind: str) -> bool:
    """Whether a group of words ends with this gap, `behind` being the word after it ("" for the name itself)."""
    if gap == " ":
        return False
    return bool(_STOP.search(gap)) or ("," in gap and behind not in _GOING_ON)


_TITLED = re.compile(
    r"\b(?:M|MM|Mme|Mlle|Mr|Dr|Me|Monsieur|Madame|Maître|Docteur)\.?\s{1,3}"
    r"[A-ZÉÈÎ][\w-]{0,20}\.?(?:\s[A-ZÉ][\w-]{1,20})?\s{1,3}(?:(?:DE|de|D'|d'|LE|LA|DU|du)\s?)?(?:(?:LA|la)\s)?$"
)
_OF_NOBLE = re.compile(
    r"(?:([^\W\d_]\w{0,30})[\s-]{1,3})?\b([A-ZÀ-Ý]\w{1,20})[ \u00a0](?:[dD]['’]|(?:de|DE)[ \u00a0])$"
)
_SAINTS = frozenset(("saint", "sainte", "st", "ste"))
_PARTICLE_ENDS = ("'", "’", " ", "\u00a0")
_SURNAME = re.compile(r"\s[A-ZÀ-ÖØ-Þ-]{3,30}\b")


def is_of_person(text: str, tokens: Tokens, start: int) -> bool:
    """Whether a name stands behind a title, a title and a first name, or a first name and "de": "Mme Anne DE MEAUX"."""
    if _has_first_name(text, start):
        return True
    before = find_before(tokens, start)
    if before and fold(tokens.words[before - 1]) in read_place_words().titles:
        return True
    return bool(_TITLED.search(text[max(start - 40, 0) : start]))


def _has_first_name(text: str, start: int) -> bool:
    """Whether a first name and "de" or "d'" stand right before: "Hugues d'Artemare"; not behind a word of place."""
    named = (
        _OF_NOBLE.search(text, max(start - 60, 0), start)
        if text[start - 1 : start] in _PARTICLE_ENDS
        else None
    )
    if not named or fold(named[2]) not in read_person_words().first_names:
        return False
    before, words = fold(named[1] or ""), read_place_words()
    return before not in _SAINTS and before not in words.heads


def is_first_name(text: str, start: int, end: int) -> bool:
    """Whether a name stands before a surname in capitals: "France DURAND"."""
    return bool(_SURNAME.match(text, end)) and not text[start:end].isupper()


_BESIDE = re.compile(r"[ \u00a0-]([A-ZÀ-ÖØ-Þ]\w+)")
_BEFORE_WORD = re.compile(r"([^\W\d_][\w’'-]*)[ \u00a0-]$")
_ALLOWED_BESIDE = frozenset(("cedex", "le", "la", "les"))


def stands_in_name(text: str, start: int, end: int) -> bool:
    """Whether another word with a capital stands right beside a name, so that it is part of a longer one."""
    before = _BEFORE_WORD.search(text, max(start - 24, 0), start)
    is_behind = bool(before) and before[1].istitle() and fold(before[1]) not in read_place_words().generic
    if text[start:end].isupper():
        return is_behind or (text[end : end + 1] == "-" and text[end + 1 : end + 2].isalnum())
    beside = _BESIDE.match(text, end)
    if beside and fold(beside[1]) not in _ALLOWED_BESIDE:
        return True
    return is_behind and len(before[1]) > 3


_POSTCODE_BEFORE = re.compile(r"(?<!\d)(\d{2})[ \u00a0]?\d{3}[\s-]{1,4}$")
_POSTCODE_BEHIND = re.compile(r"\s{0,4}\(\s?(\d{2}|2[AB]|97\d)(?:[ \u00a0]?\d{3})?\s?\)")


def find_departement_beside(text: str, start: int, end: int) -> str:
    """The département of a postcode or a number beside a name: "83000 Toulon", "Toulon (83)"; "" without one."""
    found = _POSTCODE_BEFORE.search(text, max(start - 12, 0), start) or _POSTCODE_BEHIND.match(
        text, end, end + 14
    )
    return found[1] if found else ""


_DEPARTEMENT = re.compile(
    r"(?:prefete?s?|departements?|prefectorale?|prefecture)\W{1,4}(?:\w{1,3}\W{1,3}){0,3}$"
    r"|\bet (?:du|de la|de l'|des)\W$"
)


def is_departement(text: str, start: int, end: int, *, name: str, departement: str) -> bool:
    """Whether a département is meant, where its name is also a river's or a word."""
    words = read_place_words()
    if fold(name) not in words.words_too | words.rivers:
        return True
    before = fold(text[max(start - 30, 0) : start])
    return bool(_DEPARTEMENT.search(before)) or f"({departement})" in text[end : end + 6]
