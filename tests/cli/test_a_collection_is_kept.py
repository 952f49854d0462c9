"""A collection over its life: stopped and resumed, withdrawn, checked, backed up, restored."""

import os
import re
import signal
import subprocess
import sys
import time

import pytest
from tests.cli.conftest import COLLECTION, CommandLine

from contrechamp.pipeline.steps import INDEX, LINK, READ, SPLIT, SPOT

pytestmark = pytest.mark.slow


def hear_ctrl_c() -> None:
    """Also where the tests themselves were started in the background, which must not hear it."""
    signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def small(tmp_path, city):
    """An archive of a few papers that are quickly read."""
    line = CommandLine(tmp_path / "archive")
    line.run("init")
    for path in sorted((city / "01 Conseil municipal").glob("*.pdf"))[:4]:
        line.run("ingest", path, "--collection", COLLECTION)
    return line


def test_a_run_that_is_killed_goes_on_where_it_stopped(tmp_path, city):
    line = CommandLine(tmp_path / "archive")
    line.run("init")
    command = [sys.executable, "-m", "contrechamp.cli", "--archive", str(line.archive), "ingest", str(city)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, start_new_session=True
    )
    assert running.stdout.readline()  # the files are kept: reading begins
    time.sleep(1)
    os.killpg(running.pid, signal.SIGKILL)
    running.wait()
    kept = {document["digest"] for document in line.ask("status")}
    line.run("reindex")
    after = line.ask("status")
    assert kept <= {document["digest"] for document in after}
    assert not [document for document in after if document["state"] == "waiting"]
    assert line.ask("search", "caméras")
    assert line.run("verify")


def test_ctrl_c_says_that_nothing_is_lost(tmp_path, city):
    line = CommandLine(tmp_path / "archive")
    line.run("init")
    command = [sys.executable, "-m", "contrechamp.cli", "--archive", str(line.archive), "ingest", str(city)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    )
    assert running.stdout.readline()
    time.sleep(0.5)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said


def test_ctrl_c_while_files_are_still_being_kept_keeps_what_was_acknowledged(tmp_path):
    line = CommandLine(tmp_path / "archive")
    line.run("init")
    papers = tmp_path / "papers"
    papers.mkdir()
    for number in range(5_000):
        (papers / f"{number}.txt").write_text(f"Question orale n° {number}")
    command = [sys.executable, "-m", "contrechamp.cli", "--archive", str(line.archive), "ingest", str(papers)]
    running = subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, preexec_fn=hear_ctrl_c
    )
    while sum(path.is_file() for path in (line.archive / "originals").rglob("*")) < 100:
        time.sleep(0.05)
    running.send_signal(signal.SIGINT)
    told, said = running.communicate(timeout=60)
    assert running.returncode == 130 and "Traceback" not in said
    kept = int(re.search(r"\d+", told)[0])
    assert 0 < kept < 5_000 and len(line.ask("status")) >= kept
    assert line.run("verify")


def test_a_withdrawn_document_is_gone_at_once_and_can_come_back(small):
    digest = small.ask("search", "Vaucreuse")[0]["digest"]
    small.run("withdraw", digest, "--reason", "essai")
    assert "retiré de toutes les vues" in small.run("show", digest)
    assert [shown["withdrawn"] for shown in small.ask("show", digest)] == [True]
    assert [row["digest"] for row in small.ask("status") if row["withdrawn"]] == [digest]
    assert digest not in {hit["digest"] for hit in small.ask("search", "Vaucreuse", "--limit", 50)}
    small.run("withdraw", digest, "--bring-back")
    assert digest in {hit["digest"] for hit in small.ask("search", "Vaucreuse", "--limit", 50)}


def test_nothing_is_public_before_its_collection_is_published(small):
    assert small.ask("search", "Vaucreuse")
    assert not small.ask("search", "Vaucreuse", "--public")
    said = small.run("publish-collection", COLLECTION)
    assert f": {len(small.ask('status'))}." in said
    assert ": 0." in small.run("publish-collection", COLLECTION)
    assert small.ask("search", "Vaucreuse", "--public")


def test_collections_are_listed_with_who_sees_them(small):
    count = len(small.ask("status"))
    assert small.ask("collections") == [{"name": COLLECTION, "public": False, "documents": count}]
    assert "pour l’équipe seule" in small.run("collections")
    assert "contrechamp collections" in small.run("publish-collection", "Nulle part", code=3)


def test_a_collection_is_taken_back_from_the_public(small):
    small.run("publish-collection", COLLECTION)
    said = small.run("unpublish-collection", COLLECTION)
    assert f"{len(small.ask('status'))}." in said
    assert not small.ask("search", "Vaucreuse", "--public")
    assert small.ask("search", "Vaucreuse")
    assert "Traceback" not in small.run("unpublish-collection", "Nulle part", code=3)


def test_retry_redoes_the_step_that_failed_and_that_one_alone(small):
    digest = small.ask("search", "Vaucreuse")[0]["digest"]
    assert "Rien n’a échoué" in small.run("retry")
    assert "documents lus : 0, seulement repérés : 0, seulement indexés : 1" in small.run(
        "retry", digest, "--step", "index"
    )
    assert "documents lus : 1, seulement repérés : 0, seulement indexés : 0" in small.run(
        "retry", digest, "--step", "read"
    )
    steps = small.ask("show", digest)[0]["steps"]
    assert [[name, version, outcome] for name, version, outcome, _ in steps] == [
        ["read", READ.version, "read"],
        ["split", SPLIT.version, "done"],
        ["spot", SPOT.version, "done"],
        ["link", LINK.version, "done"],
        ["index", INDEX.version, "done"],
    ]


def test_a_backup_comes_back_whole_into_an_empty_folder(small, tmp_path):
    small.run("backup", tmp_path / "backup.tar")
    assert "existe déjà" in small.run("backup", tmp_path / "backup.tar", code=3)
    restored = CommandLine(tmp_path / "restored")
    restored.run("restore", tmp_path / "backup.tar", restored.archive)
    restored.run("verify")
    assert restored.ask("status") == small.ask("status")
    assert [hit["digest"] for hit in restored.ask("search", "caméras")] == [
        hit["digest"] for hit in small.ask("search", "caméras")
    ]
    restored.run("restore", tmp_path / "backup.tar", restored.archive, code=3)


def test_a_changed_original_is_named_by_verify(small):
    original = next(path for path in (small.archive / "originals").rglob("*") if path.is_file())
    original.chmod(0o644)
    original.write_bytes(b"something else")
    assert original.name in small.run("verify", code=4)


def test_a_damaged_derived_file_is_made_again(small):
    for path in (small.archive / "derived").rglob("read-*"):
        path.write_bytes(path.read_bytes()[:10])
    small.run("reindex")
    assert small.ask("search", "Vaucreuse")


def test_what_is_not_there_is_said_in_one_sentence(tmp_path):
    line = CommandLine(tmp_path / "nothing")
    assert "Traceback" not in line.run("status", code=3)
    line.run("init")
    assert "Traceback" not in line.run("ingest", tmp_path / "no such folder", code=3)
    assert "Traceback" not in line.run("show", "abcdef", code=3)


def test_a_word_that_is_nowhere_is_explained_in_a_sentence(small):
    said = small.run("search", "Vaucreusse")
    assert "searched_roughly" not in said and "« vaucreusse » : " in said
