"""The disk fills up while papers come in: what was acknowledged stays, reading and withdrawing work, and it heals.

An archive stands on a tmpfs of a few MB. For many different amounts of room left, papers are taken in until there
is no more; then a document is withdrawn on the full disk, the archive is read by a new process, room is made, and
the same process goes on.
"""

import os
import subprocess
import tempfile
from pathlib import Path

from tests.drills.ground import (
    NOW,
    DrillFailed,
    DrillImpossible,
    check_archive,
    heal,
    list_left_behind,
    make_papers,
)

from contrechamp.archive import Archive, verify
from contrechamp.collect.folder import make_captures
from contrechamp.errors import ContrechampError, DiskIsFull
from contrechamp.vocabulary.provenance import Receipt

_DISK_BYTES = 6 << 20
_PAPERS = 60
_LARGEST_BYTES = 12_000
_MOST_ROOM = 2_000_000


def run(count: int) -> tuple[int, list[str]]:
    """Fill the disk so many times, at as many different moments; acknowledgements, and everything that went wrong."""
    if os.geteuid() != 0:
        raise DrillImpossible("full disks need root, to mount a small one")
    acknowledged, wrong, is_refused = 0, [], False
    with tempfile.TemporaryDirectory(prefix="disk-full-") as name:
        papers = make_papers(Path(name) / "papers", _PAPERS, seed=5, largest_bytes=_LARGEST_BYTES)
        for number in range(count):
            room = number * _MOST_ROOM // count
            disk = _mount(Path(name) / "disk")
            try:
                kept, found = _fill(disk, papers, room)
            finally:
                subprocess.run(["umount", disk], check=True)
            acknowledged += kept
            is_refused = is_refused or kept < _PAPERS
            wrong += [f"{room} bytes of room: {one}" for one in found]
    if not is_refused:
        raise DrillFailed("the disk never filled up: the drill proves nothing")
    return acknowledged, wrong


def _mount(place: Path) -> Path:
    place.mkdir(exist_ok=True)
    command = ["mount", "-t", "tmpfs", "-o", f"size={_DISK_BYTES}", "tmpfs", str(place)]
    if subprocess.run(command, capture_output=True).returncode:
        raise DrillImpossible("this machine mounts no tmpfs")
    return place


def _fill(disk: Path, papers: Path, room: int) -> tuple[int, list[str]]:
    archive = Archive.create(disk / "archive", created_at=NOW)
    with archive:
        first = make_papers(disk / "first", 1, seed=9, largest_bytes=100)
        held = [*archive.accession(make_captures([first], collection="team", received_at=NOW))]
        filler = _take_room(disk, room)
        wrong = _take_in(archive, papers, held)
        _take_room(disk, 0, name="rest")
        wrong += _withdraw(archive, held)
        wrong += _read_elsewhere(disk / "archive", held)
        filler.unlink()
        (disk / "rest").unlink()
        acknowledged = [["KEPT", one.digest, Path(one.provenance.untrusted_path).name] for one in held]
        acknowledged.append(["WITHDRAWN", held[0].digest])
        wrong += _take_in(archive, papers, [], must_fit=True)  # the same process, once there is room again
    wrong += check_archive(disk / "archive", acknowledged) or heal(disk / "archive", papers)
    wrong += _begin_on_full_disk(disk, held)
    if not (disk / "archive" / "ballast").exists():
        wrong.append("the ballast was not taken again")
    return len(held), wrong


def _begin_on_full_disk(disk: Path, held: list[Receipt]) -> list[str]:
    """Nobody has the archive open, and there is no byte left: it is read, and a document is withdrawn."""
    filler = _take_room(disk, 0)
    wrong = _read_elsewhere(disk / "archive", held)
    try:
        with Archive.open(disk / "archive") as archive:
            wrong += _withdraw(archive, held[1:] or held)
    except ContrechampError as error:
        wrong.append(f"it does not open: {type(error).__name__}: {error}")
    filler.unlink()
    Archive.open(disk / "archive").close()
    return wrong


def _take_room(disk: Path, room: int, *, name: str = "filler") -> Path:
    """Fill the disk but for some room."""
    facts = os.statvfs(disk)
    size = max(0, facts.f_bavail * facts.f_frsize - room)
    (disk / name).write_bytes(bytes(size))
    return disk / name


def _take_in(archive: Archive, papers: Path, held: list[Receipt], *, must_fit: bool = False) -> list[str]:
    """Take in until the disk is full; the error must be a plain one, and nothing may be left lying about."""
    try:
        for receipt in archive.accession(make_captures([papers], collection="team", received_at=NOW)):
            held.append(receipt)
    except DiskIsFull:
        wrong = ["it is still full when there is room"] if must_fit else []
        return wrong + [f"left behind: {name}" for name in list_left_behind(archive)]
    except (ContrechampError, OSError) as error:
        return [f"not a plain word about the disk: {type(error).__name__}: {error}"]
    return []


def _withdraw(archive: Archive, held: list[Receipt]) -> list[str]:
    try:
        archive.withdraw(held[0].digest, reason="drill", at=NOW)
    except ContrechampError as error:
        return [f"a document cannot be withdrawn: {type(error).__name__}: {error}"]
    return [] if archive.find_document(held[0].digest).is_withdrawn else ["the withdrawal is not seen"]


def _read_elsewhere(folder: Path, held: list[Receipt]) -> list[str]:
    """Another opening of the archive reads everything, on the full disk."""
    try:
        with Archive.open(folder) as archive:
            wrong = [
                f"{finding.kind} {finding.subject}"
                for finding in verify(archive)
                if finding.kind != "foreign"
            ]
            if archive.list_documents(with_withdrawn=True)[1] < len({one.digest for one in held}):
                wrong.append("documents are missing from the list")
            return wrong
    except ContrechampError as error:
        return [f"it cannot be read while the disk is full: {type(error).__name__}: {error}"]
