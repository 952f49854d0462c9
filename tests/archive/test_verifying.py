"""The check finds everything that is missing, changed or foreign, and nothing else."""

import os
import random
import sqlite3
from datetime import UTC, datetime

import pytest

from contrechamp.archive import Archive, verify
from contrechamp.archive.originals import hold_incoming
from contrechamp.errors import ArchiveDamaged
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.provenance import Capture, Provenance


def find_kinds(archive):
    return sorted(f"{finding.kind} {finding.subject[:12]}" for finding in verify(archive))


def overwrite(path, content):
    path.chmod(0o640)
    path.write_bytes(content)


def test_a_sound_archive_gives_no_finding_and_tells_its_progress(archive, keep):
    sizes = [len(bytes(number)) for number in (3, 50, 700)]
    for size in sizes:
        keep(bytes(size))
    steps = []
    assert list(verify(archive, on_progress=steps.append)) == []
    assert [step.total_bytes for step in steps] == [753] * 3
    assert steps[-1].done_bytes == 753


def test_every_flipped_bit_and_every_cut_is_found(archive, keep):
    rng = random.Random(7)
    digests = [keep(rng.randbytes(rng.randrange(1, 5000)), f"{number}") for number in range(80)]
    for number, digest in enumerate(digests):
        content = bytearray(archive.original(digest).read_bytes())
        if number % 2:
            del content[rng.randrange(len(content)) :]
        else:
            content[rng.randrange(len(content))] ^= 1 << rng.randrange(8)
        overwrite(archive.original(digest), bytes(content))
    assert find_kinds(archive) == sorted(f"changed {digest[:12]}" for digest in digests)


def test_missing_and_foreign_files_are_named(archive, keep):
    lost = keep(b"lost")
    kept = keep(b"kept")
    archive.original(lost).unlink()
    archive.original(kept).with_name("notes.txt").write_text("what is this?")
    (archive.layout.originals / "link").symlink_to("/etc/hostname")
    (archive.folder / "holiday.jpg").write_bytes(b"")
    found = {(finding.kind.value, finding.subject) for finding in verify(archive)}
    folder = archive.original(kept).parent.relative_to(archive.folder)
    assert found == {
        ("missing", lost),
        ("foreign", f"{folder}/notes.txt"),
        ("foreign", "originals/link"),
        ("foreign", "holiday.jpg"),
    }


def test_an_original_that_became_a_link_or_a_pipe_is_changed(archive, keep):
    one, two = keep(b"one"), keep(b"two")
    for digest, make in ((one, lambda path: path.symlink_to("/dev/zero")), (two, os.mkfifo)):
        path = archive.original(digest)
        path.unlink()
        make(path)
    assert find_kinds(archive) == sorted(f"changed {digest[:12]}" for digest in (one, two))


def test_an_original_that_was_never_acknowledged_is_said_to_be_whole(keep, now, tmp_path):
    with Archive.create(tmp_path / "other", created_at=now) as other:
        digest = keep(b"cut short")
        place = other.layout.original(digest)
        place.parent.mkdir(parents=True)
        place.write_bytes(b"cut short")
        (finding,) = verify(other)
        assert finding.kind == "foreign"
        assert "Give the file again" in finding.sentence


def test_entries_whose_content_was_destroyed_are_as_they_should_be(archive, keep):
    digest = keep(b"erased")
    keep(b"kept")
    archive.original(digest).unlink()
    with sqlite3.connect(archive.layout.ledger) as connection:
        connection.execute("DELETE FROM contents WHERE sequence = 1")
    archive.close()
    archive.layout.state.unlink()
    with Archive.open(archive.folder) as same:
        assert list(verify(same)) == []
        assert same.list_documents()[1] == 1


def test_a_ledger_that_was_cut_is_seen_by_what_the_state_remembers(archive, keep):
    keep(b"one")
    last = keep(b"two")
    archive.close()
    with sqlite3.connect(archive.layout.ledger) as connection:
        connection.execute("DROP TRIGGER chain_is_kept")
        connection.execute("DELETE FROM contents WHERE sequence = 2")
        connection.execute("DELETE FROM chain WHERE sequence = 2")
    with pytest.raises(ArchiveDamaged, match="ledger"):
        Archive.open(archive.folder)
    with Archive.open_for_check(archive.folder) as same:
        kinds = [finding.kind.value for finding in verify(same)]
        assert kinds == ["ledger", "state", "foreign"]
        assert last in [finding.subject for finding in verify(same)]


def test_a_ledger_that_is_no_database_any_more_is_one_finding_among_others(archive, keep):
    keep(b"one")
    archive.close()
    overwrite(archive.layout.ledger, b"not a database" * 1000)
    with Archive.open_for_check(archive.folder) as same:
        kinds = {finding.kind.value for finding in verify(same)}
    assert "ledger" in kinds


def test_a_state_that_is_behind_is_no_damage(archive, keep, tmp_path):
    keep(b"one")
    archive.close()
    before = archive.layout.state.read_bytes()
    with Archive.open(archive.folder) as same:
        list(same.accession([make_plain_capture(b"two")]))
    archive.layout.state.write_bytes(before)
    with Archive.open_for_check(archive.folder) as same:
        assert same.state.applied()[0] == 1
        assert list(verify(same)) == []


def test_what_comes_in_while_the_check_runs_is_not_foreign(archive, keep):
    for number in range(5):
        keep(b"%d" % number)
    with Archive.open(archive.folder) as other:
        late = iter(range(100, 200))

        def take_another(progress):
            list(other.accession([make_plain_capture(b"%d" % next(late))]))

        assert list(verify(archive, on_progress=take_another)) == []


def test_what_is_being_entered_is_not_foreign(archive):
    place = archive.layout.original(compute_digest(b"on its way"))
    place.parent.mkdir(parents=True)
    place.write_bytes(b"on its way")
    with hold_incoming(archive.layout):
        assert list(verify(archive)) == []
    assert [finding.kind for finding in verify(archive)] == ["foreign"]


def make_plain_capture(content):
    return Capture(content, Provenance("file", "1", "late.pdf", datetime(2026, 3, 2, tzinfo=UTC), "team"))
