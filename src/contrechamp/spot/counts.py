"""Counts of devices: how many cameras, plate readers, microphones, and where they look when the words say so."""

import re
from collections.abc import Iterator

from contrechamp.spot.devices import read_devices
from contrechamp.spot.folded import find_places, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.text.numerals import WORDED, read_whole
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.COUNT
VERSION = "1"

_DEVICES = read_devices()
_BEFORE, _AFTER = 70, 70  # code points that are looked at
_MOST = 99_999
_NUMBER = rf"(?:\d{{1,3}}(?:[ \u00a0.]\d{{3}}(?!\d))?|\d{{4}}|{WORDED})"
_AGAIN = r"(?:\s{0,3}\([a-z0-9\s-]{1,40}\))?"  # "2 (deux)"
_KIND_OF = (
    r"(?:(?:nouvelles?|nouveaux?|petite?s?|autres?|anciennes?|anciens?|futures?|premieres?|premiers?|mini"
    r"|grosses?|types? de)[\s-]{1,3}){0,2}"
)
_COUNTED = re.compile(
    rf"(?<![\w/])(?<!\d[.,-])(?<!n°)(?<!n° )(?P<number>{_NUMBER}){_AGAIN}\s{{1,3}}{_KIND_OF}\Z"
)
_PLACE = (
    r"(?P<inside>interieure?s?)|(?P<outside>exterieure?s?)"
    r"|(?P<public_way>(?:(?:de|sur|filmant|visionnant|visualisant|donnant sur"
    r"|portant sur)\s{1,3})?(?:la\s{1,3})?voie\s{1,3}publique)"
)
_WHERE = re.compile(
    rf"\s{{1,3}}(?:(?:dite?s?|situee?s?|placee?s?|installee?s?)\s{{1,3}})?(?:{_PLACE})(?![a-z])"
)
_WHERE_LATER = re.compile(rf"[^.;,:\d]{{0,40}}?\b(?:{_PLACE})(?![a-z])")
_MORE = re.compile(
    rf"\s{{0,3}}(?:,|et|dont|plus|ainsi que|\+)(?:\s{{0,3}}(?:et|dont))?\s{{1,3}}(?:(?:de"
    rf"|d')\s{{0,3}})?(?P<number>{_NUMBER}){_AGAIN}"
    rf"\s{{1,3}}(?:(?:a l'|en\s|sur l')\s{{0,2}})?(?:{_PLACE})(?![a-z])"
)
_STATED = re.compile(rf"\s{{0,3}}(?:{_PLACE})?\s{{0,3}}[:=]\s{{0,3}}(?P<number>\d{{1,4}})(?![\d/]|[.,]\d)")
_HOW_MANY = re.compile(
    r"\b(?:nombre|nb|nbre|quantite|total)\s{1,3}(?:total\s{1,3})?(?:de\s{1,3}|des\s{1,3})\Z"
)
_MADE_OF = re.compile(
    r"\b(?:compose[es]{0,2}|comportant|comprenant|comprend|constitue[es]{0,2})\s{1,3}(?:de\s|d')\s{0,2}\Z"
)


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The counts of a page; the value is the number.

    Details: `device`, a key of `devices.toml`, and `where` "inside", "outside" or "public_way".
    """
    folded = fold_page(text)
    reached = 0
    for place in sorted(place for root in _DEVICES.roots for place in find_places(folded, root)):
        name = _DEVICES.pattern.match(folded, place) if place >= reached else None
        for found in _find_at(folded, name, reached=reached) if name else ():
            reached = found.end
            yield found


def _find_at(folded: str, name: re.Match, *, reached: int) -> Iterator[Spotted]:
    """The count before a name with those that go on from it ("et 2 extérieures"), or the number stated after it."""
    device = _DEVICES.find_key(name[0])
    begin = max(reached, name.start() - _BEFORE)
    where = _WHERE.match(folded, name.end())
    end = where.end() if where else name.end()
    place = where.lastgroup if where else _find_later(folded, end)
    match = _COUNTED.search(folded[begin : name.start()])
    number = read_whole(match["number"]) if match else None
    if (
        match
        and number is not None
        and (number > 1 or _is_said(folded, begin + match.start(), match["number"], place))
    ):
        yield _make_count((begin + match.start(), end), number, device, place)
        yield from _find_more(folded, end, device)
    elif (stated := _STATED.match(folded, name.end())) and _HOW_MANY.search(folded, begin, name.start()):
        yield _make_count((name.start(), stated.end()), int(stated["number"]), device, _name_place(stated))


def _is_said(folded: str, start: int, number: str, place: str | None) -> bool:
    """ "une caméra" may be any camera; it is a count in digits, with its place, or as what a system is made of."""
    return number.isdecimal() or bool(place) or bool(_MADE_OF.search(folded, max(0, start - 30), start))


def _find_later(folded: str, end: int) -> str | None:
    """The place that the same clause says later, when it is one only."""
    match = _WHERE_LATER.match(folded[end : end + _AFTER])
    return (
        _name_place(match)
        if match and not _WHERE_LATER.match(folded[end + match.end() : end + _AFTER])
        else None
    )


def _find_more(folded: str, end: int, device: str) -> Iterator[Spotted]:
    while match := _MORE.match(folded, end):
        number = read_whole(match["number"])
        if number is None:
            return
        end = match.end()
        yield _make_count((match.start("number"), end), number, device, _name_place(match))


def _name_place(match: re.Match) -> str | None:
    return next((name for name in ("inside", "outside", "public_way") if match[name]), None)


def _make_count(span: tuple[int, int], number: int, device: str, place: str | None) -> Spotted:
    return Spotted(*span, str(number), "count", {"device": device} | ({"where": place} if place else {}))
