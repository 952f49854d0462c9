"""Splitting takes time in proportion to the text, whatever the text; and memory in proportion to the acts."""

import tracemalloc

import pytest
from tests.split.papers import ORDER, SIGNED, measure_seconds

from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import HowRead, Page

UNITS = (
    *(" ", "\n", "a", "A", "1", ".", "….", "- 1 -\n", "1. ", "1- A\n", "2021-001 A\n", "A. ... 1\n", "É’é"),
    *(
        "ARRÊTÉ ",
        "ARRÊTÉ\n",
        "Vu \n",
        "DÉLIBÉRATION N° 1\n",
        "n° ",
        "fait à ",
        "Fait à 1 mai 2021\n",
        "Nom :\n",
    ),
    *("Sommaire\n", "Page 1\n", "83-2025-05-05-00009 - a Page 1\n", " - 83-2025-05-05-00009 - "),
)


@pytest.mark.parametrize("unit", UNITS)
@pytest.mark.parametrize("kind", ["gazette", "minutes", ""])
def test_a_page_of_one_thing_twenty_thousand_times_is_split_in_time(unit, kind):
    front = "Sommaire\nArrêté ancien ..... 2\n"
    assert measure_seconds([front + unit * 20_000, unit * 20_000], kind) < 3


def test_twice_the_text_takes_about_twice_the_time():
    page = (ORDER.format(n=1) + "\n" + SIGNED.format(day=1)) * 40
    once, twice = (min(measure_seconds([page] * n, "gazette") for _ in range(3)) for n in (10, 20))
    assert twice < 4 * max(once, 0.005)


def test_pages_that_hold_no_act_cost_no_memory():
    splitter = Splitter(kind="gazette")
    words = "Le conseil examine le dossier des caméras.\n" * 60
    tracemalloc.start()
    for number in range(1, 3_000):
        splitter.take(Page(number, words, HowRead.NATIVE))
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 500_000
    assert splitter.finish() == ()
