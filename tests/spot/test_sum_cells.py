"""The sums of a cell: bounds, taxes, thousands, and cells that no one can be sure of."""

import time

import pytest

from contrechamp.spot.sum_cells import read_number, read_sums

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
    "cell",
    [
        "9 000 € HT mini -35 000 € HT maxi",
        "9 000 € HT mini -35 000",
        "9 000 € mini -- 35 000 € maxi",
        "9 000 € HT mini /35 000 € HT",
        "commandes 9 000 < x < 35 000",
        "9 000 € HT mini – 35 000 € HT (4 périodes de reconduction)",
    ],
)
def test_a_dash_before_a_sum_parts_the_bounds_and_makes_nothing_negative(cell):
    assert [(value, bound) for value, bound, _ in tell(read_sums(cell))] == [
        ("9000.00", "minimum"),
        ("35000.00", "maximum"),
    ]


@pytest.mark.parametrize(
    ("cell", "values"),
    [
        ("1700 000 € Ht maxi", ["1700000.00"]),
        ("1420 000 € HT mini - 5 680 000 € HT", ["1420000.00", "5680000.00"]),
        ("31.750, 00 € HT", ["31750.00"]),
        ("82 640 315, 27", ["82640315.27"]),
        ("4700, 50 €", ["4700.50"]),
        ("0 € HT mini - 75 000 € HT maxi", ["0.00", "75000.00"]),
        ("-4 500,00 €", ["-4500.00"]),
        ("- 4 500", ["-4500.00"]),
        ("1 euro symbolique", ["1.00"]),
        ("maxi 50", ["50.00"]),
        ("n° 2008-123 : 45 000", ["45000.00"]),
        ("25 000 € HT (TVA 5,5 %)", ["25000.00"]),
        ("12 000-48 000", ["12000.00", "48000.00"]),
    ],
)
def test_slips_of_the_hand_that_leave_no_doubt_are_read(cell, values):
    assert [piece.value for piece in read_sums(cell)] == values


@pytest.mark.parametrize(
    "cell",
    [
        "215 000 - 1 468 000 130 000 - 500 000 (lot 1)",  # two sums side by side
        "1 300 000 € HT 4 3 470 000 € HT",
        "9 000 € HT mini - 35 000 € HT mini",
        "110 000 € HT mini - 34 000 € HT maxi",
        "1 000 - 2 000 - 3 000",
        "15000 000 €",
        "1700 250 000 €",
        "126 80 000 €",
        "recette par an 2 034 517, 06/anx12= 24 414 204, 72",
        "-4 000 - 9 000",
        "voir annexe 3",
        "45 000 € en 2008",
        "2 x 15 000 €",
    ],
)
def test_what_is_not_read_surely_is_not_read(cell):
    assert read_sums(cell) == []


def test_a_sum_with_and_without_tax_is_no_range():
    assert tell(read_sums("10 000 € HT / 12 000 € TTC")) == [("10000.00", "", "HT"), ("12000.00", "", "TTC")]
    assert [bound for _, bound, _ in tell(read_sums("mini 10 000 HT / maxi 12 000 TTC"))] == MIN_MAX


def test_each_lot_of_a_cell_keeps_its_own_bounds():
    cell = "30 000 - 90 000 à BC 10 000 - 40 000 (lot 1) 20 000 - 50 000 (lot2)"
    told = [(value, bound[:3]) for value, bound, _ in tell(read_sums(cell))]
    assert told[0::2] == [("30000.00", "min"), ("10000.00", "min"), ("20000.00", "min")]
    assert told[1::2] == [("90000.00", "max"), ("40000.00", "max"), ("50000.00", "max")]


def test_words_of_bounds_belong_to_the_sum_that_they_touch():
    cell = "Prestation n° 1 : 8 215,40 Commandes : Mini : 3 000,00 Maxi : 7 000,00"
    assert [bound for _, bound, _ in tell(read_sums(cell))] == ["", "minimum", "maximum"]
    cell = "250 € HT /an - commandes de 700 à 5000 € HT/an"
    assert [bound for _, bound, _ in tell(read_sums(cell))] == ["", "minimum", "maximum"]
    assert tell(read_sums("4030000 (estimation, sans mini et sans maxi)")) == [("4030000.00", "estimate", "")]


@pytest.mark.parametrize(
    "word", ["1", " ", "1 ", "0,", "1.", "1 000 ", "mini ", "-", "1 - ", ", 00", "sans min "]
)
def test_hostile_sums_cost_little(word):
    start = time.process_time()
    read_sums(word * 20_000)
    assert time.process_time() - start < 0.5
