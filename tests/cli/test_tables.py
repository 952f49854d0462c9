"""`tables`: the rows of the invented city's papers, on the command line."""

import pytest

pytestmark = pytest.mark.slow
GAZETTE = "02 Préfecture/RAA SPECIAL 2023-031.pdf"


def test_a_sheet_s_rows_stand_under_their_headings(observatory):
    digest = observatory.list_paths()["04 Budget/BP 2020.xlsx"]
    first, *_ = observatory.ask("tables", digest)
    assert first["columns"] == ["Chapitre", "Article", "Libellé", "BP 2019 (€)", "BP 2020 (€)"]
    assert first["rows"][0] == ["011", "6156", "Maintenance", "412000", "655000"]
    assert (first["rank"], first["page"], first["rule"]) == (1, 1, "sheet-rows")


def test_a_table_over_two_pages_of_a_gazette_keeps_its_rank_and_its_headings(observatory):
    digest = observatory.list_paths()[GAZETTE]
    (first,), (second,) = observatory.ask("tables", digest, 25), observatory.ask("tables", digest, 26)
    assert (first["rank"], first["columns"]) == (second["rank"], second["columns"])
    assert first["columns"] == ["Commune", "Bureau", "Siège du bureau", "Électeurs"]
    assert all(len(row) == 4 and all(row) for row in first["rows"] + second["rows"])


def test_without_json_rows_are_read_as_they_stand(observatory):
    digest = observatory.list_paths()["03 Marché 19-VP-07/RAO 19-VP-07.pdf"]
    said = observatory.run("tables", digest)
    assert "Candidat | Montant HT (€) | Note de prix | Note technique" in said
    assert "Vigilaur Réseaux | 962 300,00 | 100,00 | 74,00" in said


def test_a_paper_without_tables_says_so(observatory):
    digest = observatory.list_paths()["08 Vrac/notes réunion.txt"]
    assert "Aucun tableau" in observatory.run("tables", digest)
    assert observatory.ask("tables", digest) == []


def test_a_page_that_does_not_exist_is_an_error(observatory):
    digest = observatory.list_paths()[GAZETTE]
    assert "page" in observatory.run("tables", digest, 900, code=3)
