"""A volunteer imports files of rows, says what a column holds, and finds the supplier."""

import pytest

CONTRACTS = (
    "Attributaire;Objet du marché;Montant HT;Notifié le;Suivi\n"
    "ALPHA RÉSEAUX 34000 VILLE;Mâts;12 000;23/08/2006;x\n"
)
CAMERAS = "Repère;Pose\nrue du Port;2004\nquai Nord;2005\n"


@pytest.fixture
def line(make_line, tmp_path):
    line = make_line(tmp_path / "archive")
    line.run("init")
    return line


def write(folder, name, text):
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def test_contracts_are_imported_and_the_supplier_is_found(line, tmp_path):
    told = line.run("import", "contracts", write(tmp_path, "m.csv", CONTRACTS), "--collection", "Ville")
    assert "Lignes : 1, dont comprises : 1." in told
    assert "Attributaire → titulaire (supplier)" in told
    assert "Non compris : Suivi" in told
    assert "--column" in told
    (hit,) = line.ask("search", "alpha réseaux")
    assert hit["page"] == 1
    values = [one["value"] for one in line.ask("mentions", "--kind", "actor")]
    assert values == ["ALPHA RÉSEAUX"]


def test_a_column_is_said_once_and_known_afterwards(line, tmp_path):
    first = write(tmp_path, "a.csv", CAMERAS)
    (before,) = line.ask("import", "cameras", first)
    assert [column["field"] for column in before["tables"][0]["columns"]] == ["", ""]
    (after,) = line.ask(
        "import", "cameras", first, "--column", "Repère=adresse", "--column", "Pose=installed_on"
    )
    assert [column["field"] for column in after["tables"][0]["columns"]] == ["place", "installed_on"]
    assert (after["rows"], after["rows_understood"], after["changes"]) == (2, 2, None)
    second = write(tmp_path, "b.csv", CAMERAS.replace("2005", "2006"))
    (known,) = line.ask("import", "cameras", second)
    assert known["tables"][0]["said"] is True
    assert len(line.ask("mentions", "--kind", "place")) == 4


def test_a_column_that_no_file_has_and_a_field_that_there_is_not_are_said(line, tmp_path):
    path = write(tmp_path, "a.csv", CAMERAS)
    assert "Couleur" in line.run("import", "cameras", path, "--column", "Couleur=nom", code=1)
    assert "n’est pas un champ" in line.run("import", "cameras", path, "--column", "Pose=couleur", code=2)
    line.run("import", "cameras", path, "--column", "Pose", code=2)
    line.run("import", "cameras", tmp_path / "absent.csv", code=3)


def test_a_file_without_rows_is_kept_and_said(line, tmp_path):
    path = write(tmp_path, "note.txt", "Le conseil autorise des caméras.")
    assert "Aucune ligne" in line.run("import", "contracts", path)
    assert len(line.ask("status")) == 1
