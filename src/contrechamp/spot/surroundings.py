"""What stands around a name of a place, and makes it one or something else: a body's, a person's, a longer name's."""

import re

from contrechamp.spot.place_words import read_place_words
from contrechamp.text.folding import fold

_MOST_BEFORE = 110  # code points in which a body may begin
_MOST_HEADS = 12  # words of it
_STOP = re.compile(r"[^a-z0-9'\- \u00a0\n,]|,(?! (?:du|de|des)\b)| - ")  # what ends a group of folded words
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)?")


def is_part_of_body(text: str, start: int) -> bool:
    """Whether a name is part of a body's: "tribunal administratif de Toulon", "Direction de la mer du Var"."""
    words, before = read_place_words(), text[max(start - _MOST_BEFORE, 0) : start]
    if before.rstrip(" lad'’ue").endswith("Département"):
        return True
    for word in reversed(_WORD.findall(_STOP.split(fold(before))[-1])[-_MOST_HEADS:]):
        if word in words.ends:
            return False
        if word in words.bodies or word.removesuffix("s") in words.bodies or word.endswith("prefecture"):
            return True
    return False


_TITLED = re.compile(
    r"\b(?:M|MM|Mme|Mlle|Mr|Dr|Me|Monsieur|Madame|Maître|Docteur)\.?\s{1,3}"
    r"[A-ZÉÈÎ][\w-]{1,20}\.?(?:\s[A-ZÉ][\w-]{1,20})?\s{1,3}(?:(?:DE|de|D'|d'|LE|LA|DU|du)\s?)?(?:(?:LA|la)\s)?$"
)
_SURNAME = re.compile(r"\s[A-ZÀ-ÖØ-Þ-]{3,30}\b")


def is_of_person(text: str, start: int) -> bool:
    """Whether a name stands behind a title, or a title and a first name: "M. Grasse", "Mme Anne DE MEAUX"."""
    before = text[max(start - 40, 0) : start]
    last = re.findall(r"\w+", before[-16:])[-1:]
    return bool(last and fold(last[0]) in read_place_words().titles) or bool(_TITLED.search(before))


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
