"""Names in a sentence: with the article that their first noun takes, and "de" and "à" before them."""

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from contrechamp.text.figures import make_singular
from contrechamp.text.folding import fold

_FIRST_WORD = re.compile(r"[\w’'-]+")
_HOUSE_NUMBER = re.compile(r"\d+(?:\s?(?:bis|ter|quater))?,?\s+")
_VOWELS = "aeiouœ"
_WRITTEN = {
    "le ": "le ",
    "la ": "la ",
    "les ": "les ",
    "l’": "l’",
    "l'": "l’",
}  # articles inside a name itself
_CONTRACTED = {"de le ": "du ", "de les ": "des ", "à le ": "au ", "à les ": "aux "}


class Said(NamedTuple):
    """A name ready for a sentence: `article` ends with a space or an apostrophe, or is ""."""

    article: str
    name: str
    is_plural: bool = False
    is_street: bool = False  # what stands there needs no word between

    @property
    def is_vowel(self) -> bool:
        """Whether "de" and "que" lose their e before it."""
        return not self.article and is_elided(self.name)


@cache
def read_nouns() -> dict[str, frozenset[str]]:
    """Nouns that take an article, folded, in the singular.

    "feminine" and "masculine"; of both "devices", "streets" and "aspirated".
    """
    said = tomllib.loads(files(__package__).joinpath("nouns.toml").read_text(encoding="utf-8"))
    return {name: frozenset(fold(word) for word in words) for name, words in said.items()} | {
        "none": frozenset()
    }


def is_elided(word: str) -> bool:
    """Whether an e is dropped before it: "l’arrêté"; of an h only where the noun is known not to be aspirated."""
    first = find_noun(word)
    if first[:1] == "h":
        known = read_nouns()
        return first in known["feminine"] | known["masculine"] and first not in known["aspirated"]
    return first[:1] in tuple(_VOWELS)


def find_noun(name: str) -> str:
    """The first word of a name, folded, in the singular."""
    match = _FIRST_WORD.match(name)
    if match is None:
        return ""
    is_acronym = match[0].isupper() and len(match[0]) > 1
    return fold(match[0] if is_acronym else make_singular(match[0].lower()))


def say_name(name: str, *, nouns: str = "", fallback: str = "") -> Said:
    """A name as it stands in a sentence.

    "Délibération 2019-014" → "la délibération 2019-014"; "Noctiluque" stays. `nouns` narrows those that take an article
    to a list of `nouns.toml` ("devices"), or to "none". `fallback` is the noun put before a name that has none of its
    own ("projet": "le projet « Vaucreuse sereine »").
    """
    for written, article in _WRITTEN.items():
        if name.lower().startswith(written):
            return Said(article, name[len(written) :], is_plural=written == "les ")
    noun, known = find_noun(name), read_nouns()
    number = _HOUSE_NUMBER.match(name)
    if number and find_noun(name[number.end() :]) in known["streets"]:
        return Said("le ", name, is_street=True)  # "le 22, rue des Chardons"
    if noun in (known[nouns] if nouns else known["feminine"] | known["masculine"]):
        is_plural = fold(_FIRST_WORD.match(name)[0]) != noun and noun != "avis"
        article = _choose_article(noun, is_plural)
        return Said(article, _lower_first(name), is_plural, noun in known["streets"] and not is_plural)
    if not fallback:
        return Said("", name)
    quoted = name if any(letter.isdigit() for letter in name.split()[0]) else f"«\u202f{name}\u202f»"
    return Said(_choose_article(find_noun(fallback), False), f"{fallback} {quoted}")


def _choose_article(noun: str, is_plural: bool) -> str:
    if is_plural:
        return "les "
    if is_elided(noun):
        return "l’"
    return "la " if noun in read_nouns()["feminine"] else "le "


def _lower_first(name: str) -> str:
    """Without the capital of a title; acronyms keep theirs."""
    first = _FIRST_WORD.match(name)[0]
    return name if first.isupper() and len(first) > 1 else name[:1].lower() + name[1:]


def lead_in(preposition: str, said: Said) -> str:
    """What stands before the name: its article, behind "de" or "à" where there is one ("du ", "aux ", "d’").

    "at" is where something stands: "à", and nothing at all before a street.
    """
    if not preposition:
        return said.article
    if preposition == "at":
        return "" if said.is_street else lead_in("à", said)
    if preposition == "de" and said.is_vowel:
        return "d’"
    joined = f"{preposition} {said.article}"
    return _CONTRACTED.get(joined, joined)
