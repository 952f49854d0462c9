"""Numbers as French papers write them: digits in groups of three, and words ("deux cent mille")."""

import re
from decimal import Decimal

_WORDS = {
    "zero": 0, "un": 1, "une": 1, "deux": 2, "trois": 3, "quatre": 4, "cinq": 5, "six": 6, "sept": 7, "huit": 8,
    "neuf": 9, "dix": 10, "onze": 11, "douze": 12, "treize": 13, "quatorze": 14, "quinze": 15, "seize": 16,
    "vingt": 20, "vingts": 20, "trente": 30, "quarante": 40, "cinquante": 50, "soixante": 60, "septante": 70,
    "huitante": 80, "octante": 80, "nonante": 90, "cent": 100, "cents": 100, "mille": 1_000, "million": 1_000_000,
    "millions": 1_000_000, "milliard": 1_000_000_000, "milliards": 1_000_000_000,
}  # fmt: skip
_ROOM = {
    10: 10,
    60: 20,
    80: 20,
    100: 100,
}  # what may still follow: soixante-dix, quatre-vingt-dix-sept, cent deux
_LONGEST = 14  # words of a number
_WORD = "|".join(sorted(_WORDS, key=len, reverse=True))

# Of folded text (no accents, small letters). Words are whole, groups of digits stand by blanks or by dots.
WORDED = rf"(?<![a-z])(?:{_WORD})(?:[\s-]{{1,3}}(?:et[\s-]{{1,3}})?(?:{_WORD})){{0,{_LONGEST}}}(?![a-z])"
WHOLE = r"(?:[1-9]\d{0,2}(?:(?:\s{1,3}\d{3}){1,4}|(?:\.\d{3}){1,4})|\d{1,12})(?!\d)"
DECIMAL = rf"{WHOLE}(?:[,.]\s?\d{{1,4}}(?!\d))?"
_PIECES = re.compile(r"[a-z]+")
_DECIMAL_PART = re.compile(r"(.*?)(?:,\s?(\d+)|\.\s?(\d{1,2}|\d{4}))?", re.DOTALL)


def read_words(folded: str) -> int | None:
    """The number that words say, folded ("vingt et un", "quatre-vingt-dix"); None where they say none."""
    words = [word for word in _PIECES.findall(folded) if word != "et"]
    if not words or any(word not in _WORDS for word in words):
        return None
    total = current = 0
    room = 1_000
    for word in words:
        value = _WORDS[word]
        if value >= 1_000:
            total, current, room = total + max(current, 1) * value, 0, 1_000
            continue
        added = _add_below_thousand(current, value, room=room)
        if added is None:
            return None
        current, room = added
    return total + current


def _add_below_thousand(current: int, value: int, *, room: int) -> tuple[int, int] | None:
    """What a word makes of the number before it, and what may still follow; None where it cannot stand there."""
    if value == 100 and current in range(2, 10):
        return current * 100, _ROOM[100]
    if value == 20 and current % 100 == 4:
        return current + 76, _ROOM[80]
    if value >= room:
        return None
    return current + value, _ROOM.get(value, 10 if value >= 20 else 1)


def read_decimal(written: str) -> Decimal:
    """The number that digits say: "1 250 000,50", "2.500,00", "25 249.43"; a dot before three digits groups."""
    match = _DECIMAL_PART.fullmatch(written.strip())
    digits = "".join(c for c in match[1] if c.isdecimal())
    return Decimal(f"{digits or 0}.{match[2] or match[3] or 0}")


def read_whole(folded: str) -> int | None:
    """The whole number that digits or words say; None where they say none."""
    if folded[:1].isdecimal():
        return int("".join(c for c in folded if c.isdecimal()))
    return read_words(folded)
