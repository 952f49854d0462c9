"""Numbers, sums, dates and periods as French printers write them."""

import pytest

from contrechamp.text.figures import (
    make_plural,
    make_singular,
    quote,
    write_count,
    write_date,
    write_moment,
    write_of,
    write_period,
    write_sum,
)


@pytest.mark.parametrize(
    ("euros", "tax", "said"),
    [
        ("1184500.00", "HT", "1\u202f184\u202f500\u202f€\u00a0HT"),
        ("99.5", "TTC", "99,50\u202f€\u00a0TTC"),
        ("12", "", "12\u202f€"),
        ("x", "", "x"),
    ],
)
def test_a_sum_has_thin_spaces_and_cents_only_where_there_are_some(euros, tax, said):
    assert write_sum(euros, tax) == said


@pytest.mark.parametrize(
    ("partial", "said"),
    [
        ("2013", "2013"),
        ("2013-06", "juin 2013"),
        ("2013-06-25", "25\u00a0juin 2013"),
        ("2013-06-01", "1er\u00a0juin 2013"),
        ("2013-13", "2013-13"),
        ("un jour", "un jour"),
    ],
)
def test_a_date_keeps_its_precision(partial, said):
    assert write_date(partial) == said


@pytest.mark.parametrize(
    ("when", "said"),
    [
        ("", ""),
        ("2019", "en 2019"),
        ("2019-02-28", "le 28\u00a0février 2019"),
        ("2014/2017", "de 2014 à 2017"),
        ("2014-08/2017", "d’août 2014 à 2017"),
        ("2019-12-05/2024-12-04", "du 5\u00a0décembre 2019 au 4\u00a0décembre 2024"),
        ("2014/2017-12-31", "de 2014 au 31\u00a0décembre 2017"),
        ("2019-03-01/", "depuis le 1er\u00a0mars 2019"),
        ("2019/", "depuis 2019"),
        ("/2020", "jusqu’en 2020"),
        ("/2020-05-02", "jusqu’au 2\u00a0mai 2020"),
    ],
)
def test_a_period_is_said_as_people_say_it(when, said):
    assert write_period(when) == said


def test_a_moment_is_a_day_a_month_or_a_year():
    assert [write_moment(one) for one in ("2019-02-28", "2019-02", "2019")] == [
        "le 28\u00a0février 2019",
        "en février 2019",
        "en 2019",
    ]


@pytest.mark.parametrize(
    ("number", "unit", "said"),
    [
        ("48", "caméra", "48\u00a0caméras"),
        ("1", "caméras", "1\u00a0caméra"),
        ("1204", "capteurs de bruit", "1\u202f204\u00a0capteurs de bruit"),
        ("24", "voix", "24\u00a0voix"),
        ("1", "jour", "1\u00a0jour"),
        ("0", "abstention", "0\u00a0abstention"),
        ("douze", "caméras", "douze caméras"),
    ],
)
def test_what_is_counted_agrees_with_its_number(number, unit, said):
    assert write_count(number, unit) == said


@pytest.mark.parametrize(
    ("one", "many"),
    [
        ("caméra fixe", "caméras fixes"),
        ("capteur de bruit", "capteurs de bruit"),
        ("détecteur d’armes", "détecteurs d’armes"),
        ("signal", "signaux"),
        ("réseau", "réseaux"),
        ("lieu", "lieux"),
        ("voix", "voix"),
    ],
)
def test_a_name_is_put_in_the_plural_until_its_first_preposition(one, many):
    assert make_plural(one) == many


def test_the_usual_plurals_find_their_singular():
    assert make_singular("caméras fixes") == "caméra fixe"
    assert make_singular("réseaux") == "réseau" and make_singular("accès") == "accès"


def test_quoted_words_stand_on_one_line_between_french_marks():
    assert quote("ni micro,\nni reste") == "«\u202fni micro, ni reste\u202f»"


def test_what_is_counted_of_melts_with_de():
    assert [write_of(unit) for unit in ("caméra", "appareil", "élu")] == [
        "de caméras",
        "d’appareils",
        "d’élus",
    ]


def test_quotes_inside_quotes_are_other_ones():
    assert quote("dit « non » deux fois") == "«\u202fdit “non” deux fois\u202f»"
    assert quote("« non »") == "«\u202fnon\u202f»"
