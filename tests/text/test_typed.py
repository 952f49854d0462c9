"""What people type is kept in one form, with its own precision, or not at all."""

import pytest

from contrechamp.text.typed import read_typed_count, read_typed_date, read_typed_sum


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("2013", "2013"),
        (" juin 2013 ", "2013-06"),
        ("06/2013", "2013-06"),
        ("25/06/2013", "2013-06-25"),
        ("1er août 2014", "2014-08-01"),
        ("le 25 juin 2013", "2013-06-25"),
        ("2013-06-25", "2013-06-25"),
        ("", ""),
        ("31/02/2013", None),
        ("13/2013", None),
        ("hier", None),
        ("0000", None),
    ],
)
def test_a_date_keeps_the_precision_that_was_typed(typed, kept):
    assert read_typed_date(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("1 250 000 €", "1250000.00"),
        ("1\u202f250\u202f000,5 euros", "1250000.50"),
        ("148200.25", "148200.25"),
        ("zéro", None),
        ("-3", None),
        ("", None),
    ],
)
def test_a_sum_is_euros_and_cents(typed, kept):
    assert read_typed_sum(typed) == kept


@pytest.mark.parametrize(
    ("typed", "kept"), [("48", "48"), ("1 200", "1200"), ("007", "7"), ("4,5", None), ("", None)]
)
def test_a_count_is_a_whole_number(typed, kept):
    assert read_typed_count(typed) == kept
