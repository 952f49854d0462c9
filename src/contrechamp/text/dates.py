"""Dates as French papers write them, with the precision that they have."""

import calendar
import re

from contrechamp.text.folding import fold
from contrechamp.vocabulary.document import Said

MONTH = "janvier|fevrier|mars|avril|mai|juin|juillet|aout|septembre|octobre|novembre|decembre"
_MONTHS = MONTH.split("|")
DAY = r"(?:1\s?(?:er|°)|ler|premier|\d{1,2})(?![\d])"  # "ler" is how "1er" comes out of OCR
_WEEKDAY = r"(?:(?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)\s+)?"
_WORDED = rf"{_WEEKDAY}(?P<day>\d{{1,2}})(?:er)?\s+(?P<month>{MONTH})\s+(?P<year>(?:19|20)\d\d)"
_NUMBERED = r"(?P<day>\d{1,2})[/.](?P<month>\d{1,2})[/.](?P<year>(?:19|20)\d\d)"
_DATE = rf"(?:{_WORDED}|{_NUMBERED.replace('<', '<n')})"
_HEAD = 3000

# What a paper says of its own date, most telling first; the first that is found holds.
_OWN = tuple(
    re.compile(pattern.replace("DATE", _DATE))
    for pattern in (
        r"(?:seance|reunion|conseil municipal|installation)[^.;]{0,80}?(?:du|le)\s+DATE",
        r"(?:publie|publication|paru)[a-z]*\s+(?:le\s+)?:?\s*DATE",
        r"(?:proces[- ]verbal|compte[- ]rendu|recueil|bulletin|raa)\b[^.;]{0,100}?DATE",
        r"\bn°\s*[\w./ -]{1,25}?(?:du|—|-)?\s*DATE",
        r"\b[a-z][a-z' -]{2,40},\s+le\s+DATE",
        r"(?:fait|signe|etabli)\b[^.;]{0,60}?\ble\s+DATE",
        r"\bdate\s*:\s*(?:le\s+)?DATE",
    )
)
_ALONE = re.compile(rf"^[^\w\n]*(?:le\s+)?{_DATE}\W*$", re.MULTILINE)
_YEAR = re.compile(
    r"\b(?:exercice|budget primitif|budget principal|compte administratif|annee)\s*(?:de\s+)?(?P<year>20\d\d)\b"
)
_PATHS = (
    re.compile(
        r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_. ](?P<month>0[1-9]|1[0-2])[-_. ](?P<day>0[1-9]|[12]\d|3[01])(?!\d)"
    ),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?!\d)"),
    re.compile(
        r"(?<!\d)(?P<day>0?[1-9]|[12]\d|3[01])[-_. ](?P<month>0[1-9]|1[0-2])[-_. ](?P<year>(?:19|20)\d\d)(?!\d)"
    ),
    re.compile(rf"(?<!\d)(?P<day>\d{{1,2}})(?:er)?[-_ ](?P<month>{MONTH})[-_ ](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(rf"(?P<month>{MONTH})[-_ ](?P<year>(?:19|20)\d\d)(?!\d)"),
    re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-_](?P<month>0[1-9]|1[0-2])(?![\d])"),
    re.compile(r"(?<![\d.,])(?P<year>(?:199|20[0-3])\d)(?![\d])"),
)


def find_date(first_text: str, untrusted_path: str) -> Said:
    """The date that a paper gives itself on its first page ("rule"), else in its path ("path"), ISO 8601."""
    folded = fold(first_text[:_HEAD])
    for pattern in _OWN:
        for match in pattern.finditer(folded):
            if date := _read(match):
                return Said(date, "rule")
    alone = {date for match in _ALONE.finditer(folded) if (date := _read(match))}
    if len(alone) == 1:
        return Said(alone.pop(), "rule")
    return _find_in_path(untrusted_path) or _find_year(folded) or Said()


def _find_year(folded: str) -> Said | None:
    match = _YEAR.search(folded)
    return Said(match["year"], "rule") if match else None


def _find_in_path(path: str) -> Said | None:
    """The file's own name before its folders."""
    for part in reversed(fold(path).replace("\\", "/").split("/")):
        for pattern in _PATHS:
            dates = {date for match in pattern.finditer(part) if (date := _read(match))}
            if dates:
                return Said(dates.pop(), "path") if len(dates) == 1 else None  # two dates: a span, not a date
    return None


def _read(match: re.Match) -> str:
    """ISO 8601 of a match, "" when it is no date of the calendar."""
    groups = match.groupdict()
    year = groups.get("year") or groups.get("nyear")
    month = groups.get("month") or groups.get("nmonth")
    day = groups.get("day") or groups.get("nday")
    if not month:
        return str(year)
    if day and not int(day):
        return ""
    return write_date(int(year), find_month(month), day=int(day or 0))


def find_month(written: str) -> int:
    """1 to 12 for the folded name of a month, its first letters ("janv", "sept") or its number; 13 for no month."""
    if written.isdecimal():
        return int(written) or 13
    return next((k for k, name in enumerate(_MONTHS, 1) if name.startswith(written)), 13)


def read_day(written: str) -> int:
    """The day that folded words say: "1er", "1 er", "ler", "premier", "25"; 32 for no day."""
    return int("".join(c for c in written if c.isdecimal()) or 1) or 32


def write_date(year: int, month: int = 0, *, day: int = 0) -> str:
    """ISO 8601 with the precision that is known (0: unknown), "" when it is no date of the calendar."""
    if not month:
        return f"{year:04}"
    if not 1 <= month <= 12 or (day and not 1 <= day <= calendar.monthrange(year, month)[1]):
        return ""
    return f"{year:04}-{month:02}" + (f"-{day:02}" if day else "")
