"""How wide words are, without a font: widths of Arial, which are those of its free twins and wider than most others."""

import re
from functools import lru_cache
from itertools import accumulate, takewhile

# Thousandths of the size, by character; what is in no row is as wide as an average capital.
_ROWS = {
    222: "ijl'’‘",
    278: " ftI.,:;/!|\u00a0\\[]·",
    190: "\u202f\u2009",
    333: "r-()«»\u2010\u2011°",
    500: "ckszvxyJ",
    556: "abdeghnopquLE0123456789?$€_–#",
    584: "+=<>~×",
    667: "ABKPSVXY",
    722: "CDHNRUwT",
    778: "GOQ&",
    833: "mM",
    944: "W",
    1000: "—…%œæ→",
}
_WIDTHS = {letter: width for width, letters in _ROWS.items() for letter in letters}
_WIDTHS |= dict.fromkeys("éèêëàâäôöùûüñáíóúãõ", 556) | dict.fromkeys("çÿ", 500) | dict.fromkeys("îïì", 278)
_AVERAGE = 700
_BREAKS = re.compile("[ \t\r\n]+")  # never where printers forbid it


@lru_cache(maxsize=8192)
def measure_text(text: str, size: float) -> float:
    """About how many pixels a line of text is wide, at a size in pixels."""
    return sum(_WIDTHS.get(letter, _AVERAGE) for letter in text) * size / 1000


def clip_text(text: str, width: float, *, size: float) -> str:
    """The text, or as much of its beginning as fits, and "…"."""
    if measure_text(text, size) <= width:
        return text
    ends = accumulate(_WIDTHS.get(letter, _AVERAGE) * size / 1000 for letter in text)
    kept = sum(1 for _ in takewhile(lambda end: end <= width - size, ends))
    return text[:kept].rstrip(" ,;:-") + "…"


def wrap_text(text: str, width: float, *, size: float, lines: int) -> list[str]:
    """At most so many lines that fit, cut between words; the last one ends with "…" where something is left out."""
    wrapped, words = [], [word for word in _BREAKS.split(text) if word]
    while words and len(wrapped) < lines - 1:
        line = words.pop(0)
        while words and measure_text(f"{line} {words[0]}", size) <= width:
            line = f"{line} {words.pop(0)}"
        wrapped.append(clip_text(line, width, size=size))
    return [*wrapped, clip_text(" ".join(words), width, size=size)] if words or not wrapped else wrapped
