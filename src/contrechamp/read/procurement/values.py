"""Sums, dates, lengths of time and company numbers as the standards write them, in the form that a row shows."""

import datetime
import re
from decimal import Decimal, InvalidOperation

_AMOUNT = re.compile(r"-?\d{1,18}(?:[.,]\d{0,12})?(?:[eE][+-]?\d{1,2})?")
_BLANKS = re.compile(r"[\s\u00a0\u202f]+")
_DAY = re.compile(r"(\d{4})-?(\d\d)-?(\d\d)(?!\d)")
_FRENCH_DAY = re.compile(r"(\d\d)[/.-](\d\d)[/.-](\d{4})(?!\d)")
_MONTH = re.compile(r"(\d{4})-(\d\d)(?!\d)")
_YEAR = re.compile(r"(?:19|20)\d\d\Z")
_MONTH_DAYS = Decimal("30.4375")
_UNITS = {"MONTH": 1, "MOIS": 1, "MON": 1, "YEAR": 12, "ANN": 12, "AN": 12}  # UN/CEFACT codes of UBL too
_WEEK_UNITS = {"DAY": 1, "JOUR": 1, "WEEK": 7, "WEE": 7}
_DATE_CHARACTERS = 40
_LA_POSTE = "356000000"


def write_amount(text: str, currency: str = "") -> str | None:
    """A sum as a French sheet shows it ("575000", "1234,5", "1200 USD"), or None when it is no number."""
    clean = _BLANKS.sub("", text).removesuffix("€").removesuffix("EUR")
    if not _AMOUNT.fullmatch(clean):
        return None
    try:
        number = Decimal(clean.replace(",", "."))
    except InvalidOperation:
        return None
    written = f"{number:f}"
    written = written.rstrip("0").rstrip(".") if "." in written else written
    return written.replace(".", ",") + (f" {currency}" if currency.upper() not in ("", "EUR") else "")


def find_day(text: str) -> datetime.date | None:
    """The day at the beginning of a date or a moment, None when there is none or it never was."""
    head = text[:_DATE_CHARACTERS].strip()
    found = _DAY.match(head)
    parts = found.groups() if found else None
    if not parts and (found := _FRENCH_DAY.match(head)):
        parts = found.groups()[::-1]
    try:
        return datetime.date(*map(int, parts)) if parts else None
    except ValueError:
        return None


def write_date(text: str) -> str | None:
    """A date as French papers write it, with the precision it has (25/06/2013, 06/2013, 2013), or None."""
    if day := find_day(text):
        return f"{day:%d/%m/%Y}"
    head = text[:_DATE_CHARACTERS].strip()
    if (found := _MONTH.match(head)) and "01" <= found[2] <= "12" and not _DAY.match(head):
        return f"{found[2]}/{found[1]}"
    return head if _YEAR.match(head) else None


def count_months(text: str, unit: str = "MONTH") -> str | None:
    """A length of time in months, days and weeks rounded to the nearest; None when it is no number."""
    clean = _BLANKS.sub("", text).replace(",", ".")
    if not _AMOUNT.fullmatch(clean):
        return None
    number, unit = Decimal(clean), unit.upper().removesuffix("S") if unit.upper() != "MOIS" else "MOIS"
    if unit in _UNITS:
        return write_amount(str(number * _UNITS[unit]))
    if unit in _WEEK_UNITS:
        return str(int((number * _WEEK_UNITS[unit] / _MONTH_DAYS).quantize(Decimal(1))))
    return None


def count_months_between(start: str, end: str) -> str:
    """Whole months from one day to another, "" where one of them is not known."""
    first, last = find_day(start), find_day(end)
    if not first or not last or last <= first:
        return ""
    return str(round(Decimal((last - first).days + 1) / _MONTH_DAYS))


def is_company_number(text: str) -> bool:
    """Whether a SIRET (14 digits) or a SIREN (9) has its right key.

    Luhn's sum (INSEE); the establishments of La Poste have a sum of digits that 5 divides instead.
    """
    if not re.fullmatch(r"\d{9}|\d{14}", text) or not int(text):
        return False
    digits = [int(digit) for digit in reversed(text)]
    total = sum(digits[::2]) + sum(sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return total % 10 == 0 or (text.startswith(_LA_POSTE) and len(text) == 14 and sum(digits) % 5 == 0)


def strip_blanks(text: str) -> str:
    return _BLANKS.sub("", text)
