"""Dates of any precision as stretches of days."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as some

from contrechamp.draw.spans import count_months, find_month_start, read_span, write_day, write_months


def days(text: str) -> tuple[str, str]:
    span = read_span(text)
    return write_day(span.start), write_day(span.end - 1)


@pytest.mark.parametrize(
    ("when", "first", "last"),
    [
        ("2013", "2013-01-01", "2013-12-31"),
        ("2013-02", "2013-02-01", "2013-02-28"),
        ("2012-02", "2012-02-01", "2012-02-29"),
        ("2013-12", "2013-12-01", "2013-12-31"),
        ("2013-06-25", "2013-06-25", "2013-06-25"),
        ("2014/2017", "2014-01-01", "2017-12-31"),
        ("2014-03-02/2017-06", "2014-03-02", "2017-06-30"),
    ],
)
def test_a_date_lasts_as_long_as_its_precision(when, first, last):
    assert days(when) == (first, last)


@pytest.mark.parametrize(
    "when", ["", "/", "2013-13", "2013-00", "2014-02-30", "2017/2014", "hier", "2014/x", "13", "0000"]
)
def test_what_is_no_date_is_not_drawn_as_one(when):
    assert read_span(when) is None


def test_a_period_between_years_is_certain_only_between_them():
    span = read_span("2014/2017")
    assert (write_day(span.sure_start), write_day(span.sure_end)) == ("2015-01-01", "2017-01-01")


def test_a_period_between_days_is_certain_to_the_day():
    span = read_span("2014-03-02/2014-03-09")
    assert (span.sure_start, span.sure_end) == (span.start, span.end)


def test_within_one_year_nothing_of_a_period_is_certain():
    span = read_span("2014/2014")
    assert span.sure_start >= span.sure_end


def test_open_ends_stay_open():
    assert read_span("2014/").is_open_after and not read_span("2014/").is_open_before
    assert read_span("/2014").is_open_before and not read_span("/2014").is_open_after


@given(some.dates(min_value=date(2, 1, 1), max_value=date(9998, 12, 31)))
def test_months_are_counted_and_found_again(day):
    assert find_month_start(count_months(day.toordinal())) == day.replace(day=1).toordinal()


@pytest.mark.parametrize(
    ("month", "length", "said"),
    [
        (1, 1, "2019-01"),
        (12, 1, "2019-12"),
        (4, 3, "2019-04/2019-06"),
        (1, 12, "2019"),
        (1, 120, "2019/2028"),
    ],
)
def test_months_are_said_as_a_date_or_a_period(month, length, said):
    assert write_months(2019 * 12 + month - 1, length) == said
    assert read_span(said).start == date(2019, month, 1).toordinal()
