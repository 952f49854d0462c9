"""Out and back on the command line."""

import json
import sqlite3
from contextlib import closing
from datetime import UTC, datetime

import pytest

from contrechamp.config import Config
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.pipeline.observatory import open_observatory
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind as Kind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TEXT = "Le conseil autorise l’achat de douze caméras pour 120000 euros.\n"


@pytest.fixture
def line(make_line, tmp_path):
    """An archive with one paper, one project and two facts about it."""
    line = make_line(tmp_path / "archive")
    line.run("init")
    (tmp_path / "note.txt").write_text(TEXT, encoding="utf-8")
    line.run("ingest", tmp_path / "note.txt", "--collection", "Ville")
    with open_observatory(Config(line.archive), clock=lambda: NOW) as observatory:
        (card,) = observatory.iterate_documents()
        network = Entity(make_id(), EntityKind.PROJECT, "Réseau de caméras")
        source = observatory.desk.find_words(card.digest, 1, words="douze caméras")
        price = observatory.desk.find_words(card.digest, 1, words="120000 euros")
        facts = [
            Fact(make_id(), network.id, "counts", value="12", when="2019", sources=(source,)),
            Fact(make_id(), network.id, "costs", value="120000.00", sources=(price,)),
        ]
        said = {"entities": [render_entity(network)]}
        decisions = [make_decision(Kind.ENTITY, by="Ada", at=NOW, **said)]
        decisions += [make_decision(Kind.FACT, by="Ada", at=NOW, facts=[render_fact(one)]) for one in facts]
        observatory.desk.judge(decisions)
    return line


def test_facts_are_listed_with_their_sources(line):
    told = line.run("facts")
    assert "Réseau de caméras compte 12 (2019)" in told and "« douze caméras » note.txt, p. 1" in told
    first, second = line.ask("facts")
    assert first["sources"][0]["words"] == "douze caméras" and first["established_by"] == "Ada"
    assert line.ask("facts", "--about", first["subject"]) == [first, second]
    assert line.ask("facts", "--public") == [] and "Aucun fait" in line.run("facts", "--public")
    (entity,) = line.ask("facts", "--entities")
    assert (entity["kind"], entity["name"]) == ("project", "Réseau de caméras")
    assert "project" in line.run("facts", "--entities")
    assert {one["key"] for one in line.ask("facts", "--relations")} >= {"buys_from", "costs"}
    assert "achète à" in line.run("facts", "--relations")
    line.run("facts", "--about", "0000000000", code=2)


def test_what_everybody_may_see_says_neither_who_established_it_nor_at_which_hour(line):
    line.run("publish-collection", "Ville")
    told = line.ask("facts", "--public")
    assert [(one["established_by"], one["established_at"]) for one in told] == [
        ("", "2026-03-01T00:00:00+00:00")
    ] * 2
    assert "Ada" not in line.run("facts", "--public", "--json")
    assert line.ask("facts")[0]["established_at"] == NOW.isoformat()


def test_what_is_cited_is_proved_again_and_a_page_that_says_something_else_is_named(line):
    assert "Passages cités et retrouvés sur leurs pages : 2 ; non retrouvés : 0." in line.run("verify")
    assert line.ask("verify")[-1] == {"proved": 2, "not_proved": 0}
    assert line.ask("facts", "--check") == [{"proved": 2, "not_proved": 0}]
    with closing(sqlite3.connect(line.archive / "derived" / "registry")) as database, database:
        database.execute("UPDATE citations SET words = 'treize caméras' WHERE words = 'douze caméras'")
    told = line.run("verify", code=4)
    assert "retrouvés sur leurs pages : 1 ; non retrouvés : 1." in told and "décisions :" in told
    assert line.run("facts", "--check", "--json", code=4).count("\n") == 2


def test_an_export_says_what_it_holds_omits_and_what_changed(line, tmp_path):
    told = line.run("export", "csv", tmp_path / "out")
    assert (
        "Entités : 0, faits : 0" in told
        and "Licence Ouverte 2.0" in told
        and "Absents de ces tableaux" in told
    )
    line.run("publish-collection", "Ville")
    told = line.run("export", "csv", tmp_path / "out")
    assert "Depuis l’export du" in told and "faits ajoutés : 2" in told
    assert "rien n’a changé" in line.run("export", "csv", tmp_path / "out")
    (fields,) = line.ask(
        "export", "ftm", tmp_path / "team.ftm", "--team", "--licence", "CC0", "--on", "2024-01-01"
    )
    assert (fields["entities"], fields["facts"], fields["licence"], fields["team"]) == (1, 2, "CC0", True)
    assert "POUR L’ÉQUIPE SEULE" in line.run("export", "sqlite", tmp_path / "t", "--team")
    line.run("export", "docx", tmp_path / "x", code=2)
    line.run("export", "ftm", tmp_path / "x", "--address", "javascript:alert(1)", code=2)
    line.run("export", "ftm", tmp_path / "note.txt", code=3)


def test_a_bag_comes_back_into_an_empty_archive(line, make_line, tmp_path):
    line.run("publish-collection", "Ville")
    line.run("export", "bagit", tmp_path / "bag", "--team")
    other = make_line(tmp_path / "other")
    other.run("init")
    told = other.run("import", "bagit", tmp_path / "bag")
    assert "Décisions reprises : 3" in told and "Ville" in told
    assert other.ask("facts") == line.ask("facts") and other.ask("facts", "--public") == []
    (fields,) = other.ask("import", "bagit", tmp_path / "bag", "--publish")
    assert (fields["taken"], fields["known"], fields["new_documents"]) == (0, 3, 0)
    assert other.ask("facts", "--public")
    assert other.ask("search", "caméras")[0]["digest"] == line.ask("search", "caméras")[0]["digest"]
    (tmp_path / "bag/data/documents.jsonl").unlink()
    third = make_line(tmp_path / "third")
    third.run("init")
    assert "documents.jsonl manque" in third.run("import", "bagit", tmp_path / "bag", code=4)
    assert third.ask("status") == []
    third.run("import", "bagit", tmp_path / "nowhere", code=3)


def test_a_sqlite_file_waits_for_the_documents_that_it_cites(line, make_line, tmp_path):
    line.run("export", "sqlite", tmp_path / "t.sqlite", "--team")
    other = make_line(tmp_path / "other")
    other.run("init")
    told = other.run("import", "sqlite", tmp_path / "t.sqlite", code=1)
    assert "en attente" in told and "n’est pas ici" in told
    other.run("ingest", tmp_path / "note.txt")
    (fields,) = other.ask("import", "sqlite", tmp_path / "t.sqlite")
    assert (fields["taken"], fields["waiting"], fields["missing_documents"]) == (2, 0, [])
    assert json.dumps(other.ask("facts")) == json.dumps(line.ask("facts"))
