"""The folded letters of a page, worked out once for all spotters, and quick ways to look into them."""

import re
from collections.abc import Iterator
from functools import lru_cache

from contrechamp.text.folding import fold_keeping_length

_NOT_ASCII = re.compile(r"[^\x00-\x7f]")


@lru_cache(maxsize=2)
def fold_page(text: str) -> str:
    """As `fold_keeping_length` (but Œ is œ), three times as fast: a page has few letters to fold, each many times."""
    folded = text.lower()
    if len(folded) != len(text):
        return fold_keeping_length(text)
    for letter in set(_NOT_ASCII.findall(folded)):
        folded = folded.replace(letter, fold_keeping_length(letter))
    return folded


def find_places(folded: str, word: str, *, inside: bool = False) -> Iterator[int]:
    """Where this word begins a word of the text, or stands `inside` one too: much faster than an expression."""
    place = folded.find(word)
    while place >= 0:
        if inside or not place or not folded[place - 1].isalpha():
            yield place
        place = folded.find(word, place + 1)


def find_last(pattern: re.Pattern, folded: str, start: int, end: int) -> re.Match | None:
    """The last match between two places."""
    matches = list(pattern.finditer(folded, max(0, start), end))
    return matches[-1] if matches else None
