"""Parts of dates, written as the calendar knows them."""

import pytest

from contrechamp.text.dates import find_date, find_month, read_day, write_date


def test_a_date_keeps_the_precision_that_is_known():
    assert [write_date(2013), write_date(2013, 6), write_date(2013, 6, day=25)] == [
        "2013",
        "2013-06",
        "2013-06-25",
    ]


@pytest.mark.parametrize(
    ("year", "month", "day"), [(2013, 2, 29), (2014, 4, 31), (2014, 13, 1), (2014, 1, 32)]
)
def test_a_day_that_no_calendar_has_is_refused(year, month, day):
    assert write_date(year, month, day=day) == ""


def test_the_29th_of_february_is_a_day_of_leap_years():
    assert write_date(2012, 2, day=29) == "2012-02-29"


@pytest.mark.parametrize(
    ("written", "month"), [("aout", 8), ("sept", 9), ("juil", 7), ("04", 4), ("00", 13), ("lundi", 13)]
)
def test_a_month_is_known_by_its_name_its_beginning_or_its_number(written, month):
    assert find_month(written) == month


@pytest.mark.parametrize(
    ("written", "day"), [("1er", 1), ("1 er", 1), ("ler", 1), ("premier", 1), ("25", 25), ("00", 32)]
)
def test_the_first_of_a_month_is_written_in_many_ways(written, day):
    assert read_day(written) == day


def test_a_day_zero_is_no_date_of_a_paper():
    assert find_date("Fait à Vaucreuse, le 00/06/2013", "").value == ""
