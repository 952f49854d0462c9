"""How many pages a second are spotted by all spotters, in what memory? Shared papers, and a million generated pages.

    ./run bench spotting ../shared/data [--pages 1000000]

Pages are read, or generated, before they are timed, a batch at a time; processor time of one core, lexicons included
in the memory. Generated pages are those of `search_pages` with sentences of council papers that state values.
"""

import argparse
import random
import time
import zipfile
from collections.abc import Iterable, Iterator
from itertools import batched
from pathlib import Path
from typing import NamedTuple

import psutil
from tests.spot.administrative_pages import read_pages

from bench.council_papers import make_sentence
from bench.search_pages import SEED, make_pages
from contrechamp.spot.lexicons import Lexicons, open_lexicons
from contrechamp.spot.spotting import SPOTTERS, spot_page
from contrechamp.vocabulary.document import HowRead, Page

_BATCH = 2_000
_STATING = 4  # sentences of a generated page that state a sum, an act, a delay
_SENTENCES = 20_000
_MEGABYTE = 1_000_000


class Measured(NamedTuple):
    """Pages, code points, mentions, seconds of processor, and the memory of this process in bytes at the end."""

    pages: int = 0
    size: int = 0
    mentions: int = 0
    seconds: float = 0.0
    memory: int = 0


def measure_spotting(texts: Iterable[str], lexicons: Lexicons) -> Iterator[Measured]:
    """What all spotters cost, after each batch: sums from the beginning."""
    so_far = Measured()
    for batch in batched(texts, _BATCH):
        pages = [Page(number, text, HowRead.NATIVE) for number, text in enumerate(batch, 1)]
        begin = time.process_time()
        mentions = sum(len(spot_page(page, tables=(), lexicons=lexicons)) for page in pages)
        seconds = time.process_time() - begin
        added = (len(batch), sum(map(len, batch)), mentions, seconds)
        so_far = Measured(
            *(a + b for a, b in zip(so_far[:4], added, strict=True)), psutil.Process().memory_info().rss
        )
        yield so_far


def read_texts(shared_data: Path) -> list[str]:
    """The text pages of the councils' PDFs, those in ZIP files included, and of the gazettes kept as text."""
    return [
        text for paper in list_papers(shared_data) for text in read_pages(shared_data, paper).values() if text
    ]


def list_papers(shared_data: Path) -> Iterator[str]:
    """Papers as `open_paper` takes them: a path, `file.zip!inner.pdf` inside an archive."""
    for path in sorted((shared_data / "montpellier").rglob("*.zip")):
        with zipfile.ZipFile(path) as members:
            inner = sorted(name for name in members.namelist() if name.lower().endswith(".pdf"))
        yield from (f"{path.relative_to(shared_data)}!{name}" for name in inner)
    for path in sorted((shared_data / "raa-var").glob("*.txt")):
        if path.name != "SOURCE.txt":
            yield str(path.relative_to(shared_data))


def generate_texts(count: int) -> Iterator[str]:
    """Seeded pages in the words of councils: a dozen sentences, some of which state values."""
    dice = random.Random(SEED)
    stating = [make_sentence(dice) for _ in range(_SENTENCES)]
    for page in make_pages(count):
        yield "\n".join((page.text, *dice.choices(stating, k=_STATING)))


def _print_measured(name: str, one: Measured, first: Measured) -> None:
    size, pages, million = one.size / one.pages, one.pages / one.seconds, one.size / one.seconds / _MEGABYTE
    print(
        f"{name}: {one.pages} pages of {size:.0f} code points, {one.mentions / one.pages:.1f} mentions each"
    )
    print(f"    {pages:.0f} pages/s, {million:.2f} million code points/s")
    print(
        f"    memory {first.memory / _MEGABYTE:.0f} MB at first, {one.memory / _MEGABYTE:.0f} MB at the end"
    )


def main(arguments: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="./run bench spotting", description=__doc__)
    parser.add_argument("shared_data", type=Path)
    parser.add_argument("--pages", type=int, default=1_000_000, help="generated pages")
    options = parser.parse_args(arguments)
    lexicons = open_lexicons()
    print("spotters:", ", ".join(spotter.KIND for spotter in SPOTTERS))
    for name, texts in (
        ("shared", read_texts(options.shared_data)),
        ("generated", generate_texts(options.pages)),
    ):
        steps = list(measure_spotting(texts, lexicons))
        _print_measured(name, steps[-1], steps[0])
    return 0
