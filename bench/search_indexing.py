"""How fast do pages that were read go into the index, and how large is it? Beside FTS5 with the text stored.

    ./run bench search_indexing [--pages 60000]

Ours as the pipeline does it (two processes analyse, one writes), and in one process alone.
"""

import argparse
import multiprocessing
import shutil
import sqlite3
import statistics
import time
from pathlib import Path

import tantivy

from bench.search_pages import SEED, make_pages
from bench.search_peer import make_peer
from bench.search_speed import WORK
from contrechamp.search.index import Index, PreparedPage, prepare_page
from contrechamp.vocabulary.search import IndexedPage

ROUNDS = 3
_SLICE = 400
_pages: list[IndexedPage] = []  # known to the worker processes, as the pages of an archive are


def _prepare_slice(start: int) -> list[PreparedPage]:
    return [prepare_page(page) for page in _pages[start : start + _SLICE]]


def index_ours(folder: Path, *, workers: int) -> float:
    """Seconds until everything can be found."""
    shutil.rmtree(folder, ignore_errors=True)
    context = multiprocessing.get_context("fork")
    started = time.perf_counter()
    with Index.open(folder).writer() as writer:
        starts = range(0, len(_pages), _SLICE)
        if workers:
            with context.Pool(workers) as pool:
                for number, prepared in enumerate(pool.imap(_prepare_slice, starts)):
                    writer.add(prepared, is_continued=number > 0)
        else:
            for start in starts:
                writer.add(_prepare_slice(start), is_continued=start > 0)
        writer.commit()
        taken = time.perf_counter() - started
    return taken


def index_peer(path: Path) -> float:
    started = time.perf_counter()
    make_peer(path, _pages)
    return time.perf_counter() - started


def measure_bytes(path: Path) -> int:
    return sum(file.stat().st_size for file in path.rglob("*")) if path.is_dir() else path.stat().st_size


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=60_000)
    asked = parser.parse_args(words)
    _pages.extend(make_pages(asked.pages))
    WORK.mkdir(exist_ok=True)
    ours, peer = WORK / "indexing", WORK / "indexing.sqlite"
    print(f"{asked.pages} pages, seed {SEED}; {tantivy.__version__}; SQLite {sqlite3.sqlite_version} FTS5")
    two, one, theirs = [], [], []
    for _ in range(ROUNDS):
        theirs.append(index_peer(peer))
        one.append(index_ours(ours, workers=0))
        two.append(index_ours(ours, workers=2))
    for name, taken in (("two workers", two), ("one process", one), ("FTS5", theirs)):
        ratio = statistics.median(b / a for a, b in zip(taken, theirs, strict=True))
        print(f"{name:14}{asked.pages / statistics.median(taken):8.0f} pages/s   {ratio:5.2f} times FTS5")
    print(f"size: {measure_bytes(ours) / 1e6:.0f} MB, FTS5 {measure_bytes(peer) / 1e6:.0f} MB, ", end="")
    print(f"ratio {measure_bytes(ours) / measure_bytes(peer):.2f}")
    shutil.rmtree(ours)
    peer.unlink()
    return 0
