"""Rows of understood tables become mentions, each with its exact place."""

import time

import pytest

from contrechamp.spot.columns import open_columns
from contrechamp.spot.lexicons import Lexicons, open_lexicons
from contrechamp.spot.rows import find_in_tables
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import MentionKind
from contrechamp.vocabulary.table import CELL_SEPARATOR, Cell, Row, Table


def make_page(text: str) -> tuple[Page, Table]:
    """A page whose first line names the columns, and its table."""
    rows, at = [], 0
    for line in text.split("\n"):
        cells, place = [], at
        for column, words in enumerate(line.split(CELL_SEPARATOR)):
            if words.strip():
                start = place + len(words) - len(words.lstrip())
                cells.append(Cell(column, start, start + len(words.strip())))
            place += len(words) + len(CELL_SEPARATOR)
        rows.append(Row(tuple(cells)))
        at += len(line) + 1
    headings = tuple(words.strip() for words in text.split("\n")[0].split(CELL_SEPARATOR))
    return Page(3, text, HowRead.NATIVE), Table(1, 3, headings, tuple(rows[1:]), "sheet-rows")


def find(text: str) -> list:
    page, table = make_page(text)
    found = list(find_in_tables(page, [table], open_columns()))
    assert all(page.text[one.start : one.end] == one.text and one.page == 3 for one in found)
    return found


def tell(found) -> list[tuple]:
    return [(str(one.kind), one.value, one.rule) for one in found]


def test_a_contract_says_who_how_much_and_when():
    found = find(
        "Attributaire + code postal | Objet du marché | Montant HT | Date de notification\n"
        "ALPHA - 34740 VILLEBASSE | Entretien | 15 000 mini - 50 000 maxi | 23/08/2006"
    )
    assert tell(found) == [
        ("actor", "ALPHA", "rows/supplier"),
        ("sum", "15000.00", "rows/amount"),
        ("sum", "50000.00", "rows/amount"),
        ("date", "2006-08-23", "rows/notified_on"),
    ]
    assert found[0].details == {"category": "company", "postcode": "34740"}
    assert found[1].details == {"bound": "minimum", "tax": "HT"}


def test_numbers_of_firms_go_with_the_names_of_their_row():
    found = find(
        "acheteur | SIRET acheteur | titulaire | SIRET titulaire | montant maximum\n"
        "Ville de Villebasse | 213401722 | ALPHA | 73282932000074 | 1000"
    )
    by_rule = {one.rule: one for one in found}
    assert by_rule["rows/supplier"].details == {"category": "company", "siren": "732829320"}
    assert by_rule["rows/buyer"].details["category"] == "body"
    assert by_rule["rows/amount_maximum"].details == {"bound": "maximum"}


@pytest.mark.parametrize("amount", ["-34 000", "- 34 000 €", "215 000 130 000", "1 468 000 130 000"])
def test_a_contract_costs_neither_less_than_nothing_nor_billions(amount):
    assert tell(find(f"titulaire | objet | montant\nALPHA | Mâts | {amount}")) == [
        ("actor", "ALPHA", "rows/supplier")
    ]


@pytest.mark.parametrize("supplier", ["", "néant"])
def test_an_empty_supplier_cell_names_nobody(supplier):
    found = find(f"titulaire | objet | montant\n{supplier} | Fourniture de mâts | 12 000")
    assert tell(found) == [("sum", "12000.00", "rows/amount")]


def test_a_camera_says_where_it_stands_and_since_when():
    found = find(
        "Nom | Adresse | Quartier | Année | latitude | longitude | Nombre\n"
        "C59.04 | Rond-point du Port | Nord | 2004 | 43.61 | 3,87 | 2"
    )
    assert tell(found) == [
        ("number", "C59.04", "rows/name"),
        ("place", "Rond-point du Port", "rows/place"),
        ("place", "Nord", "rows/district"),
        ("date", "2004", "rows/installed_on"),
        ("count", "2", "rows/count"),
    ]
    assert found[1].details == {"type": "address", "latitude": "43.610000", "longitude": "3.870000"}


def test_a_bare_point_is_a_place_by_its_degrees():
    (found,) = find("nom | type | adresse | commune | latitude | longitude\n |  |  |  | 43.61 | 3.87")
    assert (found.kind, found.value, found.rule) == (MentionKind.PLACE, "43.610000, 3.870000", "rows/point")
    assert found.details["type"] == "point"


def test_degrees_off_the_globe_place_nothing():
    found = find("nom | adresse | latitude | longitude\nC1 | quai | 6281719 | 768915")
    assert [one.details for one in found if one.kind is MentionKind.PLACE] == [{"type": "address"}]


def test_a_commune_takes_the_code_of_its_row():
    found = find("nom | commune | code INSEE | type\nC1 | Villebasse | 34172 | dôme")
    assert [one.details for one in found if one.rule == "rows/commune"] == [
        {"type": "commune", "insee": "34172"}
    ]


def test_retention_and_operator_are_read():
    found = find("adresse | exploitant | durée de conservation\nquai | Ville de Villebasse | 15 jours")
    assert tell(found)[1:] == [
        ("actor", "Ville de Villebasse", "rows/operator"),
        ("retention", "15", "rows/retention"),
    ]
    assert found[1].details == {"category": "body"}


def test_headings_inside_a_table_begin_another_list():
    found = find(
        "titulaire | objet | montant HT\nALPHA | a | 1 000\n"
        "Nom du titulaire | Objet | Montant maximum TTC\nBÊTA | b | 2 000"
    )
    sums = [one.details for one in found if one.kind is MentionKind.SUM]
    assert sums == [{"tax": "HT"}, {"bound": "maximum", "tax": "TTC"}]
    assert [one.value for one in found if one.kind is MentionKind.ACTOR] == ["ALPHA", "BÊTA"]


def test_a_table_that_is_not_understood_says_nothing():
    assert find("Nom | Prénom\nAlpha | Bêta") == []


def test_a_row_longer_than_its_headings_is_no_accident():
    page, table = make_page("titulaire | objet | montant\nALPHA | a | 1 | de trop")
    assert len(list(find_in_tables(page, [table], open_columns()))) == 2


def test_mentions_of_a_page_come_in_the_order_of_its_text():
    page, table = make_page("montant | objet | titulaire\n1 000 | a | ALPHA\n2 000 | b | BÊTA")
    found = spot_page(page, tables=[table], lexicons=Lexicons())
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert len(found) == 4


@pytest.mark.parametrize("word", ["1 ", "a", "(", "lot 1 ", "rue ", "é", "€", "12/"])
def test_a_hostile_page_costs_little(word):
    page, table = make_page("titulaire | objet | montant | date\n" + " | ".join([word * 5_000] * 4))
    start = time.process_time()
    list(find_in_tables(page, [table], open_columns()))
    assert time.process_time() - start < 0.5


def test_a_page_of_a_hundred_contracts_is_read_in_a_few_milliseconds():
    rows = [
        f"ALPHA {number} 34000 VILLE | objet {number} | {number} 000 € HT | 23/08/2006"
        for number in range(1, 101)
    ]
    page, table = make_page("titulaire | objet | montant | date de notification\n" + "\n".join(rows))
    columns = open_columns()
    list(find_in_tables(page, [table], columns))
    start = time.process_time()
    for _ in range(5):
        assert len(list(find_in_tables(page, [table], columns))) == 300
    assert (time.process_time() - start) / 5 < 0.03


def test_what_a_column_and_a_lexicon_both_find_is_told_once():
    page, table = make_page("nom | adresse | commune | type\nC1 | rue du Port | Montpellier | dôme")
    found = [
        one for one in spot_page(page, tables=[table], lexicons=open_lexicons()) if one.text == "Montpellier"
    ]
    (commune,) = found
    assert (commune.rule, commune.value, commune.details["insee"]) == ("rows/commune", "Montpellier", "34172")


def test_a_sum_of_a_cell_is_not_told_again_by_the_words_around_it():
    page, table = make_page("titulaire | objet | montant HT\nALPHA | Mâts | 12 000 € TTC")
    found = spot_page(page, tables=[table], lexicons=open_lexicons())
    assert [(one.value, one.rule) for one in found if one.kind is MentionKind.SUM] == [
        ("12000.00", "rows/amount")
    ]


def test_actors_say_their_sort_and_number():
    headings = "schéma | nom | identifiant | pays | numéro | date | montant"
    found = find(f"{headings}\nCompany | ALPHA | x1 | fr | B12, 732829320 | 2011")
    (actor,) = [one for one in found if one.kind is MentionKind.ACTOR]
    assert (actor.value, actor.details) == ("ALPHA", {"siren": "732829320", "category": "company"})


@pytest.mark.parametrize(
    "table",
    [
        "schéma | nom | numéro\nPerson | Alix Exemple | 12",
        "nom | prénom | catégorie\nExemple | Alix | membre",
        "nom | date de naissance | catégorie\nExemple | 01/02/1990 | membre",
        "nom | catégorie juridique\nExemple | Personne physique",
    ],
)
def test_somebody_in_a_list_of_actors_is_a_person_and_stays_with_the_team(table):
    assert [one.kind for one in find(table)] == [MentionKind.PERSON]


def test_a_legal_person_is_an_actor():
    found = find("nom | catégorie juridique\nALPHA | Personne morale de droit public")
    assert [one.kind for one in found] == [MentionKind.ACTOR]
