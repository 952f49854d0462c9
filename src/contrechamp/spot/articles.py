"""Articles of a code or a law: "articles L. 251-1 à L. 255-1 et R. 251-1 et suivants", before or after its name."""

import re
from typing import NamedTuple

_BEFORE = 220  # code points before a name that may hold its articles
_NEAR = 90  # the same, without the word "article"
_LETTER = r"(?:[lrda]\.?\s{0,2}\*?\s?)?"
ARTICLE = rf"{_LETTER}\d{{1,5}}(?:\s?[-‑–]\s{{0,2}}\d{{1,4}}){{0,4}}(?:\s(?:bis|ter|quater))?(?![\d/])"
_AND = (
    r"\s{0,3}(?:,|;|\ba\b|\bau\b|\bet\b|\bou\b)(?:\s{1,3}(?:et|de|des|a|ou))?\s{1,3}"
    r"(?:(?:suivants|s\.)\s{0,3},?\s{0,3}(?:et|ou|,)\s{1,3})?(?:(?:l'|les\s{1,3}|aux\s{1,3})?articles?\s{1,3})?"
)
_PART = r"(?:\s{1,3}(?:alineas?|al\.)\s{1,3}\d{1,2})?"
_LIST = rf"{ARTICLE}{_PART}(?:{_AND}{ARTICLE}{_PART}){{0,15}}(?:\s{{1,3}}et\s{{1,3}}(?:suivants?|s\.))?"
_OF = r"\s{0,3},?\s{0,3}(?:du|de la|de l'|de|dudit|,)\s{0,3}(?:present\s|nouveau\s)?\Z"
_NAMED = re.compile(rf"art(?:icles?|\.)\s{{0,3}}(?P<list>{_LIST}){_OF}")
_BARE = re.compile(rf"(?<![a-z0-9])(?P<list>[lrd]\.?\s{{0,2}}\*?\s?{_LIST.removeprefix(_LETTER)}){_OF}")
_AFTER = re.compile(
    rf"\s{{0,3}},?\s{{0,3}}(?:\(|et\s{{1,3}})?(?:(?:et\s{{1,3}})?(?:notamment|en particulier"
    rf"|pris)\s{{1,3}})?(?:(?:en|a|dans|par)\s{{1,3}})?"
    rf"(?:ses|son|les|l'|aux|des|leurs)?\s{{0,3}}art(?:icles?|\.)\s{{0,3}}(?P<list>{_LIST})"
)
_ONE = re.compile(rf"(?P<to>\b(?:a|au)\s{{1,3}}(?:l'|articles?\s)?)?(?P<article>{ARTICLE}){_PART}")


class Articles(NamedTuple):
    """Where a reference with its articles begins and ends, and the articles: "L. 251-1", "R. 251-1 à R. 251-4"…"""

    start: int
    end: int
    written: tuple[str, ...]


def find_articles(folded: str, start: int, end: int) -> Articles:
    """The articles of the text named at `start` to `end`; none where only the text is named."""
    begin = max(0, start - _BEFORE)
    place = folded.rfind("art", begin, start)
    while place >= 0:
        if match := _NAMED.match(folded[place:start]):
            return Articles(place, end, _read(match["list"]))
        place = folded.rfind("art", begin, place) if start - place < 40 else -1
    begin = max(0, start - _NEAR)
    if match := _BARE.search(folded[begin:start]):
        return Articles(begin + match.start("list"), end, _read(match["list"]))
    if match := _AFTER.match(folded, end):
        return Articles(start, match.end(), _read(match["list"]))
    return Articles(start, end, ())


def _read(written: str) -> tuple[str, ...]:
    articles: list[str] = []
    for match in _ONE.finditer(written):
        article = _write_article(match["article"])
        if match["to"] and articles:
            articles[-1] = f"{articles[-1]} à {article}"
        else:
            articles.append(article)
    return tuple(articles)


def _write_article(written: str) -> str:
    """ "l 2121-29" as "L. 2121-29"."""
    letter, number = re.fullmatch(
        r"([a-z]?)[.\s*]*(.*)", re.sub(r"\s*[-‑–]\s*", "-", written), re.DOTALL
    ).groups()
    return f"{letter.upper()}. {number}" if letter else number
