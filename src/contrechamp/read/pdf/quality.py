"""Whether a page's own text can be believed, or must be read again from its image."""

import re

_LETTERS_ENOUGH = 10
_ENOUGH_TO_JUDGE = 150  # letters, in words of four or more
_SOME_LETTERS = re.compile(r"\A[\W_]*+(?:[^\W_][\W_]*+){10}")
_WORD = re.compile(r"[^\W\d_]{4,}")
_VOWELS = "aeiouyàâäéèêëîïôöùûüœæ"
_MOST_GARBAGE = 0.15  # part of the characters that stand for nothing
_VOWELS_BETWEEN = (0.3, 0.65)  # part of the letters, in languages of Latin letters
_FEWEST_E = 0.04  # the same, for the commonest of them
_GARBAGE = re.compile("[\ue000-\uf8ff\ufff0-\uffff\U000f0000-\U0010ffff]")  # private, or "not known"
_COMMON = re.compile(" (?:de|la|le|et|les|des|the|of|and|der|die|und) ")


def is_scarce(text: str) -> bool:
    """Whether there is hardly a word: a page number, a stamp."""
    return not _SOME_LETTERS.match(text)


def is_broken(text: str) -> bool:
    """Whether the letters cannot be what the page shows: private characters, or no language's vowels.

    A font that was embedded without saying what its signs mean gives such text.
    """
    if len(text) < _LETTERS_ENOUGH:
        return False
    if not text.isascii() and len(_GARBAGE.findall(text)) > _MOST_GARBAGE * len(text):
        return True
    return not _COMMON.search(text) and _has_no_vowels(text)


def _has_no_vowels(text: str) -> bool:
    letters = "".join(word for word in _WORD.findall(text) if word[0] < "\u0250").lower()
    if len(letters) < _ENOUGH_TO_JUDGE:
        return False
    least, most = _VOWELS_BETWEEN
    if sum(map(letters.count, "eéè")) < _FEWEST_E * len(letters):
        return True
    return not least < sum(map(letters.count, _VOWELS)) / len(letters) < most
