"""Words, their widths, and how numbers are written."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contrechamp.draw.lettering import clip_text, measure_text, wrap_text
from contrechamp.draw.words import Words, write_number, write_percent, write_sum


def test_numbers_and_sums_are_written_as_french_printers_do():
    assert write_number(1204) == "1\u202f204"
    assert write_sum(Decimal("1184500")) == "1\u202f184\u202f500\u202f€"
    assert write_sum(Decimal("312450.5")) == "312\u202f450,50\u202f€"
    assert write_percent(Decimal("0.3862")) == "38,6\u202f%"


def test_a_word_that_the_caller_lacks_is_said_in_english():
    words = Words({"one": "{count} faits"})
    assert words.say({"one": "{count} facts", "two": "none"}, "one", count=1200) == "1\u202f200 faits"
    assert words.say({"one": "{count} facts", "two": "none"}, "two") == "none"


def test_braces_in_a_name_are_not_read_as_places_for_words():
    assert Words().say({"same": "{relation} × {count}"}, "same", relation="{count.__class__}", count=2) == (
        "{count.__class__} × 2"
    )


@pytest.mark.parametrize("size", [11, 14, 17])
def test_letters_are_as_wide_as_they_look(size):
    assert measure_text("WWW", size) > measure_text("aaa", size) > measure_text("iii", size)


@given(some.text(max_size=80), some.integers(40, 400))
def test_what_is_cut_fits(text, width):
    assert measure_text(clip_text(text, width, size=14), 14) <= width


@given(some.text(max_size=120), some.integers(60, 300), some.integers(1, 4))
def test_what_is_wrapped_fits(text, width, lines):
    wrapped = wrap_text(text, width, size=14, lines=lines)
    assert 1 <= len(wrapped) <= lines
    assert all(measure_text(line, 14) <= width for line in wrapped)


def test_a_line_never_breaks_inside_a_number():
    price = "1\u202f642\u202f000\u202f€"
    assert wrap_text(f"soit {price} HT", 90, size=14, lines=3) == ["soit", price, "HT"]


def test_nothing_is_cut_that_fits():
    assert wrap_text("Autorisation de 35 caméras", 400, size=14, lines=2) == ["Autorisation de 35 caméras"]
