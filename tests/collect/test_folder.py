"""A folder comes in with its tree; what a system left there does not."""

import os
import sys

import pytest

from contrechamp.collect.folder import Found, Skipped, make_captures, walk
from contrechamp.collect.names import clean_path, decode_name
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.document import Description, Said


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papiers"
    for name in ("2021/conseil/délibération.pdf", "2021/annexe.pdf", "lisez-moi.txt"):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return folder


def capture_all(paths, now, **facts):
    others = []
    captures = list(make_captures(paths, collection="team", received_at=now, on_other=others.append, **facts))
    return captures, others


def test_the_tree_is_kept_as_relative_names(papers, now):
    captures, others = capture_all([papers], now)
    assert [capture.provenance.untrusted_path for capture in captures] == [
        "papiers/2021/annexe.pdf",
        "papiers/2021/conseil/délibération.pdf",
        "papiers/lisez-moi.txt",
    ]
    assert others == []
    provenance = captures[0].provenance
    assert (provenance.way_in, provenance.origin) == ("folder", str(papers))
    assert (provenance.received_at, provenance.collection) == (now, "team")


def test_one_file_comes_in_alone(papers, now):
    (capture,), _ = capture_all([papers / "lisez-moi.txt"], now)
    assert (capture.provenance.way_in, capture.provenance.untrusted_path) == ("file", "lisez-moi.txt")
    assert capture.source.read_text() == "lisez-moi.txt"


def test_what_systems_leave_behind_is_skipped_and_counted(papers, now):
    (papers / ".git").mkdir()
    (papers / ".git" / "config").write_text("")
    (papers / "__MACOSX").mkdir()
    for name in (".DS_Store", "Thumbs.db", "desktop.ini", "~$letter.docx", "._photo.jpg"):
        (papers / name).write_text("")
    captures, others = capture_all([papers], now)
    assert len(captures) == 3
    assert len(others) == 7
    assert all(isinstance(other, Skipped) for other in others)


def test_links_are_not_followed_but_one_that_is_named_is(papers, now, tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    (papers / "link.txt").symlink_to(tmp_path / "secret.txt")
    (papers / "loop").symlink_to(papers)
    captures, others = capture_all([papers], now)
    assert len(captures) == 3
    assert [other.reason for other in others] == ["link", "link"]
    (capture,), _ = capture_all([papers / "link.txt"], now)
    assert capture.source.read_text() == "secret"


def test_what_is_not_there_or_is_no_file_is_named(papers, now, tmp_path):
    os.mkfifo(papers / "pipe")
    captures, others = capture_all([papers, tmp_path / "nowhere"], now)
    assert len(captures) == 3
    assert [type(other) for other in others] == [Refusal, Refusal]
    assert [other.reason for other in others] == ["This is neither a file nor a folder.", "It is not there."]


def test_a_folder_that_may_not_be_opened_is_named(papers):
    if os.geteuid() == 0:
        pytest.skip("root may open every folder")
    (papers / "2021").chmod(0)
    try:
        reasons = [look.reason for look in walk(papers) if isinstance(look, Refusal)]
    finally:
        (papers / "2021").chmod(0o700)
    assert reasons == ["The rights to open it are missing."]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux keeps names that are no text")
def test_names_of_old_french_systems_become_readable(tmp_path, now):
    folder = os.fsencode(tmp_path / "vieux")
    os.mkdir(folder)
    with open(folder + b"/arr\xeat\xe9.doc", "wb") as file:
        file.write(b"x")
    (capture,), _ = capture_all([tmp_path / "vieux"], now)
    assert capture.provenance.untrusted_path == "vieux/arrêté.doc"
    assert capture.source.read_bytes() == b"x"
    assert decode_name("déjà.doc") == "déjà.doc"


def test_a_manifest_describes_files_with_or_without_the_top_folder(papers, now):
    said = Description(title=Said("Titre", "manifest"))
    manifest = {"2021/annexe.pdf": said, "papiers/2021/conseil/délibération.pdf": said}
    captures, _ = capture_all([papers], now, manifest=manifest)
    assert [capture.description for capture in captures] == [said, said, Description()]


@pytest.mark.parametrize(
    ("untrusted", "path"),
    [
        ("dossier/lettre.pdf", "dossier/lettre.pdf"),
        ("..\\..\\Windows\\win.ini", "Windows/win.ini"),
        ("C:\\Users\\x\\a.doc", "Users/x/a.doc"),
        ("/etc//passwd", "etc/passwd"),
        ("./a/../b/./c.txt", "a/b/c.txt"),
        ("nul\0octet.pdf", "nuloctet.pdf"),
        ("..", ""),
        ("", ""),
    ],
)
def test_names_from_elsewhere_lead_nowhere(untrusted, path):
    assert clean_path(untrusted) == path


def test_an_endless_name_keeps_its_end():
    assert clean_path("d/" * 5000 + "lettre.pdf").endswith("/lettre.pdf")
    assert len(clean_path("x" * 10_000)) == 2000


def test_the_papers_of_a_real_city_all_come_in(shared_data, now):
    folder = shared_data / "montpellier"
    captures, others = capture_all([folder], now)
    on_disk = [path for path in folder.rglob("*") if path.is_file()]
    assert len(captures) + len(others) == len(on_disk)
    assert all(capture.provenance.untrusted_path.startswith("montpellier/") for capture in captures)


def test_an_archive_folder_is_never_taken_in(tmp_path):
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive" / "contrechamp.toml").write_text("format = 1")
    (tmp_path / "note.txt").write_text("bonjour")
    assert [look.tree_path for look in walk(tmp_path) if isinstance(look, Found)] == [
        f"{tmp_path.name}/note.txt"
    ]
