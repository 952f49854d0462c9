"""Sums of money."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import sums
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import MentionKind
from contrechamp.vocabulary.table import Cell, Row, Table

WRITTEN = {
    "1 250 000,00 €": "1250000.00",
    "12.500,00 EUR": "12500.00",
    "12.500 €": "12500.00",
    "25 249.43€": "25249.43",
    "3,5 M€": "3500000.00",
    "450 K€": "450000.00",
    "12 k€": "12000.00",
    "4 MEUR": "4000000.00",
    "45€": "45.00",
    "2 millions d'euros": "2000000.00",
    "1,2 milliard d’euros": "1200000000.00",
    "0,125 €": "0.125",
    "deux cent mille euros": "200000.00",
    "deux millions cinq cent mille\neuros": "2500000.00",
    "8 747, 43 €": "8747.43",
    "1\u202f250\u202f000\u00a0€": "1250000.00",
    "25 000\neuros": "25000.00",
    "EUR 1 250,00": "1250.00",
    "450 000 (quatre cent cinquante mille) euros": "450000.00",
    "12 euros et 50 centimes": "12.50",
    "vingt euros et dix centimes": "20.10",
    "15 000 francs": "15000.00 FRF",
    "300 $": "300.00 USD",
    "80 CHF": "80.00 CHF",
}


@pytest.mark.parametrize(("written", "value"), WRITTEN.items())
def test_an_amount_with_its_currency_is_a_sum(written, value):
    assert list_found(sums, f"le prix est de {written} pour la commune") == [(written, value)]


@pytest.mark.parametrize(
    "text",
    ["1 250 000", "12,5 %", "le grand chœur", "n° 2014-366", "quelques centaines d'euros", "le député eur."],
)
def test_a_number_without_its_currency_is_none(text):
    assert list_values(sums, text) == []


def test_the_amount_in_words_beside_its_digits_is_a_sum_too():
    assert list_values(sums, "2.500,00 EUR (deux mille cinq cent euros)") == ["2500.00", "2500.00"]


def test_a_number_goes_on_below_the_end_of_a_full_line():
    assert (
        list_found(sums, "pour un montant global et définitif de 1 250\n000 € par an")[0][1] == "1250000.00"
    )


def test_a_cell_of_the_line_above_is_no_part_of_a_number():
    assert list_found(sums, "Lot 4\n12\n500 €") == [("500 €", "500.00")]


def test_a_code_before_an_amount_is_no_part_of_it():
    assert list_found(sums, "nature 6574, chapitre 925 248 740 €") == [("248 740 €", "248740.00")]
    assert list_found(sums, "4265 Atelier M 25 000 €") == [("25 000 €", "25000.00")]


def test_what_remains_of_a_longer_number_is_no_sum():
    assert list_values(sums, "1250 000 €") == []


def test_nothing_is_a_sum_too():
    assert list_values(sums, "un reste à charge de 0 €") == ["0.00"]


def test_the_symbolic_euro_is_a_sum():
    assert list_found(sums, "cédée à l’euro symbolique") == [("euro symbolique", "1.00")]


def test_a_total_may_stand_after_its_currency():
    assert list_values(sums, "TOTAL en € HT 1 702 810,66\nTOTAL en euros TTC = 7 812 320,66") == [
        "1702810.66",
        "7812320.66",
    ]


@pytest.mark.parametrize(
    ("text", "tax"),
    [
        ("500 € HT", "HT"),
        ("500 € H.T.", "HT"),
        ("500 € hors taxes", "HT"),
        ("500 €TTC", "TTC"),
        ("montant HT de 500 €", "HT"),
        ("500 € par an HT", "HT"),
        ("500 € toutes taxes comprises", "TTC"),
        ("500 €, dont 20 % de subvention", None),
    ],
)
def test_the_tax_is_what_is_written_beside(text, tax):
    assert list_details(sums, text)[0].get("tax") == tax


@pytest.mark.parametrize(
    ("text", "per"),
    [
        ("500 € par an", "year"),
        ("500 €/mois", "month"),
        ("loyer mensuel de 500 €", "month"),
        ("500 € HT annuels", "year"),
        ("45€/jour", "day"),
        ("500 € par trimestre", "quarter"),
        ("30 € de l'heure", "hour"),
        ("500 € par semestre", "half_year"),
        ("20 € par semaine", "week"),
        ("500 € en une fois", None),
    ],
)
def test_a_rate_says_what_it_is_for(text, per):
    assert list_details(sums, text)[0].get("per") == per


@pytest.mark.parametrize(
    ("text", "bound"),
    [
        ("montant maximum de 500 €", "maximum"),
        ("avec un minimum de 500 €", "minimum"),
        ("estimé à 500 €", "estimate"),
        ("plafonné à 500 €", "up to"),
        ("jusqu'à 500 €", "up to"),
        ("500 € maximum", "maximum"),
        ("environ 500 €", "estimate"),
        ("pour un maximum. Le prix est de 500 €", None),
    ],
)
def test_a_bound_is_what_its_own_sentence_says(text, bound):
    assert list_details(sums, text)[0].get("bound") == bound


def test_each_bound_belongs_to_its_own_sum():
    details = list_details(sums, "sans minimum de 10 000 € et maximum de 50 000 € TTC")
    assert [one["bound"] for one in details] == ["minimum", "maximum"]


def test_both_ends_of_a_range_are_sums_when_the_second_says_the_currency():
    text = "un montant compris entre 15 000 et 90 000 € HT"
    assert list_found(sums, text) == [("15 000", "15000.00"), ("90 000 €", "90000.00")]
    assert list_details(sums, text) == [{"tax": "HT", "bound": "minimum"}, {"tax": "HT", "bound": "maximum"}]


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("entre 75 et 100 millions d’euros", ["75000000.00", "100000000.00"]),
        ("entre 75 millions et 100 millions d'euros", ["75000000.00", "100000000.00"]),
        ("entre 1,5 et\n2 M€", ["1500000.00", "2000000.00"]),
        ("entre 500 000 et 1 million d'euros", ["500000.00", "1000000.00"]),
        ("entre 800 k et 1,2 million d'euros", ["800000.00", "1200000.00"]),
    ],
)
def test_the_millions_of_a_range_are_those_of_both_its_ends(text, values):
    assert list_values(sums, text) == values
    assert [one["bound"] for one in list_details(sums, text)] == ["minimum", "maximum"]


def _make_table(text: str, columns: tuple[str, ...]) -> Table:
    cells, place = [], 0
    for column, words in enumerate(text.split("|")):
        cells.append(Cell(column, place, place + len(words)))
        place += len(words) + 1
    return Table(1, 1, columns, (Row(tuple(cells)),), "test")


def test_numbers_of_a_column_whose_heading_says_euros_are_sums():
    text = "Caméras dôme|14| 70 000 |3,5"
    table = _make_table(text, ("Poste", "Quantité", "Montant maximum annuel en € HT", "Total K€"))
    first, second = sums.find_in_tables(text, (table,))
    assert (text[first.start : first.end], first.value) == ("70 000", "70000.00")
    assert first.details == {"tax": "HT", "per": "year", "bound": "maximum"}
    assert second.value == "3500.00"


def test_words_in_such_a_column_and_numbers_in_others_are_none():
    text = "14|sans suite"
    assert list(sums.find_in_tables(text, (_make_table(text, ("Quantité", "Prix en €")),))) == []


def test_a_column_that_says_its_tax_is_in_euros_where_its_neighbour_says_so():
    text = "Dômes|70 000|(4 ans) 280 000|4"
    table = _make_table(text, ("Poste", "Montants estimatifs € HT", "HT totaux", "Quantité"))
    assert [found.value for found in sums.find_in_tables(text, (table,))] == ["70000.00", "280000.00"]


def test_several_numbers_of_one_cell_are_sums_when_each_has_its_cents():
    columns = ("Montant (en € HT)",)
    text = "373 805,00 19 037,50"
    assert [found.value for found in sums.find_in_tables(text, (_make_table(text, columns),))] == [
        "373805.00",
        "19037.50",
    ]
    assert list(sums.find_in_tables("373 805 19 037", (_make_table("373 805 19 037", columns),))) == []


def test_a_page_with_its_tables_gives_the_sums_of_both_in_the_order_of_its_text():
    text = "70 000|pour 12 € par mois"
    page = Page(1, text, HowRead.NATIVE)
    mentions = spot_page(page, tables=(_make_table(text, ("Prix en €", "Note")),), lexicons=Lexicons())
    assert [m.value for m in mentions if m.kind is MentionKind.SUM] == ["70000.00", "12.00"]
