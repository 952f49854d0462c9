"""A text cut into words and what stands between them, so that names are looked for word by word."""

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import accumulate
from typing import NamedTuple

from contrechamp.text.folding import SOFT_HYPHENS, fold

_MARKS = re.compile(rf"[\u0300-\u036f{SOFT_HYPHENS}]")
_WORDS = re.compile(r"(\w+)")
_MARKED_WORDS = re.compile(rf"([\w\u0300-\u036f{SOFT_HYPHENS}]+)")  # slower, and seldom needed
_LONGEST_WORD = 60  # code points; what is longer is no word of a name
_LONGEST_JOINT = (
    40  # code points between two words of one name: a line's end and the blanks of an indented line
)
_BLANKS = r"[ \t\u00a0\u2009\u202f]*"
_JOINT = re.compile(rf"{_BLANKS}(?:[-‐‑–/'’‘ʼ`´′＇]?{_BLANKS}(?:\r?\n)?{_BLANKS})")
_POINT = re.compile(rf"\.{_BLANKS}-?")
_BREAK = re.compile(rf"[-‐‑]{_BLANKS}\r?\n{_BLANKS}")
_SOFT_BREAK = re.compile(rf"{_BLANKS}\r?\n{_BLANKS}")
_AROUND = 8  # words on both sides of a break in which a name may stand
_APART = "\n\n"  # over which no name goes on
_DROPPED = dict.fromkeys(map(ord, SOFT_HYPHENS + "_"))
_ABBREVIATED = frozenset(
    ("ste", "sts", "stes", "bld", "blvd", "ave", "imp", "all", "che", "fbg")
)  # before a point


class Tokens(NamedTuple):
    """The words of a text as written; `gaps[n]` stands behind word n; `starts` and `ends` are code points.

    `whole` are the words around those that a line's end breaks, these made whole; None when there is no such break.
    """

    words: list[str]
    gaps: list[str]
    starts: list[int]
    ends: list[int]
    whole: "Tokens | None" = None


@lru_cache(maxsize=2)  # every lexicon looks into the same page, one after the other
def split_tokens(text: str) -> Tokens:
    """The words of a text: letters, digits and the marks that belong to them."""
    pieces = (_MARKED_WORDS if _MARKS.search(text) else _WORDS).split(text)
    places = list(accumulate(map(len, pieces), initial=0))
    tokens = Tokens(pieces[1::2], pieces[2::2], places[1:-1:2], places[2::2])
    return tokens._replace(whole=_join_breaks(tokens))


def list_words(text: str) -> list[str]:
    """The words alone, as `split_tokens` cuts them."""
    return (_MARKED_WORDS if _MARKS.search(text) else _WORDS).findall(text)


def _join_breaks(tokens: Tokens) -> Tokens | None:
    broken = [n for n, gap in enumerate(tokens.gaps) if "\n" in gap and _is_break(tokens, n)]
    if not broken:
        return None
    words, gaps, starts, ends = [], [], [], []
    for first, end, breaks in _list_windows(broken, count=len(tokens.words)):
        kept = [n for n in range(first, end) if n - 1 not in breaks]  # the second half goes with the first
        words += [tokens.words[n] + (tokens.words[n + 1] if n in breaks else "") for n in kept]
        lasts = [n + (n in breaks) for n in kept]
        gaps += [*(tokens.gaps[n] for n in lasts[:-1]), _APART]
        starts += [tokens.starts[n] for n in kept]
        ends += [tokens.ends[n] for n in lasts]
    return Tokens(words, gaps, starts, ends)


def _list_windows(broken: list[int], *, count: int) -> Iterator[tuple[int, int, set[int]]]:
    """Words `first` to `end` around breaks, and the breaks among them: elsewhere nothing is other than without them."""
    window: tuple[int, int, set[int]] = (0, 0, set())
    for n in broken:
        first, end = max(n - _AROUND, 0), min(n + 2 + _AROUND, count)
        if window[2] and first <= window[1]:
            window = (window[0], end, window[2] | {n})
        else:
            if window[2]:
                yield window
            window = (first, end, {n})
    yield window


def _is_break(tokens: Tokens, n: int) -> bool:
    """Whether the gap after word `n` may break one word: a hyphen, printed or soft, at a line's end."""
    if n + 1 >= len(tokens.words):
        return False
    if _BREAK.fullmatch(tokens.gaps[n]):
        return tokens.words[n][-1].isalpha() and tokens.words[n + 1][0].isalpha()
    return tokens.words[n][-1] in SOFT_HYPHENS and bool(_SOFT_BREAK.fullmatch(tokens.gaps[n]))


def is_joint(word: str, gap: str) -> bool:
    """Whether one name may go on over this gap behind this word: a blank, one line's end, a hyphen, an apostrophe,
    and a point behind an initial or an abbreviation.
    """
    if gap == " " or gap == "-":
        return True
    if len(gap) > _LONGEST_JOINT:
        return False
    return bool(_JOINT.fullmatch(gap)) or (
        bool(_POINT.fullmatch(gap)) and (len(word) <= 2 or fold(word) in _ABBREVIATED)
    )


def is_joined(tokens: Tokens, first: int, end: int) -> bool:
    """Whether words `first` to `end` (exclusive) may be one name."""
    return all(is_joint(tokens.words[n], tokens.gaps[n]) for n in range(first, end - 1))


def fold_word(word: str) -> str:
    """A word's letters as names are compared: no case, accents, soft hyphens; "" for what is no word of a name."""
    if len(word) > _LONGEST_WORD:
        return ""
    return fold(word if word.isalnum() else word.translate(_DROPPED))


def fold_singular(word: str) -> str:
    """As `fold_word`, and the plural as the singular: "caméras" and "caméra", "réseaux sociaux" and "réseau social"."""
    folded = fold_word(word)
    if len(folded) < 4:
        return folded
    if folded.endswith("aux") and not folded.endswith("eaux"):
        return folded[:-2] + "l"
    return folded[:-1] if folded[-1] in "sx" else folded
