"""What the words around a sum say of it: with or without tax, each year or each month, at least or at most."""

import re

from contrechamp.spot.folded import find_last

_BEFORE, _AFTER = 70, 40  # code points that are looked at
_CLAUSE_END = re.compile(r"[;€]|\.\s|:\s*\n")
_WITHOUT, _WITH = r"h\.?\s?t\b|hors[\s-]{1,2}tax|hors t\.?v\.?a", r"t\.?\s?t\.?\s?c\b|toutes taxes"
_TIME = r"ans?|annees?|mois|jours?|heures?|semaines?|trimestres?|semestres?"
_RATE = r"annuel|mensuel|trimestriel|semestriel|hebdomadaire|journalier|horaire"
_EACH = rf"(?:par|/|l'|chaque|de l')\s{{0,2}}(?:{_TIME})\b|{_RATE}"
_TAX_AFTER = re.compile(
    rf"\s{{0,3}}[(/,]?\s{{0,2}}(?:{_EACH})?\S{{0,3}}\s{{0,3}}(?:(?P<without>{_WITHOUT})|(?P<with>{_WITH}))"
)
_TAX_BEFORE = re.compile(rf"\b(?:(?P<without>{_WITHOUT})|(?P<with>{_WITH}))")
_PER_AFTER = re.compile(rf"\s{{0,3}}\(?(?:(?:{_WITHOUT}|{_WITH})\S{{0,3}}\)?\s{{0,3}})?(?P<each>{_EACH})")
_PER_BEFORE = re.compile(rf"\b(?P<each>{_RATE})")
_PERIODS = {
    "an": "year", "mo": "month", "me": "month", "jo": "day", "he": "hour", "ho": "hour", "se": "week", "tr": "quarter",
}  # fmt: skip
_BOUND = re.compile(
    r"\b(?:(?P<up_to>jusqu'a|dans la limite|plafonn|sans exceder|sans depasser|n'excedant pas|exceder|depasser)"
    r"|(?P<maximum>max|au plus|plafond|inferieure?s? a)|(?P<minimum>min(?:i\b|im)|au moins|plancher|a partir de)"
    r"|(?P<estimate>estim|evalu|environ|previsionn|de l'ordre de|approximati))"
)
_BOUND_AFTER = re.compile(rf"\s{{0,3}}(?:{_WITHOUT}|{_WITH})?\s{{0,2}}\(?\s?{_BOUND.pattern}")


def read_details(folded: str, start: int, end: int, *, reached: int) -> dict[str, str]:
    """`tax`, `per`, `bound` of the sum at `start` to `end` of a folded page; `reached` is where the last one ended."""
    before = _cut_clause(folded[max(reached, start - _BEFORE) : start])
    after = folded[end : end + _AFTER]
    return _read_all(before, after)


def read_column_details(folded_heading: str) -> dict[str, str]:
    """As `read_details`, of the heading of a column ("Montant maximum annuel en € HT")."""
    return _read_all(folded_heading, "")


def _read_all(before: str, after: str) -> dict[str, str]:
    said = {
        "tax": _read_tax(before, after),
        "per": _read_period(before, after),
        "bound": _read_bound(before, after),
    }
    return {name: value for name, value in said.items() if value}


def _cut_clause(before: str) -> str:
    """What stands after the last end of a clause."""
    ends = [match.end() for match in _CLAUSE_END.finditer(before)]
    return before[ends[-1] :] if ends else before


def _read_tax(before: str, after: str) -> str:
    match = _TAX_AFTER.match(after) or find_last(_TAX_BEFORE, before, 0, len(before))
    return "" if match is None else "HT" if match["without"] else "TTC"


def _read_period(before: str, after: str) -> str:
    match = _PER_AFTER.match(after) or find_last(_PER_BEFORE, before, 0, len(before))
    if match is None:
        return ""
    word = re.sub(r"\A(?:par|/|l'|chaque|de l')\s*", "", match["each"])
    return "half_year" if word.startswith("sem") and "str" in word else _PERIODS[word[:2]]


def _read_bound(before: str, after: str) -> str:
    match = _BOUND_AFTER.match(after) or find_last(_BOUND, before, 0, len(before))
    return match.lastgroup.replace("_", " ") if match and match.lastgroup else ""
