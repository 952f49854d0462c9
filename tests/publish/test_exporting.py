"""What every export has in common: who sees what, what changed since, whole or not at all."""

import json
import os
import stat
from datetime import date

import pytest
from tests.publish.conftest import LATER, NOW

from contrechamp.errors import ExportExists, ExportKindUnknown, ExportNotWritten
from contrechamp.link.content import render_entity
from contrechamp.pipeline.exporting import KINDS
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.judgement import JudgementKind as Kind

HIDDEN = ("Prosopène", "Roncevert", "vingt caméras", "secret.txt", "Fermée", "Ada", "Zoé", "agence", "jamais")


def read_everything(path) -> str:
    """All bytes at and beside a place, as text; what is compressed is opened."""
    import zipfile

    files = [one for one in path.parent.rglob("*") if one.is_file() and one.name.startswith(path.name)]
    files += [one for one in path.rglob("*") if one.is_file()]
    text = ""
    for one in files:
        if zipfile.is_zipfile(one) and "originals" not in one.parts:
            with zipfile.ZipFile(one) as book:
                text += "".join(book.read(name).decode() for name in book.namelist())
        else:
            text += one.read_bytes().decode("utf-8", "replace")
    return text


@pytest.mark.parametrize("kind", KINDS)
def test_everybody_gets_what_everybody_may_see_and_nothing_that_betrays_the_rest(town, tmp_path, kind):
    report = town.export(kind, tmp_path / "out")
    text = read_everything(tmp_path / "out")
    assert "Caméra du marché" in text and (report.entities, report.facts) == (4, 5)
    for word in (*HIDDEN, town.digests["secret.txt"], town.ids["hidden"], town.ids["mayor"]):
        assert word not in text, word
    if kind not in ("geojson",):
        assert "Noctiluque SAS" in text


@pytest.mark.parametrize("kind", KINDS)
def test_the_team_gets_everything_and_the_file_says_so_and_is_closed(town, tmp_path, kind):
    path = tmp_path / "out"
    report = town.export(kind, path, is_team=True)
    assert (report.entities, report.facts) == (6, 7)
    assert "FOR THE TEAM ONLY" in read_everything(path)
    assert stat.S_IMODE(os.stat(path).st_mode) & 0o077 == 0


@pytest.mark.parametrize("kind", KINDS)
def test_it_says_its_licence_its_publisher_its_place_and_what_it_omits(town, tmp_path, kind):
    report = town.export(kind, tmp_path / "out", licence="CC0", address="https://observatoire.example")
    text = read_everything(tmp_path / "out")
    for words in ("CC0", "Le collectif", report.notice.chain_digest, "Left out of"):
        assert words in text, words
    assert f"https://observatoire.example/d/{town.digests['inside']}/1/" in text


def test_the_number_of_decisions_is_told_to_the_team_alone(town, tmp_path):
    town.export("ftm", tmp_path / "public")
    town.export("ftm", tmp_path / "team", is_team=True)
    assert '"sequence": ""' in (tmp_path / "public.suivi.txt").read_text()
    assert '"sequence": "20"' in (tmp_path / "team.suivi.txt").read_text()


def test_the_next_export_says_what_was_added_changed_and_taken_back(town, tmp_path):
    path = tmp_path / "out.sqlite"
    assert town.export("sqlite", path, is_team=True).changes == {}
    assert town.export("sqlite", path, is_team=True).changes == {}
    new = town.add("actor", "Ligue des passants")
    town.decide(Kind.CORRECT, entity=town.ids["Vaucreuse"], changes={"name": "Ville de Vaucreuse"})
    town.decide(Kind.CONTEST, fact=town.ids["cost"], reason="le procès-verbal dit 130000")
    view = town.observatory.desk.view(None)
    town.undo(view.list_judgements(thing=f"f:{town.ids['wrong']}")[0][-1])
    report = town.export("sqlite", path, is_team=True)
    expected = {"entity added": 1, "entity changed": 1, "fact changed": 1, "fact withdrawn": 1}
    assert report.changes == expected and report.former == LATER.isoformat()
    with closing_rows(path, "SELECT thing, id, change FROM changes ORDER BY 1, 3") as rows:
        assert ("entity", new, "added") in rows and ("fact", town.ids["wrong"], "withdrawn") in rows


def closing_rows(path, query):
    import sqlite3
    from contextlib import closing, nullcontext

    with closing(sqlite3.connect(path)) as database:
        return nullcontext(database.execute(query).fetchall())


def test_what_is_withdrawn_is_told_by_its_id_and_never_by_its_name_again(town, tmp_path):
    path = tmp_path / "out"
    town.export("csv", path)
    town.observatory.unpublish_collection("Ouverte")
    report = town.export("csv", path)
    assert report.changes == {"entity withdrawn": 4, "fact withdrawn": 5}
    text = read_everything(path)
    assert town.ids["Vaucreuse"] in text and "Vaucreuse" not in text.replace(town.ids["Vaucreuse"], "")


def test_an_export_for_the_team_is_not_compared_with_one_for_everybody(town, tmp_path):
    town.export("csv", tmp_path / "out")
    assert town.export("csv", tmp_path / "out", is_team=True).former == ""


def test_an_export_of_an_empty_observatory_is_sound(make_observatory, tmp_path, built):
    town = type(built[1])(make_observatory("empty"))
    for kind in KINDS:
        report = town.export(kind, tmp_path / kind)
        assert (report.entities, report.facts) == (0, 0)


def test_nothing_but_a_former_export_gives_way(town, tmp_path):
    (tmp_path / "mine.csv").write_text("precious")
    with pytest.raises(ExportExists):
        town.export("ftm", tmp_path / "mine.csv")
    (tmp_path / "mine.csv.suivi.txt").write_text("precious")
    with pytest.raises(ExportExists):
        town.export("ftm", tmp_path / "mine.csv")
    assert (tmp_path / "mine.csv").read_text() == "precious"
    with pytest.raises(ExportKindUnknown):
        town.export("docx", tmp_path / "x")


def test_a_place_that_cannot_be_written_is_said_and_nothing_is_left(town, tmp_path):
    (tmp_path / "file").write_text("x")
    for kind in ("ftm", "csv"):
        with pytest.raises(ExportNotWritten):
            town.export(kind, tmp_path / "file" / "below")
    assert [one.name for one in tmp_path.iterdir() if ".part" in one.name] == []


@pytest.mark.parametrize("kind", ["bagit", "csv", "sqlite"])
def test_a_former_export_stays_when_the_next_one_fails(town, tmp_path, kind, monkeypatch):
    path = tmp_path / "out"
    town.export(kind, path)
    before = read_everything(path)
    monkeypatch.setattr("contrechamp.pipeline.edition.Edition.changes", lambda edition: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        town.export(kind, path)
    assert read_everything(path) == before
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".out")] == []


def test_places_of_openstreetmap_bring_its_licence_unless_another_is_said(town, tmp_path):
    source = town.cite("open.txt", "douze caméras")
    said = Entity("0" * 10, EntityKind.DEVICE, "Mât", identifiers={"osm": "node/1"}, sources=(source,))
    town.decide(Kind.ENTITY, entities=[render_entity(said)])
    assert town.export("ftm", tmp_path / "a").notice.licence == "ODbL 1.0"
    assert town.export("ftm", tmp_path / "b", licence="CC0").notice.licence == "CC0"


def test_two_exports_of_one_moment_are_the_same_bytes(town, tmp_path):
    for name in ("one", "two"):
        town.export("ftm", tmp_path / name)
        town.export("csv", tmp_path / f"{name}-csv")
    assert (tmp_path / "one").read_bytes() == (tmp_path / "two").read_bytes()
    for path in (tmp_path / "one-csv").iterdir():
        assert path.read_bytes() == (tmp_path / "two-csv" / path.name).read_bytes()


def test_geojson_has_points_states_and_every_passage_of_their_history(town, tmp_path):
    town.export("geojson", tmp_path / "map.json", on=date(2024, 6, 30))
    told = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))
    (feature,) = told["features"]
    assert told["type"] == "FeatureCollection" and "crs" not in told
    assert feature["geometry"] == {"type": "Point", "coordinates": [3.8767, 43.6112]}
    said = feature["properties"]
    assert (said["state"], said["authorised_on"], said["authorised_until"]) == ("in_force", "2019", "2024-06")
    (source,) = said["sources"]
    assert (source["sha256"], source["page"], source["words"]) == (
        town.digests["inside"],
        1,
        "place du Marché",
    )
    town.export("geojson", tmp_path / "map.json", on=date(2024, 7, 1))
    (feature,) = json.loads((tmp_path / "map.json").read_text(encoding="utf-8"))["features"]
    assert feature["properties"]["state"] == "expired"


def test_a_state_follows_from_public_facts_alone(town, tmp_path):
    removal = town.cite("secret.txt", "quai du Port")
    town.state(town.ids["Vaucreuse"], "removes", town.ids["Caméra du marché"], source=removal, when="2020")
    town.export("geojson", tmp_path / "public.json", on=NOW.date())
    town.export("geojson", tmp_path / "team.json", on=NOW.date(), is_team=True)
    states = [
        json.loads((tmp_path / name).read_text(encoding="utf-8"))["features"][0]["properties"]["state"]
        for name in ("public.json", "team.json")
    ]
    assert states == ["expired", "removed"]
