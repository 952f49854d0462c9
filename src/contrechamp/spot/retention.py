"""How long images, recordings or data are kept, in days."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.spot.folded import find_last, find_places, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.text.numerals import WORDED, read_whole
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.RETENTION
VERSION = "1"

_BEFORE, _AFTER = 320, 120  # code points of the sentence that are looked at
_ROOTS = ("conserv", "detrui", "effac", "supprim", "ecras", "stock", "destruct")
_UNITS = ("jour", "mois", "an", "semaine", "heure")
_UNIT = re.compile(r"(?:jours?|mois|ans?|annees?|semaines?|heures?)(?![a-z])")
_NUMBER = re.compile(
    rf"(?<![\w/])(?<!\d[.,-])(?P<number>\d{{1,4}}|{WORDED})(?:\s{{0,3}}\([a-z0-9\s-]{{1,40}}\))?\s{{1,3}}\Z"
)
_LONGEST = 60  # code points before a unit that may hold its number
_DAYS = {"jo": 1, "mo": 30, "an": 365, "se": 7}
_NAMES = {"jo": "day", "mo": "month", "an": "year", "se": "week", "he": "hour"}
_SENTENCE_END = re.compile(r"[.;!?]\s{1,3}(?=[A-ZÀ-Ý–•-])|\n\s{0,3}\n|\n\s{0,3}(?:Article|ARTICLE)\s")
_KEPT = re.compile(
    r"\b(?:conserve[esr]{0,2}|conservent|conservees?|conservation|detrui(?:te?s?|re|sent)|destruction"
    r"|effac(?:ee?s?|er|ement|ent)"
    r"|supprim(?:ee?s?|er|ent)|suppression|ecras(?:ee?s?|er|ement)|stock(?:ee?s?|age))\b"
)
_WHAT = re.compile(
    r"\b(?:images?|enregistrements?|enregistree?s|donnees|videos?|flux|photographies|films?|sequences|traces"
    r"|journaux)\b"
)
_OTHER = re.compile(
    r"\b(?:recours|tribunal|valable|validite|autorisee? pour|renouvel[a-z]{2,6}|delivree? pour|contrat"
    r"|marche|convention|amende|prison|puni[es]{0,2}|peines?|mandat|"
    r"emprisonnement|reponse|demande d'acces|prealable|age de|ages? d'au)\b"
)
_AT_MOST = re.compile(r"\b(?:max[a-z]{0,5}|au plus|n'?exced|exceder|au-dela|depasser|jusqu'a|limite)")


class _Duration(NamedTuple):
    start: int
    end: int
    days: int
    unit: str


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The delays of a page after which images, recordings or data are destroyed; the value is in days.

    A month is 30 days, a year 365, as prefects count them. Details: `unit` as written, `bound` "maximum".
    """
    folded = fold_page(text)
    if not any(root in folded for root in _ROOTS):
        return
    for duration in _find_durations(folded):
        said = _find_sentence(text, folded, duration)
        if _is_retention(*said):
            details = {"unit": duration.unit}
            if _AT_MOST.search(said[0][-80:]) or _AT_MOST.match(said[1].strip()):
                details["bound"] = "maximum"
            yield Spotted(duration.start, duration.end, str(duration.days), "retention", details)


def _find_durations(folded: str) -> Iterator[_Duration]:
    """Each number of days, weeks, months, years; hours that make whole days."""
    for place in sorted(place for word in _UNITS for place in find_places(folded, word)):
        unit = _UNIT.match(folded, place)
        begin = max(0, place - _LONGEST)
        number = _NUMBER.search(folded[begin:place]) if unit else None
        if unit and number and (days := _count_days(number["number"], unit[0])):
            yield _Duration(begin + number.start(), unit.end(), days, _NAMES[unit[0][:2]])


def _count_days(written: str, unit: str) -> int | None:
    """None for hours that make no whole day, for a number that words do not say."""
    number = read_whole(written)
    if number is None or (unit.startswith("h") and number % 24):
        return None
    return number // 24 if unit.startswith("h") else number * _DAYS[unit[:2]]


def _find_sentence(text: str, folded: str, duration: _Duration) -> tuple[str, str]:
    """What its sentence says before the duration and after it, folded."""
    begin, end = max(0, duration.start - _BEFORE), min(len(text), duration.end + _AFTER)
    for last in _SENTENCE_END.finditer(text, begin, duration.start):
        begin = last.end()
    after = _SENTENCE_END.search(text, duration.end, end)
    return folded[begin : duration.start], folded[duration.end : after.start() if after else end]


def _is_retention(before: str, after: str) -> bool:
    """Something is kept or destroyed, it is images or data, and nothing else that takes time stands in between."""
    if not _WHAT.search(before) and not _WHAT.search(after):
        return False
    if kept := find_last(_KEPT, before, 0, len(before)):
        return not _OTHER.search(before, kept.end())
    return (
        bool(later := _KEPT.search(after))
        and not _OTHER.search(after, 0, later.start())
        and not _OTHER.search(before)
    )
