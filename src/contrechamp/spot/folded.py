"""The folded letters of a page, worked out once for all spotters that look at it one after the other."""

from collections.abc import Iterator
from functools import lru_cache

from contrechamp.text.folding import fold_keeping_length


@lru_cache(maxsize=2)
def fold_page(text: str) -> str:
    """As `fold_keeping_length`: small letters, no accents, each at its place."""
    return fold_keeping_length(text)


def find_places(folded: str, word: str) -> Iterator[int]:
    """Where this word begins a word of the text: several times faster than an expression."""
    place = folded.find(word)
    while place >= 0:
        if not place or not folded[place - 1].isalpha():
            yield place
        place = folded.find(word, place + 1)
