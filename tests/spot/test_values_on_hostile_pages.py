"""No page makes a spotter of values lose its place or its time."""

import time
from types import ModuleType

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.spot import counts, dates, laws, numbers, retention, sums
from contrechamp.spot.lexicons import Lexicons

VALUES = (sums, dates, counts, retention, numbers, laws)
RUNS = (
    "1", " ", ".", "1 ", "1.", "12 345 ", "€", "euros ", "n°", "n° 1", "2014 ", "1/", "01/01/", "mars ", "cent ", "un ",
    "art. 1, ", "l. 1-", "code ", "loi n° ", "caméra ", "1 caméra", "images conservées ",
    "30 jours ", "du 1 au ", "\n", "(",
)  # fmt: skip
PIECES = st.sampled_from(
    [
        *RUNS,
        "1 250 000,00 € HT",
        "du 1er mars au 15 avril 2014",
        "2 caméras",
        "l'article L. 1 du code pénal",
        "Œ",
        "é",
        "İ",
    ]
)
_GROWTH = (
    40  # times the text, times the time: in proportion with room for a busy machine; squared would be 400
)
_ROUNDS = 3


def _measure(spotter: ModuleType, text: str) -> float:
    best = float("inf")
    for _ in range(_ROUNDS):
        begin = time.process_time()
        list(spotter.find(text, Lexicons()))
        best = min(best, time.process_time() - begin)
    return best


@pytest.mark.parametrize("spotter", VALUES, ids=lambda spotter: spotter.KIND)
def test_time_grows_with_the_text_and_no_faster(spotter):
    for run in RUNS:
        short, long = (run * (size // len(run)) for size in (2_000, 20_000))
        assert _measure(spotter, long) < _GROWTH * max(_measure(spotter, short), 0.0005), run


@pytest.mark.parametrize("spotter", VALUES, ids=lambda spotter: spotter.KIND)
@given(text=st.lists(PIECES, max_size=30).map(" ".join))
def test_each_span_is_inside_the_text_in_order_and_without_blanks_around(spotter, text):
    reached = 0
    for found in spotter.find(text, Lexicons()):
        words = text[found.start : found.end]
        assert reached <= found.start < found.end <= len(text)
        assert words == words.strip()
        reached = found.end


@pytest.mark.parametrize("spotter", VALUES, ids=lambda spotter: spotter.KIND)
@given(text=st.text(max_size=300))
def test_no_text_makes_a_spotter_fail(spotter, text):
    assert all(found.value for found in spotter.find(text, Lexicons()))
