"""The closer look at the best pages."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.search.ranking import measure_page, weigh_stems
from contrechamp.search.scanning import Found, make_scanner

WEIGHTS = {"polic": 2.0, "municip": 1.0}


def measure(text, relative_length=1.0):
    return measure_page(
        make_scanner("police municipale").find(text), WEIGHTS, relative_length=relative_length
    )


def test_the_nearer_the_better():
    texts = [
        "police municipale",
        "police très municipale",
        "police " + "mot " * 6 + "municipale",
        "police " * 2,
    ]
    gains = [measure(text) for text in texts]
    assert gains == sorted(gains, reverse=True)


def test_one_word_again_and_again_is_not_two_words():
    assert measure("police " * 12) < measure("police police municipale")


def test_a_rare_word_tells_more():
    weights = weigh_stems({"rare": 1, "often": 900}, pages=1000)
    assert weights["rare"] > weights["often"] > 0


def test_a_page_without_the_words_gains_nothing():
    assert measure("rien de tel") == 0


@given(st.lists(st.tuples(st.sampled_from(["polic", "municip", "x"]), st.integers(0, 200)), max_size=60))
def test_no_page_is_beyond_measure(words):
    found = [Found(place, place + 1, key, place) for key, place in words]
    assert measure_page(found, WEIGHTS, relative_length=1.0) <= 0.6 * sum(WEIGHTS.values()) + 1e-9


@pytest.mark.parametrize(
    "text", ["Quelle année la Société a-t-elle signé", "quel est le Montant pour Vaucreuse"]
)
def test_names_tell_more_and_what_is_asked_for_less(text):
    from contrechamp.search.question import ASKED_WEIGHT, NAME_WEIGHT, parse_question

    weights = [term.weight for term in parse_question(text).tree.wished]
    assert weights[0] == ASKED_WEIGHT
    assert NAME_WEIGHT in weights
