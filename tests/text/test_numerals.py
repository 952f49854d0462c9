"""Numbers in words and in digits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.text.numerals import read_decimal, read_whole, read_words

WORDS = {
    "un": 1, "quinze": 15, "vingt et un": 21, "vingt-deux": 22, "soixante et onze": 71, "quatre-vingts": 80,
    "quatre-vingt-dix-sept": 97, "cent deux": 102, "deux cents": 200, "mille": 1_000, "deux mille cinq cent": 2_500,
    "deux cent mille": 200_000, "un million deux cent mille": 1_200_000, "septante-deux": 72, "zero": 0,
    "trois mille huit cent quarante": 3_840, "deux cent quatre vingt quinze mille": 295_000,
}  # fmt: skip
DIGITS = {
    "1 250 000,00": "1250000", "12.500": "12500", "2.500,00": "2500", "25 249.43": "25249.43", "0,0524": "0.0524",
    "1\u202f250\u00a0000": "1250000", "3,5": "3.5", "8 747, 43": "8747.43",
}  # fmt: skip


@pytest.mark.parametrize(("words", "number"), WORDS.items())
def test_words_say_a_number(words, number):
    assert read_words(words) == number


@pytest.mark.parametrize("words", ["", "trois quatre", "vingt trente", "cent cent", "maison", "deux maisons"])
def test_words_that_say_none_are_none(words):
    assert read_words(words) is None


@pytest.mark.parametrize(("written", "number"), DIGITS.items())
def test_digits_are_grouped_by_blanks_or_dots_and_cut_by_a_comma(written, number):
    assert read_decimal(written) == Decimal(number)


@given(st.integers(0, 10**9))
def test_a_number_grouped_as_the_french_do_is_the_same_number(number):
    assert read_decimal(f"{number:,}".replace(",", " ")) == number
    assert read_whole(f"{number:,}".replace(",", "\u00a0")) == number
