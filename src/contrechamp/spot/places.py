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
_BEFORE, _BEHIND = 60, 14  # code points that are looked at on both sides of a name


class _Words(NamedTuple):
    doubtful: frozenset[str]
    sure: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]


@cache
def _read_words() -> _Words:
    said = tomllib.loads(resources.files("contrechamp.spot").joinpath("place_words.toml").read_text("utf-8"))
    before = said["before"]
    texts = (said["communes"]["doubtful"], before["sure"], before["bodies"], before["titles"])
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
    for start, end, kind in find_streets(text, tokens):
        yield Spotted(start, end, _normalise(text[start:end]), f"rule/{kind}", {"type": kind})


def _normalise(words: str) -> str:
    """One writing for one street: blanks, apostrophes, no capital where the whole is in capitals."""
    said = " ".join(words.replace("’", "'").split()).strip(" \"«»“”'.,")
    return said.title().replace("'S ", "'s ") if said.isupper() else said


def _find_named(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """Départements, regions, states: words with a capital, a département that is a river behind its own words."""
    words = _read_words()
    for start, end, entry in lexicons.find(text, KIND):
        if not text[start].isupper() or _is_body(text, start, words=words):
            continue
        if entry.category != "departement" or _is_departement(text, start, end, entry=entry):
            details = {"type": entry.category, **entry.details}
            yield Spotted(start, end, entry.label, "lexicon/place", details)


_DEPARTEMENT = re.compile(
    r"(?:prefete?s?|departements?|prefectorale?|sous-prefete?)\W{1,4}(?:\w{1,3}\W{1,3}){0,3}$|\bet (?:du|de la|de l'|des)\W$"
)
_RIVERS = frozenset("nord manche lot cher somme orne landes aube creuse marne vienne mayenne eure indre loire rhone jura".split())


def _is_departement(text: str, start: int, end: int, *, entry: Entry) -> bool:
    """Whether a département is meant, where its name is also a river's or a word."""
    name = fold(entry.label)
    if name not in _RIVERS:
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
    found = _POSTAL_BEFORE.search(text, max(start - 12, 0), start) or _POSTAL_BEHIND.match(text, end, end + _BEHIND)
    return found[1] if found else ""


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
        if _find_postal(self.text, self.start, self.end):
            return True
        return self._is_sure(last, before, words) or self._is_usual(name, last, words)

    def _is_of_person(self, last: list[str], words: _Words) -> bool:
        return bool(last) and last[-1] in words.titles and len(self._before_word()) < 13

    def _before_word(self) -> str:
        found = re.search(r"[\w’'-]+\.?[ \t\u00a0]{1,3}$", self.text[max(self.start - 30, 0) : self.start])
        return found[0].strip() if found else ""

    def _is_sure(self, last: list[str], before: str, words: _Words) -> bool:
        """Behind "commune de", "à": nothing else than a place stands there."""
        behind = [word for word in last if word not in ("de", "d", "du", "des", "la", "le", "l", "les", "aux")]
        direct = bool(last) and (last[-1] == "a" or (last[-1] in ("aux", "au") and bool(self._articles())))
        return direct or (bool(behind) and behind[-1] in words.sure and behind[-1] != "a" and last[-1] != behind[-1])

    def _articles(self) -> tuple[str, ...]:
        return open_communes().find_articles(self.owner)

    def _is_usual(self, name: str, last: list[str], words: _Words) -> bool:
        """A long name, a town or a name of a département that the page names; alone among words without capital."""
        communes = open_communes().list_owned(self.owner)
        own = [word for word in re.findall(r"\w+", fold(name)) if word not in ("le", "la", "les", "l")]
        is_here = any(one.departement in self.departements for one in communes)
        if len(own) == 1 and own[0] in words.doubtful and not (is_here and len(own[0]) > 5):
            return False
        if self._stands_in_name(name):
            return False
        return len(own) > 1 or is_here or any(one.is_large for one in communes)

    def _stands_in_name(self, name: str) -> bool:
        """Whether another word with a capital stands right beside it, so that it is part of some other name."""
        before, behind = self._before_word(), self.text[self.end : self.end + 20]
        beside = re.match(r"[ \u00a0-]([A-ZÀ-ÖØ-Þ][\w]+)", behind)
        if name.isupper():
            return bool(re.match(r"-\w", behind))
        is_beside = bool(beside) and fold(beside[1]) not in ("cedex", "le", "la", "les")
        return is_beside or (before[:1].isupper() and not before.isupper() and len(before) > 3)


_BODY = re.compile(r"(\w[\w-]*)\W{1,3}(?:(?:de|du|des|d|l|la|le|les)\W{1,3}){0,3}$")


def _is_body(text: str, start: int, *, words: _Words) -> bool:
    """Whether the name is part of a body's: "tribunal administratif de Toulon", "Ville de Montpellier"."""
    found = _BODY.search(fold(text[max(start - 40, 0) : start]))
    return bool(found) and found[1] in words.bodies and found[0] != found[1]
