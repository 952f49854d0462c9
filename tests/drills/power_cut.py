"""The power is cut while papers are taken in: nothing that was acknowledged may be lost.

An archive stands on ext4 in an image file. At a random moment the writer is stopped and the image is copied: what
the file system had not yet written is not in the copy, as after a power cut. The copy is mounted (its journal is
replayed) and every acknowledgement is looked for. The control does the same with syncs that do nothing: it must
lose something, or the drill proves nothing.
"""

import contextlib
import os
import random
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from tests.drills.ground import (
    ROOT,
    WRITER,
    DrillFailed,
    DrillImpossible,
    check_archive,
    heal,
    make_papers,
    read_acknowledgements,
)

from contrechamp.vocabulary.digest import compute_digest

_IMAGE_BYTES = 256 << 20
_CUTS_AN_IMAGE = 10
_PAPERS = 400
_LARGEST_BYTES = 40_000
LONGEST_SECONDS = 0.7
_WITHOUT_SYNC = ["strace", "-f", "-qq", "-o", "/dev/null", "-e", "trace=fsync,fdatasync,sync,syncfs"]
_WITHOUT_SYNC += ["-e", "inject=fsync,fdatasync,sync,syncfs:retval=0"]
# A writer may be given as a command line, in which {archive} and {papers} are filled in. What it acknowledges are
# lines that begin with KEPT; or, for `contrechamp ingest`, all papers at once with the words "Files kept".
_ALL_KEPT = re.compile(r"\b(Files kept: |Fichiers gardés : )\d+")
DEFAULT_WRITER = f"{shlex.join(WRITER)} take-in {{archive}} {{papers}}"


def run(
    count: int,
    *,
    seed: int = 2026,
    has_sync: bool = True,
    writer: str = DEFAULT_WRITER,
    longest_seconds: float = LONGEST_SECONDS,
) -> tuple[int, list[str]]:
    """Cut the power so many times; acknowledgements made, and everything that went wrong."""
    _check_machine(has_sync)
    rng = random.Random(seed)
    acknowledged, wrong = 0, []
    with tempfile.TemporaryDirectory(prefix="power-cut-") as name:
        ground = Path(name)
        for start in range(0, count, _CUTS_AN_IMAGE):
            image = _make_image(ground / "disk.img")
            with _mounted(image, ground / "disk") as disk:
                held: list[list[str]] = []
                for cut in range(start, min(start + _CUTS_AN_IMAGE, count)):
                    papers = make_papers(
                        ground / f"papers-{cut}", _PAPERS, seed=seed + cut, largest_bytes=_LARGEST_BYTES
                    )
                    command = _make_command(writer, disk / "archive", papers, has_sync)
                    said = _cut_power(command, image, rng.uniform(0, longest_seconds))
                    held += _list_kept(said, papers)
                    found = _check_copy(image.with_suffix(".copy"), ground / "after", held, papers)
                    wrong += [f"cut {cut}: {one}" for one in found]
                    shutil.rmtree(papers)
                acknowledged += len(held)
    return acknowledged, wrong


def run_control(count: int = 3) -> int:
    """The same with syncs that do nothing; how much was lost. DrillFailed when nothing was.

    A busy machine may have nothing acknowledged by then: it is given longer.
    """
    acknowledged = 0
    for longest_seconds in (LONGEST_SECONDS, 4 * LONGEST_SECONDS, 16 * LONGEST_SECONDS):
        acknowledged, wrong = run(count, has_sync=False, longest_seconds=longest_seconds)
        if wrong:
            return len(wrong)
    raise DrillFailed(f"without syncs nothing of {acknowledged} was lost: the drill proves nothing")


def _check_machine(has_sync: bool) -> None:
    if os.geteuid() != 0:
        raise DrillImpossible("power cuts need root, to mount an image")
    for program in ("mkfs.ext4", "mount", *(() if has_sync else ("strace",))):
        if not shutil.which(program):
            raise DrillImpossible(f"power cuts need {program}")
    with tempfile.TemporaryDirectory(prefix="power-cut-") as name:
        image = _make_image(Path(name) / "disk.img", archive=False)
        try:
            with _mounted(image, Path(name) / "disk"):
                pass
        except subprocess.CalledProcessError as error:
            raise DrillImpossible(f"this machine mounts no image: {error.stderr.strip()}") from error


def _make_image(image: Path, *, archive: bool = True) -> Path:
    """An ext4 file system with an empty archive on it, all of it on disk."""
    with image.open("wb") as file:
        file.truncate(_IMAGE_BYTES)
    _call("mkfs.ext4", "-q", "-F", str(image))
    if archive:
        with _mounted(image, image.with_suffix("")) as disk:
            _call(*WRITER, "create", str(disk / "archive"), str(disk))
    return image


@contextlib.contextmanager
def _mounted(image: Path, place: Path) -> Iterator[Path]:
    place.mkdir(exist_ok=True)
    _call("mount", "-o", "loop", str(image), str(place))
    try:
        yield place
    finally:
        _call("umount", str(place))


def _call(*command: str) -> None:
    subprocess.run(command, check=True, cwd=ROOT, capture_output=True, text=True)


def _make_command(writer: str, archive: Path, papers: Path, has_sync: bool) -> list[str]:
    command = shlex.split(writer.format(archive=shlex.quote(str(archive)), papers=shlex.quote(str(papers))))
    return command if has_sync else [*_WITHOUT_SYNC, *command]


def _list_kept(said: list[str], papers: Path) -> list[list[str]]:
    if any(_ALL_KEPT.search(line) for line in said):
        files = [path for path in papers.rglob("*") if path.is_file()]
        return [["KEPT", compute_digest(path), path.name] for path in files]
    return read_acknowledgements(said)


def _cut_power(command: list[str], image: Path, seconds: float) -> list[str]:
    """Start the writer, stop it after so long, copy the image; what it had said by then."""
    with tempfile.TemporaryFile("w+") as said:
        process = subprocess.Popen(command, stdout=said, stderr=sys.stderr, cwd=ROOT, start_new_session=True)
        try:
            if "tests.drills.writer" in command:
                _wait_until_ready(process, said.fileno())
            time.sleep(seconds)
            with contextlib.suppress(ProcessLookupError):  # it has done all its work already
                os.killpg(process.pid, signal.SIGSTOP)
            said.seek(0)
            words = said.readlines()
            _copy_image(image, image.with_suffix(".copy"))
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
            process.wait()
    if process.returncode > 0:
        raise DrillFailed(f"the writer itself failed: {' '.join(command)}")
    return words


def _wait_until_ready(process: subprocess.Popen, said: int) -> None:
    """The writer's first words are out (or it has ended already)."""
    while not os.fstat(said).st_size and process.poll() is None:
        time.sleep(0.002)


def _copy_image(image: Path, copy: Path) -> None:
    """A copy of one moment: made again when the kernel wrote to the image meanwhile."""
    while True:
        before = _count_writes(image)
        subprocess.run(["cp", "--sparse=always", image, copy], check=True)
        if _count_writes(image) == before:
            return


def _count_writes(image: Path) -> list[str]:
    """The counters of the loop device on which the image is."""
    for device in Path("/sys/block").glob("loop*"):
        backing = device / "loop" / "backing_file"
        if backing.exists() and backing.read_text().strip() == str(image):
            return (device / "stat").read_text().split()[4:7]
    raise DrillFailed(f"no loop device has {image}")


def _check_copy(copy: Path, place: Path, held: list[list[str]], papers: Path) -> list[str]:
    try:
        with _mounted(copy, place) as disk:
            return check_archive(disk / "archive", held) or heal(disk / "archive", papers)
    except subprocess.CalledProcessError as error:
        return [f"the copy does not mount: {error.stderr.strip()}"]
