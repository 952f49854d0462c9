"""Two or three frequent words side by side, kept in the index as one word.

A phrase is slow where its words stand on half of the pages: the engine must compare their places page after page. So
what the words of `frequent.toml` form together is a word of its own, in the field `runs`: "conseil_municip", and with
one "_" more for each small word between ("dure__conserv" for "durée de conservation").
"""

import re
import tomllib
from collections.abc import Sequence
from importlib import resources
from itertools import pairwise
from operator import add

from contrechamp.text.stemming import stem

LONGEST_RUN = 3  # words; a fourth would add a tenth to the time of writing
FARTHEST = 3  # places from one word to the next: two small words between ("adopté à l’unanimité")
_STEP = "_"
_APART = "\n"  # stands for a word that is not frequent
_SHORTEST = 7  # letters of a mark with a short word; two have more
_TOO_FAR = _STEP * (FARTHEST + 1)
_WIDE = re.compile(_TOO_FAR + "+")


def _read_words() -> frozenset[str]:
    text = resources.files("contrechamp.search").joinpath("frequent.toml").read_text("utf-8")
    return frozenset(stem(word) for words in tomllib.loads(text).values() for word in words.split())


FREQUENT = _read_words()


def mark_word(stem: str) -> str:
    """What `join_neighbours` takes for one word; a word too common to be searched (no stem) only holds a place."""
    if not stem:
        return _STEP
    return f"{_STEP}{stem} " if stem in FREQUENT else _APART


def join_neighbours(marks: str) -> str:
    """The runs of a text, from the marks of its words in their order."""
    together = [some for some in marks.split(_APART) if len(some) > _SHORTEST and some.count(" ") > 1]
    text = f"{_APART} ".join(together) + _APART
    if _TOO_FAR in text:
        text = _WIDE.sub(f"{_APART} ", text)
    words = text.split(" ")
    runs, found = text.replace(_STEP, "").split(" "), []
    for more in range(1, LONGEST_RUN):
        runs = list(map(add, runs, words[more:]))
        found += [run for run in runs if _APART not in run]
    return " ".join(found)


def find_run(placed: Sequence[tuple[int, str]]) -> str | None:
    """The one run that says a whole phrase (stems with their places, in order); None when there is none."""
    if not 2 <= len(placed) <= LONGEST_RUN or not all(map(_are_neighbours, placed, placed[1:])):
        return None
    token = placed[0][1]
    for (last, _), (place, word) in pairwise(placed):
        token += _STEP * (place - last) + word
    return token


def has_gaps(placed: Sequence[tuple[int, str]]) -> bool:
    """Whether small words stand between the words of a phrase."""
    return placed[-1][0] - placed[0][0] >= len(placed)


def list_runs(placed: Sequence[tuple[int, str]]) -> list[str]:
    """The longest runs without a gap that every page with this phrase has."""
    runs: list[str] = []
    for length in range(LONGEST_RUN, 1, -1):
        pieces = [placed[first : first + length] for first in range(len(placed) - length + 1)]
        found = [find_run(piece) for piece in pieces if not has_gaps(piece)]
        runs += [run for run in found if run and not any(run in longer for longer in runs)]
    return runs


def _are_neighbours(one: tuple[int, str], other: tuple[int, str]) -> bool:
    return one[1] in FREQUENT and other[1] in FREQUENT and other[0] - one[0] <= FARTHEST
