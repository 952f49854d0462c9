"""Whether a name of a commune is meant as one: what speaks for it, and what against."""

import re
from typing import NamedTuple

from contrechamp.spot.communes import Commune, Communes
from contrechamp.spot.place_words import PlaceWords, read_place_words
from contrechamp.spot.surroundings import (
    find_before,
    find_departement_beside,
    is_of_person,
    is_part_of_body,
    stands_in_name,
)
from contrechamp.spot.tokens import Tokens
from contrechamp.text.folding import fold

_LONG = 6  # letters of a name that hardly means something else
_SURE = re.compile(r"\bcommunes?\W{1,3}(?:d\w{0,2}\W{1,3})?$|\b[àa]\W{1,3}$", re.I)
_GOES_ON = re.compile(  # "au Val des Roses" is not in Le Val
    r"[ -](?:de la |de l['’]|de |du |des |d['’]|D(?:E LA |E L['’]|E |U |ES |['’]))[A-ZÀ-Ý]"
)
_IN_CAPITALS = re.compile(r"\b(?:A|À|AUX?)\W{1,4}$")
_SMALL = frozenset(("de", "d", "du", "des", "la", "le", "l", "les", "aux"))


class Candidate(NamedTuple):
    """A name of communes (`owner`) at its place, on a page that names some départements."""

    text: str
    tokens: Tokens
    start: int
    end: int
    owner: int
    departements: set[str]

    def is_meant(self, communes: Communes) -> bool:
        """Whether it is a place: beside a postcode or a sure word, else a known name in its usual company."""
        name, words = self.text[self.start : self.end], read_place_words()
        before = find_before(self.tokens, self.start)
        last = list(map(fold, self.tokens.words[max(before - 4, 0) : before]))
        articles = communes.find_articles(self.owner)
        if not any(map(str.isupper, name)) or (articles and (not last or last[-1] not in articles)):
            return False
        if articles and _GOES_ON.match(self.text, self.end):
            return False
        is_word = self._is_word(name, communes)
        is_likely = (
            self._has_postcode(communes)
            or self._is_sure(last, words, is_shortened=bool(articles), is_word=is_word)
            or (not is_word and self._is_usual(name, last, communes=communes))
        )
        return is_likely and not self._is_another()

    def _is_word(self, name: str, communes: Communes) -> bool:
        """Whether a name all in capitals is a word of every heading, and no town's: "AU TITRE DE L'ARTICLE"."""
        own = communes.list_words(self.owner)
        if not name.isupper() or len(own) > 1 or own[0] not in read_place_words().in_capitals:
            return False
        return not any(one.is_large for one in communes.list_owned(self.owner))

    def _is_another(self) -> bool:
        return is_of_person(self.text, self.tokens, self.start) or is_part_of_body(self.tokens, self.start)

    def is_certain(self, one: Commune, *, beside: str) -> bool:
        """Whether the only commune of this name is the one that is meant: a name of one's street may be a village's."""
        if beside or self.departements:
            return one.departement in {beside} | self.departements or (one.is_large and not beside)
        return one.is_large or len(re.findall(r"\w+", one.name)) > 2 or self._stands_behind_a()

    def _stands_behind_a(self) -> bool:
        return bool(_SURE.search(self.text, max(self.start - 16, 0), self.start))

    def _has_postcode(self, communes: Communes) -> bool:
        """Whether a postcode or a number of a département beside the name is that of a commune of this name."""
        beside = find_departement_beside(self.text, self.start, self.end)
        return bool(beside) and any(
            one.departement.startswith(beside) for one in communes.list_owned(self.owner)
        )

    def _is_sure(self, last: list[str], words: PlaceWords, *, is_shortened: bool, is_word: bool) -> bool:
        """Behind "à", "commune de": nothing else than a place stands there; "A" and "AU" stand before any word."""
        if not last:
            return False
        is_behind = last[-1] == "a" or (is_shortened and last[-1] in ("au", "aux"))
        if is_behind and not (is_word and _IN_CAPITALS.search(self.text, max(self.start - 6, 0), self.start)):
            return True
        behind = [word for word in last if word not in _SMALL]
        return bool(behind) and last[-1] != behind[-1] and behind[-1] in words.sure and behind[-1] != "a"

    def _is_usual(self, name: str, last: list[str], *, communes: Communes) -> bool:
        """A name of several words, a town, one of a département of the page, or a long name behind a preposition."""
        words, owned = read_place_words(), communes.list_owned(self.owner)
        own = communes.list_words(self.owner)
        is_here = any(one.departement in self.departements for one in owned)
        is_clear = is_here and (len(own[0]) >= _LONG or " " in name)
        if len(own) == 1 and own[0] in words.doubtful and not is_clear:
            return False
        if stands_in_name(self.text, self.start, self.end):
            return False
        if len(own) > 1 or is_here or any(one.is_large for one in owned):
            return True
        return len(own[0]) >= _LONG and not name.isupper() and bool(last) and last[-1] in words.prepositions
