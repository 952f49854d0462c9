"""Dates and periods."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import dates

WRITTEN = {
    "25 juin 2013": "2013-06-25",
    "1er mars 2014": "2014-03-01",
    "1 er mars 2014": "2014-03-01",
    "ler mars 2014": "2014-03-01",
    "25-04-2025": "2025-04-25",
    "17/02/2014": "2014-02-17",
    "2025 -01- 17": "2025-01-17",
    "2025-01-17": "2025-01-17",
    "25.04.2014": "2014-04-25",
    "juin 2013": "2013-06",
    "3 déc. 2012": "2012-12-03",
    "04/03/25": "2025-03-04",
    "13 JUIN 2025": "2025-06-13",
    "24\njuin 2025": "2025-06-24",
    "3  avril  2024": "2024-04-03",
    "02/2014": "2014-02",
    "13 décemb re 2012": "2012-12-13",
    "29 juillet 1881": "1881-07-29",
    "premier mars 2014": "2014-03-01",
}
PERIODS = {
    "du 1er mars au 15 avril 2014": "2014-03-01/2014-04-15",
    "du 16 au\n24 mai 2014": "2014-05-16/2014-05-24",
    "entre le 3 mars 2014 et le 5 mai 2015": "2014-03-03/2015-05-05",
    "saison 2013-2014": "2013/2014",
    "saison 2013/2014": "2013/2014",
    "du 15 décembre au 3 janvier 2015": "2014-12-15/2015-01-03",
    "de mars à juin 2014": "2014-03/2014-06",
    "de 2014 à 2017": "2014/2017",
    "du 01/01/13 au 11/12/13": "2013-01-01/2013-12-11",
    "du lundi 5 mai 2025 au vendredi 23 mai 2025": "2025-05-05/2025-05-23",
}
NONE = [
    "n° 2014 / 143",
    "loi n° 2014-366",
    "règlement (UE) 2016/679",
    "règlement (CE) n° 216/2008",
    "83-2025-04-18-00004",
    "31 février 2014",
    "32/01/2014",
    "2000 habitants",
    "2 014 €",
    "2014 euros",
    "1946 ATELIER",
    "n° 12/03/2014",
    "rue du 8 mai 1945",
    "ligne de crédits 1938",
    "2014/0143 La Ville",
    "DDTM/SEBIO/2025-54",
    "en 2099",
    "une association loi 1901",
]


@pytest.mark.parametrize(("written", "value"), WRITTEN.items())
def test_a_date_is_known_in_all_its_forms_and_keeps_its_precision(written, value):
    assert list_found(dates, f"Vu l'acte pris {written} par le maire") == [(written, value)]


@pytest.mark.parametrize(("written", "value"), PERIODS.items())
def test_a_period_is_one_date_with_two_ends(written, value):
    assert list_values(dates, f"ouvert {written}, sans réserve") == [value]


@pytest.mark.parametrize("text", NONE)
def test_a_number_a_law_a_street_or_an_impossible_day_is_no_date(text):
    assert list_values(dates, text) == []


@pytest.mark.parametrize(
    "text",
    [
        "En 2008, la Ville",
        "au budget 2014",
        "l'exercice\n2014.",
        "depuis 1989 à",
        "BP 2014 -",
        "(2015)",
        "vers 1850",
    ],
)
def test_a_year_alone_is_one_where_a_word_calls_for_it(text):
    assert len(list_values(dates, text)) == 1


@pytest.mark.parametrize(
    "text", ["premier semestre\n2015, permettant", "(accords, 1925).", "en1985, le", "vingt-cinq ( 2025)"]
)
def test_a_year_is_one_too_where_a_mark_closes_what_it_ends(text):
    assert len(list_values(dates, text)) == 1


def test_a_word_that_recognition_glued_to_a_day_leaves_the_day_its_date():
    assert list_found(dates, "CORNEILLE NOIRE14 septembre \n2025") == [("14 septembre \n2025", "2025-09-14")]
    assert list_values(dates, "l'autoroute A8 mars 2014") == ["2014-03"]


def test_years_in_a_list_and_over_columns_are_dates():
    assert list_values(dates, "ceux de 2009, 2010, 2011 et 2013") == ["2009", "2010", "2011", "2013"]
    assert list_values(dates, "Charges Produits\n2012 2014 2012 2014\nAchats") == [
        "2012",
        "2014",
        "2012",
        "2014",
    ]


def test_the_day_of_a_law_is_a_date_and_the_year_of_its_number_is_none():
    assert list_found(dates, "la loi n° 2011-267 du 14 mars 2011") == [("14 mars 2011", "2011-03-14")]


def test_two_dates_beside_one_another_are_two():
    assert list_values(dates, "28/04/2014 28/04/2014 034-213401722-20140424") == ["2014-04-28", "2014-04-28"]
    assert list_values(dates, "le 3 mars 2014 et le 5 mars 2014") == ["2014-03-03", "2014-03-05"]


def test_a_period_that_would_end_before_it_begins_is_two_dates():
    assert list_values(dates, "le 5 mai 2015 au 3 mars 2014") == ["2015-05-05", "2014-03-03"]


@pytest.mark.parametrize(
    ("text", "role"),
    [
        ("Publié le 18 avril 2025", "known_on"),
        ("reçu en préfecture le : 25/04/2014", "known_on"),
        ("mis à jour le 3 mai 2014", "known_on"),
        ("édité le 3 mai 2014", "known_on"),
        ("Fait à Toulon, le 6 mai 2025", "signed_on"),
        ("à compter du 6 avril 2014", "begins_on"),
        ("jusqu'au 6 avril 2014", "ends_on"),
        ("au plus tard le 6 avril 2014", "ends_on"),
        ("entre en vigueur le 6 avril 2014", "begins_on"),
        ("l'enquête publique du 6 avril 2014", None),
        ("pour l'édition 2014", None),
        ("la séance du 6 avril 2014", None),
    ],
)
def test_what_a_date_is_of_is_what_the_words_before_it_say(text, role):
    assert list_details(dates, text)[0].get("role") == role
