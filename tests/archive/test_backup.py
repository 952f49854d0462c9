"""One command makes a backup, one brings it back; a backup that is not whole brings nothing back."""

import io
import os
import random
import sqlite3
import subprocess
import sys
import tarfile

import pytest

from contrechamp.archive import Archive, backup, restore, verify
from contrechamp.errors import ArchiveNotEmpty, BackupIsBroken, SourceUnreadable
from contrechamp.vocabulary.document import Description, Reading, ReadingState


@pytest.fixture
def saved(archive, keep, now, tmp_path):
    """A backup of an archive with something of everything in it."""
    digest = keep(b"act" * 1000)
    keep(b"letter", collection="open")
    archive.publish_collection("open", at=now)
    archive.withdraw(keep(b"withdrawn"), reason="asked", at=now)
    archive.record_reading(digest, Reading("text/plain", ReadingState.READ, 4), Description(), at=now)
    archive.finish_step(digest, "read", "1", outcome="done", at=now)
    archive.record_password(digest, "open sesame")
    media = archive.website_folder / "media" / "été\u2028été.png"
    media.parent.mkdir()
    media.write_bytes(b"picture")
    archive.lexicons_folder.mkdir()
    (archive.lexicons_folder / "mots.toml").write_text("# nos mots", encoding="utf-8")
    (archive.website_folder / "spool").mkdir()
    (archive.website_folder / "spool" / "in-1").write_bytes(b"half an upload")
    with sqlite3.connect(archive.website_folder / "site.sqlite3") as connection:
        connection.execute("CREATE TABLE people (name TEXT)")
        connection.execute("INSERT INTO people VALUES ('Camille')")
    backup(archive, tmp_path / "backup.tar", at=now)
    return tmp_path / "backup.tar"


def rewrite(file, change):
    """The same backup with its members changed."""
    with tarfile.open(file) as tar:
        members = [
            (member, tar.extractfile(member).read() if member.isreg() else b"") for member in tar.getmembers()
        ]
    with tarfile.open(file, "w", format=tarfile.PAX_FORMAT) as tar:
        for member, content in change(members):
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))


def test_everything_that_cannot_be_remade_comes_back(archive, saved, tmp_path):
    restore(saved, tmp_path / "restored")
    with Archive.open(tmp_path / "restored") as same:
        assert list(verify(same)) == []
        assert same.ledger.head() == archive.ledger.head()
        assert same.public_collections() == ("open",)
        assert same.list_withdrawn() == archive.list_withdrawn()
        for entry in archive.list_documents(with_withdrawn=True)[0]:
            again = same.find_document(entry.digest)
            assert again.password == entry.password
            assert same.original(entry.digest).read_bytes() == archive.original(entry.digest).read_bytes()
        assert not (same.website_folder / "spool").exists()
        assert (same.website_folder / "media" / "été\u2028été.png").read_bytes() == b"picture"
        assert (same.lexicons_folder / "mots.toml").read_text("utf-8") == "# nos mots"
        with sqlite3.connect(same.website_folder / "site.sqlite3") as connection:
            assert connection.execute("SELECT name FROM people").fetchall() == [("Camille",)]


def test_what_was_read_waits_to_be_read_again(saved, tmp_path):
    restore(saved, tmp_path / "restored")
    with Archive.open(tmp_path / "restored") as same:
        assert len(same.waiting("read", "1")) == 2
        assert same.count_states()[ReadingState.WAITING] == 2


def test_only_the_owner_reads_an_archive_and_its_backup(archive, saved, tmp_path):
    restored = tmp_path / "restored"
    restore(saved, restored)
    assert [place.stat().st_mode & 0o077 for place in (archive.folder, saved, restored)] == [0, 0, 0]


def test_a_backup_can_be_checked_and_read_with_common_tools(saved, tmp_path):
    (tmp_path / "plain").mkdir()
    subprocess.run(["tar", "-xf", saved, "-C", tmp_path / "plain"], check=True)
    subprocess.run(["sha256sum", "--quiet", "-c", "manifest-sha256.txt"], cwd=tmp_path / "plain", check=True)


def test_a_backup_goes_only_into_an_empty_folder(saved, tmp_path):
    (tmp_path / "mine").mkdir()
    restore(saved, tmp_path / "mine")
    with pytest.raises(ArchiveNotEmpty):
        restore(saved, tmp_path / "mine")
    with pytest.raises(SourceUnreadable):
        restore(tmp_path / "no such file", tmp_path / "other")
    assert not (tmp_path / "other").exists()


def test_nothing_deleted_is_carried_by_a_backup(archive, keep, now, tmp_path):
    digest = keep(b"act")
    archive.record_password(digest, "canary-password-1")
    archive.record_password(digest, "")
    archive.record_password(keep(b"other"), "canary-password-2")
    backup(archive, tmp_path / "backup.tar", at=now)
    content = (tmp_path / "backup.tar").read_bytes()
    assert b"canary-password-2" in content  # the control
    assert b"canary-password-1" not in content


def test_every_flipped_byte_and_every_cut_is_refused(saved, tmp_path):
    rng = random.Random(3)
    whole = saved.read_bytes()
    with tarfile.open(saved) as tar:
        members = tar.getmembers()
    places = [member.offset_data + rng.randrange(member.size) for member in members if member.size]
    for place in places:
        flipped = bytearray(whole)
        flipped[place] ^= 1 << rng.randrange(8)
        (tmp_path / "flipped.tar").write_bytes(flipped)
        with pytest.raises(BackupIsBroken):
            restore(tmp_path / "flipped.tar", tmp_path / "target")
    end_of_data = members[-1].offset_data + members[-1].size
    for length in [0, 1, 511, 512, *(rng.randrange(end_of_data) for _ in range(40))]:
        (tmp_path / "cut.tar").write_bytes(whole[:length])
        with pytest.raises(BackupIsBroken):
            restore(tmp_path / "cut.tar", tmp_path / "target")
    assert not (tmp_path / "target").exists()
    assert not [path for path in tmp_path.iterdir() if "restoring" in path.name]


def make_member(name, kind=tarfile.REGTYPE, link="", **headers):
    member = tarfile.TarInfo(name)
    member.pax_headers = headers
    member.type, member.linkname = kind, link
    return member


@pytest.mark.parametrize(
    "member",
    [
        make_member("../outside"),
        make_member("/tmp/outside"),
        make_member("originals/../../outside"),
        make_member("website/./x"),
        make_member("holiday.jpg"),
        make_member("ledger"),  # a second one
        make_member("originals/ab", tarfile.SYMTYPE, "/etc"),
        make_member("originals/ab", tarfile.LNKTYPE, "/etc/passwd"),
        make_member("website/disk", tarfile.BLKTYPE),
        make_member("website/pipe", tarfile.FIFOTYPE),
        make_member("website/folder", tarfile.DIRTYPE),
        make_member("website/sparse", **{"GNU.sparse.map": "0,0", "GNU.sparse.size": "1000"}),
    ],
    ids=lambda member: f"{member.name} {member.type.decode()}",
)
@pytest.mark.parametrize("place", [1, -1])
def test_a_hostile_backup_writes_nothing_outside(saved, tmp_path, member, place):
    rewrite(saved, lambda members: [*members[:place], (member, b""), *members[place:]])
    before = set(os.listdir(tmp_path))
    with pytest.raises(BackupIsBroken):
        restore(saved, tmp_path / "target")
    assert set(os.listdir(tmp_path)) == before


def test_a_link_followed_by_a_file_through_it_writes_nothing_outside(saved, tmp_path):
    (tmp_path / "victim").mkdir()
    link = make_member("website/door", tarfile.SYMTYPE, str(tmp_path / "victim"))
    through = make_member("website/door/evil")
    rewrite(saved, lambda members: [*members[:-1], (link, b""), (through, b"evil"), members[-1]])
    with pytest.raises(BackupIsBroken):
        restore(saved, tmp_path / "target")
    assert os.listdir(tmp_path / "victim") == []


def test_damaged_originals_are_named_and_do_not_stop_a_backup(archive, keep, now, tmp_path):
    lost, changed = keep(b"lost"), keep(b"changed")
    keep(b"kept")
    archive.original(lost).unlink()
    archive.original(changed).chmod(0o640)
    archive.original(changed).write_bytes(b"other bytes")
    report = backup(archive, tmp_path / "backup.tar", at=now)
    assert set(report.damaged) == {lost, changed}
    restore(tmp_path / "backup.tar", tmp_path / "restored")
    with Archive.open(tmp_path / "restored") as same:
        assert {finding.kind for finding in verify(same)} == {"missing", "changed"}


def test_progress_is_told_both_ways(archive, saved, now, tmp_path):
    steps = []
    backup(archive, tmp_path / "again.tar", at=now, on_progress=steps.append)
    assert steps[-1].done_bytes == steps[-1].total_bytes
    steps.clear()
    restore(saved, tmp_path / "restored", on_progress=steps.append)
    assert steps[-1].done_bytes <= steps[-1].total_bytes == saved.stat().st_size


_WRITER = """
import itertools, sys
from datetime import UTC, datetime
from pathlib import Path
from contrechamp.archive import Archive
from contrechamp.vocabulary.provenance import Capture, Provenance

now = datetime(2026, 3, 2, tzinfo=UTC)
with Archive.open(Path(sys.argv[1])) as archive:
    for number in itertools.count():
        capture = Capture(b"%d" % number * 100, Provenance("file", "1", f"{number}", now, "team"))
        list(archive.accession([capture]))
        print(number, flush=True)
"""


def test_a_backup_made_while_others_write_is_not_torn(archive, now, tmp_path):
    writer = subprocess.Popen([sys.executable, "-c", _WRITER, str(archive.folder)], stdout=subprocess.PIPE)
    try:
        for number in range(4):
            for _ in range(20):
                writer.stdout.readline()
            backup(archive, tmp_path / "backup.tar", at=now)
            restore(tmp_path / "backup.tar", tmp_path / f"restored-{number}")
    finally:
        writer.kill()
        writer.wait()
        writer.stdout.close()
    for number in range(4):
        with Archive.open(tmp_path / f"restored-{number}") as same:
            assert list(verify(same)) == []
            assert same.list_documents()[1] >= 20 * (number + 1)
