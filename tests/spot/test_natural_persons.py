"""Suppliers that are persons are told to the team alone; firms stay firms. All names are invented."""

import time

import pytest

from contrechamp.spot.entries import read_entries
from contrechamp.spot.lexicons import Lexicons
from contrechamp.spot.natural_persons import may_name_person
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import MentionKind, find_facet

from .test_rows import make_page


@pytest.mark.parametrize(
    "value",
    [
        "Julie VILLEBASSE",
        "VILLEBASSE Julie",
        "Jean-Pierre Villebasse",
        "JULIE DE VILLEBASSE",
        "Émilie Hautbourg Villebasse",
        "Julie et Paul VILLEBASSE",
        "Julie Villebasse architecte",
        "Julie Villebasse (EI)",
        "Julie Villebasse, psychologue clinicienne",
        "M. VILLEBASSE",
        "M VILLEBASSE",
        "Mme Villebasse",
        "MME VILLEBASSE",
        "Mlle J. Villebasse",
        "Maître Villebasse",
        "Me Villebasse",
        "Dr Villebasse",
        "Docteur VILLEBASSE",
        "Cabinet de Maître Villebasse",
    ],
)
def test_a_name_with_a_civility_or_a_first_name_is_a_persons(value):
    assert may_name_person(value)


@pytest.mark.parametrize(
    "value",
    [
        "ALPHA CABLES",
        "ALPHA",
        "Julie",
        "Julie Villebasse SARL",
        "SELARL Maître Villebasse",
        "Transports Bernard",
        "BERNARD MATERIAUX",
        "Ets Paul Villebasse",
        "Villebasse et Fils",
        "Pierre & Villebasse",
        "Imprimerie Julie Villebasse",
        "Saint Martin",
        "Caisse Vernelle-Saint-Denis",
        "Prés d'Alain",
        "LES AMIS DE JULIE",
        "Chez Julie Villebasse",
        "HERVE THERMIQUE",
        "ALPHA FRANCE",
        "H & M Paris",
        "Mr Bricolage",
        "Julie de la Haute Villebasse et du Bas Hautbourg",
        "x" * 300,
        "",
    ],
)
def test_a_firm_is_no_person(value):
    assert not may_name_person(value)


def test_a_number_of_sirene_makes_a_name_a_firms_but_not_a_civility():
    assert not may_name_person("Julie Villebasse", has_siren=True)
    assert may_name_person("Mme Villebasse", has_siren=True)


def spot_rows(text: str, lexicons: Lexicons | None = None) -> list:
    page, table = make_page(text)
    return list(spot_page(page, tables=[table], lexicons=lexicons or Lexicons()))


def test_a_person_in_a_column_of_suppliers_feeds_no_facet():
    found = spot_rows(
        "Titulaire | Objet | Montant HT\nJulie VILLEBASSE 34000 Hautbourg | Dessin | 1 000\nALPHA | Mâts | 2 000"
    )
    (person,) = [one for one in found if one.kind is MentionKind.PERSON]
    assert (person.value, person.rule, person.details) == (
        "Julie VILLEBASSE",
        "rows/supplier",
        {"person": "maybe"},
    )
    assert [one.value for one in found if find_facet(one) == "supplier"] == ["ALPHA"]


def test_a_person_with_a_firms_number_in_the_row_is_a_firm():
    found = spot_rows(
        "titulaire | SIRET titulaire | objet | montant\nJulie VILLEBASSE | 73282932000074 | a | 1 000"
    )
    assert [one.value for one in found if find_facet(one) == "supplier"] == ["Julie VILLEBASSE"]


def spot_text(text: str, lexicons: Lexicons | None = None) -> list:
    return list(spot_page(Page(1, text, HowRead.NATIVE), tables=(), lexicons=lexicons or Lexicons()))


def test_a_person_announced_as_holder_is_repeated_to_the_team_alone():
    found = spot_text("Le titulaire Julie Villebasse signe. Le marché de Julie Villebasse est clos.")
    assert [one.kind for one in found if "Villebasse" in one.text] == [MentionKind.PERSON] * 2
    assert not any(find_facet(one) == "supplier" for one in found)


def test_a_society_with_a_persons_name_stays_a_society_wherever_it_is_named():
    found = spot_text("La société Julie Villebasse signe. Le marché de Julie Villebasse est clos.")
    assert [one.value for one in found if find_facet(one) == "supplier"] == ["Julie Villebasse"] * 2


def test_a_company_that_a_lexicon_knows_stays_one(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(
        'kind = "company"\nsource = "invented"\n[entries.julie]\nlabel = "Julie Villebasse"\n', "utf-8"
    )
    lexicons = Lexicons(read_entries(path))
    found = spot_rows("titulaire | objet | montant\nJulie Villebasse | a | 1 000", lexicons)
    assert [one.value for one in found if find_facet(one) == "supplier"] == ["Julie Villebasse"]


@pytest.mark.parametrize("word", ["M. ", "Julie ", "M", "(", "Mme\n", "a"])
def test_a_hostile_page_costs_little(word):
    start = time.process_time()
    may_name_person(word * 20_000)
    spot_rows("titulaire | objet | montant\n" + f"{word * 20} | a | 1\n".replace("\n", " ") * 50)
    assert time.process_time() - start < 0.5
