"""Headings of orders and deliberations in the text of a page."""

import re
from collections.abc import Iterator
from itertools import zip_longest
from typing import NamedTuple

from contrechamp.split.marks import join_lines

_REACH = 1_800  # code points behind a heading in which an act cites what it rests on
_LINES = 12  # of a heading
# Spaces inside patterns are bounded: texts of OCR spread words, hostile ones are all spaces.
_B = r"[ \t]{1,8}"
_UPPER_SORTS = (
    r"(?:INTER)?PR[ÉE]FECTORAL|(?:INTER)?MINIST[ÉE]RIEL|MUNICIPAL|CONJOINT"
    r"|TEMPORAIRE|PERMANENT|MODIFICATIF"
)
_LOWER_SORTS = (
    r"(?:inter)?pr[ée]fectoral|municipal|minist[ée]riel|conjoint|temporaire|permanent|modificatif"
    r"|[nN][°o]|portant|relatif|fixant|autorisant|modifiant|instituant"
)
# "ARRETE" alone is mostly the verb: the act's first article follows.
_ORDER = (
    rf"ARR[ÊEÉ]T[ÉEÊ]S?{_B}(?:{_UPPER_SORTS}|N[°º]|PORTANT|(?:DU|DE LA){_B}(?:MAIRE|PR[ÉE]SIDENTE?|PR[ÉE]FETE?))"
    rf"|ARR[ÊE]TÉ[ \t]{{0,8}}$|ARRETE[ \t]{{0,8}}\n[ \t]{{0,8}}(?i:portant)\b"
    rf"|Arr[êe]t[ée]{_B}(?:{_LOWER_SORTS}|d['’])"
)
_DELIBERATION = (
    rf"EXTRAIT{_B}D[UE]{_B}(?:REGISTRE{_B}DES{_B}D[ÉE]LIB|PROC[ÈE]S)"
    rf"|D[ÉE]LIB[ÉE]RATION(?:{_B}(?:N[°º]|DU{_B}CONSEIL)|[ \t]{{0,8}}$)"
    rf"|Extrait{_B}du{_B}registre{_B}des(?:{_B}d[ée]lib|$)"
    rf"|D[ée]lib[ée]ration{_B}(?:n[°o]|du{_B}conseil)"
)
_HEADING = re.compile(
    rf"^[ \t]{{0,80}}(?:(?P<order>{_ORDER})|(?P<deliberation>{_DELIBERATION}))", re.MULTILINE
)
# What an act rests on, or how it begins: without one of them a heading only cites or lists.
_AUTHORITIES = r"pr[ée]f|PR[ÉE]F|Pr[ée]fet|[mM]aire|MAIRE|[cC]onseil|CONSEIL|[dD]irecteur|pr[ée]sident"
_RESTS_ON = re.compile(
    rf"^[ \t]{{0,80}}(?:Vu[ \t:]|VU[ \t:,]|Consid[ée]rant|CONSID[ÉE]RANT|L[EeAa][ \t]{{1,4}}(?:{_AUTHORITIES})"
    r"|S[ée]ance|L['’]an|Convoqu[ée])",
    re.MULTILINE,
)
_ENDS_HEADING = re.compile(
    r"^[ \t]{0,80}(?:(?:Vu|VU|L['’]an|Article|ARTICLE|Pr[ée]sents?|\d{1,3}/\d{1,3})\b|Consid[ée]rant|Convoqu|Sur[ \t]"
    r"|L[EeAa]s?[ \t]{1,4}\w|=|\*{3}|-{3})"
)
_OF_NUMBER = re.compile(
    r"\b[nN](?:[°º]|o\b)[ \t]{0,4}((?=[^\s]{0,40}\d)[\w./-]{1,40}"
    r"(?:[ \t][A-Z]{1,3}[ \t]\d{2,8}|[ \t]?[/–-][ \t]?\d{1,6}|[ \t]\d{4,6})?)"
)


class Heading(NamedTuple):
    """A heading from `start`; `is_sure` when what the act rests on follows on the page."""

    start: int
    end: int
    title: str
    number: str
    kind: str
    is_sure: bool


def find_headings(text: str) -> Iterator[Heading]:
    """The headings of a page, in order."""
    matches = list(_HEADING.finditer(text))
    for match, after in zip_longest(matches, matches[1:]):
        limit = min(after.start() if after else len(text), match.end() + _REACH)
        lines = _list_heading_lines(text[match.start() : limit])
        title = join_lines(lines)
        kind = "order" if match["order"] else "deliberation"
        sure = _RESTS_ON.search(text, match.end(), limit)
        yield Heading(match.start(), limit, title, find_number(title), kind, bool(sure))


def find_number(title: str) -> str:
    """The number of an act in its own title, as written; "" without one."""
    number = _OF_NUMBER.search(title)
    return number[1].strip(" .-") if number else ""


def rests_on_something(text: str) -> bool:
    """Whether a page begins with what an act rests on: its heading ended the page before."""
    return bool(_RESTS_ON.search(text[:_REACH]))


def _list_heading_lines(text: str) -> list[str]:
    lines = []
    for line in text.split("\n")[:_LINES]:
        if lines and (not line.strip() or _ENDS_HEADING.match(line)):
            break
        lines.append(line)
    return lines
