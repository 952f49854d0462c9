"""Sums of money: an amount with its currency, never a number alone; tax, rate and bound where the words say so."""

import re
from collections.abc import Iterator
from decimal import Decimal

from contrechamp.spot.amounts import Amount, make_sum, multiply
from contrechamp.spot.folded import find_places, fold_page
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.sum_details import read_details
from contrechamp.spot.sum_tables import find_in_tables as find_in_tables
from contrechamp.text.numerals import DECIMAL, WORDED, read_decimal, read_words
from contrechamp.vocabulary.mention import MentionKind

KIND = MentionKind.SUM
VERSION = "1"

_NEAR, _FAR = 48, 130  # code points before a currency that may hold its amount, in digits and in words
_FULL_LINE = 25  # code points: at the end of a shorter line a number is a cell, and does not go on below
_SCALE = r"(?:(?P<scale>k|m(?:ds?|rd)?|milliers?|millions?|milliards?)\.?\s{0,3}(?:d')?)?"
# € may stand against anything; words are whole.
_CURRENCY = re.compile(
    r"€|(?<![a-z])(?P<scale>[km]?)(?:euros?|eur)(?![a-z])|(?<=\s)(?:francs?|frf|dollars?|usd|chf|gbp)(?![a-z])|[$£]"
)
_SIGNS = ("€", "eur", "franc", "frf", "dollar", "usd", "chf", "gbp", "$", "£")
_OTHERS = {"f": "FRF", "d": "USD", "u": "USD", "c": "CHF", "g": "GBP", "$": "USD", "£": "GBP"}
_FREE = r"(?<![\w/])(?<!\d[.,-])"
_IN_DIGITS = re.compile(
    rf"{_FREE}(?P<number>{DECIMAL})\s{{0,3}}(?:\([a-z\s-]{{3,90}}\)\s{{0,3}})?{_SCALE}\s{{0,3}}\Z"
)
_IN_WORDS = re.compile(rf"(?P<number>{WORDED})\s{{1,3}}(?:d')?\Z")
_CODE_FIRST = re.compile(rf"\s(?P<number>{DECIMAL})(?!\s{{0,3}}(?:€|eur|[km]|\d|%))")
_IN_HEADING = re.compile(
    rf"(?:\s?(?:h\.?t\.?"
    rf"|t\.?t\.?c\.?))?[ \u00a0]{{0,2}}[=:]?[ \u00a0]{{1,2}}(?P<number>{DECIMAL})(?!\s{{0,3}}(?:€|eur|%|m2))"
)
_SYMBOLIC = re.compile(r"\s{1,3}symbolique")
_BUDGET_CODE = re.compile(r"\b(?:chapitre|fonction|nature|ligne|article|lot|n°)\s{1,3}\Z")
_CENTS = re.compile(
    rf"\s{{1,3}}(?:et\s{{1,3}})?(?P<number>\d{{1,2}}|{WORDED})\s{{1,3}}c(?:entimes?|ts?)(?![a-z])"
)
_WRITTEN = re.compile(DECIMAL)
_BETWEEN = re.compile(rf"\bentre\s{{1,3}}(?P<number>{DECIMAL})\s{{0,3}}{_SCALE}\s{{0,3}}\bet\s{{1,3}}\Z")


def find(text: str, lexicons: Lexicons) -> Iterator[Spotted]:
    """The sums of a page; the value is in euros ("1250000.00"), or names its currency ("15000.00 FRF").

    Details: `tax` "HT" or "TTC", `per` "year", "month"…, `bound` "minimum", "maximum", "up to" or "estimate".
    """
    folded = fold_page(text)
    reached = 0
    for currency in _find_currencies(folded):
        amount = _find_amount(folded, currency, reached=reached) if currency.start() >= reached else None
        if amount is None:
            continue
        other = _name_other(currency[0])
        details = read_details(folded, *amount[:2], reached=reached)
        between = _find_first_of_two(folded, amount, reached=reached)
        if between:
            yield make_sum(between, other, details | {"bound": "minimum"})
        yield make_sum(amount, other, details | ({"bound": "maximum"} if between else {}))
        reached = amount.end


def _find_currencies(folded: str) -> Iterator[re.Match]:
    """Where a currency is named, in order."""
    places = sorted(place for sign in _SIGNS for place in find_places(folded, sign, inside=True))
    for place in places:
        begin = place - 1 if folded[place - 1 : place] in {"k", "m"} else place
        if match := _CURRENCY.match(folded, begin) or _CURRENCY.match(folded, place):
            yield match


def _find_amount(folded: str, currency: re.Match, *, reached: int) -> Amount | None:
    """The amount that a currency belongs to: before it in digits, before it in words, after it ("EUR 1 250,00")."""
    at = currency.start()
    window = folded[max(reached, at - (_FAR if ")" in folded[at - 3 : at] else _NEAR)) : at]
    if match := _IN_DIGITS.search(window):
        return _read_digits(folded, match, currency, shift=at - len(window))
    window = folded[max(reached, at - _FAR) : at]
    if (match := _IN_WORDS.search(window)) and (said := read_words(match["number"])) is not None:
        return _add_cents(
            folded, Amount(at - len(window) + match.start(), currency.end(), Decimal(said), "words")
        )
    return _find_after(folded, currency)


def _find_after(folded: str, currency: re.Match) -> Amount | None:
    """The amount after its currency: "EUR 1 250,00", "TOTAL en € HT 1 702 810,66", "à l'euro symbolique"."""
    at, end = currency.span()
    if match := _SYMBOLIC.match(folded, end):
        return Amount(at, match.end(), Decimal(1), "words") if folded[at - 1 : at] == "'" else None
    is_code, is_heading = currency[0] == "eur", folded[max(0, at - 3) : at].split() == ["en"]
    if match := (is_code and _CODE_FIRST.match(folded, end)) or (
        is_heading and _IN_HEADING.match(folded, end)
    ):
        number = multiply(read_decimal(match["number"]), currency["scale"] or "")
        return Amount(at, match.end("number"), number, "digits")
    return None


def _read_digits(folded: str, match: re.Match, currency: re.Match, *, shift: int) -> Amount | None:
    start = _cut_at_line_end(folded, shift + match.start("number"), shift + match.end("number"))
    groups = folded[start : shift + match.end("number")].split()
    if len(groups) > 2 and _BUDGET_CODE.search(folded, max(0, start - 15), start):
        start += len(groups[0]) + 1  # "chapitre 925 248 740 €": the first group is the chapter
    scale = match["scale"] or currency["scale"] or ""
    written = folded[start : shift + match.end("number")]
    if written[0] == "0" and written[1:2].isdecimal():  # what remains of a longer number
        return None
    number = multiply(read_decimal(written), scale)
    return _add_cents(folded, Amount(start, currency.end(), number, "digits"))


def _cut_at_line_end(folded: str, start: int, end: int) -> int:
    """Where a number begins: below the last line end that separates cells; a full line may break a number."""
    line_end = folded.rfind("\n", start, end)
    if line_end < 0 or start - (folded.rfind("\n", 0, start) + 1) >= _FULL_LINE:
        return start
    below = folded[line_end + 1 : end]
    return end - len(below.lstrip())


def _add_cents(folded: str, amount: Amount) -> Amount:
    """ "douze euros et cinquante centimes" is one sum."""
    match = _CENTS.match(folded, amount.end)
    if not match:
        return amount
    said = int(match["number"]) if match["number"].isdecimal() else read_words(match["number"]) or 0
    return amount._replace(end=match.end(), number=amount.number + Decimal(said) / 100)


def _find_first_of_two(folded: str, amount: Amount, *, reached: int) -> Amount | None:
    """ "compris entre 10 000 et 20 000 €", "entre 75 et 100 millions d'euros": the second one speaks for both."""
    begin = max(reached, amount.start - _NEAR)
    match = _BETWEEN.search(folded[begin : amount.start])
    second = _WRITTEN.match(folded, amount.start)
    if not match or not second:
        return None
    number, plain = read_decimal(match["number"]), read_decimal(second[0])
    if match["scale"]:  # "entre 75 millions et 100 millions d'euros"
        number = multiply(number, match["scale"])
    elif number < plain:  # "entre 500 000 et 1 million d'euros": what is larger as written stands by itself
        number *= next((10**power for power in (9, 6, 3) if plain.scaleb(power) == amount.number), 1)
    return Amount(begin + match.start("number"), begin + match.end("number"), number, "range")


def _name_other(currency: str) -> str:
    """The code of a currency that is no euro, else ""."""
    return "" if "€" in currency or "eur" in currency else _OTHERS[currency[0]]
