"""What one cell of a table says, when its column is known: dates, numbers, coordinates, durations."""

import calendar
import re
from collections.abc import Iterator
from datetime import date, timedelta
from typing import NamedTuple

from contrechamp.text.folding import fold_keeping_length

CELL_CHARACTERS = 2_000  # a longer cell is prose
_MONTHS = (
    *("janvier", "fevrier", "mars", "avril", "mai", "juin"),
    *("juillet", "aout", "septembre", "octobre", "novembre", "decembre"),
)
_ISO = re.compile(r"(?<!\d)(\d{4})(?:-(\d{1,2})|([/.-])(\d{1,2})\3(\d{1,2}))(?![\d-])")
_FRENCH = re.compile(r"(?<!\d)(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})(?!\d)")
_SHORT_MONTHS = {
    month[: 3 + ("jui" in month)]: number for number, month in enumerate(_MONTHS, 1)
}  # "juil", "nov"
_WORDED = re.compile(
    rf"(?:(\d{{1,2}})(?:er)?[\s-]{{1,3}})?\b({'|'.join(_SHORT_MONTHS)})[a-z]{{0,6}}\.?[\s-]{{1,3}}(\d{{4}}|\d{{2}})(?!\d)"
)
_DAY = re.compile(r"(\d\d)/(\d\d)/(\d{4})")  # what nearly all cells of dates say
_MONTH = re.compile(r"(?<![\d/.-])(\d{1,2})[/.-](\d{4})(?!\d)")
_YEAR = re.compile(r"(?<![\d/.-])(?:19|20)\d\d(?!\d)")
_SERIAL = re.compile(r"(\d{5})(?:[.,]\d{1,15})?")
_DAY_ZERO = date(1899, 12, 30)  # of spreadsheets (ECMA-376 part 1, 18.17.4.1)
_DURATION = re.compile(r"(\d{1,4})\s{0,3}(jours?|j\b|semaines?|mois|ans?|annees?|h\b|heures?)?")
_COORDINATE = re.compile(r"([+-]?\d{1,3}(?:[.,]\d{1,20})?)\s{0,3}°?\s{0,3}([nsewo]?)")
_SIRET = re.compile(r"\d(?:[ \u00a0\u202f.]?\d){8}(?:[ \u00a0\u202f.]?\d){0,5}")


class Piece(NamedTuple):
    """Code points `start` to `end` of a cell, what they amount to, and what else they say."""

    start: int
    end: int
    value: str
    details: dict[str, str]


def read_dates(cell: str) -> list[Piece]:
    """The first date of a cell, ISO 8601 with its own precision; a spreadsheet's day number is a date here.

    None where it is no day of the calendar: "2014-13-45" is not the year 2014.
    """
    if (alone := _DAY.fullmatch(cell)) and (value := _make_date(alone[3], alone[2], alone[1])):
        return [Piece(0, len(cell), value, {})]
    if len(cell) == 4 and _YEAR.fullmatch(cell):
        return [Piece(0, 4, cell, {})]
    folded = fold_keeping_length(cell[:CELL_CHARACTERS])
    serial = _SERIAL.fullmatch(folded.strip())
    if serial and 20_000 <= int(serial[1]) <= 60_000:
        value = (_DAY_ZERO + timedelta(days=int(serial[1]))).isoformat()
        return [Piece(0, len(cell), value, {"written": "serial"})]
    for start, end, value in _give_dates(folded):
        return [Piece(start, end, value, {})] if value else []
    return []


def _give_dates(folded: str) -> Iterator[tuple[int, int, str]]:
    """What is written as a date, the most telling way first; "" where it is none of the calendar."""
    for match in _ISO.finditer(folded):
        yield *match.span(), _make_date(match[1], match[2] or match[4], match[5])
    for match in _FRENCH.finditer(folded):
        yield *match.span(), _make_date(_complete_year(match[3]), match[2], match[1])
    for match in _WORDED.finditer(folded):
        yield *match.span(), _make_date(_complete_year(match[3]), str(_SHORT_MONTHS[match[2]]), match[1])
    for match in _MONTH.finditer(folded):
        yield *match.span(), _make_date(match[2], match[1], None)
    for match in _YEAR.finditer(folded):
        yield *match.span(), match[0]


def _complete_year(year: str) -> str:
    return year if len(year) == 4 else f"20{year}" if int(year) <= 40 else f"19{year}"


def _make_date(year: str, month: str, day: str | None) -> str:
    if not 1 <= int(month) <= 12 or not 1900 <= int(year) <= 2100:
        return ""
    if day is None:
        return f"{year}-{int(month):02}"
    is_day = 1 <= int(day) <= calendar.monthrange(int(year), int(month))[1]
    return f"{year}-{int(month):02}-{int(day):02}" if is_day else ""


def read_days(cell: str) -> list[Piece]:
    """A length of time in days, as a retention is told (a month is 30 days, as in the papers' own tables)."""
    folded = fold_keeping_length(cell[:CELL_CHARACTERS])
    match = _DURATION.search(folded)
    if not match:
        return []
    unit = (match[2] or "j")[:3].strip()
    if unit in ("h", "heu"):
        days = int(match[1]) / 24
        return [Piece(*match.span(), f"{days:g}", {})]
    factor = {"j": 1, "jou": 1, "sem": 7, "moi": 30, "an": 365, "ans": 365, "ann": 365}[unit]
    return [Piece(*match.span(), str(int(match[1]) * factor), {})]


def read_count(cell: str) -> list[Piece]:
    """A number of devices."""
    match = re.search(r"(?<![\w.,])\d{1,5}(?![\d.,]\d|\w)", cell[:CELL_CHARACTERS])
    return [Piece(*match.span(), str(int(match[0])), {})] if match else []


def read_coordinate(cell: str, *, most: int) -> float | None:
    """Degrees (at most `most` either side), None when the cell says none."""
    match = _COORDINATE.fullmatch(fold_keeping_length(cell.strip()))
    if not match:
        return None
    degrees = float(match[1].replace(",", "."))
    degrees = -degrees if match[2] in ("s", "w", "o") and match[2] else degrees
    return degrees if abs(degrees) <= most else None


def read_siret(cell: str) -> str:
    """The digits of a SIREN (9) or SIRET (14) whose key holds (Luhn, ISO/IEC 7812-1), else ""."""
    match = _SIRET.fullmatch(cell.strip())
    digits = re.sub(r"\D", "", match[0]) if match else ""
    if len(digits) == 13 or len(digits) == 8:
        digits = f"0{digits}"  # a sheet took the zero in front for nothing
    return digits if len(digits) in (9, 14) and (_has_key(digits) or digits.startswith("356000000")) else ""


def _has_key(digits: str) -> bool:
    doubled = [int(one) * (1 + place % 2) for place, one in enumerate(reversed(digits))]
    return sum(one - 9 if one > 9 else one for one in doubled) % 10 == 0
