"""The sums of one cell: all that its digits say, or nothing. What is not read surely is not read."""

import re
from collections.abc import Sequence
from functools import lru_cache
from typing import NamedTuple

from contrechamp.spot.cells import CELL_CHARACTERS, Piece
from contrechamp.text.folding import fold_keeping_length

_BLANK = r"[ \u00a0\u202f\u2009]"
_BLANKS = re.compile(_BLANK)
_DOTTED = re.compile(r"-?[1-9]\d{0,2}(?:\.\d{3})+(?:,\d+)?")
_MONEY = r"(?:k ?€|m ?€|€|keuros?|meuros?|euros?|eur)"
_TAXES = r"(?:h\.?\s?t\b\.?|t\.?t\.?c\b\.?)"
# "24 960, 00 €": a blank behind the comma is a slip of the hand, where cents and nothing else can follow
_SPACED = rf",{_BLANK}\d\d(?=\s{{0,3}}(?:{_MONEY}|{_TAXES}|[)/-]|$))"
_CENTS = rf"(?:[.,]\d{{1,4}}|{_SPACED})?"
_NUMBER = re.compile(
    rf"(?<![\w.,])(?:\d{{1,3}}(?:{_BLANK}\d{{3}}(?!\d)){{1,4}}{_CENTS}"
    rf"|\d{{4}}{_BLANK}000(?!\d|{_BLANK}\d{{3}}(?!\d)){_CENTS}"  # "1600 000"
    rf"|\d{{1,3}}(?:\.\d{{3}}){{1,4}}(?:,\d{{1,4}}|{_SPACED})?"
    rf"|\d{{1,3}}(?:,\d{{3}}){{1,4}}\.\d{{1,4}}|\d{{1,3}}(?:,\d{{3}}){{2,4}}"
    rf"|\d{{4,13}}{_SPACED}|\d{{1,13}}(?:[.,]\d{{1,15}})?)(?!\d)"
)
_ALONE = re.compile(rf"-?{_NUMBER.pattern}")
_NEGATIVE = re.compile(r"\s{0,9}[-–−]\s?$")
_LABEL_BEFORE = re.compile(r"\b(?:lots?|tranche|phase|secteur|sur|prestation)[ (:]{0,3}$")
_CODE_BEFORE = re.compile(r"(?:\bn[o°]|\bcode|\barticle|\btva)[ (:]{0,3}$")
_NOT_A_SUM_AFTER = re.compile(
    r"^\s{0,3}(?:%|ans?\b|annees?\b|mois\b|jours?\b|lots?\b|fois\b|periodes?\b|reconductions?\b|(?:eme|ere|er|e)\b)"
)
_GLUED_LABEL = re.compile(r"\b(?:lots?|t[cf]|phase|tranche|secteur)\d{1,3}(?!\d)")
_SCALE = re.compile(r"^\s{0,3}(k ?€|keuros?\b|m ?€(?!\w)|meuros?\b|millions?\b|milliers?\b)")
_HEADING_SCALE = re.compile(r"\b(k ?€|keuros?\b|milliers?\b)|\((m ?€|millions?)")
_MINI, _MAXI = r"min(?:i|imum|\.)?(?![a-z])", r"max(?:i|imum|\.)?(?![a-z])|plafond"
_MINIMUM, _MAXIMUM = re.compile(rf"\b(?:{_MINI})"), re.compile(rf"\b(?:{_MAXI})")
_BOUND_WORD = re.compile(rf"\b(?:montant )?(?:{_MINI}|{_MAXI})")
_BOUND_JUST_BEFORE = re.compile(rf"\b(?:{_MINI}|{_MAXI})[ :]{{0,3}}(?:de )?$")
_NO_BOUND = re.compile(
    rf"\bsans (?:montant )?(?:{_MINI}|{_MAXI})(?: (?:et|ni)(?: sans)? (?:{_MINI}|{_MAXI}))?"
)
_SAYS_MONEY = re.compile(rf"^\s{{0,3}}(?:{_MONEY}|{_TAXES}|{_MINI}|{_MAXI}|millions?|milliers?)")
_PLAIN = rf"[\s/]{{0,3}}{_MONEY}?\s{{0,3}}{_TAXES}?\s{{0,3}}"
_TO = re.compile(rf"^{_PLAIN}(?:--?|–|a|et|/|<\s?x?\s?<)\s{{0,3}}:?\s?(?:€\s?)?$")
_NEXT = re.compile(rf"^{_PLAIN}[,;:]?\s{{0,3}}$")
_ESTIMATE = re.compile(r"\bestim")
_TAX = (("TTC", re.compile(r"\bt\.?t\.?c\b")), ("HT", re.compile(r"\bh\.?\s?t\b|\bhors taxes?\b|€ht\b")))
_GROUPS = re.compile(
    rf"\d{{1,3}}(?:{_BLANK}\d{{3}}){{3}}"
)  # beside another sum, they are two sums side by side
_GROUP_BEHIND = re.compile(rf"{_BLANK}\d{{3}}(?!\d)")  # "1700 250 000": a slip, or two sums
_YEAR = re.compile(r"(?:19|20)\d\d")
_DIGIT = re.compile(r"\d")
_LETTER = re.compile(r"[^\W\d_]")
_SCALED = re.compile(r"[km] ?€|[km]euro|million|millier")


class About(NamedTuple):
    """What a heading says of the sums below it."""

    bound: str
    tax: str
    factor: int


@lru_cache(maxsize=256)
def read_heading(heading: str) -> About:
    """Minimum, maximum or estimate; HT or TTC; euros, thousands or millions."""
    folded = fold_keeping_length(heading[:CELL_CHARACTERS])
    scale = _HEADING_SCALE.search(folded)
    factor = _find_factor(scale[1] or scale[2]) if scale else 1
    return About(_find_bound(folded), _find_tax(folded), factor)


def read_sums(cell: str, *, heading: str = "") -> list[Piece]:
    """The sums of a cell in euros ("1250000.00"), with "bound" and "tax" where the cell or the heading says so.

    None where one digit of the cell cannot be told: a wrong sum is worse than a cell that a person reads.
    """
    about = read_heading(heading)
    if _ALONE.fullmatch(cell):
        return [_make_sum(cell, 0, "", about)]
    folded = fold_keeping_length(cell[:CELL_CHARACTERS])
    if "sans " in folded:
        folded = _NO_BOUND.sub(lambda match: " " * len(match[0]), folded)
    numbers = list(_NUMBER.finditer(folded))
    sums = _leave_others_out(folded, numbers)
    if (
        not sums
        or not _is_whole(folded, numbers)
        or not all(_is_sure(folded, sums, one) for one in range(len(sums)))
    ):
        return []
    bounds = _find_bounds(folded, sums)
    sign = "-" if _NEGATIVE.fullmatch(folded[: sums[0].start()]) else ""
    if bounds is None or (sign and len(sums) > 1):
        return []
    return _make_sums(folded, sums, bounds=bounds, about=about, sign=sign)


def _leave_others_out(folded: str, numbers: Sequence[re.Match]) -> list[re.Match]:
    """What is glued to a number that is no sum is none either: "n° 2008-123"."""
    sums, other_end = [], -1
    for match in numbers:
        if (match.start() - 1 == other_end and folded[other_end] in "-/") or _is_other(folded, match):
            other_end = match.end()
        else:
            sums.append(match)
    return sums


def _is_other(folded: str, match: re.Match) -> bool:
    """A number of a lot, a phase, years, a rate: no sum."""
    before, after = folded[max(0, match.start() - 14) : match.start()], folded[match.end() : match.end() + 14]
    is_short = len(match[0]) <= 3
    return bool(
        _CODE_BEFORE.search(before)
        or (is_short and _LABEL_BEFORE.search(before))
        or (len(match[0]) <= 5 and _NOT_A_SUM_AFTER.search(after))
    )


def _is_whole(folded: str, numbers: Sequence[re.Match]) -> bool:
    """Whether every digit of the cell belongs to a number, or to a label such as "lot1"."""
    rest, at = "", 0
    for match in numbers:
        rest += folded[at : match.start()] + " "
        at = match.end()
    rest += folded[at:]
    return not _DIGIT.search(rest) or not _DIGIT.search(_GLUED_LABEL.sub(" ", rest))


def _is_sure(folded: str, sums: Sequence[re.Match], place: int) -> bool:
    """Whether a number is whole and a sum: no torn group of digits, no figure without a reason."""
    match, said = sums[place], sums[place][0]
    before = folded[sums[place - 1].end() if place else 0 : match.start()]
    after = folded[match.end() : sums[place + 1].start() if place + 1 < len(sums) else len(folded)]
    if said[0] == "0" and said[1:2].isdecimal():
        return False
    is_beside = len(sums) > 1
    if is_beside and (_GROUPS.match(said) or (said.isdecimal() and _GROUP_BEHIND.match(folded, match.end()))):
        return False
    is_torn = is_beside and ((place and not before.strip()) or (place + 1 < len(sums) and not after.strip()))
    is_figure = said.isdecimal() and (len(said) <= 2 or (len(said) == 3 and is_torn))
    is_figure = is_figure or (is_beside and bool(_YEAR.fullmatch(said)))
    if not is_figure or not (is_beside or _LETTER.search(folded)):
        return True
    is_paired = _TO.match(after) or (place and _pairs(before))
    return bool(is_paired or _SAYS_MONEY.match(after) or _BOUND_JUST_BEFORE.search(before))


def _pairs(gap: str) -> bool:
    """Whether what stands between two sums makes them the ends of a range, bound words left aside."""
    return bool(_TO.match(_BOUND_WORD.sub("", gap)))


def _find_bounds(folded: str, sums: Sequence[re.Match]) -> list[str] | None:
    """The bound of each sum, None where they contradict one another.

    Words such as "mini" stand behind all sums, or before all; else each belongs to the sum that it touches.
    """
    edges = [0, *(match.end() for match in sums)]
    before = [folded[edges[place] : match.start()] for place, match in enumerate(sums)]
    after = [*before[1:], folded[sums[-1].end() :]]
    is_before = bool(_find_bound(before[0]))
    is_behind = not is_before and not any(_BOUND_JUST_BEFORE.search(gap) for gap in before[1:])
    is_behind = is_behind or (not is_before and bool(_find_bound(after[-1])))
    bounds = [_find_bound((after if is_behind else before)[place]) for place in range(len(sums))]
    for place in range(len(sums) - 1):
        is_pair = _pairs(after[place]) and not _changes_tax(after[place], after[place + 1])
        if is_pair and place + 2 < len(sums) and _pairs(after[place + 1]):
            return None  # "1 000 - 2 000 - 3 000"
        is_pair = is_pair or (bounds[place : place + 2] == ["minimum", ""] and _follows(after[place]))
        if is_pair and not _join(bounds, sums, place=place):
            return None
    return bounds


def _changes_tax(first: str, second: str) -> bool:
    """ "10 000 HT / 12 000 TTC" is one sum said twice."""
    return {_find_tax(first), _find_tax(second)} == {"HT", "TTC"}


def _follows(gap: str) -> bool:
    return bool(_NEXT.match(_BOUND_WORD.sub("", gap)))


def _join(bounds: list[str], sums: Sequence[re.Match], *, place: int) -> bool:
    """Two sums become minimum and maximum; False where words or values say the contrary."""
    if bounds[place] not in ("", "minimum") or bounds[place + 1] not in ("", "maximum"):
        return False
    bounds[place : place + 2] = "minimum", "maximum"
    low, high = (read_number(match[0]) for match in sums[place : place + 2])
    return low <= high or bool(_SCALED.search(sums[place].string))  # "900 k€ à 2 M€"


def _find_bound(words: str) -> str:
    if _MINIMUM.search(words):
        return "minimum"
    if _MAXIMUM.search(words):
        return "maximum"
    return "estimate" if _ESTIMATE.search(words) else ""


def _find_tax(words: str) -> str:
    return next((tax for tax, pattern in _TAX if pattern.search(words)), "")


def _make_sums(
    folded: str, sums: Sequence[re.Match], *, bounds: Sequence[str], about: About, sign: str
) -> list[Piece]:
    ends = [*(match.start() for match in sums[1:]), len(folded)]
    tax = _find_tax(folded)
    pieces = []
    for match, bound, end in zip(sums, bounds, ends, strict=True):
        after = folded[match.end() : end]
        said = about._replace(tax=_find_tax(after) or tax or about.tax, bound=bound or about.bound)
        pieces.append(_make_sum(sign + match[0], match.start() - len(sign), after[:12], said))
    return pieces


def _make_sum(digits: str, start: int, after: str, about: About) -> Piece:
    """Euros with two decimals; thousands and millions where the cell, or else the heading, says so."""
    scale = _SCALE.match(after)
    value = read_number(digits) * (_find_factor(scale[1]) if scale else about.factor)
    details = {"bound": about.bound, "tax": about.tax}
    told = {key: one for key, one in details.items() if one}
    return Piece(start, start + len(digits), f"{value:.2f}", told)


def _find_factor(words: str) -> int:
    return 1_000_000 if words.startswith(("m€", "m €", "meuro", "million")) else 1_000


def read_number(digits: str) -> float:
    """A number as sheets write it: 1 234,5 · 1.234,5 · 1,234.5. One dot before three digits parts thousands."""
    plain = _BLANKS.sub("", digits)
    if "." in plain and _DOTTED.fullmatch(plain):
        plain = plain.replace(".", "").replace(",", ".")
    elif plain.count(",") > 1 or ("," in plain and "." in plain):
        plain = plain.replace(",", "")
    return float(plain.replace(",", "."))
