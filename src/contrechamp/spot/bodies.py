"""Public bodies, courts and police services by the way their names are built: a head, what it is for, where it is."""

import re
from typing import NamedTuple

from contrechamp.spot.spotter import Spotted
from contrechamp.spot.wording import ADJECTIVE, BLANK, NAME, NAMES, OF, PURPOSE, TOPIC, write_name
from contrechamp.text.folding import fold

_LEVEL = (
    r"(?:(?:inter|supra)-?)?(?:national|d[ée]partemental|r[ée]gional|minist[ée]riel|communal|g[ée]n[ée]ral|central|zonal"
    r"|territorial|acad[ée]mique|sup[ée]rieur|europ[ée]en|consultatif|international|[ée]conomique|mixte)(?:e|le|ne)?s?"
)
_LEVELS = rf"(?:{BLANK}{_LEVEL}){{1,2}}(?:{BLANK}{ADJECTIVE})?"
_GROUPED = rf"{BLANK}(?:de{BLANK}communes|d['’]agglom[ée]ration|urbaine|m[ée]tropolitaine)"
_OF_NAME = rf"{BLANK}(?P<of>{OF})(?P<name>{NAME})"
_NAMED = rf"{BLANK}(?P<of>{OF})?(?P<name>{NAME})"
_MAYBE_NAMED = rf"(?:{_OF_NAME})?"
_TOPICAL = rf"{_LEVELS}{BLANK}{TOPIC}{PURPOSE}"


class _Shape(NamedTuple):
    """How a name goes on from its head. `lead` replaces the head in the canonical name."""

    expression: re.Pattern
    category: str = "body"
    lead: str = ""


def _shape(head: str, rest: str, *, category: str = "body", lead: str = "", any_case: bool = True) -> _Shape:
    """The head in any case; what follows keeps its capitals."""
    return _Shape(re.compile((f"(?i:{head})" if any_case else head) + rest), category, lead)


_SHAPES: dict[str, tuple[_Shape, ...]] = {
    "ville mairie": (_shape("ville|mairie", _OF_NAME, lead="Ville"),),
    "commune": (_shape(r"(?<=[Ll]a\s)C(?:ommune|OMMUNE)", _OF_NAME, lead="Ville", any_case=False),),
    "prefecture sous prefectures": (
        _shape("(?:sous-)?pr[ée]fectures", rf"{BLANK}(?P<of>{OF})(?P<name>{NAMES})"),
        _shape("(?:sous-)?pr[ée]fecture", _OF_NAME),
    ),
    "departement": (_shape("D(?:épartement|ÉPARTEMENT|EPARTEMENT)", _OF_NAME, any_case=False),),
    "agglomeration": (_shape("A(?:gglomération|GGLOMÉRATION|GGLOMERATION)", _OF_NAME, any_case=False),),
    "region": (_shape("R(?:égion|ÉGION|EGION)", _NAMED, any_case=False),),
    "metropole rectorat commissariat sdis ars": (_shape(r"\w{3,12}", _NAMED),),
    "communaute": (_shape(f"communaut[ée]{_GROUPED}", _NAMED),),
    "conseil": (
        _shape(rf"conseil{BLANK}(?:d[ée]partemental|r[ée]gional|communautaire|m[ée]tropolitain)", _OF_NAME),
        _shape("conseil", rf"{BLANK}(?i:national|supérieur)(?:{BLANK}{ADJECTIVE})?{BLANK}{TOPIC}"),
    ),
    "ministere": (_shape("minist[èe]re", f"{BLANK}{TOPIC}"),),
    "secretariat": (_shape(f"secr[ée]tariat{BLANK}d['’][ée]tat", f"{BLANK}{TOPIC}"),),
    "direction agence delegation service comite conference observatoire office caisse chambre syndicat inspection "
    "institut ecole commission union": (_shape(r"\w{5,12}" + _TOPICAL, ""),),
    "bureau": (_shape(rf"bureau{BLANK}d['’]enqu[êe]tes{BLANK}(?:et{BLANK})?{TOPIC}{PURPOSE}", ""),),
    "centre": (
        _shape(rf"centre{BLANK}(?:inter)?communal{BLANK}d['’]action{BLANK}sociale", _MAYBE_NAMED),
        _shape(rf"centre{BLANK}hospitalier(?:{BLANK}(?:universitaire|r[ée]gional))?", _NAMED),
        _shape(rf"centre{BLANK}de{BLANK}gestion", rf"(?:{BLANK}\d\d\b|{_NAMED})"),
    ),
    "maison": (_shape(rf"maison{BLANK}de{BLANK}retraite", _NAMED),),
    "universite lycee college laboratoire": (_shape(r"\w{5,11}", _NAMED),),
    "tribunal": (
        _shape(
            rf"tribunal{BLANK}(?:administratif|judiciaire|d['’]instance|de{BLANK}(?:grande{BLANK}instance|commerce))",
            _OF_NAME,
            category="court",
        ),
    ),
    "cour": (
        _shape(
            rf"cour{BLANK}(?:administrative{BLANK}d['’]appel|d['’](?:appel|assises)|de{BLANK}cassation|des{BLANK}comptes)",
            _MAYBE_NAMED,
            category="court",
        ),
    ),
    "police": (
        _shape(f"police{BLANK}nationale", ""),
        _shape(f"police{BLANK}municipale", _OF_NAME),
    ),
    "gendarmerie": (_shape(f"gendarmerie{BLANK}nationale", ""),),
    "groupement": (_shape(f"groupement{BLANK}de{BLANK}gendarmerie(?:{BLANK}d[ée]partementale)?", _OF_NAME),),
}
HEADS = {head: shapes for heads, shapes in _SHAPES.items() for head in heads.split()}
# An agency named by its river basin: the head has its capital, and so has the basin.
_AGENCY = _Shape(re.compile(rf"Agence{BLANK}(?:{OF})[^\W\d_]\w{{2,20}}{BLANK}(?P<name>{NAMES})"))


def find_body(text: str, start: int, head: str) -> Spotted | None:
    """The body, court or police service whose name begins at `start` with this head (folded); None without one."""
    for shape in HEADS[head] + ((_AGENCY,) if head == "agence" else ()):
        if match := shape.expression.match(text, start):
            details = {"category": shape.category}
            return Spotted(start, match.end(), _write_value(match, shape), "body", details)
    return None


def _write_value(match: re.Match, shape: _Shape) -> str:
    """One form of a name: the head in small letters but the first, a place with its capitals."""
    said = match.groupdict()
    if not said.get("name"):
        whole = " ".join(match[0].split())
        spread = sum(word[0].isupper() for word in whole.split())
        whole = whole.lower() if spread > 2 else whole
        return whole[:1].upper() + whole[1:]
    begin = match.start("of") if said.get("of") else match.start("name")
    head = shape.lead or " ".join(match.string[match.start() : begin].split()).lower()
    of = " ".join((said.get("of") or "").lower().split())
    joint = "" if of.endswith(("'", "’")) or not of else " "
    return f"{head[:1].upper()}{head[1:]} {of}{joint}{write_name(' '.join(said['name'].split()))}"


def list_head(word: str) -> str:
    """The folded head that a word may be; "" for any other word."""
    folded = fold(word)
    return folded if folded in HEADS else ""
