"""How fast are papers kept for good, beside `cp` and one `sync`; how fast does a large archive answer?

`./run bench keeping speed` · folders of files, kept with digest, receipt and sync, beside `cp -r` then `sync`.
`./run bench keeping browse` · lists and counts over 100,000 documents.
"""

import argparse
import random
import subprocess
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from contrechamp.archive import Archive, backup, restore, verify
from contrechamp.collect.folder import make_captures
from contrechamp.vocabulary.document import Description, Reading, ReadingState, Said
from contrechamp.vocabulary.provenance import Capture, Provenance

NOW = datetime(2026, 3, 2, tzinfo=UTC)
SHAPES = {
    "300 files of 60 kB": (300, 60_000),
    "2000 files of 12 kB": (2000, 12_000),
    "1 file of 300 MB": (1, 300 << 20),
}
DOCUMENTS = 100_000


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench keeping", description=__doc__)
    parser.add_argument("question", choices=("speed", "browse"))
    parser.add_argument("--rounds", type=int, default=3)
    arguments = parser.parse_args(words)
    {"speed": measure_speed, "browse": measure_browsing}[arguments.question](arguments.rounds)
    return 0


def measure_speed(rounds: int) -> None:
    for title, (count, size_bytes) in SHAPES.items():
        with tempfile.TemporaryDirectory(prefix="keeping-", dir=".") as name:
            _measure_shape(Path(name), title, count, size_bytes, rounds)


def _measure_shape(ground: Path, title: str, count: int, size_bytes: int, rounds: int) -> None:
    papers = _make_papers(ground / "papers", count, size_bytes)
    kept = min(_time(partial(_keep, ground / f"archive-{n}", papers)) for n in range(rounds))
    copied = min(_time(partial(_copy, ground / f"copy-{n}", papers)) for n in range(rounds))
    with Archive.open(ground / "archive-0") as archive:
        checked = _time(lambda: list(verify(archive)))
        saved = _time(lambda: backup(archive, ground / "backup.tar", at=NOW))
    restored = _time(lambda: restore(ground / "backup.tar", ground / "restored"))
    megabytes = count * size_bytes / 1e6
    print(f"{title}: kept {count / kept:.0f} files/s, {megabytes / kept:.0f} MB/s", end="; ")
    print(f"cp and sync {count / copied:.0f} files/s, {megabytes / copied:.0f} MB/s", end="; ")
    print(f"verify {megabytes / checked:.0f}, backup {megabytes / saved:.0f}", end=", ")
    print(f"restore {megabytes / restored:.0f} MB/s")


def measure_browsing(rounds: int) -> None:
    with tempfile.TemporaryDirectory(prefix="keeping-", dir=".") as name:
        _fill(Path(name) / "archive")
        opened = min(_time(lambda: Archive.open(Path(name) / "archive").close()) for _ in range(rounds))
        print(f"open: {opened * 1000:.1f} ms")
        with Archive.open(Path(name) / "archive") as archive:
            for title, question in _list_questions(archive).items():
                print(f"{title}: {min(_time(question) for _ in range(rounds)) * 1000:.1f} ms")


def _list_questions(archive: Archive) -> dict[str, Callable[[], object]]:
    seen = ("public",)
    return {
        "newest 50, team": lambda: archive.list_documents(),
        "newest 50, public": lambda: archive.list_documents(seen),
        "titles 50 from 50,000, public": lambda: archive.list_documents(seen, order="title", offset=50_000),
        "minutes of 2014, public": lambda: archive.list_documents(seen, kind="minutes", year="2014"),
        "count by body, public": lambda: archive.count_by("body", collections=seen),
        "count by year, public": lambda: archive.count_by("year", collections=seen),
        "count states": lambda: archive.count_states(),
        "waiting for the index": lambda: archive.waiting("index", "1", limit=500),
        "collections": lambda: archive.collections(),
    }


def _fill(folder: Path) -> None:
    """Many small documents, described at random."""
    rng = random.Random(1)
    archive = Archive.create(folder, created_at=NOW)
    with archive:
        started = time.perf_counter()
        digests = [receipt.digest for receipt in archive.accession(_make_captures())]
        print(f"{DOCUMENTS} documents kept: {DOCUMENTS / (time.perf_counter() - started):.0f}/s")
        started = time.perf_counter()
        for first in range(0, DOCUMENTS, 500):
            with archive.changes():
                for digest in digests[first : first + 500]:
                    reading = Reading("application/pdf", ReadingState.READ, 5)
                    archive.record_reading(digest, reading, _describe(rng), at=NOW)
                    archive.finish_step(digest, "read", "1", outcome="read", at=NOW)
                    if rng.random() < 0.99:
                        archive.finish_step(digest, "index", "1", outcome="done", at=NOW)
        print(f"readings written down: {DOCUMENTS / (time.perf_counter() - started):.0f}/s")
        archive.publish_collection("public", at=NOW)


def _make_captures() -> Iterator[Capture]:
    for number in range(DOCUMENTS):
        collection = "public" if number % 3 else "team"
        yield Capture(b"%d" % number, Provenance("folder", "1", f"papers/{number}.pdf", NOW, collection))


def _describe(rng: random.Random) -> Description:
    return Description(
        title=Said(f"Délibération n° {rng.randrange(10**6)}", "rule"),
        date=Said(f"{rng.randrange(2000, 2026)}-{rng.randrange(1, 13):02}-{rng.randrange(1, 29):02}", "rule"),
        body=Said(f"Commune {rng.randrange(40)}", "rule"),
        kind=Said(rng.choice(["minutes", "deliberation", "gazette", "contract"]), "rule"),
    )


def _make_papers(folder: Path, count: int, size_bytes: int) -> Path:
    rng = random.Random(7)
    for number in range(count):
        path = folder / f"{number % 20}" / f"{number}.bin"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(rng.randbytes(min(size_bytes, 1 << 20)) * max(1, size_bytes >> 20))
    return folder


def _keep(folder: Path, papers: Path) -> None:
    with Archive.create(folder, created_at=NOW) as archive:
        for _ in archive.accession(make_captures([papers], collection="team", received_at=NOW)):
            pass


def _copy(folder: Path, papers: Path) -> None:
    subprocess.run(["cp", "-r", papers, folder], check=True)
    subprocess.run(["sync", "-f", folder], check=True)


def _time(action: Callable[[], object]) -> float:
    started = time.perf_counter()
    action()
    return time.perf_counter() - started
