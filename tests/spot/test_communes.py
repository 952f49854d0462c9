"""The communes of INSEE's list by their names, however they are written."""

import pytest

from contrechamp.spot.communes import Communes, choose_commune, open_communes
from contrechamp.spot.tokens import split_tokens

COMMUNES = open_communes()


@pytest.mark.parametrize(
    ("name", "departement", "insee"),
    [
        ("Toulon", "", "83137"),
        ("SAINT ETIENNE", "", "42218"),
        ("St Raphael", "83", "83118"),
        ("la seyne sur mer", "", "83126"),
        ("L’Abergement-Clémenciat", "", "01001"),
        ("Marseille 1er Arrondissement", "", "13201"),
        ("Ajaccio", "2A", "2A004"),
        ("Saint-Denis", "974", "97411"),
        ("Saint-Denis", "", None),
        ("Nulle-Part-sur-Mer", "", None),
        ("", "", None),
    ],
)
def test_a_commune_is_looked_up_by_its_name(name, departement, insee):
    found = COMMUNES.find_commune(name, departement)
    assert (found and found.insee) == insee


def test_the_list_is_complete(shared_data):
    lines = (shared_data / "communes" / "communes_2026.csv").read_text("utf-8").splitlines()[1:]
    rows = [line.split(",") for line in lines]
    known = {(one.insee, one.name, one.departement) for one in COMMUNES}
    assert {(row[0], row[1], row[3] or row[0][:3]) for row in rows} == known


def test_of_two_communes_none_is_guessed():
    small = Communes("=01\n001 Bourg\n002 -Bourg>01001\n=02\n001 *Bourg\n003 Le Val\n")
    assert small.find_commune("Bourg") is None
    assert small.find_commune("Bourg", "01").insee == "01001"
    assert choose_commune([], {"01"}) is None


def test_a_name_loses_its_article_behind_du_or_des():
    small = Communes("=02\n003 Le Val\n004 Les Arcs\n")
    (match,) = small.find(split_tokens("la commune du Val"))
    assert small.find_articles(match.owner) == ("du", "au")
    assert [one.name for one in small.list_owned(match.owner)] == ["Le Val"]


def test_a_town_and_a_merged_commune_are_marked():
    assert COMMUNES.find_commune("Toulon").is_large
    merged = COMMUNES.find_commune("Annecy-le-Vieux")
    assert (merged.kind, merged.part_of) == ("merged_commune", "74010")
