"""How a French text falls into words."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.text.remembering import Remembering
from contrechamp.text.stemming import stem
from contrechamp.text.words import split_words


def main_words(text):
    return [word.exact for word in split_words(text) if not word.is_extra and word.stem]


def all_stems(text):
    return {word.stem for word in split_words(text)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("l'école", ["école"]),
        ("L’École", ["école"]),
        ("d'après l`avis", ["après", "avis"]),
        ("jusqu'au", []),
        ("aujourd'hui", ["aujourd'hui"]),
        ("aujourd’hui", ["aujourd'hui"]),
        ("prud’hommes", ["prud'hommes"]),
        ("1 250 000 €", ["1250000"]),
        ("1\u202f250\u00a0000", ["1250000"]),
        ("04 67 34 70 00", ["04", "67", "34", "70", "00"]),
        ("n° 12", ["12"]),
        ("nº12", ["12"]),
        ("camera_rue_foch.pdf", ["camera", "rue", "foch", "pdf"]),
        ("le 25/06/2013", ["25", "06", "2013"]),
        ("Saint-\nDenis", ["saint", "denis"]),
        ("autori-\nsation", ["autorisation"]),
        ("AUTORI-\nSATION", ["autorisation"]),
        ("autori\u00adsation", ["autorisation"]),
        ("autori\u00ad\nsation", ["autorisation"]),
        ("autori\u0002\nsation", ["autorisation"]),
        ("autori\ufffe\nsation", ["autorisation"]),
        ("vidéo-surveil-\r\nlance", ["vidéosurveillance"]),
        ("cafe\u0301", ["café"]),
    ],
)
def test_words_of_a_text(text, words):
    assert main_words(text) == words


def test_a_broken_word_has_its_place_over_the_break():
    text = "un système de vidéo-\nsurveillance urbaine"
    places = [text[word.start : word.end] for word in split_words(text) if "surveil" in word.stem]
    assert places[0] == "vidéo-\nsurveillance"


@pytest.mark.parametrize(
    "text", ["vidéo-surveillance", "vidéosurveillance", "Vidéo-\nsurveillance", "VIDÉO-SURVEILLANCE"]
)
def test_spellings_of_a_compound_meet(text):
    assert stem("vidéosurveillance") in all_stems(text)
    assert stem("surveillance") in all_stems(text)


def test_a_compound_is_found_by_its_parts_and_as_one():
    assert {stem("porte"), stem("parole"), stem("porteparole")} <= all_stems("le porte-parole")


def test_common_words_hold_their_place_without_being_searched():
    assert [word.stem for word in split_words("police de la ville")][1:3] == ["", ""]


@given(st.text())
def test_every_word_stands_where_it_says(text):
    last = 0
    for word in split_words(text):
        assert 0 <= word.start < word.end <= len(text)
        if not word.is_extra:
            assert word.start >= last
            last = word.start


@given(st.text(alphabet="ab-’ \n\u00ad1é0_º", max_size=60))
def test_odd_marks_never_trouble_the_analysis(text):
    for word in split_words(text):
        assert word.is_extra or word.exact


def test_what_is_remembered_stays_within_bounds():
    made = []
    known = Remembering(lambda key: made.append(key) or key.upper(), most=10, is_rare=str.isdigit)
    assert [known[key] for key in ("a", "b", "a", "1", "1")] == ["A", "B", "A", "1", "1"]
    assert made == ["a", "b", "1", "1"]  # what is rare is made anew
    for number in range(1000):
        assert known[f"w{number}"] == f"W{number}"
        assert known["a"] == "A"
    assert made.count("a") == 1  # what is asked for again and again is never forgotten
    assert len(known) <= 10
