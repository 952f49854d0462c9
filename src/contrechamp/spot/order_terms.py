"""The terms of an order: days kept, file number, first and last day."""

import re
from collections.abc import Iterable

from contrechamp.spot.camera_counts import read_number
from contrechamp.text.folding import fold_keeping_length

_MONTHS = [
    "janvier",
    "fevrier",
    "mars",
    "avril",
    "mai",
    "juin",
    "juillet",
    "aout",
    "septembre",
    "octobre",
    "novembre",
    "decembre",
]
_DAY = (
    rf"(?P<day>[0-3]?\d|1\s?er)\s{{0,2}}(?:(?P<month>{'|'.join(_MONTHS)})\s{{1,2}}|[/.](?P<number>[01]?\d)[/.])"
    r"(?P<year>(?:19|20)\d\d)\b"
)
_SIGNED = (
    re.compile(rf"\bfait\s(?:a\s)?[\w' -]{{2,50}}?,?\s?(?:le|ce)\s{_DAY}"),
    re.compile(rf"\b[a-z][a-z' -]{{2,40}},\s?le\s{_DAY}"),
)
_ENDS = (
    re.compile(rf"\bjusqu'au\s(?:\w{{5,8}}\s)?{_DAY}"),
    re.compile(
        rf"\b(?:echeance|expire\w{{0,3}}|fin de validite|prend\w{{0,3}} fin)\b[^.;]{{0,60}}?\ble\s{_DAY}"
    ),
    re.compile(rf"\b(?:echeance|expiration)\b[^.;]{{0,60}}?\bau\s{_DAY}"),
)
_FROM = re.compile(rf"\ba compter du\s(?:\w{{5,8}}\s)?{_DAY}")
_LENGTH = (
    r"(?P<n>\d{1,3}|[a-z]{2,8}(?:[- ][a-z]{2,6}){0,2}?)\s?(?:\(\s?\w{1,10}\s?\)\s?)?"
    r"(?P<unit>jours?|heures?|mois)\b"
)
_KEPT = re.compile(
    rf"\b(?:detrui\w{{1,4}}|conserv\w{{1,6}}|effac\w{{1,4}}|enregistrements?)\b[^.;]{{0,120}}?"
    rf"(?:delai|duree|maximum|maximale?|pendant|apres|de|a|est)\s(?:maximum\s|maximale?\s)?(?:de\s|d')?{_LENGTH}"
)
_MORE = re.compile(rf"(?:\s|jours?|heures?|mois)*\s?a\s{_LENGTH}")
_FILE = re.compile(
    r"\b(?:enregistree?s?|dossiers?|demandes?|operations?|autorisations?)\s(?:sous\s)?(?:les?\s)?"
    r"(?:n(?:umeros?|°s?|os?\b|\.)|references?)\s?:?\s?"
    r"(?P<number>\d[\d/.-]*(?:\s?(?:-|/|et|,)\s?\d[\d/.-]{3,20}){0,5})"
)
_LONGEST = 400  # days; more is no delay for images


def find_retention(foldeds: Iterable[str]) -> int | None:
    """Days that images are kept, from the first article (folded) that says so; a month is 30 days."""
    for folded in foldeds:
        if (match := _KEPT.search(folded)) and (
            days := _count_days(_MORE.match(folded, match.end()) or match)
        ):
            return days
    return None


def find_file_number(foldeds: Iterable[str]) -> str:
    """The number under which a prefecture keeps the request, as written without blanks; "" when unsaid."""
    for folded in foldeds:
        for match in _FILE.finditer(folded):
            number = re.sub(r"\s?(?:et|,)\s?", "-", match["number"])
            number = re.sub(r"\s", "", number).strip("-/.")
            if len(number) >= 4:
                return number
    return ""


def find_signing_day(text: str) -> str:
    """ISO 8601 of the day when an order was signed, the last "Fait à …, le …" of its text; "" when unsaid."""
    folded = fold_keeping_length(text)
    for pattern in _SIGNED:
        days = [day for match in pattern.finditer(folded) if (day := _write_day(match))]
        if days:
            return days[-1]
    return ""


def find_first_day(folded: str) -> str:
    """ISO 8601 of the day from which an article says that it holds."""
    match = _FROM.search(folded)
    return _write_day(match) if match else ""


def find_last_day(foldeds: Iterable[str]) -> str:
    """ISO 8601 of the day until which articles (folded) say that they hold; a length alone is no date."""
    for folded in foldeds:
        for pattern in _ENDS:
            if (match := pattern.search(folded)) and (day := _write_day(match)):
                return day
    return ""


def _write_day(match: re.Match) -> str:
    day = int(re.sub(r"\D", "", match["day"]))
    month = _MONTHS.index(match["month"]) + 1 if match["month"] else int(match["number"])
    return f"{match['year']}-{month:02}-{day:02}" if 1 <= day <= 31 and 1 <= month <= 12 else ""


def _count_days(match: re.Match) -> int | None:
    """The legal limit is written "un mois" or "30 jours" (code de la sécurité intérieure, L. 252-5)."""
    number = read_number(match["n"])
    if number is None:
        return None
    if match["unit"].startswith("h"):
        return number // 24 or None
    days = number * 30 if match["unit"] == "mois" else number
    return days if 0 < days <= _LONGEST else None
