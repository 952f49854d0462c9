"""What cells of known columns say: dates, days, counts, degrees, numbers of firms."""

import time

import pytest

from contrechamp.spot.cells import (
    read_coordinate,
    read_count,
    read_dates,
    read_days,
    read_siret,
)


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31/01/2006", "2006-01-31"),
        ("01/11/07", "2007-11-01"),
        ("12.03.1998", "1998-03-12"),
        ("2014-06-02T00:00:00", "2014-06-02"),
        ("2014-06", "2014-06"),
        ("2014/06/02", "2014-06-02"),
        ("2014.6.2", "2014-06-02"),
        ("06/2014", "2014-06"),
        ("2013", "2013"),
        ("1er mars 2019", "2019-03-01"),
        ("07-juil.-07", "2007-07-07"),
        ("25-mai-07", "2007-05-25"),
        ("27 août 2007", "2007-08-27"),
        ("décembre 2010", "2010-12"),
        ("notifié le 05/12/2006", "2006-12-05"),
        ("38749", "2006-02-01"),  # a day number of a spreadsheet: 2006-01-01 is 38718
        ("38718,5", "2006-01-01"),
    ],
)
def test_dates_keep_the_precision_that_they_have(cell, value):
    (piece,) = read_dates(cell)
    assert piece.value == value


@pytest.mark.parametrize(
    "cell",
    [
        *("31/02/2006", "", "?", "13/2014", "12345678", "00/00/0000", "en cours"),
        *(
            "2014-13-45",
            "2014-02-30",
            "2014-13",
            "2014/13/45",
            "31 février 2006",
            "le 45 mars 2014",
            "2014-00-00",
        ),
    ],
)
def test_what_is_no_date_of_the_calendar_gives_none(cell):
    assert read_dates(cell) == []


@pytest.mark.parametrize(
    ("cell", "days"),
    [
        ("30", "30"),
        ("30 jours", "30"),
        ("1 mois", "30"),
        ("15 j.", "15"),
        ("72 h", "3"),
        ("2 semaines", "14"),
    ],
)
def test_a_retention_is_told_in_days(cell, days):
    assert [piece.value for piece in read_days(cell)] == [days]


def test_counts_are_whole_numbers():
    assert [piece.value for piece in read_count("12 caméras")] == ["12"]
    assert read_count("1,5") == []
    assert read_count("aucune") == []


@pytest.mark.parametrize(
    ("cell", "degrees"),
    [
        ("43,61", 43.61),
        ("43.61°", 43.61),
        ("43.61 N", 43.61),
        ("43.61 S", -43.61),
        ("95", None),
        ("768915.1", None),
        ("nord", None),
    ],
)
def test_degrees_are_degrees_or_nothing(cell, degrees):
    assert read_coordinate(cell, most=90) == degrees


@pytest.mark.parametrize(
    ("cell", "digits"),
    [
        ("732 829 320", "732829320"),
        ("73282932000074", "73282932000074"),
        ("732 829 320 00074", "73282932000074"),
        ("5480003", ""),
        ("732829321", ""),
        ("35600000000048", "35600000000048"),  # the post office: its key is another one
        ("texte", ""),
    ],
)
def test_numbers_of_firms_are_believed_when_their_key_holds(cell, digits):
    assert read_siret(cell) == digits


def test_a_zero_that_a_sheet_took_from_the_front_is_given_back():
    assert read_siret("5480017200019"[:13]) in ("", "05480017200019")
    assert read_siret("5520176") == ""
    assert read_siret("05502005") == ""


@pytest.mark.parametrize("character", ["1", " ", "1 ", "0,", "1.", "(", "à", "mini ", "-", "janvier ", "1/"])
def test_hostile_cells_cost_little(character):
    cell = character * 20_000
    start = time.process_time()
    for read in (read_dates, read_days, read_count, read_siret):
        read(cell)
    read_coordinate(cell, most=90)
    assert time.process_time() - start < 0.5
