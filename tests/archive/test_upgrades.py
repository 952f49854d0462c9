"""An older archive folder is brought to this version; a newer one is left alone."""

import pytest

from contrechamp.archive import Archive, verify
from contrechamp.archive.layout import FORMAT, read_version, render_version_file
from contrechamp.errors import ArchiveDamaged, ArchiveTooNew


def set_version(archive, version, now):
    archive.layout.version_file.write_bytes(render_version_file(version, created_at=now))


def test_a_new_archive_has_the_current_version(archive, now):
    assert read_version(archive.folder) == (FORMAT, now)


def test_version_0_comes_to_version_1_and_keeps_everything(archive, keep, now):
    digest = keep(b"old act")
    archive.close()
    set_version(archive, 0, now)
    (archive.layout.incoming / ".lock").unlink()
    archive.layout.incoming.rmdir()
    with Archive.open(archive.folder) as upgraded:
        assert read_version(upgraded.folder) == (FORMAT, now)
        assert upgraded.original(digest).read_bytes() == b"old act"
        assert list(verify(upgraded)) == []


def test_an_upgrade_that_was_cut_is_finished_by_the_next(archive, now):
    archive.close()
    set_version(archive, 0, now)  # the step was done, its version not yet written
    Archive.open(archive.folder).close()
    assert read_version(archive.folder)[0] == FORMAT


def test_a_newer_archive_is_left_alone(archive, now):
    set_version(archive, FORMAT + 1, now)
    before = {path: path.stat().st_mtime_ns for path in archive.folder.iterdir()}
    with pytest.raises(ArchiveTooNew):
        Archive.open(archive.folder)
    assert {path: path.stat().st_mtime_ns for path in archive.folder.iterdir()} == before


@pytest.mark.parametrize("content", ["", "format = 'one'", "][", "created_at = 2020-01-01"])
def test_a_version_file_that_says_nothing_is_damage(archive, content):
    archive.layout.version_file.write_text(content)
    with pytest.raises(ArchiveDamaged):
        Archive.open(archive.folder)
