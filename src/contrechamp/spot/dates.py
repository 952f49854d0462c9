"""Dates and periods, with the precision that the words have; what a date is of, where the words say so."""

import re
from collections.abc import Iterator

from contrechamp.spot.date_roles import find_role
from contrechamp.spot.folded import find_places, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.periods import Dated, join_periods
from contrechamp.spot.spotter import Spotted
from contrechamp.text.dates import DAY, MONTH, find_month, read_day, write_date
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.DATE
VERSION = "1"

_LONGEST = 32  # code points before a year that may belong to its date
_LIFE = 110  # years between two that a hyphen joins, at most
_RECENT = 1900  # a bare number below it is a year only where a word calls for one
_LATEST = 2060  # a bare number above it is no year that a paper speaks of

# Each date has its year: that is where one is looked for, and what stands before it is read backwards.
_YEAR = re.compile(r"(?:1[6-9]|20)\d\d(?!\d)")
_SHORT_YEAR = re.compile(r"(?<=\d\d/\d\d)/\d\d(?![\d/])")
_WORDED = re.compile(
    rf"(?:(?<![\d_/])(?<!\b[a-z])(?P<day>{DAY})[\s.-]{{0,5}})?(?<![a-z])(?P<month>{MONTH}|janv|fevr|avr|juil|sept|oct|nov|dec)"
    r"[\s.-]{0,5}\Z"
)
_LETTERS = "|".join(" ?".join(name) for name in MONTH.split("|"))  # what OCR makes of a justified line
_SPACED = re.compile(rf"(?<![\w/])(?P<day>{DAY})\s{{1,5}}(?P<month>{_LETTERS})\s{{0,5}}\Z")
_NUMBERED = re.compile(
    r"(?<![\d/-])(?<!\d\.)(?P<day>\d{1,2})\s?(?P<by>[/.-])\s?(?P<month>\d{1,2})\s?(?P=by)\s?\Z"
)
_SHORT = re.compile(r"(?<![\d/.-])(?P<day>\d\d)/(?P<month>\d\d)\Z")
_MONTH_NUMBERED = re.compile(r"(?<![\w/.-])(?P<month>0[1-9]|1[0-2])/\Z")
_ISO = re.compile(r"\s?(?P<by>[-/])\s?(?P<month>\d\d)\s?(?P=by)\s?(?P<day>\d\d)(?![\d/]|\s?-\s?\d)")
_TWO_YEARS = re.compile(r"\s?[-–—/]\s?(?P<last>(?:1[6-9]|20)\d\d)(?![\w/]|-\d)")
_GOES_ON = re.compile(r"[-/_]\w|\s?[-–/]\s?\d|[.,]\d|\d|[\s.]\d{3}\b(?!\s?\d)|\s{1,3}\d{5}\b")
_RUNS_ON = re.compile(r"[/-]\w")
_IS_NUMBERED = re.compile(
    r"(?:\bn\s?[°o]|°|numero|\b(?:ue|ce|cee)\)?|\bpages?|\b(?:cs|cedex|articles?|art\.?|tel|loi|nature"
    r"|chapitre|fonction|lignes?|(?:lignes?|lignes? de) credits?))\s{0,3}[:.]?\s{0,3}\Z"
)
_STREET = re.compile(
    r"\b(?:rue|avenue|av\.?|place|pl\.?|boulevard|bd\.?|quai|square|esplanade|stade|cours|allees?|impasse|carrefour|"
    r"rond[ -]point|parking|ecole|salle|pont)\s{1,3}(?:du|de la|des|de)?\s{0,3}\Z"
)
# Before a year that stands alone: a word of its line; or, also at the end of the line above, a word that calls for a
# year; or another year (in a list, over the columns of a table).
_CALLS = re.compile(r"(?:[a-z.)»\"]|[a-z]\s?:)[ \u00a0]{1,3}[(«\"]?\Z|[(\"«]\Z")
_CALLS_BY_NAME = re.compile(
    r"(?:\b(?:en|depuis|annees?|budgets?|exercices?|fin|debut|des|jusqu'en|courant|bp|ca|cr|primitif|rentree"
    r"|vers)|\b(?:de|a) l'an)"
    r"\s{1,3}\Z"
)
_GLUED = re.compile(r"(?<![a-z])(?:en|depuis)\Z")
_CALLS_ACROSS = re.compile(
    r"(?:[a-z]\s?\n\s?|[a-z],\s|\(\s)\Z"
)  # where a mark closes the words after the year
_CLOSED = re.compile(r"\s?[.,;:)](?!\d)")
_AFTER_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?:\s?,\s?|[ \u00a0]{1,2}|\s{1,2}(?:et|ou|a)\s{1,2})\Z")
_YEAR_AFTER = re.compile(r"[ \u00a0]{1,2}(?:19|20)\d\d(?!\w|[ \u00a0]?[/.,-]\d|[ \u00a0]\d{3}\b)")
_COUNTED = re.compile(
    r"\s{0,3}(?:€|euros?\b|eur\b|m²|m2\b|m3\b|metres?\b|km\b|kg\b|ha\b|h\b|heures?\b|habitants?\b"
    r"|personnes?\b|logements?\b|places?\b"
    r"|eleves?\b|agents?\b|tonnes?\b|arbres?\b|exemplaires?\b|enfants?\b|francs?\b|%|k€|m€|cameras?\b|jours?\b)"
)


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The dates and periods of a page: "2013", "2013-06", "2013-06-25", "2014-03-01/2014-04-15".

    Details: `role` "known_on" (printed, received, published), "signed_on", "begins_on", "ends_on" where words say so.
    """
    folded = fold_page(text)
    for dated in join_periods(folded, _find_dates(folded)):
        role = "" if "/" in dated.value else find_role(folded, dated.start)
        yield Spotted(dated.start, dated.end, dated.value, dated.rule, {"role": role} if role else {})


def _find_dates(folded: str) -> Iterator[Dated]:
    reached = 0
    for year in _find_years(folded):
        if year.start() < reached:
            continue
        dated = _read_at(folded, year, before=folded[max(reached, year.start() - _LONGEST) : year.start()])
        if dated and not (
            dated.rule == "worded" and _STREET.search(folded, max(0, dated.start - 25), dated.start)
        ):
            reached = dated.end
            yield dated


def _find_years(folded: str) -> list[re.Match]:
    """Years of four digits and, after two slashes, of two."""
    short = (match for place in find_places(folded, "/") if (match := _SHORT_YEAR.match(folded, place)))
    return sorted((*_YEAR.finditer(folded), *short), key=re.Match.start)


def _read_at(folded: str, year: re.Match, *, before: str) -> Dated | None:
    """The date whose year this is, by what stands on its two sides."""
    if year[0][0] == "/":
        match = _SHORT.search(before)
        return _make_dated(match, before, year, rule="short_year") if match else None
    last = before.rstrip()[-1:]
    if last.isalpha() or last in {".", "-"}:
        match = _WORDED.search(before) or _SPACED.search(before)
        if match:
            return _make_dated(match, before, year, rule="worded")
    if last not in {"/", ".", "-"}:
        return _read_from_year(folded, year, before=before)
    match = _NUMBERED.search(before) or _MONTH_NUMBERED.search(before)
    if not match or _RUNS_ON.match(folded, year.end()) or _IS_NUMBERED.search(before, 0, match.start()):
        return None
    return _make_dated(match, before, year, rule="numbered")


def _make_dated(match: re.Match, before: str, year: re.Match, *, rule: str) -> Dated | None:
    """What a match before a year says with it; None for a day that is not in the calendar."""
    number = int(year[0].lstrip("/"))
    number += 0 if number > 99 else 1900 if number >= 50 else 2000
    day = match.groupdict().get("day")
    value = write_date(number, find_month(match["month"].replace(" ", "")), day=read_day(day) if day else 0)
    return Dated(year.start() - len(before) + match.start(), year.end(), value, rule) if value else None


def _read_from_year(folded: str, year: re.Match, *, before: str) -> Dated | None:
    """What begins with its year: "2025-01-17", "2014-2017", a year alone."""
    if (before[-1:].isalnum() and not _GLUED.search(before)) or _IS_NUMBERED.search(before):
        return None
    if match := _ISO.match(folded, year.end()):
        value = write_date(int(year[0]), int(match["month"]), day=int(match["day"]))
        return Dated(year.start(), match.end(), value, "iso") if value else None
    if (match := _TWO_YEARS.match(folded, year.end())) and 0 < int(match["last"]) - int(year[0]) <= _LIFE:
        return Dated(year.start(), match.end(), f"{year[0]}/{match['last']}", "years")
    if int(year[0]) > _LATEST or _GOES_ON.match(folded, year.end()) or _COUNTED.match(folded, year.end()):
        return None
    return Dated(year.start(), year.end(), year[0], "year") if _is_called(folded, year, before) else None


def _is_called(folded: str, year: re.Match, before: str) -> bool:
    """Whether what stands beside a number of four digits makes it a year: a word, a mark, another year."""
    if _CALLS_BY_NAME.search(before) or _GLUED.search(before):
        return True
    if int(year[0]) >= _RECENT and _CALLS.search(before):
        return True
    if int(year[0]) >= _RECENT and _CLOSED.match(folded, year.end()) and _CALLS_ACROSS.search(before):
        return True
    is_after = _AFTER_YEAR.search(folded, max(0, year.start() - 12), year.start())
    return bool(is_after or _YEAR_AFTER.match(folded, year.end()))
