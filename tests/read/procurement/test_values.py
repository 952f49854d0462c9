"""Sums, dates, lengths of time and company numbers: what is understood, and what is refused."""

import pytest

from contrechamp.read.procurement.report import Report
from contrechamp.read.procurement.values import (
    count_months,
    count_months_between,
    find_day,
    is_company_number,
    write_amount,
    write_date,
)


@pytest.mark.parametrize(
    ("text", "currency", "written"),
    [
        ("575000", "", "575000"),
        ("575000.00", "EUR", "575000"),
        ("123456.89", "EUR", "123456,89"),
        ("1 234\u202f567,50", "", "1234567,5"),
        ("1.5E6", "", "1500000"),
        ("0", "", "0"),
        ("-20.10", "", "-20,1"),
        ("12 €", "", "12"),
        ("1200", "USD", "1200 USD"),
        ("10", "eur", "10"),
    ],
)
def test_a_sum_is_written_as_a_french_sheet_shows_it(text, currency, written):
    assert write_amount(text, currency) == written


@pytest.mark.parametrize("text", ["", "environ 3 M", "1.2.3", "12 USD", "NaN", "1e999", "9" * 30, "1/2"])
def test_what_is_no_sum_is_not_made_into_one(text):
    assert write_amount(text) is None


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("2019-04-25", "25/04/2019"),
        ("2019-04-25+02:00", "25/04/2019"),
        ("2010-05-10T09:30:00Z", "10/05/2010"),
        ("20210129", "29/01/2021"),
        ("03/06/2019", "03/06/2019"),
        ("2019-06", "06/2019"),
        ("2019", "2019"),
    ],
)
def test_a_date_keeps_its_precision(text, written):
    assert write_date(text) == written


@pytest.mark.parametrize(
    "text", ["", "2019-02-30", "2019-13", "2019-13-01", "99", "bientôt", "31/02/2019", "3019"]
)
def test_a_day_that_never_was_is_no_date(text):
    assert write_date(text) is None
    assert find_day(text) is None


@pytest.mark.parametrize(
    ("text", "unit", "months"),
    [
        ("12", "MONTH", "12"),
        ("12", "MOIS", "12"),
        ("4", "YEAR", "48"),
        ("2", "ANN", "24"),
        ("1189", "DAY", "39"),
        ("365", "DAYS", "12"),
        ("26", "WEEK", "6"),
        ("10,5", "MONTH", "10,5"),
        ("7", "FORTNIGHT", None),
        ("long", "MONTH", None),
    ],
)
def test_lengths_of_time_are_counted_in_months(text, unit, months):
    assert count_months(text, unit) == months


def test_months_between_two_days_are_whole():
    assert count_months_between("2024-06-01", "2026-05-31") == "24"
    assert count_months_between("2024-06-01", "2024-06-01") == ""
    assert count_months_between("2024-06-01", "") == ""
    assert count_months_between("2026-06-01", "2024-06-01") == ""


@pytest.mark.parametrize(
    ("number", "is_right"),
    [
        ("99900010200015", True),
        ("999000102", True),
        ("99900010200016", False),
        ("00000000000000", False),
        ("9990001020001", False),
        ("999000102000155", False),
        ("A9900010200015", False),
        ("35600000000001", True),  # an establishment of La Poste: a sum of digits that 5 divides
        ("35600000000002", False),
    ],
)
def test_the_key_of_a_company_number_is_checked(number, is_right):
    assert is_company_number(number) is is_right


def test_a_wrong_number_is_kept_as_written_and_told():
    report = Report()
    assert report.company("999 000 102 00015") == "99900010200015"
    assert report.company("999 000 102 00016") == "999 000 102 00016"
    assert report.company("DE123", "TVA") == "TVA DE123"
    assert report.company("") == report.company("", "TVA") == ""
    assert dict(report.faults) == {"SIRET faux : 999 000 102 00016": 1}


def test_faults_are_counted_and_bounded():
    report = Report()
    for number in range(1_000):
        report.amount(f"beaucoup {number}")
        report.amount("trop")
    assert report.faults["montant illisible : trop"] == 1_000
    assert len(report.faults) <= 201
    assert report.faults.total() == 2_000
