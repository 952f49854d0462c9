"""What was spotted, as a person types it: case, accents, hyphens and plurals aside."""

from collections.abc import Callable
from functools import lru_cache

import tantivy

from contrechamp.text.folding import fold
from contrechamp.text.words import split_words

_MOST_LOOKED_AT = 50_000  # values of one field that begin with the same letter
_MOST_SPELLINGS = 16
_ACCENTED = {"a": "àâä", "c": "ç", "e": "éèêë", "i": "îï", "o": "ôöœ", "u": "ùûü"}


def find_spellings(
    searcher: tantivy.Searcher, field: str, *, value: str, known: tuple[tuple[str, str], ...] = ()
) -> list[str]:
    """The values to look for: the one typed and, of those of the index, all that only differ as people write.

    `known` are other names with the values that they stand for.
    """
    wanted = _flatten(value)
    found = [term for term in _list_near(searcher, field, wanted) if _flatten(term) == wanted]
    meant = [key for name, key in _flatten_names(known) if name == wanted]
    return list(dict.fromkeys([value, *found, *meant]))[:_MOST_SPELLINGS]


def recognise_spelling(value: str, *, known: tuple[tuple[str, str], ...] = ()) -> Callable[[str], bool]:
    """Whether a value of the index is one that `find_spellings` would look for."""
    wanted = _flatten(value)
    meant = {value, *(key for name, key in _flatten_names(known) if name == wanted)}
    return lambda term: term in meant or _flatten(term) == wanted


@lru_cache(maxsize=2)
def _flatten_names(known: tuple[tuple[str, str], ...]) -> list[tuple[tuple[str, ...], str]]:
    return [(_flatten(name), key) for name, key in known]


def _list_near(searcher: tantivy.Searcher, field: str, wanted: tuple[str, ...]) -> list[str]:
    letter = wanted[0][:1] if wanted else ""
    letters = letter + _ACCENTED.get(letter, "")
    beginnings = sorted({*letters, *letters.upper()})
    return [
        term
        for beginning in beginnings
        for term, _ in searcher.terms_with_prefix(field, beginning, limit=_MOST_LOOKED_AT)
    ]


@lru_cache(maxsize=4096)
def _flatten(value: str) -> tuple[str, ...]:
    """The families of its words: "Caméras-piétons" and the key "camera_pieton" are the same."""
    words = [word for word in split_words(value.replace("_", " ")) if not word.is_extra]
    return tuple(fold(word.stem or word.exact) for word in words)
