"""The best pages once more, looked at closely: how close the words stand, and that one word often is not two words.

The engine's BM25 (k1 = 1.2) lets a word that comes back again and again outweigh a second word of the question;
a lower k1 saturates sooner. All numbers were tuned on half of PIAF's questions (bench/search_french.py).
"""

import math
from collections import Counter
from collections.abc import Mapping, Sequence

from contrechamp.search.scanning import Found

NEARNESS = 0.6  # weight of standing close together
WINDOW = 8  # words
LOSS = 0.5  # of the weight, when the words fill the whole window instead of standing side by side
ENGINE_K1, B = 1.2, 0.75  # the engine's own
K1 = 0.5


def weigh_stems(counts: Mapping[str, int], *, pages: int) -> dict[str, float]:
    """How much each stem tells, from how many of the pages have it."""
    return {stem: math.log(1 + (pages - n + 0.5) / (n + 0.5)) for stem, n in counts.items()}


def measure_page(found: Sequence[Found], weights: Mapping[str, float], *, relative_length: float) -> float:
    """What a page gains or loses; `relative_length` is its length beside that of its neighbours in the list."""
    return NEARNESS * _measure_nearness(found, weights) + _measure_saturation(
        found, weights, relative_length=relative_length
    )


def _measure_nearness(found: Sequence[Found], weights: Mapping[str, float]) -> float:
    """The heaviest set of different words found within a window."""
    places = [(one.place, one.key) for one in found if one.key in weights]
    best = 0.0
    for index, (first, _) in enumerate(places):
        inside: dict[str, float] = {}
        for place, key in places[index : index + 2 * WINDOW]:
            if place - first > WINDOW:
                break
            inside[key] = weights[key]
            strangers = max(0, place - first + 1 - len(inside))
            best = max(best, sum(inside.values()) * (1 - LOSS * strangers / WINDOW))
    return best


def _measure_saturation(
    found: Sequence[Found], weights: Mapping[str, float], *, relative_length: float
) -> float:
    """The difference between BM25 with our k1 and with the engine's."""
    norm = 1 - B + B * relative_length
    return sum(
        weights[key] * (_saturate(times, K1, norm) - _saturate(times, ENGINE_K1, norm))
        for key, times in Counter(one.key for one in found).items()
        if key in weights
    )


def _saturate(times: int, k1: float, norm: float) -> float:
    return (k1 + 1) * times / (times + k1 * norm)
