"""Places in the cells of tables: one writing for one place of a page, and whether anything knows it."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace

from contrechamp.spot.communes import Commune, open_communes
from contrechamp.spot.entries import Entry
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.wording import write_name
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import Mention, MentionKind

_RULES = ("rows/district", "rows/place", "rows/commune")
_DISTRICT, _COMMUNE = "rows/district", "rows/commune"
_ARTICLE = re.compile(r"(?:l(?:a|es?)\s+|l['’]\s*)(?=\S)", re.IGNORECASE)
_SHORT = {"st": "saint", "ste": "sainte"}
# What the package's own list holds is larger than a district: one of that name is another place.
_LARGER = ("region", "country", "city", "nature", "departement")
_LONGEST = 120  # code points of a cell that is looked up


def write_places(mentions: Sequence[Mention], *, lexicons: Lexicons) -> list[Mention]:
    """The mentions of a page; in its rows a place has one value: a lexicon's, INSEE's, else the page's best writing.

    A district that nothing knows says so (`known` "no"): it is told in its row, and no page is chosen by it.
    """
    writings = _gather_writings(mentions)
    return [_write_place(one, writings, lexicons) if _is_place(one) else one for one in mentions]


def _is_place(one: Mention) -> bool:
    return one.kind is MentionKind.PLACE and one.rule in _RULES


def _gather_writings(mentions: Sequence[Mention]) -> dict[str, str]:
    """For each place (folded), the writing that the page has most; one in small letters keeps its accents."""
    said: dict[str, Counter[str]] = defaultdict(Counter)
    for one in filter(_is_place, mentions):
        said[_fold_name(one.value)][one.value] += 1
    return {name: _choose(counted) for name, counted in said.items()}


def _choose(counted: Counter[str]) -> str:
    return min(counted, key=lambda words: (words.isupper(), -counted[words], words.isascii(), words))


def _fold_name(value: str) -> str:
    """Letters and figures alone, without an article: "LES CEVENNES" is "Cévennes", "St-Martin" "Saint Martin"."""
    words = re.findall(r"[^\W_]+", fold(_ARTICLE.sub("", value, count=1) if _ARTICLE.match(value) else value))
    return " ".join(_SHORT.get(word, word) for word in words)


def _write_place(one: Mention, writings: dict[str, str], lexicons: Lexicons) -> Mention:
    if one.rule == _COMMUNE:
        commune = _find_commune(one)
        return replace(one, value=commune.name if commune else _write_alone(one, writings))
    known = next(_find_entries(one.value, lexicons), None)
    value = known.label if known else _write_alone(one, writings)
    if one.rule != _DISTRICT or _is_known(one, known):
        return replace(one, value=value)
    return replace(one, value=value, details={**one.details, "known": "no"})


def _write_alone(one: Mention, writings: dict[str, str]) -> str:
    """The page's best writing; a district or commune that only stands in capitals is written as names are."""
    best = writings[_fold_name(one.value)]
    return write_name(best) if best.isupper() and one.rule in (_DISTRICT, _COMMUNE) else best


def _find_entries(value: str, lexicons: Lexicons) -> Iterator[Entry]:
    """The entries of places that the whole cell names, but for its article."""
    if len(value) <= _LONGEST and lexicons.has_names("place"):
        article = _ARTICLE.match(value)
        for start, end, entry in lexicons.find(value, "place"):
            if end == len(value) and start in (0, article.end() if article else 0):
                yield entry


def _is_known(one: Mention, entry: Entry | None) -> bool:
    """Whether a district stands in a lexicon as one, or is a town or a numbered part of it."""
    if entry and entry.category not in _LARGER:
        return True
    commune = _find_commune(one)
    return bool(commune) and (commune.is_large or commune.kind == "arrondissement")


def _find_commune(one: Mention) -> Commune | None:
    """The one commune of this name: of the code in the row, where it has one."""
    insee = one.details.get("insee", "")
    departement = insee[: 3 if insee.startswith("97") else 2]
    return open_communes().find_commune(one.value, departement) if len(one.value) <= _LONGEST else None
