"""Every call by which the program changes the disk is made to fail, or is its last: no state may come out bad.

A first run under strace counts the calls of a deed. Then, for each of them, the deed runs again with that one call
killed, or failing with EIO or ENOSPC. The archive must then open and hold all that was acknowledged; after a sync
that failed nothing more may be acknowledged; and an undisturbed rerun must make everything whole.
"""

import re
import shutil
import subprocess
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

from tests.drills.ground import (
    NOW,
    ROOT,
    WRITER,
    DrillFailed,
    DrillImpossible,
    check_archive,
    heal,
    make_papers,
    read_acknowledgements,
)

from contrechamp.archive import Archive, backup, restore, verify
from contrechamp.archive.layout import Layout, render_version_file
from contrechamp.errors import ContrechampError

_SYNCS = ("fsync", "fdatasync")
_CHANGES = (
    *("openat", "write", "pwrite64", "ftruncate", "fallocate", "chmod", "fchmod"),
    *("rename", "renameat", "renameat2", "mkdir", "mkdirat", "unlink", "unlinkat", "rmdir"),
)
_TRACED = [*_SYNCS, *_CHANGES]
_FAULTS = ("signal=KILL", "error=EIO", "error=ENOSPC")
_CALL = re.compile(r"(\d+) +(\w+)\((.*)")
_FOLDER_OF_SQLITE = re.compile(r'openat\(AT_FDCWD, "([^"]+)", O_RDONLY\|O_CLOEXEC\) = ')
_WORDS = ('"KEPT', '"WITHDRAWN', '"PUBLISHED', '"CREATED', '"SAVED', '"RESTORED', '"JUDGED')
_LONGEST_SECONDS = 60


class Point(NamedTuple):
    """The `number`th `call` of a thread, and what happens to it."""

    call: str
    number: int
    fault: str

    def __str__(self) -> str:
        return f"{self.call} {self.number} {self.fault}"


class Deed(NamedTuple):
    """Something that changes the disk: how the ground is laid, what must hold after a fault, and after a rerun."""

    name: str
    prepare: Callable[[Path], None]
    check: Callable[[Path, list[list[str]]], list[str]]
    rerun: Callable[[Path], list[str]]


def run(deed_name: str, *, limit: int | None = None) -> tuple[int, list[str]]:
    """Go through the points of a deed (all, or `limit` spread evenly); how many, and all that went wrong."""
    if not shutil.which("strace"):
        raise DrillImpossible("fault points need strace")
    deed = DEEDS[deed_name]
    wrong = []
    with tempfile.TemporaryDirectory(prefix="fault-points-") as name:
        ground = Path(name)
        deed.prepare(ground / "start")
        points = _list_points(deed, ground)
        if limit and limit < len(points):
            points = [points[number * len(points) // limit] for number in range(limit)]
        for point in points:
            wrong += [f"{deed.name}, {point}: {one}" for one in _try_point(deed, ground, point)]
    return len(points), wrong


def _list_points(deed: Deed, ground: Path) -> list[Point]:
    """Each traced call after the program said that it is ready, by its number in its thread."""
    place = _lay(ground)
    status, _, log = _run_deed(deed, place, [])
    if status != 0:
        raise DrillFailed(f"{deed.name} does not even work undisturbed: {status}")
    counts: Counter[tuple[str, str]] = Counter()
    seen: dict[tuple[str, int], None] = {}
    is_ready = False
    for thread, call, rest in _read_log(log):
        counts[thread, call] += 1
        is_ready = is_ready or (call == "write" and '"READY' in rest)
        if is_ready and call in _TRACED and not _is_speech(call, rest):
            seen[call, counts[thread, call]] = None
    return [Point(call, number, fault) for call, number in seen for fault in _FAULTS]


def _try_point(deed: Deed, ground: Path, point: Point) -> list[str]:
    place = _lay(ground)
    inject = f"inject={point.call}:{point.fault}:when={point.number}"
    try:
        status, said, log = _run_deed(deed, place, ["-e", inject])
    except subprocess.TimeoutExpired:
        return ["the program hangs"]
    wrong = []
    if status == 1:
        complaint = (place / "complaints").read_text().strip().rpartition("\n")[2]
        wrong.append(f"the program fell over instead of saying what is wrong: {complaint}")
    if point.call in _SYNCS and point.fault == "error=EIO":
        wrong += _find_late_words(log)
    return wrong + deed.check(place, read_acknowledgements(said)) + deed.rerun(place)


def _lay(ground: Path) -> Path:
    """The starting point, afresh."""
    place = ground / "place"
    shutil.rmtree(place, ignore_errors=True)
    shutil.copytree(ground / "start", place)
    return place


def _run_deed(deed: Deed, place: Path, options: list[str]) -> tuple[int, list[str], list[str]]:
    """Exit status, words said, and the log of calls."""
    log = place / "calls.log"
    strace = ["strace", "-f", "-qq", "--seccomp-bpf", "-s", "16", "-o", str(log)]
    strace += ["-e", f"trace={','.join(_TRACED)}", *options]
    command = [*strace, *WRITER, deed.name, str(place / "archive"), str(place / "papers")]
    with (place / "said").open("w+") as said, (place / "complaints").open("w") as complaints:
        process = subprocess.Popen(command, stdout=said, stderr=complaints, cwd=ROOT)
        try:
            process.wait(_LONGEST_SECONDS)
        finally:
            process.kill()
        said.seek(0)
        words = said.readlines()
    lines = log.read_text(errors="replace").splitlines()
    log.unlink()
    return process.returncode, words, lines


def _read_log(log: list[str]) -> Iterator[tuple[str, str, str]]:
    """Thread, call and the rest of each line that begins a call."""
    for line in log:
        if match := _CALL.match(line):
            yield match[1], match[2], match[3]


def _is_speech(call: str, rest: str) -> bool:
    return call == "write" and rest.startswith(("1, ", "2, "))


def _find_late_words(log: list[str]) -> list[str]:
    """Acknowledgements said after a sync had failed (T-F4).

    SQLite keeps to itself that a folder could not be synced: it is enough that the program syncs that folder again,
    or that it was only for the work and is removed.
    """
    place = next((number for number, line in enumerate(log) if "(INJECTED)" in line), len(log))
    folder = _FOLDER_OF_SQLITE.search(log[place - 1]) if 0 < place < len(log) else None
    rest = log[place + 1 :]
    if folder:
        is_again = [f'"{folder[1]}", O_RDONLY|O_CLOEXEC|O_DIRECTORY' in line for line in rest]
        rest = rest[: is_again.index(True)] if True in is_again else rest
        name = f'"{Path(folder[1]).name}", AT_REMOVEDIR'
        rest = [] if any(name in line or f'rmdir("{folder[1]}"' in line for line in rest) else rest
    late = [line for line in rest if "write(1, " in line and any(word in line for word in _WORDS)]
    return [f"acknowledged after a sync had failed: {line[-60:]}" for line in late]


def _prepare_taking_in(start: Path) -> None:
    make_papers(start / "papers", 14, seed=1, largest_bytes=9_000)
    Archive.create(start / "archive", created_at=NOW).close()


def _prepare_creating(start: Path) -> None:
    make_papers(start / "papers", 3, seed=2, largest_bytes=3_000)


def _prepare_judging(start: Path) -> None:
    (start / "papers").mkdir(parents=True)
    Archive.create(start / "archive", created_at=NOW).close()


def _judge_again(place: Path) -> list[str]:
    """Undisturbed, everything can be judged, and what was judged before stands."""
    status, said, _log = _run_deed(DEEDS["judge"], place, [])
    wrong = check_archive(place / "archive", read_acknowledgements(said))
    return wrong if status == 0 else [*wrong, f"a rerun ends with {status}"]


def _prepare_full(start: Path) -> None:
    """An archive with papers in it."""
    make_papers(start / "papers", 9, seed=3, largest_bytes=9_000)
    Archive.create(start / "archive", created_at=NOW).close()
    heal(start / "archive", start / "papers")


def _prepare_upgrading(start: Path) -> None:
    """An archive of version 0, whose state is gone besides."""
    _prepare_full(start)
    layout = Layout(start / "archive")
    shutil.rmtree(layout.incoming)
    layout.state.unlink()
    layout.version_file.write_bytes(render_version_file(0, created_at=NOW))


def _prepare_restoring(start: Path) -> None:
    _prepare_full(start)
    with Archive.open(start / "archive") as archive:
        backup(archive, start / "backup.tar", at=NOW)
    shutil.rmtree(start / "archive")


def _check_archive(place: Path, acknowledged: list[list[str]]) -> list[str]:
    return check_archive(place / "archive", acknowledged)


def _check_created(place: Path, acknowledged: list[list[str]]) -> list[str]:
    """What was said to be made opens; what was not may be anything."""
    return check_archive(place / "archive", acknowledged) if acknowledged else []


def _check_nothing(place: Path, acknowledged: list[list[str]]) -> list[str]:
    return []


def _take_in_again(place: Path) -> list[str]:
    return heal(place / "archive", place / "papers")


def _create_again(place: Path) -> list[str]:
    """A half-made folder is no archive: a person removes it and begins again."""
    try:
        Archive.open(place / "archive").close()
    except (ContrechampError, OSError):
        shutil.rmtree(place / "archive", ignore_errors=True)
        Archive.create(place / "archive", created_at=NOW).close()
    return heal(place / "archive", place / "papers")


def _save_again(place: Path) -> list[str]:
    """A backup that is there is whole; another one can be made."""
    if (place / "backup.tar").exists():
        restore(place / "backup.tar", place / "first")
    with Archive.open(place / "archive") as archive:
        backup(archive, place / "backup.tar", at=NOW)
    restore(place / "backup.tar", place / "second")
    return [
        f"after a restore: {finding.kind} {finding.subject}"
        for folder in (place / "first", place / "second")
        if folder.exists()
        for finding in verify(Archive.open(folder))
    ]


def _restore_again(place: Path) -> list[str]:
    """What stands under the name of the archive is whole; or nothing stands there."""
    if not (place / "archive").exists():
        restore(place / "backup.tar", place / "archive")
    return heal(place / "archive", place / "papers")


DEEDS = {
    deed.name: deed
    for deed in (
        Deed("take-in", _prepare_taking_in, _check_archive, _take_in_again),
        Deed("judge", _prepare_judging, _check_archive, _judge_again),
        Deed("create", _prepare_creating, _check_created, _create_again),
        Deed("open", _prepare_upgrading, _check_archive, _take_in_again),
        Deed("save", _prepare_full, _check_archive, _save_again),
        Deed("restore", _prepare_restoring, _check_nothing, _restore_again),
    )
}
