"""Public bodies, courts and police services by the way their names are built: a head, what it is for, where it is."""

import re
from typing import NamedTuple

from contrechamp.spot.communes import open_communes
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.wording import ADJECTIVE, BLANK, NAME, NAMES, OF, PURPOSE, TOPIC, run_on, write_name
from contrechamp.text.patterns import LatePattern

_LEVEL = (
    r"(?:(?:inter|supra)-?)?(?:national|d[ée]partemental|r[ée]gional|minist[ée]riel|communal|g[ée]n[ée]ral|central|zonal"
    r"|territorial|acad[ée]mique|sup[ée]rieur|europ[ée]en|consultatif|international|local|[ée]conomique|mixte)(?:e|le|ne)?s?"
)
_LEVELS = rf"(?:{BLANK}{_LEVEL}){{1,2}}(?:{BLANK}{ADJECTIVE})?"
_GROUPED = rf"{BLANK}(?:de{BLANK}communes|d['’]agglom[ée]ration|urbaine|m[ée]tropolitaine)"
_OF_NAME = rf"{BLANK}(?P<of>{OF})(?P<name>{NAME})"
_NAMED = rf"{BLANK}(?P<of>{OF})?(?P<name>{NAME})"
_MAYBE_NAMED = rf"(?:{_OF_NAME})?"
_TOPICAL = rf"{_LEVELS}{BLANK}{TOPIC}{PURPOSE}"


_TOWN = "Ville"
_GAP = LatePattern(r"\s{1,9}")


class _Shape(NamedTuple):
    """How a name goes on from its head. `lead` replaces the head in the canonical name."""

    expression: LatePattern
    category: str = "body"
    lead: str = ""


def _shape(head: str, rest: str, *, category: str = "body", lead: str = "", any_case: bool = True) -> _Shape:
    """The head in any case; what follows keeps its capitals."""
    return _Shape(LatePattern((f"(?i:{head})" if any_case else head) + rest), category, lead)


_SHAPES: dict[str, tuple[_Shape, ...]] = {
    "ville mairie": (
        _shape("ville|mairie", _OF_NAME.replace("(?P<name>", r"(?P<name>(?!France\b)"), lead=_TOWN),
    ),
    "commune": (_shape(r"(?<=[Ll]a\s)C(?:ommune|OMMUNE)", _OF_NAME, lead=_TOWN, any_case=False),),
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
    "chambre": (
        _shape(
            "chambre",
            rf"{BLANK}(?=(?i:de (?:commerce|métiers)|d['’]agriculture|des (?:métiers|notaires))){TOPIC}",
        ),
    ),
    "office": (
        _shape(
            rf"office{BLANK}(?:public{BLANK}de{BLANK}l['’]habitat|(?:de|du){BLANK}tourisme)", _MAYBE_NAMED
        ),
    ),
    "caisse": (
        _shape(
            rf"caisse{BLANK}(?:d['’]allocations{BLANK}familiales|primaire{BLANK}d['’]assurance{BLANK}maladie)",
            _MAYBE_NAMED,
        ),
    ),
    "academie": (_shape("A(?:cadémie|CADÉMIE|CADEMIE)", _OF_NAME, any_case=False),),
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
HEADS: dict[str, tuple[_Shape, ...]] = {}
for heads, shapes in _SHAPES.items():
    HEADS |= {head: HEADS.get(head, ()) + shapes for head in heads.split()}
# An agency named by its river basin: the head has its capital, and so has the basin.
_AGENCY = _Shape(
    LatePattern(rf"Agence{BLANK}(?:{OF})(?i:eau|urbanisme|développement){BLANK}(?:{OF})?(?P<name>{NAMES})")
)


def find_body(text: str, start: int, head: str) -> Spotted | None:
    """The body, court or police service whose name begins at `start` with this head (folded); None without one."""
    for shape in HEADS[head] + ((_AGENCY,) if head == "agence" else ()):
        if match := shape.expression.match(text, start):
            if shape.lead == _TOWN:
                return _make_town(match)
            return Spotted(start, match.end(), _write_value(match), "body", {"category": shape.category})
    return None


def _make_town(match: re.Match) -> Spotted:
    """A town as a body: the longest known commune that the name begins with, else the name as far as it goes."""
    ends = [
        match.end("name"),
        *(blank.start() for blank in reversed(list(_GAP.finditer(*_list_place(match))))),
    ]
    known = (
        (end, open_communes().find_commune(run_on(match.string[match.start("name") : end]))) for end in ends
    )
    end, commune = next((pair for pair in known if pair[1]), (ends[0], None))
    name = run_on(match.string[match.start("name") : end])
    details = {"category": "body"} | ({"insee": commune.insee} if commune else {})
    return Spotted(match.start(), end, f"{_TOWN} {_write_of(match)}{write_name(name)}", "body", details)


def _list_place(match: re.Match) -> tuple[str, int, int]:
    return match.string, match.start("name"), match.end("name")


def _write_value(match: re.Match) -> str:
    """One form of a name: the head in small letters but the first, a place with its capitals."""
    said = match.groupdict()
    if not said.get("name"):
        whole = run_on(match[0]).replace("’", "'")
        words = whole.split()
        whole = whole.lower() if len(words) > 1 and words[1][0].isupper() else whole
        return whole[:1].upper() + whole[1:]
    begin = match.start("of") if said.get("of") else match.start("name")
    head = run_on(match.string[match.start() : begin]).replace("’", "'").lower()
    return f"{head[:1].upper()}{head[1:]} {_write_of(match)}{write_name(run_on(said['name']))}"


def _write_of(match: re.Match) -> str:
    """ "de la ", "d'": what joins a head and its place."""
    of = " ".join((match.groupdict().get("of") or "").lower().replace("’", "'").split())
    return of if of.endswith("'") or not of else f"{of} "
