"""FollowTheMoney: an entity a row, whatever its schema."""

import json

from contrechamp.read import reasons

from .conftest import SAMPLES

LINES = (SAMPLES / "entites.ftm.json").read_bytes()


def test_each_entity_has_a_row(import_sample):
    found = import_sample("entites.ftm.json")
    assert found.say("schéma") == ["PublicBody", "Company", "ContractAward", "Contract"]
    assert found.say("nom") == [
        "Ville de Vaucreuse",
        "Optiverre Réseaux, OPTIVERRE",
        "",
        "Vidéoprotection urbaine",
    ]
    assert found.say("identifiant") == ["ville", "optiverre", "lot-1", "marche-7"]
    assert found.say("pays") == ["fr", "fr", "", ""]
    assert found.say("date") == ["", "05/2004", "02/05/2024", ""]
    assert found.rows[0]["numéro"] == "99900010200015"


def test_what_has_no_column_stands_in_the_last_one(import_sample):
    found = import_sample("entites.ftm.json")
    assert found.rows[1]["adresse"] == "3 rue du Verre ¦ Vaucreuse"
    assert found.rows[1]["propriétés"] == "sector : réseaux"
    assert found.rows[2]["propriétés"] == "supplier : optiverre ; contract : marche-7 ; lotNumber : LOT-0001"


def test_company_numbers_have_columns_and_their_key_is_checked(import_sample):
    found = import_sample("entites.ftm.json")
    assert found.say("SIREN") == ["", "999000201", "", ""]
    assert found.say("SIRET") == ["", "99900020100016", "", ""]
    assert "SIRET faux : 99900020100016" in found.report


def test_an_entity_inside_another_one_is_said_by_its_id(import_sample):
    assert import_sample("entites.ftm.json").rows[3]["propriétés"] == "authority : ville"


def test_a_sum_that_is_none_is_told(import_sample):
    found = import_sample("entites.ftm.json")
    assert found.say("montant") == ["", "", "742000", "neuf"]
    assert "montant illisible : neuf" in found.report


def test_a_list_of_entities_reads_like_their_lines(import_bytes, import_sample):
    entities = [json.loads(line) for line in LINES.splitlines()]
    assert (
        import_bytes(json.dumps(entities, indent=1).encode()).rows == import_sample("entites.ftm.json").rows
    )


def test_a_broken_line_ends_the_rows_and_is_kept(import_bytes):
    found = import_bytes(LINES[:-30])
    assert len(found.rows) == 3
    assert "marche-7" in found.texts
    assert found.notices == [reasons.PART_BROKEN]


def test_other_lines_between_entities_are_left_out(import_bytes):
    assert len(import_bytes(LINES.replace(b"\n", b'\n{"note": 1}\n[2]\n', 1)).rows) == 4
