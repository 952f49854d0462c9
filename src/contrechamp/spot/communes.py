"""The communes of France by their names: those of today, those that became part of another."""

from collections.abc import Iterable, Iterator
from functools import cache
from importlib import resources
from typing import NamedTuple

from contrechamp.spot.names import Allowing, Heads, Match, Names
from contrechamp.spot.place_words import read_place_words
from contrechamp.spot.tokens import Tokens, fold_word
from contrechamp.text.folding import fold

_KINDS = {"*": "commune", "-": "merged_commune", "~": "merged_commune", "+": "arrondissement"}
_SHORT = {"st": "saint", "ste": "sainte", "sts": "saints", "stes": "saintes"}
_ARTICLES = {"le ": ("du", "au"), "les ": ("des", "aux")}  # "Les Arcs": "la commune des Arcs"


class Commune(NamedTuple):
    """A commune of INSEE's code: `kind` is "commune", "merged_commune" or "arrondissement".

    `name` as INSEE writes it, `departement` its code ("83", "2A", "974"), `part_of` the code of the commune that a
    merged one belongs to, `is_large` whether it has 10,000 inhabitants or more.
    """

    insee: str
    name: str
    kind: str
    departement: str
    part_of: str = ""
    is_large: bool = False


class Communes:
    """All communes; `owner` of a match is the number of a name, `list_owned` the communes that have it."""

    def __init__(self, text: str):
        self._rows = list(_read_rows(text))
        folded = _fold_all(name for _, name, _ in self._rows)
        self._owned: list[list[int]] = []
        self._words: dict[int, list[str]] = {}
        self._by_name: dict[str, int] = {}
        for place, name in enumerate(folded):
            owner = self._by_name.setdefault(name, len(self._owned))
            if owner == len(self._owned):
                self._owned.append([])
            self._owned[owner].append(place)
        shortened = [
            (name[len(a) :], o) for name, o in self._by_name.items() for a in _ARTICLES if name.startswith(a)
        ]
        self._first_shortened = len(self._owned)
        self._owned += [self._owned[owner] for _, owner in shortened]
        keys = [(name, self._first_shortened + n) for n, (name, _) in enumerate(shortened)]
        self._names = Names.of_folded([*keys, *self._by_name.items()], heads=Heads(fold_place_word))

    def find(self, tokens: Tokens, *, allows: Allowing | None = None) -> Iterator[Match]:
        """Names of communes written with a capital, in order; whether one is meant is for `allows` to say."""
        yield from self._names.find(tokens, allows=allows)

    def list_owned(self, owner: int) -> list[Commune]:
        """The communes that have this name; more than one where the name alone does not say which."""
        return [_make_commune(*self._rows[place]) for place in self._owned[owner]]

    def __iter__(self) -> Iterator[Commune]:
        return (_make_commune(*row) for row in self._rows)

    def list_words(self, owner: int) -> list[str]:
        """The folded words of a name but its article."""
        if owner not in self._words:
            name = self._rows[self._owned[owner][0]][1]
            words = _fold_all([name])[0].split()
            self._words[owner] = [word for word in words if word not in ("le", "la", "les", "l")] or words
        return self._words[owner]

    def find_articles(self, owner: int) -> tuple[str, ...]:
        """The words of which one must stand before a name without its article ("des" before "Arcs"), else none."""
        if owner < self._first_shortened:
            return ()
        name = fold(self._rows[self._owned[owner][0]][1])
        return next(words for article, words in _ARTICLES.items() if name.startswith(article))

    def find_commune(self, name: str, departement: str = "") -> Commune | None:
        """The one commune of this name, written in any way, of this `departement` if it is said; else None.

        Of a commune of today and one that became part of another, the one of today is meant.
        """
        owner = self._by_name.get(" ".join(_SHORT.get(word, word) for word in _fold_all([name])[0].split()))
        owned = [] if owner is None else self.list_owned(owner)
        return choose_commune([one for one in owned if departement in ("", one.departement)], set())


def choose_commune(communes: list[Commune], departements: set[str]) -> Commune | None:
    """The only one of these départements, else the only one of today, else the only one; None when several are left."""
    here = [one for one in communes if one.departement in departements] or communes
    today = [one for one in here if one.kind != "merged_commune"] or here
    return today[0] if len(today) == 1 else None


def fold_place_word(word: str) -> str:
    """As `fold_word`; "St" is "saint"; "" for a word without a capital but the small ones ("sur", "la", "de"…)."""
    if word.islower() and word not in read_place_words().small:
        return ""
    folded = fold_word(word)
    return _SHORT.get(folded, folded)


def _fold_all(names: Iterable[str]) -> list[str]:
    """Names as folded words with one blank between them; all at once, which is quick."""
    whole = fold("\n".join(names))
    for sign in "-'().,/":
        whole = whole.replace(sign, " ")
    return [" ".join(name.split()) for name in whole.split("\n")]


def _read_rows(text: str) -> Iterator[tuple[str, str, str]]:
    """Département, name, and code with its mark and what stands behind the name: a Commune is made when asked for."""
    departement = ""
    for line in text.splitlines():
        code, _, name = line.partition(" ")
        if name and line[0] != "#":
            mark = name[0] if name[0] in _KINDS else ""
            name, _, part_of = name[len(mark) :].partition(">")
            yield departement, name, f"{code} {mark} {part_of}"
        elif line.startswith("="):
            departement = line[1:]


def _make_commune(departement: str, name: str, rest: str) -> Commune:
    code, mark, part_of = rest.split(" ")
    insee = code if len(code) == 5 else departement + code
    return Commune(insee, name, _KINDS.get(mark, "commune"), departement, part_of, mark == "*")


@cache
def open_communes() -> Communes:
    """Those of the package: read once in a process, when a place is first looked for."""
    return Communes(resources.files("contrechamp.spot").joinpath("lexicon/communes.txt").read_text("utf-8"))
