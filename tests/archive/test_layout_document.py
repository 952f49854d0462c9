"""A stranger finds the whole collection again with the script of the document, and nothing else (T-I2)."""

import re
import subprocess
import sys
from pathlib import Path

import pytest

from contrechamp.archive import layout

DOCUMENT = Path(__file__).resolve().parents[2] / "docs" / "keepers" / "archive-layout.md"


@pytest.fixture
def script(tmp_path):
    (text,) = re.findall(r"^```python\n(.*?)^```", DOCUMENT.read_text(encoding="utf-8"), re.M | re.S)
    assert len(text.splitlines()) <= 30
    path = tmp_path / "retrouver.py"
    path.write_text(text, encoding="utf-8")
    return path


def run(script, archive, target):
    """With Python alone: nothing of this project can be imported."""
    command = [sys.executable, "-I", "-S", str(script), str(archive.folder), str(target)]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout


def list_files(target):
    return {str(path.relative_to(target)): path.read_bytes() for path in target.rglob("*") if path.is_file()}


def test_the_collection_is_found_again_with_its_names_and_folders(archive, keep, script, now, tmp_path):
    keep(b"minutes", "2021/conseil/délibération.pdf", collection="Ville")
    keep(b"minutes", "double.pdf", collection="Préfecture")
    mail = keep(b"mail", "mail.eml", collection="Ville")
    zipped = keep(b"zip", "pièces.zip", collection="", parent=mail)
    keep(b"annex", "été/annexe.txt", collection="", parent=zipped)
    secret = keep(b"secret", "secret.pdf", collection="Ville")
    keep(b"inside the secret", "a.txt", collection="", parent=secret)
    archive.withdraw(secret, reason="asked", at=now)
    before = {path: path.stat().st_mtime_ns for path in archive.folder.rglob("*")}
    assert run(script, archive, tmp_path / "out") == ""
    assert list_files(tmp_path / "out") == {
        "Ville/2021/conseil/délibération.pdf": b"minutes",
        "Préfecture/double.pdf": b"minutes",
        "Ville/mail.eml": b"mail",
        "Ville/mail.eml (contenu)/pièces.zip": b"zip",
        "Ville/mail.eml (contenu)/pièces.zip (contenu)/été/annexe.txt": b"annex",
        "retirés/Ville/secret.pdf": b"secret",
        "retirés/Ville/secret.pdf (contenu)/a.txt": b"inside the secret",
    }
    assert {path: path.stat().st_mtime_ns for path in archive.folder.rglob("*")} == before


def test_what_came_back_is_not_set_apart(archive, keep, script, now, tmp_path):
    digest = keep(b"act", "a.pdf")
    archive.withdraw(digest, reason="asked", at=now)
    archive.bring_back(digest, at=now)
    run(script, archive, tmp_path / "out")
    assert set(list_files(tmp_path / "out")) == {"team/a.pdf"}


def test_names_that_lead_elsewhere_stay_inside(archive, keep, script, tmp_path):
    names = ["../../evil", "/etc/evil", "..", "", "a/./b", "nul\0", "x" * 900, "é" * 300, "../retirés"]
    for number, name in enumerate(names):
        keep(b"%d" % number, name, collection="/../up")
    keep(b"file", "same", collection="c")
    keep(b"below", "same/below", collection="c")
    keep(b"other", "same", collection="c")
    run(script, archive, tmp_path / "out")
    found = list_files(tmp_path / "out")
    assert len(found) == len(names) + 3
    assert not [path for path in tmp_path.rglob("evil*") if tmp_path / "out" not in path.parents]


def test_what_is_missing_or_damaged_is_named(archive, keep, script, tmp_path):
    lost, changed = keep(b"lost", "lost.pdf"), keep(b"changed", "changed.pdf")
    archive.original(lost).unlink()
    archive.original(changed).chmod(0o640)
    archive.original(changed).write_bytes(b"other")
    said = run(script, archive, tmp_path / "out")
    assert lost in said
    assert changed in said
    assert not (tmp_path / "out").exists()


def test_contents_that_were_destroyed_do_not_stop_it(archive, keep, script, tmp_path):
    import sqlite3

    keep(b"erased", "erased.pdf")
    keep(b"kept", "kept.pdf")
    connection = sqlite3.connect(archive.layout.ledger)
    connection.execute("DELETE FROM contents WHERE sequence = 1")
    connection.commit()
    connection.close()
    run(script, archive, tmp_path / "out")
    assert set(list_files(tmp_path / "out")) == {"team/kept.pdf"}


def test_the_document_names_everything_that_stands_in_an_archive():
    text = DOCUMENT.read_text(encoding="utf-8")
    names = [getattr(layout, name) for name in dir(layout) if name.isupper() and name != "FORMAT"]
    assert [name for name in names if f"`{name}" not in text] == []
    assert f"format = {layout.FORMAT}" in text
