"""Letters without accents, case or typographic variants."""

import unicodedata

_APOSTROPHES = "’‘ʼ`´′＇"
_HYPHENS = "‐‑⁃﹣－"
SOFT_HYPHENS = "\u00ad\u0002\ufffe"  # what PDF text layers make of a soft hyphen, too
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


def _make_table() -> dict[int, str]:
    """Every single character up to U+2FFF whose folding is one character too."""
    table = {}
    for code in range(0x41, 0x3000):
        folded = _fold_slowly(chr(code))
        if len(folded) == 1 and folded != chr(code):
            table[code] = folded
    for character in _APOSTROPHES + _HYPHENS:
        table[ord(character)] = character.translate(_SPECIAL)
    return table


def _fold_slowly(text: str) -> str:
    decomposed = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in decomposed if not unicodedata.combining(c)).translate(_SPECIAL)


_TABLE = _make_table()


def fold(text: str) -> str:
    """Lower case, no accents, œ as oe, typographic apostrophes and hyphens as ' and -. The length may change."""
    if text.isascii():
        return text.lower()
    return _fold_slowly(text)


def fold_keeping_length(text: str) -> str:
    """As `fold`, character by character: what would become two characters (œ) stays, so that offsets still hold."""
    return text.translate(_TABLE)
