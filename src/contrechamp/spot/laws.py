"""Legal references: codes with their articles, laws, decrees, ministerial orders, texts of the Union, decisions."""

import re
import tomllib
from collections.abc import Iterator
from importlib import resources
from operator import itemgetter

from contrechamp.spot.articles import find_articles
from contrechamp.spot.folded import find_places, fold_page
from contrechamp.spot.law_texts import Text, read_council, read_decision, read_law, read_order, read_union
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.LAW
VERSION = "1"

_DATA = tomllib.loads(resources.files("contrechamp.spot").joinpath("laws.toml").read_text("utf-8"))


def _simplify(name: str) -> str:
    """Folded, with one blank for what stands between two words."""
    return " ".join(re.findall(r"[a-z0-9]+", fold(name)))


def _write_pattern(names: dict[str, str]) -> re.Pattern:
    """All names, the longest first; between their words a blank, a line end, a hyphen or an apostrophe."""
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(name.replace(' ', r"[\s'-]{1,4}") for name in longest_first)})(?![a-z0-9])"
    )


_CODES = {_simplify(name): name for name in _DATA["codes"].values()}
_SHORT = {name: short for short, name in _DATA["codes"].items()}
_SHORT_CODES = {_simplify(short): _DATA["codes"][short] for short in _DATA["abbreviations"]}
_NAMES = {_simplify(name): value for name, value in _DATA["names"].items()}
_CODE, _SHORT_CODE, _NAME = map(_write_pattern, (_CODES, _SHORT_CODES, _NAMES))


def _read_code(folded: str, place: int) -> Text | None:
    match = _CODE.match(folded, place)
    return Text(*match.span(), _CODES[_simplify(match[0])]) if match else None


def _read_short_code(folded: str, place: int) -> Text | None:
    """An abbreviation is a code only after an article of it ("l'article L. 2121-29 du CGCT")."""
    match = _SHORT_CODE.match(folded, place)
    if not match or find_articles(folded, *match.span()).start == place:
        return None
    return Text(*match.span(), _SHORT_CODES[_simplify(match[0])])


def _read_name(folded: str, place: int) -> Text | None:
    match = _NAME.match(folded, place)
    return Text(*match.span(), _NAMES[_simplify(match[0])]) if match else None


_READERS = {
    "code": (_read_code,), "loi": (_read_name, read_law), "decret": (read_law,),
    "ordonnance": (read_law,), "arrete": (read_order,), "circulaire": (read_order,), "instruction": (read_order,),
    "reglement": (_read_name, read_union), "directive": (_read_name, read_union), "decision": (read_decision,),
    "conseil d'etat": (read_council,), "ce, ": (read_council,), "convention europeenne": (_read_name,),
}  # fmt: skip
_CAPITALS = {  # looked for as they are written, which costs nothing on a page without them
    **{name: (_read_name,) for name in _DATA["names"] if name.isupper()},
    **dict.fromkeys(_DATA["abbreviations"], (_read_short_code,)),
}


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The legal references of a page, each with its articles.

    Values: "code de la sécurité intérieure, art. L. 251-1", "loi n° 2011-267", "loi du 1901-07-01", "décret n° 96-926",
    "arrêté du 2007-08-03", "règlement (UE) 2016/679", "directive 95/46/CE", "décision n° 2010-604 DC", "Conseil d'État
    n° 461013". Details: `articles`, `date`, `code` (its usual abbreviation).
    """
    folded = fold_page(text)
    reached = 0
    for place, readers in _find_candidates(text, folded):
        if place < reached:
            continue
        if named := next((named for read in readers if (named := read(folded, place))), None):
            found = _make_law(folded, named, reached=reached)
            reached = found.end
            yield found


def _find_candidates(text: str, folded: str) -> list[tuple[int, tuple]]:
    """Where a reference may be named, in order, and what can read it there."""
    small = [(place, readers) for word, readers in _READERS.items() for place in find_places(folded, word)]
    capital = [(place, readers) for word, readers in _CAPITALS.items() for place in find_places(text, word)]
    return sorted(small + capital, key=itemgetter(0))


def _make_law(folded: str, named: Text, *, reached: int) -> Spotted:
    articles = find_articles(folded, named.start, named.end)
    start = articles.start if articles.start >= reached else named.start
    written = ", ".join(articles.written) if start == articles.start else ""
    details = {"articles": written, "date": named.date, "code": _SHORT.get(named.value, "")}
    value = f"{named.value}, art. {written}" if written else named.value
    return Spotted(start, articles.end, value, "law", {name: said for name, said in details.items() if said})
