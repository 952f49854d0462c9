"""The family of a French word: one stem for its plural, its feminine, its verb and its noun.

The rules work on folded letters, so that a word typed without accents has the same stem as the word with them
(Snowball stems "camera" to another word than "caméra"). Rules are ordered longest suffix first, each with the
fewest letters that must remain; `stems.toml` holds what no rule can know.
"""

import tomllib
from importlib import resources
from string import ascii_lowercase

from contrechamp.text.folding import fold

VERSION = 2  # a change of rules or data makes the search index outdated

# suffix, what takes its place, letters that must remain before it
_INFLECTIONS = (
    ("issements", "", 4), ("issement", "", 4), ("issantes", "", 4), ("issante", "", 4), ("issants", "", 4),
    ("issant", "", 4), ("issaient", "", 4), ("issait", "", 4), ("issent", "", 4), ("isseurs", "", 4), ("isseur", "", 4),
    ("eraient", "", 4), ("erait", "", 4), ("eront", "", 4), ("erons", "", 4), ("erent", "", 4), ("erez", "", 4),
    ("era", "", 4), ("iraient", "", 4), ("irait", "", 4), ("iront", "", 4), ("ira", "", 4),
    ("aient", "", 4), ("ait", "", 4), ("ez", "", 4),
    ("eaux", "eau", 2), ("aux", "al", 3), ("eux", "eu", 1), ("oux", "ou", 1),
    ("oises", "oi", 3), ("oise", "oi", 3), ("aises", "ais", 3), ("aise", "ais", 3), ("ais", "ais", 4),
    ("euses", "eur", 4), ("euse", "eur", 4), ("trices", "teur", 3), ("trice", "teur", 3),
    ("ees", "", 3), ("ee", "", 3), ("es", "", 3), ("ss", "ss", 0), ("s", "", 3),
)  # fmt: skip
_DERIVATIONS = (
    ("fication", "fi", 2), ("ficateur", "fi", 2), ("ficatif", "fi", 2), ("ficativ", "fi", 2),
    ("abilit", "", 4), ("ibilit", "", 4), ("ationnel", "", 4),
    ("ation", "", 4), ("ateur", "", 4), ("atoir", "", 4), ("atif", "", 4), ("ativ", "", 4),
    ("ition", "", 5), ("ution", "u", 4), ("iteur", "", 5),
    ("itair", "", 4), ("ionnair", "ion", 3), ("ionnel", "ion", 3), ("ionnement", "ion", 3),
    ("emental", "ement", 3), ("ement", "", 4), ("amment", "", 4), ("emment", "", 4),
    ("ument", "ument", 0), ("iment", "iment", 0), ("oment", "oment", 0), ("ament", "ament", 0),
    ("oral", "", 5), ("orial", "", 5), ("istic", "ist", 4), ("ism", "ist", 4), ("iem", "", 3),
    ("ien", "", 4), ("een", "", 4),
    ("ance", "", 4), ("anc", "", 5), ("enc", "", 5), ("ant", "", 3), ("ent", "", 4),
    ("abl", "", 4), ("ibl", "", 4), ("ionn", "ion", 3), ("ion", "", 5),
    ("air", "", 4), ("eur", "", 5), ("iel", "", 5), ("ier", "", 4), ("al", "", 4), ("el", "", 5),
    ("if", "", 5), ("iv", "", 5), ("it", "", 5), ("ag", "", 5),
    ("mic", "m", 4), ("gic", "g", 4), ("phic", "ph", 4),
    ("er", "", 3), ("ir", "", 4), ("i", "", 4),
)  # fmt: skip


_Rules = dict[str, tuple[tuple[str, str, int, int], ...]]  # suffix, replacement, shortest word, where to cut


def _group_rules(rules: tuple[tuple[str, str, int], ...]) -> _Rules:
    """The rules by the last two letters of the words that they may fit, so that a word meets few of them."""
    pairs = {a + b for a in ascii_lowercase for b in ascii_lowercase}
    grouped = {
        pair: tuple(
            (suffix, replacement, len(suffix) + remaining, -len(suffix))
            for suffix, replacement, remaining in rules
            if suffix[-2:] in (pair, pair[1])
        )
        for pair in pairs
    }
    return {pair: some for pair, some in grouped.items() if some}


_INFLECTIONS_BY_END = _group_rules(_INFLECTIONS)
_DERIVATIONS_BY_END = _group_rules(_DERIVATIONS)


def _strip_suffix(word: str, rules: _Rules) -> str:
    """The word without the first suffix that fits."""
    length = len(word)
    for suffix, replacement, shortest, cut in rules.get(word[-2:], ()):
        if length >= shortest and word.endswith(suffix):
            return word[:cut] + replacement
    return word


def _tidy(word: str) -> str:
    """Endings that spelling alone changes: a mute e, a doubled consonant, qu for c, y for i."""
    if len(word) > 3 and word[-1] == "e":
        word = word[:-1]
    if len(word) > 3 and word[-1] == word[-2] and word[-1] in "lnmtpf":
        word = word[:-1]
    if word.endswith("qu") and len(word) > 4:
        word = word[:-2] + "c"
    if word[-1] == "y" and len(word) > 3:
        word = word[:-1] + "i"
    return word


def _read_data() -> tuple[frozenset[str], dict[str, str]]:
    text = resources.files("contrechamp.text").joinpath("stems.toml").read_text("utf-8")
    data = tomllib.loads(text)
    same = {
        form: family[0]
        for family in data["same"]
        for word in family
        for form in (fold(word), _tidy(fold(word)))
    }
    return frozenset(_tidy(fold(word)) for word in data["whole"]), same


_WHOLE, _SAME = _read_data()


def stem(word: str) -> str:
    """The stem of one word (any case, any accents): what all words of its family share."""
    return stem_folded(fold(word))


def stem_folded(word: str) -> str:
    """As `stem`, of letters that were folded before."""
    if word in _SAME or len(word) < 4 or not word.isalpha() or not word.isascii():
        return _SAME.get(word, word)
    tidy = _tidy(word)
    if tidy in _WHOLE:
        return _SAME.get(tidy, tidy)
    word = _tidy(_strip_suffix(word, _INFLECTIONS_BY_END))
    for _ in range(3):
        if word in _SAME or word in _WHOLE:
            break
        shorter = _tidy(_strip_suffix(word, _DERIVATIONS_BY_END))
        if shorter == word:
            break
        word = shorter
    return _SAME.get(word, word)
