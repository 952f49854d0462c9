"""What cells of known columns say: sums, dates, days, counts, degrees, numbers of firms."""

import time

import pytest

from contrechamp.spot.cells import (
    read_coordinate,
    read_count,
    read_dates,
    read_days,
    read_number,
    read_siret,
    read_sums,
)

MIN_MAX = ["minimum", "maximum"]


def tell(pieces) -> list[tuple[str, str, str]]:
    return [(piece.value, piece.details.get("bound", ""), piece.details.get("tax", "")) for piece in pieces]


@pytest.mark.parametrize(
    ("cell", "value", "tax"),
    [
        ("34 354,60", "34354.60", ""),
        ("5.096,00 € HT", "5096.00", "HT"),
        ("7.380", "7380.00", ""),
        ("12,5 k€", "12500.00", ""),
        ("1,2 M€ TTC", "1200000.00", "TTC"),
        ("3 millions d'euros", "3000000.00", ""),
        ("1,234,567.89", "1234567.89", ""),
        ("1234,567", "1234.57", ""),
        ("82 072,00 € H.T", "82072.00", "HT"),
        ("53 899,90€HT", "53899.90", "HT"),
        ("189000", "189000.00", ""),
        ("0", "0.00", ""),
        ("45000/3ans", "45000.00", ""),
        ("phase 1 : 28440", "28440.00", ""),
    ],
)
def test_a_sum_is_read_however_the_sheet_writes_it(cell, value, tax):
    assert tell(read_sums(cell)) == [(value, "", tax)]


@pytest.mark.parametrize(
    "cell",
    [
        "Minimum : 9 000 € Maximum : 35 000 €",
        "9 000 € HT mini - 35 000 € HT maxi",
        "9 000 € HT mini - 35 000 € HT",
        "entre 9 000 et 35 000",
        "de 9 000 à 35 000 €",
        "9 000 - 35 000",
        "9 000 à 35 000 € HT",
        "MIN 9 000 HT/ MAX 35 000 HT",
        "Mini : 9.000,00 € HT Maxi : 35.000,00 € HT",
        "mini 9 000 maxi 35 000 (sur 4 ans)",
        "9 000 € HT - 35 000 € HT maxi",
    ],
)
def test_bounds_stand_before_or_behind_their_sums(cell):
    assert [(piece.value, piece.details["bound"]) for piece in read_sums(cell)] == [
        ("9000.00", "minimum"),
        ("35000.00", "maximum"),
    ]


def test_a_bound_of_one_euro_is_a_bound():
    assert tell(read_sums("1 - 89 900 à bons de commande")) == [
        ("1.00", "minimum", ""),
        ("89900.00", "maximum", ""),
    ]


def test_a_heading_says_what_its_cells_leave_out():
    assert tell(read_sums("1 000", heading="Montant maxi HT")) == [("1000.00", "maximum", "HT")]
    assert tell(read_sums("15,5", heading="Montant (en k€ TTC)")) == [("15500.00", "", "TTC")]
    assert tell(read_sums("20 000 TTC", heading="Montant HT")) == [("20000.00", "", "TTC")]
    assert tell(read_sums("Montant estimé à 20 000 €")) == [("20000.00", "estimate", "")]


@pytest.mark.parametrize(
    "cell", ["", "1 743965,76 € HT", "néant", "lot 3", "20 %", "sur 4 ans", "voir bordereau"]
)
def test_what_is_no_sum_gives_none(cell):
    assert read_sums(cell) == []


def test_spans_are_places_of_the_cell_as_it_stands():
    cell = "Maxi\u00a0: 35\u202f000,50 € HT"
    (piece,) = read_sums(cell)
    assert (cell[piece.start : piece.end], piece.value) == ("35\u202f000,50", "35000.50")


@pytest.mark.parametrize(
    ("digits", "number"),
    [("1.234.567", 1234567), ("0.125", 0.125), ("1 234,5", 1234.5), ("-3,5", -3.5), ("12.5", 12.5)],
)
def test_dots_part_thousands_or_decimals(digits, number):
    assert read_number(digits) == number


@pytest.mark.parametrize(
    ("cell", "value"),
    [
        ("31/01/2006", "2006-01-31"),
        ("01/11/07", "2007-11-01"),
        ("12.03.1998", "1998-03-12"),
        ("2014-06-02T00:00:00", "2014-06-02"),
        ("2014-06", "2014-06"),
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


@pytest.mark.parametrize("cell", ["31/02/2006", "", "?", "13/2014", "12345678", "00/00/0000", "en cours"])
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
    for read in (read_sums, read_dates, read_days, read_count, read_siret):
        read(cell)
    read_coordinate(cell, most=90)
    assert time.process_time() - start < 0.5
