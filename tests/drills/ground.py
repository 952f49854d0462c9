"""What the drills share: papers to take in, how acknowledgements are read, and what must hold afterwards."""

import random
import sys
from collections.abc import Iterable
from datetime import UTC, datetime
from pathlib import Path

from contrechamp.archive import Archive, verify
from contrechamp.archive.verifying import UNACKNOWLEDGED
from contrechamp.collect.folder import make_captures
from contrechamp.errors import ContrechampError
from contrechamp.pipeline.registry import RegistryDesk
from contrechamp.vocabulary.digest import Digest, compute_digest
from contrechamp.vocabulary.provenance import Receipt

NOW = datetime(2026, 3, 2, tzinfo=UTC)
ROOT = Path(__file__).resolve().parent.parent.parent
WRITER = [sys.executable, "-m", "tests.drills.writer"]


class DrillFailed(Exception):
    """A promise did not hold; the message says which one, and where."""


class DrillImpossible(Exception):
    """This machine cannot run the drill; the message says what is missing."""


def make_papers(folder: Path, count: int, *, seed: int, largest_bytes: int) -> Path:
    """Files of random bytes and sizes in a few folders; some have the same bytes."""
    rng = random.Random(seed)
    content = b""
    for number in range(count):
        if number % 7 != 3:
            content = rng.randbytes(rng.randrange(largest_bytes))
        path = folder / f"{number % 3}" / f"paper-{seed}-{number}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return folder


def read_acknowledgements(lines: Iterable[str]) -> list[list[str]]:
    """The whole lines that acknowledge something; a line cut in the middle was never said."""
    words = [line.split() for line in lines if line.endswith("\n")]
    return [
        line for line in words if line and line[0] in ("KEPT", "WITHDRAWN", "PUBLISHED", "CREATED", "JUDGED")
    ]


def check_archive(folder: Path, acknowledged: Iterable[list[str]]) -> list[str]:
    """Everything wrong with an archive after a fault: what is damaged, and every acknowledgement that is lost.

    An original that nobody was told of may be there: the next run takes it over.
    """
    try:
        with Archive.open(folder) as archive:
            wrong = [
                f"{finding.kind} {finding.subject[:80]}: {finding.sentence}"
                for finding in verify(archive)
                if finding.sentence != UNACKNOWLEDGED
            ]
            wrong += [f"lost: {' '.join(line)}" for line in acknowledged if not is_held(archive, *line)]
            return wrong + [f"left behind: {name}" for name in list_left_behind(archive)]
    except (ContrechampError, OSError) as error:
        return [f"does not open: {type(error).__name__}: {error}"]


def is_held(archive: Archive, deed: str, thing: str = "", name: str = "") -> bool:
    """Whether what was acknowledged is there: bytes, receipt, withdrawal, publication."""
    if deed == "PUBLISHED":
        return thing in archive.public_collections()
    if deed == "CREATED":
        return True
    if deed == "JUDGED":
        return is_judged(archive, thing)
    digest = Digest(thing)
    entry = archive.find_document(digest)
    if entry is None or compute_digest(archive.original(digest)) != digest:
        return False
    if deed == "WITHDRAWN":
        return entry.is_withdrawn
    return any(one.provenance.untrusted_path.endswith(name) for one in archive.receipts(digest))


def is_judged(archive: Archive, judgement: str) -> bool:
    """Whether a judgement stands in its file, and the registry that is made from it knows it."""
    desk = RegistryDesk(archive, archive.find_document)
    try:
        is_kept = any(
            entry.content["id"] == judgement for entry in archive.judgements.read() if entry.content
        )
        return is_kept and desk.view(None).find_judgement(judgement) is not None
    finally:
        desk.close()


def list_left_behind(archive: Archive) -> list[str]:
    """Temporary files that no run will ever remove."""
    found = [path.name for path in archive.layout.incoming.iterdir() if path.name != ".lock"]
    return found + [path.name for path in archive.folder.iterdir() if path.name.endswith(".part")]


def heal(folder: Path, papers: Path) -> list[str]:
    """Take everything in again, undisturbed; then nothing at all may be wrong, and every paper must be there.

    Originals of other papers that nobody was told of may be there: they heal when those papers are given again.
    """
    captures = make_captures([papers], collection="team", received_at=NOW)
    with Archive.open(folder) as archive:
        kept = {receipt.digest for receipt in archive.accession(captures) if isinstance(receipt, Receipt)}
        wrong = [
            f"after a rerun: {finding.kind} {finding.subject}"
            for finding in verify(archive)
            if finding.sentence != UNACKNOWLEDGED or Path(finding.subject).name in kept
        ]
    expected = {compute_digest(path) for path in papers.rglob("*") if path.is_file()}
    return wrong if kept == expected else [*wrong, f"a rerun kept {len(kept)} of {len(expected)}"]
