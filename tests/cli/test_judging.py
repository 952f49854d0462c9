"""Sheets on the command line: applied as a member, refused in sentences; and the sample city's dossier, whole."""

import tomllib
from pathlib import Path

import pytest
from tests.cli.conftest import CommandLine

CITY = Path(__file__).parents[1] / "city"
TRUTH = tomllib.loads((CITY / "truth.toml").read_text("utf-8"))
PASSWORD = "loutre-vannes-brouillard"
SHEET = """
[acteurs.ville]
nom = "Ville"
[projets.reseau]
nom = "Réseau"

[[faits]]
sujet = "reseau"
relation = "compte"
valeur = 12
papier = "{paper}"
mots = "{words}"
"""


@pytest.fixture(scope="module")
def line(tmp_path_factory):
    """An archive with two papers of one title, and one member."""
    folder = tmp_path_factory.mktemp("judging")
    papers = folder / "papiers"
    for number in (1, 2):
        (papers / str(number)).mkdir(parents=True)
        (papers / str(number) / "note.txt").write_text(f"La ville compte\ndouze caméras ({number}).")
    made = CommandLine(folder / "archive")
    made.run("init")
    made.run("ingest", papers, "--collection", "ville")
    made.run("account", "add", "Camille", "--password-stdin", given=f"{PASSWORD}\n")
    return made


@pytest.fixture
def write(tmp_path):
    def write_sheet(paper="2/note.txt", words="compte douze cameras"):
        path = tmp_path / "feuille.toml"
        path.write_text(SHEET.format(paper=paper, words=words), encoding="utf-8")
        return path

    return write_sheet


def test_a_wrong_sheet_is_refused_in_sentences_with_lines_and_nothing_is_kept(line, write):
    for paper, words, sentence in (
        ("2/note.txt", "treize caméras", "La page 1 ne dit pas « treize caméras »."),
        ("rien.pdf", "douze", "Aucun document ne s’appelle « rien.pdf »."),
        ("note.txt", "douze", "Plusieurs documents s’appellent « note.txt »"),
    ):
        said = line.run("judge", write(paper, words), "--by", "Camille", code=2)
        assert f"feuille, ligne 7 : {sentence}" in said and "Rien n’a été gardé" in said
    assert line.run("judge", write(), "--by", "Camille").count("nouveaux") == 2


def test_only_a_member_judges_and_by_the_name_of_the_account(line, write, tmp_path):
    assert "Aucun compte ne s’appelle Personne" in line.run("judge", write(), "--by", "Personne", code=3)
    assert "inchangés" in line.run("judge", write(), "--by", "camille")
    assert "n’existe pas" in line.run("judge", tmp_path / "absente.toml", "--by", "Camille", code=3)


def test_the_lines_that_are_right_are_kept_when_asked_and_each_is_told_as_json(line, write):
    path = write(words="treize")
    path.write_text(path.read_text("utf-8") + "\n[lieux.place]\nnom = 'Place'\n", encoding="utf-8")
    said = line.run("judge", path, "--by", "Camille", "--keep-going", code=1)
    assert "ligne 7" in said and "nouveaux 1" in said
    (thing, *_) = line.ask("judge", write(), "--by", "Camille")
    assert thing == {**thing, "thing": "entity", "verdict": "same", "line": 2, "kept": True, "reason": ""}


@pytest.fixture(scope="module")
def dossier(make_line, tmp_path_factory):
    """The demonstration, as a newcomer builds it."""
    made = make_line(tmp_path_factory.mktemp("demo") / "archive")
    return made, made.run("demo", "--no-serve")


@pytest.mark.slow
def test_the_demonstration_builds_the_whole_dossier_and_prints_two_passwords(dossier):
    line, said = dossier
    assert "ligne" not in said.partition("judge")[2].partition("search")[0]
    assert said.count("mot de passe «") == 2 and "Sacha" in said and "Camille" in said
    again = line.run("judge", CITY / "dossier" / "camille", "--by", "Camille")
    assert "nouveaux" in again and not [
        row for row in again.splitlines() if "nouveaux 0, modifiés 0" not in row
    ]


@pytest.mark.slow
def test_the_public_sees_the_contradictions_side_by_side_and_no_person_who_waits(dossier):
    from datetime import UTC, datetime

    from contrechamp.config import Config
    from contrechamp.link.contradictions import list_contradictions
    from contrechamp.pipeline.observatory import open_observatory

    with open_observatory(Config(archive=dossier[0].archive), clock=lambda: datetime.now(UTC)) as observatory:
        desk = observatory.desk
        team, everybody = desk.view(None), desk.view(observatory.public_collections())
        assert not list(desk.check_citations())
        assert team.list_facts()[1] - everybody.list_facts()[1] == 2  # what the third person is and said
        assert [one.entity.name for one in team.list_entities(text="Tressol")[0]] == ["Monique Tressol"]
        assert (
            everybody.list_entities(text="Tressol")[1] == 0
            and everybody.list_entities(text="Roncevert")[1] == 1
        )
        against = {(one.relation, fact.value) for one in list_contradictions(everybody) for fact in one.facts}
        for row in TRUTH["contradiction"][:4]:
            assert {str(said["value"]) for said in row["says"]} <= {value for _relation, value in against}, (
                row["about"]
            )
        assert {("votes_for", "19"), ("votes_for", "21"), ("counts", "69"), ("keeps", "45")} <= against
