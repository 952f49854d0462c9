"""How fast are pages split into acts and tables, in how much memory, and are the acts found?

    ./run bench splitting ../shared/data [--pages 1000000]

The shared papers are read first, outside the time that is measured; the generated pages stream by.
"""

import argparse
import io
import resource
import time
import zipfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from bench.gazette_pages import make_papers
from contrechamp.read.reader import Request
from contrechamp.read.readers import pdf, text
from contrechamp.split.splitting import Splitter
from contrechamp.vocabulary.document import Page

SEED = 20_260_301
ROUNDS = 5
_REPORTS = 10  # of memory, over the generated pages


class Split(NamedTuple):
    """What became of one document."""

    pages: int
    characters: int
    acts: int
    seconds: float


def split_pages(pages: Iterable[Page], kind: str) -> Split:
    """Split one document; only what the splitter does is timed (processor time)."""
    splitter = Splitter(kind=kind, media_type="application/pdf")
    count, characters, seconds = 0, 0, 0.0
    for page in pages:
        started = time.process_time()
        splitter.take(page)
        seconds += time.process_time() - started
        count, characters = count + 1, characters + len(page.text)
    started = time.process_time()
    acts = splitter.finish()
    return Split(count, characters, len(acts), seconds + time.process_time() - started)


def read_shared(folder: Path) -> Iterator[tuple[str, str, list[Page]]]:
    """Name, kind and pages of the shared gazettes and minutes."""
    for path in sorted((folder / "raa-var").glob("*.txt")):
        if path.name != "SOURCE.txt":
            yield "raa-var", "gazette", _read(path.read_bytes(), path.name)
    for path in sorted((folder / "paris-bovp").glob("*.pdf")):
        yield "paris-bovp", "gazette", _read(path.read_bytes(), path.name)
    with zipfile.ZipFile(next((folder / "montpellier/VilleMTP_MTP_PVCM").glob("*.zip"))) as archive:
        for name in archive.namelist():
            yield "montpellier minutes", "minutes", _read(archive.read(name), name)
    for path in sorted((folder / "montpellier/VilleMTP_MTP_Delibs").glob("*.zip")):
        with zipfile.ZipFile(path) as archive:
            for name in filter(lambda name: name.endswith(".pdf"), archive.namelist()):
                yield "montpellier deliberations", "deliberation", _read(archive.read(name), name)


def _read(content: bytes, name: str) -> list[Page]:
    reader = text if name.endswith(".txt") else pdf
    found = reader.read(io.BytesIO(content), Request(untrusted_name=name))
    return [page for page in found if isinstance(page, Page)]


def measure_shared(folder: Path) -> None:
    """A row for each set: the fastest of ROUNDS."""
    sets: dict[str, list[tuple[str, list[Page]]]] = {}
    for name, kind, pages in read_shared(folder):
        sets.setdefault(name, []).append((kind, pages))
    for name, papers in sets.items():
        rounds = [[split_pages(pages, kind) for kind, pages in papers] for _ in range(ROUNDS)]
        best = min(rounds, key=lambda splits: sum(split.seconds for split in splits))
        print(f"{name:26}{_say(best)}  acts {sum(split.acts for split in best)}")


def measure_generated(page_count: int) -> None:
    """All of them in one process; memory is its peak so far."""
    splits: list[Split] = []
    written, right, reported = 0, 0, 0
    for paper in make_papers(page_count, seed=SEED):
        split = split_pages(paper.pages, paper.kind)
        splits = [Split(*map(sum, zip(*splits, split, strict=True)))] if splits else [split]
        written, right = written + paper.act_count, right + (split.acts == paper.act_count) * paper.act_count
        if splits[0].pages * _REPORTS // page_count > reported:
            reported = splits[0].pages * _REPORTS // page_count
            print(
                f"{splits[0].pages:>9} pages  {_say(splits)}  peak {_measure_megabytes():.0f} MB", flush=True
            )
    print(f"{splits[0].pages:>9} pages  {_say(splits)}  peak {_measure_megabytes():.0f} MB")
    print(f"acts written {written}, in papers with just so many found {right}")


def _say(splits: list[Split]) -> str:
    pages, characters, _, seconds = (sum(values) for values in zip(*splits, strict=True))
    speed = f"{pages / seconds:8.0f} pages/s {1e3 * seconds / pages:6.3f} ms/page"
    return f"{speed} {characters / pages:6.0f} characters/page"


def _measure_megabytes() -> float:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--pages", type=int, default=1_000_000)
    asked = parser.parse_args(words)
    print(f"generated pages, seed {SEED}; memory with Python itself {_measure_megabytes():.0f} MB")
    measure_generated(asked.pages)
    measure_shared(asked.shared)
    return 0
