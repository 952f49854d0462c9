"""The folded letters of a page, worked out once for all spotters that look at it one after the other."""

from functools import lru_cache

from contrechamp.text.folding import fold_keeping_length


@lru_cache(maxsize=2)
def fold_page(text: str) -> str:
    """As `fold_keeping_length`: small letters, no accents, each at its place."""
    return fold_keeping_length(text)
