"""Among the best pages, those where the words of the question stand close together come first."""

import math
from collections.abc import Mapping, Sequence

from contrechamp.search.scanning import Found

WEIGHT = 0.6  # tuned, like WINDOW and LOSS, on half of PIAF's questions (bench/search_french.py)
WINDOW = 8  # words
LOSS = 0.5  # of the weight, when the words fill the whole window instead of standing side by side


def weigh_stems(counts: Mapping[str, int], *, pages: int) -> dict[str, float]:
    """How much each stem tells, from how many of the pages have it."""
    return {stem: math.log(1 + (pages - n + 0.5) / (n + 0.5)) for stem, n in counts.items()}


def measure_nearness(found: Sequence[Found], weights: Mapping[str, float]) -> float:
    """The heaviest set of different words found within a window."""
    places = [(one.place, one.key) for one in found if one.key in weights]
    best = 0.0
    for index, (first, _) in enumerate(places):
        inside: dict[str, float] = {}
        for place, key in places[index : index + 2 * WINDOW]:
            if place - first > WINDOW:
                break
            inside[key] = weights[key]
            strangers = place - first + 1 - len(inside)
            best = max(best, sum(inside.values()) * (1 - LOSS * strangers / WINDOW))
    return WEIGHT * best
