"""A volunteer imports files of rows, says what a column holds, and finds the supplier."""

import zipfile

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
    assert "Couleur" in line.run("import", "cameras", path, "--column", "Couleur=nom", code=2)
    assert "n’est pas un champ" in line.run("import", "cameras", path, "--column", "Pose=couleur", code=2)
    line.run("import", "cameras", path, "--column", "Pose", code=2)
    line.run("import", "cameras", tmp_path / "absent.csv", code=3)


def test_a_file_without_rows_is_kept_and_said(line, tmp_path):
    path = write(tmp_path, "note.txt", "Le conseil autorise des caméras.")
    assert "Aucune ligne" in line.run("import", "contracts", path)
    assert len(line.ask("status")) == 1


def test_a_column_set_aside_is_no_longer_told_as_not_understood(line, tmp_path):
    path = write(tmp_path, "m.csv", CONTRACTS)
    told = line.run("import", "contracts", path, "--column", "Suivi=-")
    assert "Écartées : Suivi" in told
    assert "Non compris" not in told
    assert "--column" not in told
    (after,) = line.ask("import", "contracts", path)
    assert [column["field"] for column in after["tables"][0]["columns"]][-1] == "-"


def test_ten_doubtful_cells_are_told_and_json_tells_all(line, tmp_path):
    rows = "".join(f"ALPHA {number};Mâts;à voir {number};23/08/2006;x\n" for number in range(1, 13))
    path = write(tmp_path, "m.csv", CONTRACTS + rows)
    told = line.run("import", "contracts", path)
    assert "cellules non comprises : 12" in told
    assert "page 1 : « à voir 1 » dans ALPHA 1 | Mâts | à voir 1 | 23/08/2006 | x" in told
    assert "« à voir 10 »" in told
    assert "« à voir 11 »" not in told
    assert "et 2 autres" in told
    (told,) = line.ask("import", "contracts", path)
    doubts = told["tables"][0]["columns"][2]["doubts"]
    assert len(doubts) == 12
    assert doubts[-1] == {"page": 1, "row": ["ALPHA 12", "Mâts", "à voir 12", "23/08/2006", "x"], "column": 2}


def test_a_kind_of_rows_that_there_is_not_is_said_in_french(line, tmp_path):
    told = line.run("import", "marchés", write(tmp_path, "m.csv", CONTRACTS), code=2)
    assert "« marchés » ne s’importe pas" in told
    assert "invalid" not in told


def test_what_is_imported_as_contracts_is_of_that_kind_also_inside_a_zip(line, tmp_path):
    path = tmp_path / "lot.zip"
    with zipfile.ZipFile(path, "w") as box:
        box.writestr("m.csv", CONTRACTS)
    line.run("import", "contracts", path)
    line.run("import", "budgets", write(tmp_path, "b.csv", CONTRACTS.replace("ALPHA", "BÊTA")))
    (hit,) = line.ask("search", "type:marché alpha")
    assert hit["title"] == "m.csv"
    assert line.ask("search", "type:tableau") == []
    (hit,) = line.ask("search", "type:budget bêta")


def test_a_manifest_says_more_of_a_kind_than_an_import(line, tmp_path):
    folder = tmp_path / "papiers"
    folder.mkdir()
    path = write(folder, "m.csv", CONTRACTS)
    manifest = write(tmp_path, "manifeste.csv", "chemin,type\nm.csv,budget\n")
    line.run("ingest", folder, "--manifest", manifest)
    line.run("import", "contracts", path)
    assert len(line.ask("search", "type:budget alpha")) == 1
    assert line.ask("search", "type:marché alpha") == []
