"""How long does a search with ten highlighted snippets take? By class of question, beside FTS5, warm.

    ./run bench search_speed [--pages 1000000]

Builds both indexes once in bench/work (about 4 GB and a quarter of an hour for a million pages), then asks.
"""

import argparse
import multiprocessing
import shutil
import sqlite3
import statistics
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import tantivy

from bench.search_pages import QUESTIONS, SEED, make_pages
from bench.search_peer import ask_peer, make_peer, open_peer
from contrechamp.search.index import Index, PreparedPage, prepare_page
from contrechamp.vocabulary.search import IndexedPage, Question

WORK = Path(__file__).parent / "work"
ROUNDS = 5
PEER_ROUNDS = 2
_BATCH = 400


def prepare_batch(pages: list[IndexedPage]) -> list[PreparedPage]:
    return [prepare_page(page) for page in pages]


def cut_batches(count: int) -> Iterator[list[IndexedPage]]:
    batch: list[IndexedPage] = []
    for page in make_pages(count):
        batch.append(page)
        if len(batch) == _BATCH:
            yield batch
            batch = []
    yield batch


def build(count: int) -> tuple[Path, Path]:
    """Both indexes of this many pages, made unless they are there."""
    ours, peer = WORK / f"search-{count}", WORK / f"fts5-{count}.sqlite"
    if not (ours / "done").exists() or Index.open(ours).is_outdated:
        shutil.rmtree(ours, ignore_errors=True)
        started = time.perf_counter()
        with multiprocessing.Pool(2) as pool, Index.open(ours).writer(memory_bytes=400_000_000) as writer:
            for prepared in pool.imap(prepare_batch, cut_batches(count)):
                writer.add(prepared)
            writer.commit()
        (ours / "done").write_text("")
        print(f"ours built in {time.perf_counter() - started:.0f} s", flush=True)
    if not peer.exists():
        started, unfinished = time.perf_counter(), peer.with_suffix(".part")
        make_peer(unfinished, make_pages(count))
        unfinished.rename(peer)
        print(f"FTS5 built in {time.perf_counter() - started:.0f} s", flush=True)
    return ours, peer


def time_all(ask: Callable[[str], object], questions: list[str], *, rounds: int) -> list[float]:
    """Milliseconds of every question of every round, after one round that warms."""
    for question in questions:
        ask(question)
    taken = []
    for _ in range(rounds):
        for question in questions:
            started = time.perf_counter()
            ask(question)
            taken.append((time.perf_counter() - started) * 1000)
    return taken


def find_p95(taken: list[float]) -> float:
    return statistics.quantiles(taken, n=20)[-1]


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000_000)
    asked = parser.parse_args(words)
    ours, peer = build(asked.pages)
    index, database = Index.open(ours), open_peer(peer)
    print(f"{asked.pages} pages, seed {SEED}; {tantivy.__version__}; SQLite {sqlite3.sqlite_version} FTS5")
    print(f"{'ms':12}{'ours p50':>10}{'p95':>8}{'FTS5 p50':>10}{'p95':>9}{'ratio p50':>11}{'p95':>8}")
    all_ours, all_peer = [], []
    for name, questions in QUESTIONS.items():
        mine = time_all(lambda text: index.ask(Question(text)), questions, rounds=ROUNDS)
        theirs = time_all(lambda text: ask_peer(database, text), questions, rounds=PEER_ROUNDS)
        all_ours += mine * PEER_ROUNDS
        all_peer += theirs * ROUNDS
        _print_row(name, mine, theirs)
    _print_row("all", all_ours, all_peer)
    return 0


def _print_row(name: str, mine: list[float], theirs: list[float]) -> None:
    a, b, c, d = statistics.median(mine), find_p95(mine), statistics.median(theirs), find_p95(theirs)
    print(f"{name:12}{a:10.2f}{b:8.2f}{c:10.2f}{d:9.2f}{c / a:11.1f}{d / b:8.1f}", flush=True)
