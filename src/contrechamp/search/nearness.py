"""Among the best pages, those where the words of the question stand close together come first."""

import math
from collections.abc import Mapping, Sequence

from contrechamp.text.words import CHUNK, analyse_chunk

NEARNESS_WEIGHT = 0.6  # tuned on half of PIAF's questions (bench/search_french.py)
WINDOW = 8  # words
LOSS = 0.5  # of the weight, when the words fill the whole window instead of standing side by side

_Places = tuple[int, tuple[tuple[int, str], ...]]


class Nearness:
    """How close the words asked stand in a text; the rarer a word, the more it weighs."""

    def __init__(self, weights: Mapping[str, float]):
        self._weights = weights
        self._known: dict[str, _Places] = {}

    @classmethod
    def weigh(cls, counts: Mapping[str, int], *, pages: int) -> "Nearness":
        """From how many of the pages have each stem."""
        return cls({stem: math.log(1 + (pages - n + 0.5) / (n + 0.5)) for stem, n in counts.items()})

    def measure(self, text: str) -> float:
        """The heaviest set of different words found within a window of this text."""
        places = self._find_places(text)
        best = 0.0
        for index, (first, _) in enumerate(places):
            inside = {}
            for place, stem in places[index : index + 2 * WINDOW]:
                if place - first > WINDOW:
                    break
                inside[stem] = self._weights[stem]
                strangers = place - first + 1 - len(inside)
                best = max(best, sum(inside.values()) * (1 - LOSS * strangers / WINDOW))
        return NEARNESS_WEIGHT * best

    def _find_places(self, text: str) -> Sequence[tuple[int, str]]:
        place, places, known = 0, [], self._known
        for chunk in CHUNK.findall(text):
            found = known.get(chunk)
            if found is None:
                found = known[chunk] = self._look(chunk)
            if found[1]:
                places += [(place + shift, stem) for shift, stem in found[1]]
            place += found[0]
        return places

    def _look(self, chunk: str) -> _Places:
        main = [word for word in analyse_chunk(chunk) if not word.is_extra]
        return len(main), tuple(
            (shift, word.stem) for shift, word in enumerate(main) if word.stem in self._weights
        )
