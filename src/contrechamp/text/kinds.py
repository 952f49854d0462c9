"""What kind of paper this is, of which date, by whom: rules over the first page, then over the path.

The rules are data (kinds.toml). What no rule tells stays unknown.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from contrechamp.text.dates import find_date, find_path_date
from contrechamp.text.folding import fold, fold_keeping_length
from contrechamp.vocabulary.document import Description, Said

RULE = "rule"
PATH = "path"
_TOP = 2_500  # code points: what a paper is stands in its first lines
_HEAD = 400  # its letterhead and its name
_TOLD_BY_THEIR_NAME = ("deliberation", "gazette", "minutes")  # DEL-2022-048, RAA 2019-118, PV CM
_TOLD_BY_THEIR_END = ("deliberation", "letter")  # by a formula, wherever it stands
_LONGEST_TITLE = 160
_AT_A_LINE = (
    r"^(?!\s*objet).{0,40}?"  # a paper says what it is as a line begins; its object is another matter
)
_OBJECT = re.compile(r"^[ \t]*(?:objet|obj\.)[ \t]*:[ \t]*(\S[^\n]*(?:\n[ \t]*[a-zà-ÿ][^\n]*)?)", re.I | re.M)
_NUMBER = re.compile(r"\bn[°o]\s?(\d[\w/-]*)", re.I)
_BODY = re.compile(
    r"(?P<body>commission d'acces aux documents administratifs"
    r"|(?:prefecture|sous-prefecture) (?:de police|(?:de la |de l'|du |des |de |d')[a-z][\w'-]*(?: [a-z][\w'-]*){0,2})"
    r"|(?:ville|commune|mairie) (?:de la |de l'|du |des |de |d')[a-z][\w'-]*"
    r"|conseil municipal (?:de la ville )?(?:de |d')[a-z][\w'-]*"
    r"|(?:communaute (?:de communes|d'agglomeration|urbaine)|metropole) [a-z][\w'-]*(?: [a-z][\w'-]*){0,3})"
)
_SMALL = {
    "de",
    "la",
    "du",
    "des",
    "le",
    "les",
    "et",
    "aux",
    "municipal",
    "communes",
    "administratifs",
    "documents",
}
_NOT_IN_NAMES = {
    "seance",
    "du",
    "le",
    "et",
    "a",
    "direction",
    "cabinet",
    "service",
    "bureau",
    "extrait",
    "republique",
}


@dataclass(frozen=True)
class _Kind:
    key: str
    names: frozenset[str]
    page: tuple[re.Pattern, ...]
    path: tuple[re.Pattern, ...]
    types: frozenset[str]


@cache
def _read_kinds() -> tuple[_Kind, ...]:
    data = tomllib.loads((Path(__file__).parent / "kinds.toml").read_text(encoding="utf-8"))
    return tuple(
        _Kind(
            key=kind["key"],
            names=frozenset(fold(name) for name in kind["names"]),
            page=tuple(re.compile(_AT_A_LINE + f"(?:{pattern})", re.M) for pattern in kind["page"]),
            path=tuple(re.compile(pattern) for pattern in kind["path"]),
            types=frozenset(kind.get("types", ())),
        )
        for kind in data["kind"]
    )


def list_kinds() -> tuple[str, ...]:
    """Every key, in the order of the data."""
    return tuple(kind.key for kind in _read_kinds())


def find_kind(name: str) -> str:
    """The key of a kind from a person's word for it ("Délibération"); the word itself, folded, when it is none."""
    folded = fold(name.strip())
    return next((kind.key for kind in _read_kinds() if folded in kind.names), folded)


def guess_description(first_page: str, untrusted_path: str, media_type: str) -> Description:
    """What the first page says of a paper, then what its path says; each value with the rule's kind as source."""
    top = first_page[:_TOP]
    folded = fold_keeping_length(top)
    kind = _guess_kind(folded, _fold_path(untrusted_path), media_type)
    return Description(
        title=_guess_title(top, kind.value),
        date=_say(find_date(top), RULE) or _say(find_path_date(untrusted_path), PATH) or Said(),
        body=_guess_body(top, folded),
        kind=kind,
    )


def _say(value: str, source: str) -> Said | None:
    return Said(value, source) if value else None


def _guess_kind(folded: str, path: str, media_type: str) -> Said:
    """By type; by a line of the page, above all one that the file's name agrees with; by that name alone."""
    for kind in _read_kinds():
        if media_type in kind.types:
            return Said(kind.key, RULE)
    places = sorted(
        (match.start(), order, kind.key)
        for order, kind in enumerate(_read_kinds())
        for pattern in kind.page
        if (match := pattern.search(folded))
    )
    by_page = [key for _, _, key in places]
    by_path = [k.key for k in _read_kinds() if any(pattern.search(path) for pattern in k.path)]
    agreed = [key for key in by_path if key in by_page]
    numbered = [key for key in by_path if key in _TOLD_BY_THEIR_NAME]
    at_the_head = [key for place, _, key in places if place < _HEAD]
    below = [key for key in by_page if key in _TOLD_BY_THEIR_END]
    for keys, source in (
        (agreed, RULE),
        (numbered, PATH),
        (at_the_head, RULE),
        (by_path, PATH),
        (below, RULE),
    ):
        if keys:
            return Said(keys[0], source)
    return Said()


def _fold_path(untrusted_path: str) -> str:
    """The file's own name, with spaces for its joints: "PV_20230525" -> "pv 20230525"."""
    name = fold(untrusted_path.rsplit("/", 1)[-1])
    return re.sub(r"[_\s]+", " ", name)


def _guess_title(top: str, kind: str) -> Said:
    """The object of a letter or an act; for a gazette, its name and number."""
    if kind == "gazette":
        number = _NUMBER.search(top)
        return Said(f"Recueil des actes administratifs n° {number[1]}", RULE) if number else Said()
    match = _OBJECT.search(top)
    title = " ".join(match[1].split())[:_LONGEST_TITLE] if match else ""
    return Said(_calm(title) if title.isupper() else title, RULE) if len(title) > 5 else Said()


def _guess_body(top: str, folded: str) -> Said:
    """The first public body named at the top, as it is written there."""
    match = _BODY.search(folded[:_HEAD])
    if not match:
        return Said()
    words = top[match.start("body") : match.end("body")].split()
    while len(words) > 2 and fold(words[-1]) in _NOT_IN_NAMES:
        words.pop()
    name = " ".join(words)
    return Said(_calm(name) if name.isupper() else name[0].upper() + name[1:], RULE)


def _calm(shouted: str) -> str:
    """PRÉFECTURE DE LA LORME -> Préfecture de la Lorme: capitals that shout are not how it is written."""
    words = shouted.lower().split()
    return " ".join(w if w in _SMALL and i else w[:1].upper() + w[1:] for i, w in enumerate(words))
