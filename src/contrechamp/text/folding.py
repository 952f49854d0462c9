"""Letters without accents, case or typographic variants."""

import unicodedata

_APOSTROPHES = "’‘ʼ`´′＇"
_HYPHENS = "‐‑⁃﹣－"
SOFT_HYPHENS = "\u00ad\u0002\ufffe"  # what PDF text layers make of a soft hyphen, too
_MOST_CHARACTERS = 2_000  # remembered
_LIGATURES = {
    "œ": "oe",
    "æ": "ae",
    "ß": "ss",
    "ﬀ": "ff",
    "ﬁ": "fi",
    "ﬂ": "fl",
    "ﬃ": "ffi",
    "ﬄ": "ffl",
    "ﬅ": "st",
    "ﬆ": "st",
}
_SPECIAL = str.maketrans(
    {
        **dict.fromkeys(_APOSTROPHES, "'"),
        **dict.fromkeys(_HYPHENS, "-"),
        **_LIGATURES,
        "ø": "o",
        "ł": "l",
        "đ": "d",
    }
)


def _fold_slowly(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SPECIAL)


def _keep_small(known: dict[int, str]) -> None:
    """A French town hall has a few hundred characters; a hostile file has all of them."""
    if len(known) >= _MOST_CHARACTERS:
        known.clear()


class _Folding(dict):
    """Code point -> folded letters, worked out when a character is first met."""

    def __missing__(self, code: int) -> str:
        _keep_small(self)
        folded = self[code] = _fold_slowly(chr(code))
        return folded


class _KeepingLength(dict):
    """As _Folding, but a character that would become none or two stays as it is."""

    def __missing__(self, code: int) -> str:
        _keep_small(self)
        folded = _fold_slowly(chr(code))
        self[code] = folded if len(folded) == 1 else chr(code)
        return self[code]


_FOLDED, _KEPT = _Folding(), _KeepingLength()


def fold(text: str) -> str:
    """Lower case, no accents, œ as oe, typographic apostrophes and hyphens as ' and -. The length may change."""
    return text.lower() if text.isascii() else text.translate(_FOLDED)


def fold_keeping_length(text: str) -> str:
    """As `fold`, character by character: what would become two characters (œ) stays, so that offsets still hold."""
    return text.translate(_KEPT)
