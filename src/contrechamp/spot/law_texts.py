"""Texts that are named by a number or a date: laws, decrees, ministerial orders, texts of the Union, decisions."""

import re
from typing import NamedTuple

from contrechamp.text.dates import DAY, MONTH, find_month, read_day, write_date

_NO = r"n\s?[°ºo]s?\s{0,3}"
_DATE = (
    rf"(?:(?P<day>{DAY})\s{{1,4}}(?P<month>{MONTH})\s{{1,4}}(?P<year>(?:1[6-9]|20)\d\d)"
    r"|(?P<nday>\d{1,2})[/.-](?P<nmonth>\d{1,2})[/.-](?P<nyear>(?:19|20)\d\d))(?!\d)"
)
_QUALITY = (
    r"(?:\s{1,3}(?:organique|constitutionnelle|modifiee?|d'application|d'orientation|de finances"
    r"|susvisee?|en conseil d'etat|precitee?)){0,2}"
)
_TEXT = re.compile(
    rf"(?P<sort>loi|decret|ordonnance){_QUALITY}\s{{1,4}}"
    rf"(?:(?:{_NO})?(?P<number>\d{{2,4}}\s?[-‑.]\s{{0,2}}\d{{1,4}})(?![\d/-]))?"
    rf"(?:{_QUALITY}\s{{0,4}}(?:en date\s{{1,3}})?du\s{{1,4}}{_DATE})?"
)
_ORDER = re.compile(
    rf"(?P<sort>arrete|circulaire|instruction)s?\s{{1,3}}(?:inter-?)?ministeriel(?:le)?s?(?:\s{{1,3}}modifiee?)?"
    rf"(?:\s{{1,3}}(?:{_NO}|nor\s?:?\s?)?[\w./-]{{1,25}})?\s{{1,4}}(?:en date\s{{1,3}})?du\s{{1,4}}{_DATE}"
)
_UNION = re.compile(
    rf"(?P<sort>reglement|directive)s?(?:\s{{1,3}}(?:delegue|d'execution|europeen|europeenne|cadre)){{0,2}}\s{{1,3}}"
    rf"(?:\(?(?P<by>ue|cee|ce|euratom)[^)\d\n]{{0,12}}\)?\s{{0,3}})?(?:{_NO})?(?P<number>\d{{1,4}}/\d{{1,4}})(?:/(?P<end>ue|cee|ce|jai))?(?![\d/])"
)
_CONSTITUTIONAL = re.compile(
    rf"decision\s{{1,3}}(?:du conseil constitutionnel\s{{1,3}})?{_NO}"
    rf"(?P<number>\d{{2,4}}[-‑]\d{{1,4}}(?:/\d{{1,4}}){{0,4}})\s{{0,3}}(?P<end>dc|qpc)\b"
    rf"(?:\s{{1,3}}du\s{{1,3}}{_DATE})?"
)
_COUNCIL = re.compile(rf"(?:conseil d'etat|ce,)[^.;°º]{{0,80}}?\b{_NO}(?P<number>\d{{5,6}})(?!\d)")
_SHOWN = {
    "decret": "décret", "arrete": "arrêté", "reglement": "règlement", "loi": "loi", "ordonnance": "ordonnance",
    "circulaire": "circulaire", "instruction": "instruction", "directive": "directive",
}  # fmt: skip
_SINCE_UNION = 2015  # texts of the Union begin with their year since then: "(UE) 2016/679"


class Text(NamedTuple):
    """A text named at `start` to `end` of a folded page: its value ("loi n° 2011-267"), its date where it is said."""

    start: int
    end: int
    value: str
    date: str = ""


def read_law(folded: str, place: int) -> Text | None:
    """A law, decree or ordinance that begins here, by its number or else by its date."""
    match = _TEXT.match(folded, place)
    date = _read_date(match) if match else ""
    if not match or not (match["number"] or date):
        return None
    named = f"n° {_tighten(match['number'])}" if match["number"] else f"du {date}"
    return Text(place, match.end(), f"{_SHOWN[match['sort']]} {named}", date)


def read_order(folded: str, place: int) -> Text | None:
    """A ministerial order or circular with its date; those of prefects and mayors are acts, not law."""
    match = _ORDER.match(folded, place)
    date = _read_date(match) if match else ""
    return Text(place, match.end(), f"{_SHOWN[match['sort']]} du {date}", date) if date else None


def read_union(folded: str, place: int) -> Text | None:
    """A regulation or a directive of the European Union, with its number."""
    match = _UNION.match(folded, place)
    if not match:
        return None
    number, first = match["number"], int(match["number"].partition("/")[0])
    by = match["by"] or ("ue" if not match["end"] and first >= _SINCE_UNION else "")
    ending = f"/{match['end'].upper()}" if match["end"] else ""
    value = " ".join(filter(None, (_SHOWN[match["sort"]], f"({by.upper()})" if by else "", number + ending)))
    return Text(place, match.end(), value) if by or ending else None


def read_decision(folded: str, place: int) -> Text | None:
    """A decision of the Conseil constitutionnel."""
    match = _CONSTITUTIONAL.match(folded, place)
    if not match:
        return None
    return Text(
        place, match.end(), f"décision n° {match['number']} {match['end'].upper()}", _read_date(match)
    )


def read_council(folded: str, place: int) -> Text | None:
    """A decision of the Conseil d'État, by the number of its case."""
    match = _COUNCIL.match(folded, place)
    return Text(place, match.end(), f"Conseil d'État n° {match['number']}") if match else None


def _tighten(number: str) -> str:
    """A number without the blanks that a line end left in it."""
    return re.sub(r"\s*[-‑.]\s*", "-", number)


def _read_date(match: re.Match) -> str:
    """ISO 8601, "" where there is none or none of the calendar."""
    if match["year"]:
        return write_date(int(match["year"]), find_month(match["month"]), day=read_day(match["day"]))
    if match["nyear"]:
        return write_date(int(match["nyear"]), int(match["nmonth"]) or 13, day=int(match["nday"]) or 32)
    return ""
