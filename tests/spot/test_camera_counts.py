"""Counts of cameras by zone as orders write them: digits, words, slips of recognition, lists."""

import time

import pytest

from contrechamp.spot.camera_counts import CameraCounts, count_cameras, read_number
from contrechamp.text.folding import fold_keeping_length


@pytest.mark.parametrize(
    ("text", "inside", "outside", "public_way"),
    [
        ("composé de 3 caméras intérieures, conformément", 3, 0, 0),
        ("composé de 1 caméra intérieur et de O caméra extérieure", 1, 0, 0),
        ("composé de l caméra extérieure", 0, 1, 0),
        ("comportant 2 caméras extérieures et 89 caméras visionnant la voie publique", 0, 2, 89),
        (
            "comprenant 5 caméra(s) intérieure(s), 3 caméra(s) extérieure(s) et 2 caméra(s) voie publique",
            5,
            3,
            2,
        ),
        ("12 (douze) caméras extérieures et vingt et une caméras de voie publique", 0, 12, 21),
        ("quatre-vingt-dix-sept caméras filmant la voie publique", 0, 0, 97),
        ("un système de six caméras, dont deux intérieures et quatre extérieures", 2, 4, 0),
        ("9 caméras (4 intérieures, 3 extérieures et 2 sur la voie publique)", 4, 3, 2),
        ("nombre de caméras intérieures : 4 ; extérieures : 2 ; voie publique : 0", 4, 2, 0),
        ("8 caméras extérieures visionnant la voie publique", 0, 0, 8),
        ("2 caméras fixes extérieures et 3 caméras dômes extérieures", 0, 5, 0),
        ("7 caméras nomades filmant la voie publique", 0, 0, 7),
        ("dix caméras implantées à l'intérieur de l'établissement", 10, 0, 0),
    ],
)
def test_a_list_of_cameras_is_counted_by_zone(text, inside, outside, public_way):
    assert count_cameras(fold_keeping_length(text)) == CameraCounts(inside, outside, public_way)


@pytest.mark.parametrize(
    "text",
    [
        "un système composé de 5 caméras",
        "les caméras intérieures ne filment pas les tables",
        "l'ajout de 3 caméras intérieures et de 2 caméras extérieures",
        "la suppression de 4 caméras extérieures",
        "3 cabines intérieures et 2 cabines extérieures",
        "",
    ],
)
def test_what_is_no_total_by_zone_counts_nothing(text):
    assert count_cameras(fold_keeping_length(text)) == CameraCounts()


def test_cameras_that_are_added_do_not_hide_the_total():
    text = "l'ajout de 3 caméras extérieures, soit un système composé de 1 caméra intérieure et 9 caméras extérieures"
    assert count_cameras(fold_keeping_length(text)) == CameraCounts(1, 9, 0)


def test_a_later_sentence_is_not_added():
    text = "composé de 4 caméras extérieures. Le plan montre 3 caméras extérieures au nord."
    assert count_cameras(fold_keeping_length(text)) == CameraCounts(0, 4, 0)


@pytest.mark.parametrize(
    ("word", "number"),
    [
        ("12", 12),
        ("o", 0),
        ("l", 1),
        ("1o", 10),
        ("zero", 0),
        ("une", 1),
        ("dix-sept", 17),
        ("vingt et un", 21),
        ("soixante et onze", 71),
        ("soixante-douze", 72),
        ("quatre-vingts", 80),
        ("quatre-vingt-un", 81),
        ("quatre vingt dix neuf", 99),
        ("beaucoup", None),
    ],
)
def test_numbers_are_read_in_digits_and_in_words(word, number):
    assert read_number(word) == number


@pytest.mark.parametrize(
    "hostile", ["3 cameras ", "a ", "vingt ", "3 cameras dome ", "interieures ", "1 ", "cameras "]
)
def test_a_hostile_article_takes_no_longer_than_its_length(hostile):
    began = time.perf_counter()
    count_cameras("3 cameras " + hostile * (20_000 // len(hostile)))
    assert time.perf_counter() - began < 1
