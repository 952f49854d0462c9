"""Places: communes with their INSEE code, départements, regions, states; streets, sites and districts by rule."""

import re
from collections.abc import Iterator

from contrechamp.spot.communes import choose_commune, open_communes
from contrechamp.spot.judging import Candidate
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.place_words import read_place_words
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.streets import find_streets
from contrechamp.spot.surroundings import (
    find_departement_beside,
    is_departement,
    is_first_name,
    is_part_of_body,
    stands_in_name,
)
from contrechamp.spot.tokens import Tokens, split_tokens
from contrechamp.text.folding import fold
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.PLACE
VERSION = "1"


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The places that a text names, in order: `value` is the name as INSEE writes it, or a street's normal writing.

    `details`: `type` (commune, merged_commune, arrondissement, departement, region, country, city, nature, street,
    site, district); for a commune that is told from all others `insee` and `departement`, for a merged one `part_of`.
    A name within a body's ("tribunal administratif de Toulon") is the body's and no place.
    """
    tokens = split_tokens(text)
    named, departements = _find_named(text, tokens, lexicons)
    found = [
        *named,
        *_find_communes(text, tokens, departements),
        *_find_streets(text, tokens),
    ]  # of equals, the first
    reached = 0
    for spotted in sorted(found, key=lambda one: (one.start, -one.end)):
        if spotted.start >= reached:
            reached = spotted.end
            yield spotted


def _find_streets(text: str, tokens: Tokens) -> Iterator[Spotted]:
    for start, end, kind in find_streets(text, tokens):
        if kind != "site" or not is_part_of_body(tokens, start):
            yield Spotted(start, end, _write_normally(text[start:end], kind), f"rule/{kind}", {"type": kind})


def _write_normally(words: str, kind: str) -> str:
    """One writing for one street: blanks, apostrophes, a small letter first, no capitals where all is in capitals."""
    said = " ".join(words.replace("’", "'").split()).strip(" \"«»“”'.,")
    known = read_place_words()
    if kind == "district" and not said.isupper():
        return said
    pieces = re.split(r"([ '-])", said.title() if said.isupper() else said)
    is_small = (
        fold(piece) in known.heads or (said.isupper() and piece.lower() in known.small) for piece in pieces
    )
    return "".join(piece.lower() if small else piece for piece, small in zip(pieces, is_small, strict=True))


def _find_named(text: str, tokens: Tokens, lexicons: Lexicons) -> tuple[list[Spotted], set[str]]:
    """Départements, regions, states; and the départements that the page names, were it in the name of a body."""
    words, found, departements = read_place_words(), [], set()
    for start, end, entry in lexicons.find(text, KIND):
        if not _is_capitalised(text[start:end], entry.label) or is_first_name(text, start, end):
            continue
        if stands_in_name(text, start, end):
            continue
        departement = entry.details.get("departement", "") if entry.category == "departement" else ""
        is_meant = bool(departement) and is_departement(
            text, start, end, name=entry.label, departement=departement
        )
        departements |= {departement} if is_meant else set()
        if is_part_of_body(tokens, start) or (not is_meant and fold(entry.label) in words.words_too):
            continue
        details = (
            {"type": "nature"} if departement and not is_meant else {"type": entry.category, **entry.details}
        )
        found.append(Spotted(start, end, entry.label, "lexicon/place", details))
    return found, departements


def _is_capitalised(words: str, label: str) -> bool:
    """Whether the first and the last word have the capital of their name: "La réunion" is not La Réunion."""
    last, last_of_label = re.findall(r"\w+", words)[-1], re.findall(r"\w+", label)[-1]
    return words[0].isupper() and (last[0].isupper() or not last_of_label[0].isupper())


def _find_communes(text: str, tokens: Tokens, departements: set[str]) -> Iterator[Spotted]:
    communes = open_communes()

    def allows(start: int, end: int, owner: int) -> bool:
        return Candidate(text, tokens, start, end, owner, departements).is_meant(communes)

    for start, end, owner in communes.find(tokens, allows=allows):
        owned = communes.list_owned(owner)
        beside = find_departement_beside(text, start, end)
        candidate = Candidate(text, tokens, start, end, owner, departements)
        one = choose_commune(owned, {beside} if beside else departements)
        one = one if one and candidate.is_certain(one, beside=beside) else None
        details = {"type": (one or owned[0]).kind}
        if one:
            details |= {"insee": one.insee, "departement": one.departement}
            details |= {"part_of": one.part_of} if one.part_of else {}
        yield Spotted(start, end, (one or owned[0]).name, "lexicon/commune", details)
