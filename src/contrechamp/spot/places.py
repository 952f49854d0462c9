"""Places: communes with their INSEE code, départements, regions, states; streets, sites and districts by rule."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from contrechamp.spot.communes import choose_commune, open_communes
from contrechamp.spot.entries import Entry
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.streets import find_streets
from contrechamp.spot.tokens import Tokens, split_tokens
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.PLACE
VERSION = "1"
_LONG = 6  # letters of a name that hardly means something else
_PREPOSITIONS = frozenset("de d a par vers entre et dans en sur".split())
_BEFORE, _BEHIND = 60, 14  # code points that are looked at on both sides of a name


class _Words(NamedTuple):
    doubtful: frozenset[str]
    sure: frozenset[str]
    bodies: frozenset[str]
    ends: frozenset[str]
    titles: frozenset[str]


@cache
def _read_words() -> _Words:
    said = tomllib.loads(resources.files("contrechamp.spot").joinpath("place_words.toml").read_text("utf-8"))
    before = said["before"]
    texts = (said["communes"]["doubtful"], before["sure"], before["bodies"], before["ends"], before["titles"])
    return _Words(*(frozenset(fold(text).split()) for text in texts))


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The places that a text names, in order: `value` is the name as INSEE writes it, or a street's normal writing.

    `details`: `type` (commune, merged_commune, arrondissement, departement, region, country, city, nature, street,
    site, district), for a commune that is told from all others `insee` and `departement`.
    """
    tokens = split_tokens(text)
    named = list(_find_named(text, lexicons))
    departements = {spotted.details["departement"] for spotted in named if "departement" in spotted.details}
    found = [*_find_streets(text, tokens), *_find_communes(text, tokens, departements), *named]
    reached = 0
    for spotted in sorted(found, key=lambda one: (one.start, -one.end)):
        if spotted.start >= reached:
            reached = spotted.end
            yield spotted


def _find_streets(text: str, tokens: Tokens) -> Iterator[Spotted]:
    words = _read_words()
    for start, end, kind in find_streets(text, tokens):
        if kind != "site" or not _is_body(text, start, words=words):
            yield Spotted(start, end, _normalise(text[start:end]), f"rule/{kind}", {"type": kind})


def _normalise(words: str) -> str:
    """One writing for one street: blanks, apostrophes, no capital where the whole is in capitals."""
    said = " ".join(words.replace("’", "'").split()).strip(" \"«»“”'.,")
    return said.title().replace("'S ", "'s ") if said.isupper() else said


def _find_named(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """Départements, regions, states: words with a capital, a département that is a river behind its own words."""
    words = _read_words()
    for start, end, entry in lexicons.find(text, KIND):
        is_name = text[start].isupper() and not _is_of_person(text, start, end)
        if not is_name or _is_body(text, start, words=words) or stands_in_name(text, start, end):
            continue
        is_departement = entry.category == "departement" and _is_departement(text, start, end, entry=entry)
        if is_departement or fold(entry.label) not in _WORDS_TOO:
            is_river = entry.category == "departement" and not is_departement
            details = {"type": "nature"} if is_river else {"type": entry.category, **entry.details}
            yield Spotted(start, end, entry.label, "lexicon/place", details)


_SURNAME = re.compile(r"\s[A-ZÀ-ÖØ-Þ-]{3,30}\b")


def _is_of_person(text: str, start: int, end: int) -> bool:
    """Whether the name is a first name before a surname in capitals: "France DURAND"."""
    return bool(_SURNAME.match(text, end)) and not text[start:end].isupper()


_DEPARTEMENT = re.compile(
    r"(?:prefete?s?|departements?|prefectorale?|sous-prefete?)\W{1,4}(?:\w{1,3}\W{1,3}){0,3}$|\bet (?:du|de la|de l'|des)\W$"
)
_WORDS_TOO = frozenset(
    "nord manche lot cher somme orne aube creuse vienne eure indre".split()
)  # of the dictionary
_RIVERS = frozenset(
    "marne mayenne loire rhone jura landes".split()
)  # are mostly the river, and a place anyhow


def _is_departement(text: str, start: int, end: int, *, entry: Entry) -> bool:
    """Whether a département is meant, where its name is also a river's or a word."""
    if fold(entry.label) not in _WORDS_TOO | _RIVERS:
        return True
    before = fold(text[max(start - 30, 0) : start])
    return bool(_DEPARTEMENT.search(before)) or f"({entry.details['departement']})" in text[end : end + 6]


def _find_communes(text: str, tokens: Tokens, departements: set[str]) -> Iterator[Spotted]:
    communes, words = open_communes(), _read_words()

    def allows(start: int, end: int, owner: int) -> bool:
        return _Candidate(text, start, end, owner, departements).is_meant(words)

    for start, end, owner in communes.find(tokens, allows=allows):
        owned = communes.list_owned(owner)
        postal = _find_postal(text, start, end)
        one = choose_commune(owned, {postal} if postal else departements)
        details = {"type": one.kind if one else owned[0].kind}
        if one:
            details |= {"insee": one.insee, "departement": one.departement}
            details |= {"part_of": one.part_of} if one.part_of else {}
        yield Spotted(start, end, (one or owned[0]).name, "lexicon/commune", details)


_POSTAL_BEFORE = re.compile(r"(?<!\d)(\d{2})[ \u00a0]?\d{3}[\s-]{1,4}$")
_POSTAL_BEHIND = re.compile(r"\s{0,4}\(\s?(\d{2}|2[AB]|97\d)(?:[ \u00a0]?\d{3})?\s?\)")


def _find_postal(text: str, start: int, end: int) -> str:
    """The département of a postcode or number beside a name: "83000 Toulon", "Toulon (83)"; "" without one."""
    found = _POSTAL_BEFORE.search(text, max(start - 12, 0), start) or _POSTAL_BEHIND.match(
        text, end, end + _BEHIND
    )
    return found[1] if found else ""


_PERSON = re.compile(
    r"\b(?:M|MM|Mme|Mlle|Mr|Dr|Me|Monsieur|Madame|Maître|Docteur)\.?\s{1,3}[A-ZÉÈÎ][\w-]{1,20}\.?(?:\s[A-ZÉ][\w-]{1,20})?"
    r"\s{1,3}(?:(?:DE|de|D'|d'|LE|LA|DU|du)\s?)?(?:(?:LA|la)\s)?$"
)


class _Candidate(NamedTuple):
    """A name of a commune at its place, to be judged by what stands around it."""

    text: str
    start: int
    end: int
    owner: int
    departements: set[str]

    def is_meant(self, words: _Words) -> bool:
        """Whether the name is meant as a place: sure words or a postcode, else a known name in its usual company."""
        name = self.text[self.start : self.end]
        if not any(map(str.isupper, name)):
            return False
        before = fold(self.text[max(self.start - _BEFORE, 0) : self.start])
        last = re.findall(r"\w+", before)[-4:]
        articles = open_communes().find_articles(self.owner)
        if articles and (not last or last[-1] not in articles):
            return False
        if _is_body(self.text, self.start, words=words) or self._is_of_person(last, words):
            return False
        if self._has_postcode():
            return True
        return self._is_sure(last, before, words) or self._is_usual(name, last, words)

    def _has_postcode(self) -> bool:
        """Whether a postcode or a number of a département beside the name is one of a commune of this name."""
        postal = _find_postal(self.text, self.start, self.end)
        return any(
            one.departement.startswith(postal) for one in open_communes().list_owned(self.owner) if postal
        )

    def _is_of_person(self, last: list[str], words: _Words) -> bool:
        """Behind a title, or a title and a first name: "M. Grasse", "Mme Anne DE MEAUX"."""
        before = self.text[max(self.start - 40, 0) : self.start]
        return (bool(last) and last[-1] in words.titles) or bool(_PERSON.search(before))

    def _is_sure(self, last: list[str], before: str, words: _Words) -> bool:
        """Behind "commune de", "à": nothing else than a place stands there."""
        behind = [
            word for word in last if word not in ("de", "d", "du", "des", "la", "le", "l", "les", "aux")
        ]
        direct = bool(last) and (last[-1] == "a" or (last[-1] in ("aux", "au") and bool(self._articles())))
        return direct or (
            bool(behind) and behind[-1] in words.sure and behind[-1] != "a" and last[-1] != behind[-1]
        )

    def _articles(self) -> tuple[str, ...]:
        return open_communes().find_articles(self.owner)

    def _is_usual(self, name: str, last: list[str], words: _Words) -> bool:
        """A long name, a town or a name of a département that the page names; alone among words without capital."""
        communes = open_communes().list_owned(self.owner)
        own = [word for word in re.findall(r"\w+", fold(name)) if word not in ("le", "la", "les", "l")]
        is_here = any(one.departement in self.departements for one in communes)
        if len(own) == 1 and own[0] in words.doubtful and not (is_here and len(own[0]) > 5):
            return False
        if stands_in_name(self.text, self.start, self.end):
            return False
        if len(own) > 1 or is_here or any(one.is_large for one in communes):
            return True
        return len(own[0]) >= _LONG and not name.isupper() and bool(last) and last[-1] in _PREPOSITIONS


def stands_in_name(text: str, start: int, end: int) -> bool:
    """Whether another word with a capital stands right beside a name, so that it is part of some other name."""
    beside = _BESIDE.match(text, end)
    before = _BEFORE_WORD.search(text, max(start - 24, 0), start)
    if text[start:end].isupper():
        is_behind_first_name = bool(before) and before[1].istitle() and fold(before[1]) not in _GENERIC
        return (
            is_behind_first_name
            or text[end : end + 2].strip("-")[:1].isalnum()
            and text[end : end + 1] == "-"
        )
    if beside and fold(beside[1]) not in ("cedex", "le", "la", "les"):
        return True
    return bool(before) and before[1].istitle() and len(before[1]) > 3 and fold(before[1]) not in _GENERIC


_BESIDE = re.compile(r"[ \u00a0-]([A-ZÀ-ÖØ-Þ]\w+)")
_BEFORE_WORD = re.compile(r"([^\W\d_][\w’'-]*)[ \u00a0-]$")
_GENERIC = frozenset(
    [
        "commune",
        "ville",
        "mairie",
        "secteur",
        "canton",
        "pays",
        "arrondissement",
        "dans",
        "depuis",
        "vers",
        "pour",
        "entre",
    ]
)
_STOP = re.compile(r"[^a-z0-9'\- \u00a0\n,]|,(?! (?:du|de|des)\b)| - ")  # what ends a group of words
_HEAD = re.compile(r"[a-z]+(?:-[a-z]+)?")
_MOST_HEADS = 12


def _is_body(text: str, start: int, *, words: _Words) -> bool:
    """Whether the name is part of a body's: "tribunal administratif de Toulon", "Direction de la mer du Var"."""
    before = text[max(start - 110, 0) : start]
    if before.rstrip(" lad'’ue").endswith("Département"):
        return True
    group = _STOP.split(fold(before))[-1]
    for word in reversed(_HEAD.findall(group)[-_MOST_HEADS:]):
        if word in words.ends:
            return False
        if word in words.bodies or word.removesuffix("s") in words.bodies or word.endswith("prefecture"):
            return True
    return False
