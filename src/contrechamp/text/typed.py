"""What a person types in a form: dates, numbers and sums as French hands write them, in the one form that is kept."""

import re

from contrechamp.text.dates import DAY, MONTH, find_month, read_day, write_date
from contrechamp.text.folding import fold

_ISO = re.compile(r"(?P<year>\d{4})(?:-(?P<month>\d{1,2})(?:-(?P<day>\d{1,2}))?)?")
_WORDED = re.compile(rf"(?:(?:le\s+)?(?P<day>{DAY})\s+)?(?P<month>{MONTH})\s+(?P<year>\d{{4}})")
_NUMBERED = re.compile(r"(?:(?P<day>\d{1,2})[/.])?(?P<month>\d{1,2})[/.](?P<year>\d{4})")
_SUM = re.compile(r"(?P<whole>\d{1,15})(?:[.,](?P<cents>\d{1,2}))?(?:€|euros?)?")
_COUNT = re.compile(r"\d{1,9}")


def read_typed_date(typed: str) -> str | None:
    """ISO 8601 with the precision typed ("25/06/2013", "juin 2013", "2013"); "" of nothing, None of no date."""
    folded = " ".join(fold(typed).split())
    if not folded:
        return ""
    match = next((found for one in (_ISO, _WORDED, _NUMBERED) if (found := one.fullmatch(folded))), None)
    if match is None or not int(match["year"]):
        return None
    month = find_month(match["month"]) if match["month"] else 0
    day = read_day(match["day"]) if match["day"] else 0
    return write_date(int(match["year"]), month, day=day) or None


def read_typed_sum(typed: str) -> str | None:
    """Euros, "1250000.00": of "1 250 000 €", "1250000,5"; None of no sum."""
    match = _SUM.fullmatch(_join(typed))
    return f"{int(match['whole'])}.{(match['cents'] or '0').ljust(2, '0')}" if match else None


def read_typed_count(typed: str) -> str | None:
    """A whole number without its spaces; None of none."""
    joined = _join(typed)
    return str(int(joined)) if _COUNT.fullmatch(joined) else None


def _join(typed: str) -> str:
    return "".join(fold(typed).split())
