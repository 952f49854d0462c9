"""Numbers that a word processor gives to paragraphs by itself ("Article 3", "2.1", "b)"): counted as it counts them."""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

DEPTHS = 9
MAX_NUMBER = 100_000
_PLACEHOLDER = re.compile(r"%([1-9])")
_ROMAN = ((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl"))
_ROMAN += ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_ENGLISH_ENDS = {1: "st", 2: "nd", 3: "rd"}


class Level(NamedTuple):
    """One depth of a list: what it counts from, how ("lowerRoman"), and its text, "%1" the count of depth 0.

    It begins again behind a paragraph of a depth under `restarts_under`. A legal one writes every count as 1, 2, 3.
    """

    start: int
    form: str
    text: str
    restarts_under: int = DEPTHS
    is_legal: bool = False


@dataclass
class ListNumbers:
    """The lists of a document, and how far each has counted. Several lists may share one pattern and its counts."""

    levels: dict[tuple[str, int], Level] = field(default_factory=dict)  # of a pattern
    own_levels: dict[tuple[str, int], Level] = field(
        default_factory=dict
    )  # of a list, in the place of its pattern's
    patterns: dict[str, str] = field(default_factory=dict)  # list -> pattern
    starts: dict[tuple[str, int], int] = field(
        default_factory=dict
    )  # what a list counts from, when it says so itself
    is_english: bool = False
    _counts: dict[str, list[int | None]] = field(default_factory=dict)

    def render(self, number: str, depth: int) -> str:
        """The number of the next paragraph at `depth` of list `number`, a space behind it; "" when it has none."""
        pattern = self.patterns.get(number, "")
        level = self._find_level(number, pattern, depth)
        if level is None or not 0 <= depth < DEPTHS:
            return ""
        counts = self._advance(number, pattern, depth, level)
        text = _PLACEHOLDER.sub(
            lambda sign: self._render_count(number, pattern, int(sign[1]) - 1, counts, level), level.text
        )
        return f"{text} " if text.strip() and level.form not in ("bullet", "none") else ""

    def _find_level(self, number: str, pattern: str, depth: int) -> Level | None:
        return self.own_levels.get((number, depth)) or self.levels.get((pattern, depth))

    def _advance(self, number: str, pattern: str, depth: int, level: Level) -> list[int | None]:
        counts = self._counts.setdefault(pattern, [None] * DEPTHS)
        start = self.starts.pop((number, depth), None)
        if start is not None or counts[depth] is None:
            counts[depth] = start if start is not None else level.start
        else:
            counts[depth] += 1
        for deeper in range(depth + 1, DEPTHS):
            below = self._find_level(number, pattern, deeper)
            if below is None or depth < below.restarts_under:
                counts[deeper] = None
        return counts

    def _render_count(
        self, number: str, pattern: str, depth: int, counts: list[int | None], shown: Level
    ) -> str:
        level = self._find_level(number, pattern, depth) or Level(1, "decimal", "")
        count = level.start if counts[depth] is None else counts[depth]
        return render_count(count, "decimal" if shown.is_legal else level.form, is_english=self.is_english)


def render_count(count: int, form: str, *, is_english: bool = False) -> str:
    """A count as `form` writes it ([ECMA-376] 17.18.59): 3, c, iii, 03, 3e."""
    if form in ("lowerLetter", "upperLetter") and count > 0:
        letters = chr(97 + (count - 1) % 26) * min(1 + (count - 1) // 26, 20)
        return letters.upper() if form == "upperLetter" else letters
    if form in ("lowerRoman", "upperRoman") and count <= 5_000:
        rest, signs = count, ""
        for value, sign in _ROMAN:
            signs, rest = signs + sign * (rest // value), rest % value
        return signs.upper() if form == "upperRoman" else signs
    if form == "ordinal":
        return _render_ordinal(count, is_english)
    return f"{count:02d}" if form == "decimalZero" else str(count)


def _render_ordinal(count: int, is_english: bool) -> str:
    if is_english:
        is_teen = count % 100 in (11, 12, 13)
        return f"{count}{'th' if is_teen else _ENGLISH_ENDS.get(count % 10, 'th')}"
    return "1er" if count == 1 else f"{count}e"
