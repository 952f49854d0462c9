"""How many cameras an order allows inside, outside and on the public way."""

import re
from typing import NamedTuple

_ONES = [
    "un",
    "deux",
    "trois",
    "quatre",
    "cinq",
    "six",
    "sept",
    "huit",
    "neuf",
    "dix",
    "onze",
    "douze",
    "treize",
    "quatorze",
    "quinze",
    "seize",
    "dix-sept",
    "dix-huit",
    "dix-neuf",
]
_TENS = {20: "vingt", 30: "trente", 40: "quarante", 50: "cinquante", 60: "soixante", 80: "quatre-vingt"}
_FARTHEST = 90  # characters between two counts of one list
_ZONES = ("inside", "outside", "public_way")


def _name_numbers() -> dict[str, int]:
    """1 to 99 in French words, folded, blanks as hyphens."""
    names = {"une": 1, "zero": 0, "aucune": 0, **{word: n for n, word in enumerate(_ONES, 1)}}
    for ten, word in _TENS.items():
        names |= {word: ten, word + "s": ten}
        for one in range(1, 20 if ten in (60, 80) else 10):
            joined = f"{word}-et-" if one in (1, 11) and ten < 80 else f"{word}-"
            names[joined + _ONES[one - 1]] = ten + one
            if one == 1:
                names[joined + "une"] = ten + one
    return names


_NUMBERS = _name_numbers()
_WORDS = "|".join(sorted((name.replace("-", "[- ]") for name in _NUMBERS), key=len, reverse=True))
_NUMBER = (
    rf"(?<![\w/'.,-])(?P<n>\d[\doil]{{0,3}}|[oil]\d{{0,3}}|{_WORDS})(?![\w/])(?:\s?\(\s?[\w-]{{1,20}}\s?\))?"
)
_CAMERA = r"camera(?:s|\s?\(s\))?"
_SEES = r"(?:visionnant|filmant|surveillant|donnant|portant|visualisant)"
_INSIDE = r"(?P<inside>interieur\w{0,2}(?:\s?\(e?s\))?)"
_OUTSIDE = rf"(?P<outside>exterieur\w{{0,2}}(?!\w)(?:\s?\(e?s\))?)(?!\s{_SEES}\s(?:sur\s)?la\svoie\spublique)"
_PUBLIC = r"(?P<public_way>voies?\spubliques?)"
_ZONE = rf"(?:{_INSIDE}|{_OUTSIDE}|{_PUBLIC})"
_BETWEEN = rf"(?:\s(?!(?:dont|et|soit|ou|ainsi|{_WORDS})\b)[a-z'(),-]{{1,20}}){{0,6}}?\s\(?(?:l')?"
_COUNTED = re.compile(
    rf"{_NUMBER}\s{{0,2}}(?:(?P<camera>{_CAMERA}){_BETWEEN}|(?:(?:{_SEES}|sur|en|de)\s)?(?:la\s)?){_ZONE}"
)
_LISTED = re.compile(rf"(?:{_CAMERA}\s)?(?:(?:{_SEES}|sur|en|de)\s)?(?:la\s)?{_ZONE}\s?[:=]\s?{_NUMBER}")
_CHANGE = re.compile(r"\b(?:ajout|suppression|retrait|deplacement|remplacement|supplementaires?|en plus)\b")
_CAMERAS = re.compile(_CAMERA)


class CameraCounts(NamedTuple):
    """Cameras of an order; all None where it counts none by zone, 0 in a zone where it counts only elsewhere."""

    inside: int | None = None
    outside: int | None = None
    public_way: int | None = None


def count_cameras(folded: str) -> CameraCounts:
    """The first list of cameras by zone in folded running text; cameras that are added or removed are no total."""
    first = _CAMERAS.search(folded)
    if not first:
        return CameraCounts()
    begin = max(first.start() - 40, 0)
    for pattern in (_COUNTED, _LISTED):
        if found := _add_list(pattern, folded, begin=begin):
            return CameraCounts(*(found.get(zone, 0) for zone in _ZONES))
    return CameraCounts()


def read_number(word: str) -> int | None:
    """A number in digits (O, l and I of bad recognition too) or in words up to 99, folded."""
    if (named := _NUMBERS.get(word.replace(" ", "-"))) is not None:
        return named
    digits = word.translate(str.maketrans("oil", "011"))
    return int(digits) if digits.isdigit() else None


def _add_list(pattern: re.Pattern, folded: str, *, begin: int) -> dict[str, int]:
    found: dict[str, int] = {}
    end = None
    for match in pattern.finditer(folded, begin):
        if end is not None and _is_apart(folded, end, match.start()):
            break
        if _CHANGE.search(folded, max(match.start() - 40, 0), match.start()):
            continue
        found[match.lastgroup if match.lastgroup in _ZONES else _name_zone(match)] = found.get(
            _name_zone(match), 0
        ) + (read_number(match["n"]) or 0)
        end = match.end()
    return found


def _name_zone(match: re.Match) -> str:
    return next(zone for zone in _ZONES if match[zone])


def _is_apart(folded: str, end: int, start: int) -> bool:
    return start - end > _FARTHEST or ". " in folded[end:start]
