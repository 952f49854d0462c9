"""Whether a name of a commune is meant as one: what speaks for it, and what against."""

import re
from typing import NamedTuple

from contrechamp.spot.communes import Communes
from contrechamp.spot.place_words import PlaceWords, read_place_words
from contrechamp.spot.surroundings import (
    find_departement_beside,
    is_of_person,
    is_part_of_body,
    stands_in_name,
)
from contrechamp.text.folding import fold

_BEFORE = 60  # code points in which "commune de" stands
_LONG = 6  # letters of a name that hardly means something else
_SMALL = frozenset(("de", "d", "du", "des", "la", "le", "l", "les", "aux"))
_ARTICLES = frozenset(("le", "la", "les", "l"))


class Candidate(NamedTuple):
    """A name of communes (`owner`) at its place, on a page that names some départements."""

    text: str
    start: int
    end: int
    owner: int
    departements: set[str]

    def is_meant(self, communes: Communes) -> bool:
        """Whether it is a place: beside a postcode or a sure word, else a known name in its usual company."""
        name, words = self.text[self.start : self.end], read_place_words()
        last = re.findall(r"\w+", fold(self.text[max(self.start - _BEFORE, 0) : self.start]))[-4:]
        articles = communes.find_articles(self.owner)
        if not any(map(str.isupper, name)) or (articles and (not last or last[-1] not in articles)):
            return False
        is_likely = (
            self._has_postcode(communes)
            or self._is_sure(last, words, is_shortened=bool(articles))
            or self._is_usual(name, last, communes=communes)
        )
        return is_likely and not (
            is_of_person(self.text, self.start) or is_part_of_body(self.text, self.start)
        )

    def _has_postcode(self, communes: Communes) -> bool:
        """Whether a postcode or a number of a département beside the name is that of a commune of this name."""
        beside = find_departement_beside(self.text, self.start, self.end)
        return bool(beside) and any(
            one.departement.startswith(beside) for one in communes.list_owned(self.owner)
        )

    def _is_sure(self, last: list[str], words: PlaceWords, *, is_shortened: bool) -> bool:
        """Behind "à", "commune de": nothing else than a place stands there."""
        if not last:
            return False
        if last[-1] == "a" or (is_shortened and last[-1] in ("au", "aux")):
            return True
        behind = [word for word in last if word not in _SMALL]
        return bool(behind) and last[-1] != behind[-1] and behind[-1] in words.sure and behind[-1] != "a"

    def _is_usual(self, name: str, last: list[str], *, communes: Communes) -> bool:
        """A name of several words, a town, one of a département of the page, or a long name behind a preposition."""
        words, owned = read_place_words(), communes.list_owned(self.owner)
        own = [word for word in re.findall(r"\w+", fold(name)) if word not in _ARTICLES]
        is_here = any(one.departement in self.departements for one in owned)
        if len(own) == 1 and own[0] in words.doubtful and not (is_here and len(own[0]) >= _LONG):
            return False
        if stands_in_name(self.text, self.start, self.end):
            return False
        if len(own) > 1 or is_here or any(one.is_large for one in owned):
            return True
        return len(own[0]) >= _LONG and not name.isupper() and bool(last) and last[-1] in words.prepositions
