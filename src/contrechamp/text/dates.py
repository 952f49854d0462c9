"""Dates as French papers write them; what is not said is not invented: "juin 2021" stays a month."""

import re
from datetime import date

from contrechamp.text.folding import fold, fold_keeping_length

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("janvier", "janv"),
            ("fevrier", "fevr", "fev"),
            ("mars",),
            ("avril", "avr"),
            ("mai",),
            ("juin",),
            ("juillet", "juil"),
            ("aout",),
            ("septembre", "sept"),
            ("octobre", "oct"),
            ("novembre", "nov"),
            ("decembre", "dec"),
        ),
        start=1,
    )
    for name in names
}
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_LONG = rf"(?P<day>\d{{1,2}})(?:er)? (?P<month>{_MONTH})\.? (?P<year>(?:19|20)\d\d)"
_SHORT = r"(?P<day2>\d{1,2})[/.](?P<month2>\d{1,2})[/.](?P<year2>(?:19|20)\d\d)"
_WEEKDAY = r"(?: (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche))?"
_DATE = re.compile(rf"\b(?:{_LONG}|{_SHORT})\b")
# What a paper's own date stands behind, the strongest first.
_HERALDS = tuple(
    re.compile(rf"{herald}\W{{0,6}}(?<!\d)(?:{_LONG}|{_SHORT})\b", re.M)
    for herald in (
        r"(?:seance|reunion|session)(?: ordinaire| extraordinaire| publique)?(?: du conseil municipal)?"
        rf"(?: en date)? (?:du|le){_WEEKDAY}",
        r"\b(?:fait|signe) a [\w' -]{2,40}?,? le",
        r"^[a-z][\w' -]{2,40}, le",
        r"n[°o] ?[\w/-]+ (?:du|en date du)",
        rf"(?:conseil municipal|recueil|en date) du{_WEEKDAY}",
        r"\bdate(?: d.envoi| de publication)? ?:",
        r"publie(?:e)? le",
    )
)
_HEAD = 700  # code points
_OF_ANOTHER_ACT = re.compile(
    r"(?:arrete|loi|decret|deliberation|ordonnance|circulaire|marche)[\w °/-]{0,30} du $"
)
_PATH_FULL = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_. ]?(0[1-9]|1[0-2])[-_. ]?(0[1-9]|[12]\d|3[01])(?!\d)")
_PATH_REVERSED = re.compile(r"(?<!\d)(0[1-9]|[12]\d|3[01])[-_. ](0[1-9]|1[0-2])[-_. ]((?:19|20)\d\d)(?!\d)")
_PATH_MONTH = re.compile(r"(?<!\d)((?:19|20)\d\d)[-_](0[1-9]|1[0-2])(?!\d)")
_PATH_YEAR = re.compile(r"(?<![\d])((?:19|20)\d\d)(?!\d)")


def find_date(text: str) -> str:
    """The date that a paper gives itself at its top, ISO 8601; "" when it gives none."""
    folded = re.sub(r"\s", " ", fold_keeping_length(text))
    lines = fold_keeping_length(text)
    for herald in _HERALDS:
        match = herald.search(folded) or herald.search(lines)
        if match and (iso := _read(match)):
            return iso
    own = (m for m in _DATE.finditer(folded[:_HEAD]) if not _OF_ANOTHER_ACT.search(folded[: m.start()]))
    return next((iso for match in own if (iso := _read(match))), "")


def find_path_date(path: str) -> str:
    """The date in a file's name, else in the folders around it: 2023-05-25, 20230525, 25-05-2023, 28 février 2019…"""
    for part in reversed(path.split("/")):
        folded = fold(part)
        if (match := _DATE.search(folded.replace("_", " "))) and (iso := _read(match)):
            return iso
        if match := _PATH_FULL.search(part):
            return _check(*match.groups())
        if match := _PATH_REVERSED.search(part):
            return _check(*reversed(match.groups()))
        if match := _PATH_MONTH.search(part):
            return f"{match[1]}-{match[2]}"
        if match := _PATH_YEAR.search(part):
            return match[1]
    return ""


def _read(match: re.Match) -> str:
    found = match.groupdict()
    if found["day"]:
        return _check(found["year"], str(MONTHS[found["month"]]), found["day"])
    return _check(found["year2"], found["month2"], found["day2"])


def _check(year: str, month: str, day: str) -> str:
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""
