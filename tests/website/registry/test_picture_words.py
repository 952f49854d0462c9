"""What pictures say and ask: every sentence has its French, every address is read as it was written."""

import re

import pytest

from contrechamp.draw import map_words, money, money_growth, network, timeline

STAGES = {
    "MAP": map_words.WORDS,
    "TIMELINE": timeline.WORDS,
    "NETWORK": network.WORDS,
    "MONEY": money.WORDS,
    "GROWTH": money_growth.WORDS,
}


@pytest.mark.parametrize("name", STAGES)
def test_every_sentence_of_a_picture_is_said_with_the_same_places(site, name):
    from contrechamp.website.registry.pictures import words

    said = getattr(words, name)
    assert set(said) == set(STAGES[name])
    for key, english in STAGES[name].items():
        places = set(re.findall(r"{\w+}", english))
        assert set(re.findall(r"{\w+}", str(said[key]))) <= places or key == "part", key


def test_times_without_a_beginning_or_an_end_say_so(site):
    from contrechamp.website.registry.pictures.words import write_when

    assert write_when("2013-06") == "juin 2013"
    assert write_when("2013/2015") == "2013 à 2015"
    assert write_when("2013/") == "depuis 2013" and write_when("/2015") == "jusqu’au 2015"


def test_numbers_sums_dates_and_words_are_sorted_each_by_its_own_order(site):
    from contrechamp.website.registry.pictures.tables import rank_cell

    sums = ["48 000 € HT", "1 970 400 € TTC", "143 040,50 €"]
    assert sorted(sums, key=rank_cell) == [sums[0], sums[2], sums[1]]
    assert sorted(["12", "9", "1 204"], key=rank_cell) == ["9", "12", "1 204"]
    assert sorted(["25 juin 2012", "2008", "mars 2010"], key=rank_cell) == [
        "2008",
        "mars 2010",
        "25 juin 2012",
    ]
    assert sorted(["", "Zèle", "école"], key=rank_cell) == ["école", "Zèle", ""]


def test_an_address_of_a_map_is_read_as_it_was_written(site):
    from django.http import QueryDict

    from contrechamp.draw.projection import Box
    from contrechamp.website.registry.pictures.asking import NARROW, MapAsked, read_map

    asked = MapAsked(Box(3.8, 43.5, 3.9, 43.7), "dome", "expiree", "2018-06", NARROW, is_list=True)
    assert read_map(QueryDict(asked.write("/carte").partition("?")[2])) == asked
    assert MapAsked().write("/carte") == "/carte"


def test_the_boxes_of_moves_stay_on_the_globe_across_the_date_line(site):
    from contrechamp.website.registry.pictures.map import _make_box

    box = _make_box((179.0, 0.0), (3.0, 1.0))
    assert box.west == 176.0 and box.east == -178.0
    assert _make_box((0.0, 89.0), (200.0, 60.0)) == (-180.0, 20.0, 180.0, 85.0)
