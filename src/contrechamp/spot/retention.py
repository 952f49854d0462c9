"""How long images, recordings or data are kept, in days."""

import re
from collections.abc import Iterator

from contrechamp.spot.folded import find_last, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.text.numerals import WORDED, read_whole
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.RETENTION
VERSION = "1"

_BEFORE, _AFTER = 320, 120  # code points of the sentence that are looked at
_ROOTS = ("conserv", "detrui", "effac", "supprim", "ecras", "stock", "destruct")
_DURATION = re.compile(
    rf"(?<![\w/])(?<!\d[.,-])(?P<number>\d{{1,4}}|{WORDED})(?:\s{{0,3}}\([a-z0-9\s-]{{1,40}}\))?\s{{1,3}}"
    r"(?P<unit>jours?|mois|ans?|annees?|semaines?|heures?)(?![a-z])"
)
_DAYS = {"jo": 1, "mo": 30, "an": 365, "se": 7}
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
    r"|marche|convention|amende|prison|mandat|"
    r"emprisonnement|reponse|demande d'acces|prealable|age de|ages? d'au)\b"
)
_AT_MOST = re.compile(r"\b(?:max[a-z]{0,5}|au plus|n'?exced|exceder|au-dela|depasser|jusqu'a|limite)")


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The delays of a page after which images, recordings or data are destroyed; the value is in days.

    A month is 30 days, a year 365, as prefects count them. Details: `unit` as written, `bound` "maximum".
    """
    folded = fold_page(text)
    if not any(root in folded for root in _ROOTS):
        return
    for match in _DURATION.finditer(folded):
        days = _read_days(match)
        if days and (said := _find_sentence(text, folded, match)) and _is_retention(*said):
            details = {"unit": _name_unit(match["unit"])}
            if _AT_MOST.search(said[0][-80:]) or _AT_MOST.match(said[1].strip()):
                details["bound"] = "maximum"
            yield Spotted(*match.span(), str(days), "retention", details)


def _read_days(match: re.Match) -> int | None:
    """The days of a duration; None for hours that make no whole day, for a number that words do not say."""
    number = read_whole(match["number"])
    if number is None:
        return None
    if match["unit"].startswith("h"):
        return None if number % 24 else number // 24
    return number * _DAYS[match["unit"][:2]]


def _name_unit(unit: str) -> str:
    return {"jo": "day", "mo": "month", "an": "year", "se": "week", "he": "hour"}[unit[:2]]


def _find_sentence(text: str, folded: str, match: re.Match) -> tuple[str, str]:
    """What its sentence says before the duration and after it, folded."""
    begin, end = max(0, match.start() - _BEFORE), min(len(text), match.end() + _AFTER)
    for last in _SENTENCE_END.finditer(text, begin, match.start()):
        begin = last.end()
    after = _SENTENCE_END.search(text, match.end(), end)
    return folded[begin : match.start()], folded[match.end() : after.start() if after else end]


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
