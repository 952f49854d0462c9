"""Numbers of contracts, acts, deliberations and files: what stands after "n°", where the words say of what."""

import re
from collections.abc import Iterator

from contrechamp.spot.folded import find_last, find_places, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.NUMBER
VERSION = "1"

_BEFORE = 90  # code points before "n°" that may say what is numbered
_MARK = re.compile(r"(?<![a-z])(?:n\s?[°º]s?|numeros?(?![a-z]))")
_SIGNS = ("°", "º", "numero")
_NUMBER = re.compile(
    r"\s{0,4}:?\s{0,2}(?P<number>(?:(?:pc|dp|pa|cu)\s(?:[a-z]{0,3}\d[a-z0-9]{1,6}\s){0,3}(?=[a-z]{0,3}\d))?(?=[a-z/._-]{0,24}\d)[a-z0-9]{1,16}"
    r"(?:[/._-](?:[ \n]?(?=\d))?[a-z0-9]{1,16}|\s{1,2}[/–-]\s{0,2}\d{1,6}(?![a-z])){0,9}"
    r"(?:(?<=[a-z]\d{4})\s\d{4}(?![\d/€]))?)"
)
# What is numbered, by the word nearest before; "" numbers something else (laws have a spotter of their own).
_OF = re.compile(
    r"\b(?:(?P<contract>marches?|accords?[ -]cadres?|contrats?|consultations?|appels? d'offres)"
    r"|(?P<deliberation>deliberations?|delib)"
    r"|(?P<file>dossiers?|demandes?|enregistree?s?|declarations?|permis de construire|recepisses?)"
    r"|(?P<convention>conventions?)|(?P<agreement>agrements?|habilitations?|licences?)"
    r"|(?P<act>arretes?|decisions?|autorisations?|recueils?|actes?|circulaires?|avis)"
    r"|(?P<other>lois?|decrets?|ordonnances?|reglements?|directives?|articles?|lots?|pages?|annexes?"
    r"|avenants?|lignes?|parcelles?|sections?"
    r"|tel(?:ephone)?|fax|tranches?|chapitres?|tableaux?|figures?|plans?|postes?|numero|siret|siren|rcs"
    r"|cadastr[a-z]{2,5}|bureaux?|programmes?|asso))\b"
)
_EDGE = " ._-/\n"


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The numbers of a page as written, in capitals and without blanks ("2014/143", "DDTM/SEBIO/2025-54").

    Details: `of` "contract", "deliberation", "file", "convention", "agreement" or "act".
    """
    folded = fold_page(text)
    reached = 0
    for mark in _find_marks(folded):
        match = _NUMBER.match(folded, mark.end()) if mark.start() >= reached else None
        of = _name_numbered(folded, mark.start(), reached=reached) if match else ""
        if match and of:
            number = match["number"].rstrip(_EDGE)
            reached = match.start("number") + len(number)
            value = "".join(text[match.start("number") : reached].split()).upper()
            yield Spotted(match.start("number"), reached, value, "number", {"of": of})


def _find_marks(folded: str) -> Iterator[re.Match]:
    """Each "n°" and "numéro", in order."""
    for place in sorted(place for sign in _SIGNS for place in find_places(folded, sign, inside=True)):
        begins = (place,) if folded[place] == "n" else (place - 1, place - 2)
        if match := next((m for b in begins if b >= 0 and (m := _MARK.match(folded, b))), None):
            yield match


def _name_numbered(folded: str, place: int, *, reached: int) -> str:
    """What the nearest word before says is numbered; "" for nothing that we look for."""
    last = find_last(_OF, folded, max(reached, place - _BEFORE), place)
    return last.lastgroup if last and last.lastgroup and last.lastgroup != "other" else ""
