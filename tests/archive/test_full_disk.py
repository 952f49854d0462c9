"""A full disk is said plainly, costs nothing that was acknowledged, and is forgotten when there is room again.

Here no file may become larger than a limit; `tests/drills/disk_full.py` fills a real disk.
"""

import contextlib
import resource

import pytest

from contrechamp.archive import Archive, backup, verify
from contrechamp.errors import DiskIsFull
from contrechamp.vocabulary.provenance import Receipt


@contextlib.contextmanager
def no_file_above(size_bytes):
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size_bytes, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_what_came_before_is_kept_and_what_does_not_fit_leaves_nothing(archive, make_capture):
    captures = [
        make_capture(b"small", "small"),
        make_capture(bytes(3_000_000), "large"),
        make_capture(b"x", "x"),
    ]
    kept = []
    with no_file_above(2_000_000), pytest.raises(DiskIsFull):
        for answer in archive.accession(captures):
            kept.append(answer)
    assert [answer.provenance.untrusted_path for answer in kept] == ["small"]
    assert [path.name for path in archive.layout.incoming.iterdir()] == [".lock"]
    assert list(verify(archive)) == []


def test_the_same_process_goes_on_when_there_is_room_again(archive, make_capture):
    capture = make_capture(bytes(3_000_000))
    with no_file_above(2_000_000), pytest.raises(DiskIsFull):
        list(archive.accession([capture]))
    (receipt,) = archive.accession([capture])
    assert isinstance(receipt, Receipt)
    assert list(verify(archive)) == []


def test_a_backup_that_does_not_fit_leaves_the_one_before(archive, keep, now, tmp_path):
    keep(b"act")
    backup(archive, tmp_path / "backup.tar", at=now)
    before = (tmp_path / "backup.tar").read_bytes()
    keep(bytes(3_000_000))
    with no_file_above(2_000_000), pytest.raises(DiskIsFull):
        backup(archive, tmp_path / "backup.tar", at=now)
    assert (tmp_path / "backup.tar").read_bytes() == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["archive", "backup.tar"]


def test_the_ballast_is_there_and_comes_back(archive):
    ballast = archive.layout.ballast
    size_bytes = ballast.stat().st_size
    assert ballast.stat().st_blocks * 512 >= size_bytes >= 1_000_000
    ballast.unlink()
    Archive.open(archive.folder).close()
    assert ballast.stat().st_size == size_bytes
