"""Damaged papers of every format are taken in by the real `ingest`: none is lost, none ends without a state.

Papers are drawn from the sets evenly, set by set and format by format; each is damaged in one of seven ways by a
seeded hand, and all of them go into one archive through the public command, its workers and its sandbox.
"""

import os
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import NamedTuple

from tests.drills.damage import WAYS, damage
from tests.drills.ground import NOW, ROOT, DrillImpossible

from contrechamp.archive import Archive, verify
from contrechamp.errors import ContrechampError
from contrechamp.pipeline.baton import read_tally
from contrechamp.pipeline.observatory import BATON_PLACE
from contrechamp.read import reasons
from contrechamp.read.media_type import find_media_type
from contrechamp.vocabulary.archive import DocumentEntry
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import ReadingState

SETS = ("robust-pdfjs", "robust-verapdf", "robust-tika", "mail-mikel", "mail-cpython")
_ENDS = (ReadingState.READ, ReadingState.PARTLY_READ, ReadingState.UNREADABLE)
_SECONDS_A_LOOK = 30
_REASONS_TOLD = 6
_OUR_FAULT = ("La lecture a échoué", "La lecture s’est arrêtée trois fois")  # a worker of ours broke


class Paper(NamedTuple):
    """A damaged paper, and how it came to be."""

    path: Path
    source: str
    way: str


def find_sets() -> list[Path]:
    """The folders of the shared data that the drill draws from."""
    folders = [ROOT.parent / "shared" / "data" / name for name in SETS]
    if missing := [folder.name for folder in folders if not folder.is_dir()]:
        raise DrillImpossible(f"not beside this checkout (../shared/data): {', '.join(missing)}")
    return folders


def run(folders: list[Path], count: int, *, seed: int) -> tuple[str, list[str]]:
    """Make and read so many damaged papers; how they ended, and everything that went wrong."""
    with tempfile.TemporaryDirectory(prefix="mutations-") as name:
        papers = list(make_papers(folders, Path(name) / "papers", count, seed=seed))
        archive = Path(name) / "archive"
        Archive.create(archive, created_at=NOW).close()
        wrong = _ingest(archive, Path(name) / "papers")
        ends, why, found = _judge(archive, papers)
        return _tell(len(papers), ends, why), wrong + found


def make_papers(folders: list[Path], place: Path, count: int, *, seed: int) -> Iterator[Paper]:
    """Damaged papers, drawn in turn from each format of each folder."""
    groups = _sort_by_format(folders)
    for number in range(count):
        dice = Random(f"{seed}/{number}")
        group = groups[number % len(groups)]
        source = dice.choice(group)
        way = WAYS[(number // len(groups) + number) % len(WAYS)]
        content = damage(source.read_bytes(), way, dice, other=dice.choice(group).read_bytes())
        path = place / str(number) / source.name
        path.parent.mkdir(parents=True)
        path.write_bytes(content)
        yield Paper(path, f"{source.parent.name}/{source.name}", way)


def _sort_by_format(folders: list[Path]) -> list[list[Path]]:
    groups: dict[tuple[str, str], list[Path]] = {}
    for folder in folders:
        for path in sorted(path for path in folder.rglob("*") if path.is_file() and path.stat().st_size):
            with path.open("rb") as source:
                groups.setdefault((folder.name, find_media_type(source, path.name)), []).append(path)
    return [groups[key] for key in sorted(groups)]


def _ingest(archive: Path, papers: Path) -> list[str]:
    """The public command; it must end well, and what it has done is told from time to time."""
    command = [sys.executable, "-m", "contrechamp.cli", "ingest", str(papers), "--collection", "drill"]
    environment = os.environ | {"CONTRECHAMP_ARCHIVE": str(archive)}
    with tempfile.TemporaryFile("w+") as said:
        ingest = subprocess.Popen(command, env=environment, stdout=subprocess.DEVNULL, stderr=said)
        while _is_at_work(ingest):
            tally = read_tally(archive / BATON_PLACE)
            if tally and tally.documents:
                print(
                    f"  {tally.documents} documents, {tally.pages} pages, {tally.seconds:.0f} s", flush=True
                )
        said.seek(0)
        lines = said.read().splitlines()
    wrong = [f"ingest ended with {ingest.returncode}"] if ingest.returncode else []
    return wrong + [f"ingest: {line}" for line in lines if "Error" in line or "Traceback" in line]


def _is_at_work(process: subprocess.Popen) -> bool:
    try:
        process.wait(_SECONDS_A_LOOK)
    except subprocess.TimeoutExpired:
        return True
    return False


def _judge(folder: Path, papers: list[Paper]) -> tuple[Counter[str], Counter[str], list[str]]:
    """How the papers ended, the reasons why they were not read, and what is wrong."""
    try:
        with Archive.open(folder) as archive:
            entries = {entry.digest: entry for entry in _list_entries(archive)}
            wrong = [f"{finding.kind} {finding.subject}: {finding.sentence}" for finding in verify(archive)]
    except (ContrechampError, OSError) as error:
        return Counter(), Counter(), [f"the archive does not open: {type(error).__name__}: {error}"]
    for entry in entries.values():
        wrong += [f"{entry.untrusted_path[-80:]}: {fault}" for fault in _find_faults(entry)]
    kept = [(paper, entries.get(compute_digest(paper.path))) for paper in papers]
    wrong += [f"lost: {paper.source} ({paper.way})" for paper, entry in kept if entry is None]
    found = [entry for _, entry in kept if entry is not None]
    ends = Counter(map(_name_end, found))
    ends["documents inside them"] = len(entries) - len({entry.digest for entry in found})
    return ends, Counter(entry.reason for entry in found if entry.reason), wrong


def _list_entries(archive: Archive) -> Iterator[DocumentEntry]:
    offset = 0
    while entries := archive.list_documents(with_withdrawn=True, order="first", limit=500, offset=offset)[0]:
        yield from entries
        offset += len(entries)


def _find_faults(entry: DocumentEntry) -> Iterator[str]:
    """What must not be true of any document, those inside others included."""
    if entry.state not in _ENDS:
        yield f"ended as {entry.state}"
    if bool(entry.reason) == (entry.state is ReadingState.READ):
        yield f"{entry.state} with the reason {entry.reason!r}"
    if entry.reason.startswith(_OUR_FAULT):
        yield entry.reason


def _name_end(entry: DocumentEntry) -> str:
    """The state; what the wall had to stop is told apart."""
    is_stopped = entry.reason in (
        reasons.CRASHED,
        reasons.TOO_SLOW,
        reasons.TOO_MUCH_MEMORY,
        reasons.INCOHERENT,
    )
    return f"{entry.state}{', stopped by the wall' if is_stopped else ''}"


def _tell(count: int, ends: Counter[str], why: Counter[str]) -> str:
    told = ", ".join(f"{ends[end]} {end.replace('_', ' ')}" for end in sorted(ends))
    often = ", ".join(f"{number} “{reason}”" for reason, number in why.most_common(_REASONS_TOLD))
    return f"{count} damaged papers: {told}; most often {often}"
