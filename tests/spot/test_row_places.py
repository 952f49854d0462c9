"""One writing for one place in the cells of a page; a district that nothing knows feeds no facet."""

import time

import pytest

from contrechamp.spot.lexicons import Lexicons, open_lexicons
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.mention import Mention, MentionKind, find_facet

from .test_rows import make_page

HEADINGS = "nom | adresse | quartier | commune | code INSEE | latitude | longitude"


def spot(*rows: str, lexicons: Lexicons | None = None) -> list[Mention]:
    """The places of the rows of one page."""
    page, table = make_page("\n".join((HEADINGS, *rows)))
    found = spot_page(page, tables=[table], lexicons=lexicons or open_lexicons())
    return [one for one in found if one.kind is MentionKind.PLACE]


def spot_districts(*names: str, lexicons: Lexicons | None = None) -> list[Mention]:
    rows = (f"C{n} | quai {n} | {name} |  |  | 43.61 | 3.87" for n, name in enumerate(names, 1))
    return [one for one in spot(*rows, lexicons=lexicons) if one.rule == "rows/district"]


@pytest.mark.parametrize(
    ("names", "value"),
    [
        (("Vernelle", "VERNELLE", "VERNELLE"), "Vernelle"),
        (("LES GREVIERES", "Grévières"), "Grévières"),
        (("Pré d'Arène", "PRE D ARENE", "Pré d’Arène"), "Pré d'Arène"),
        (("St-Vernel", "Saint Vernel", "Saint Vernel"), "Saint Vernel"),
        (("HAUT VERNEL",), "Haut Vernel"),
        (("L'ILOT", "Ilot", "Îlot", "Îlot"), "Îlot"),
    ],
)
def test_a_district_has_one_writing_on_a_page(names, value):
    assert {one.value for one in spot_districts(*names)} == {value}


def test_the_words_of_a_cell_stay_as_they_are():
    assert [one.text for one in spot_districts("VERNELLE", "Vernelle")] == ["VERNELLE", "Vernelle"]


def test_a_district_that_nothing_knows_feeds_no_facet():
    (found,) = spot_districts("Vernelle")
    assert found.details == {"type": "district", "known": "no"}
    assert find_facet(found) == ""


def test_a_district_with_the_name_of_a_mountain_or_a_village_is_neither():
    found = spot_districts("LES CEVENNES", "Saint Martin")
    assert [one.value for one in found] == ["Cévennes", "Saint Martin"]
    assert [find_facet(one) for one in found] == ["", ""]


def test_a_district_of_a_collective_s_own_list_feeds_the_facet(tmp_path):
    own = (
        'kind = "place"\ncategory = "district"\nsource = "plan"\n[entries.vernelle]\nlabel = "La Vernelle"\n'
    )
    (tmp_path / "own.toml").write_text(own, "utf-8")
    found = spot_districts("LA VERNELLE", lexicons=open_lexicons(tmp_path))
    assert [(one.value, find_facet(one)) for one in found] == [("La Vernelle", "place")]


def test_a_town_or_its_numbered_part_in_a_column_of_districts_is_known():
    found = spot_districts("TOULON", "Marseille 1er Arrondissement")
    assert [find_facet(one) for one in found] == ["place", "place"]


@pytest.mark.parametrize(
    ("cells", "value"),
    [
        ("SAINT ETIENNE | 42218", "Saint-Étienne"),
        ("St Denis | 93066", "Saint-Denis"),
        ("VILLEBASSE | ", "Villebasse"),
        ("Villebasse | 99999", "Villebasse"),
    ],
)
def test_a_commune_of_a_row_is_written_as_insee_writes_it_and_feeds_the_facet(cells, value):
    (found,) = (one for one in spot(f"C1 | quai |  | {cells} | 43.61 | 3.87") if one.rule == "rows/commune")
    assert (found.value, find_facet(found)) == (value, "place")


def test_an_address_is_written_once_and_feeds_no_facet():
    found = spot("C1 | Quai Vernel |  |  |  | 43.61 | 3.87", "C2 | QUAI VERNEL |  |  |  | 43.61 | 3.87")
    assert {(one.value, one.details["type"], find_facet(one)) for one in found} == {
        ("quai Vernel", "address", "")
    }


@pytest.mark.parametrize("word", ["a", "A ", "l'", "les ", "-", "é"])
def test_a_hostile_cell_costs_little(word):
    spot_districts("rien")
    start = time.process_time()
    spot_districts(word * 20_000, *[word * 30] * 50)
    assert time.process_time() - start < 1


def test_a_plain_list_of_districts_is_enough(tmp_path):
    own = 'kind = "place"\ncategory = "district"\nsource = "plan"\n[[groups]]\nnames = ["Le Vernel", "Les Hauts"]\n'
    (tmp_path / "own.toml").write_text(own, "utf-8")
    found = spot_districts("LE VERNEL", "les hauts", "Bas", lexicons=open_lexicons(tmp_path))
    assert [(one.value, find_facet(one)) for one in found] == [
        ("Le Vernel", "place"),
        ("Les Hauts", "place"),
        ("Bas", ""),
    ]
