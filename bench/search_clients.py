"""How many questions a second for eight clients at once? Three words with AND and ten snippets, beside FTS5.

    ./run bench search_clients [--pages 1000000] [--seconds 15]

Ours: eight processes, as a website in several processes is. FTS5: eight threads, each with its own connection.
"""

import argparse
import itertools
import multiprocessing
import random
import sqlite3
import threading
import time
from pathlib import Path

import tantivy

from bench.search_pages import SEED
from bench.search_peer import ask_peer, open_peer
from bench.search_speed import build
from contrechamp.search.index import Index
from contrechamp.vocabulary.search import Question

CLIENTS = 8
ROUNDS = 3
_WORDS = """
caméra police subvention convention drone conservation images logiciel préfet école parcelle montant budget sécurité
marché fibre tramway comité charte quartier
"""


def make_questions() -> list[str]:
    """Sixty sets of three words, the same for everybody."""
    sets = list(itertools.combinations(_WORDS.split(), 3))
    return [" ET ".join(words) for words in random.Random(SEED).sample(sets, 60)]


def _ask_ours(
    folder: Path, client: int, barrier: multiprocessing.Barrier, results: multiprocessing.Queue
) -> None:
    index, questions = Index.open(folder), make_questions()
    for question in questions[client::CLIENTS]:
        index.ask(Question(question))
    seconds = barrier_wait(barrier)
    results.put(_count_until(seconds, lambda text: index.ask(Question(text)), questions, client))


def barrier_wait(barrier: "multiprocessing.Barrier | threading.Barrier") -> float:
    barrier.wait()
    return SECONDS


SECONDS = 15.0


def _count_until(seconds: float, ask, questions: list[str], client: int) -> int:
    count, end = 0, time.perf_counter() + seconds
    for question in itertools.cycle(questions[client * 7 :] + questions[: client * 7]):
        if time.perf_counter() >= end:
            return count
        ask(question)
        count += 1
    return count


def measure_ours(folder: Path) -> float:
    context = multiprocessing.get_context("fork")
    barrier, results = context.Barrier(CLIENTS), context.Queue()
    clients = [context.Process(target=_ask_ours, args=(folder, n, barrier, results)) for n in range(CLIENTS)]
    for client in clients:
        client.start()
    total = sum(results.get() for _ in clients)
    for client in clients:
        client.join()
    return total / SECONDS


def measure_peer(path: Path) -> float:
    barrier, counts = threading.Barrier(CLIENTS), [0] * CLIENTS
    questions = make_questions()

    def run(client: int) -> None:
        database = open_peer(path)
        for question in questions[client::CLIENTS]:
            ask_peer(database, question)
        barrier.wait()
        counts[client] = _count_until(SECONDS, lambda text: ask_peer(database, text), questions, client)

    threads = [threading.Thread(target=run, args=(n,)) for n in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / SECONDS


def main(words: list[str]) -> int:
    global SECONDS
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--pages", type=int, default=1_000_000)
    parser.add_argument("--seconds", type=float, default=SECONDS)
    asked = parser.parse_args(words)
    SECONDS = asked.seconds
    ours, peer = build(asked.pages)
    print(f"{asked.pages} pages, seed {SEED}; {tantivy.__version__}; SQLite {sqlite3.sqlite_version} FTS5")
    print(f"{'questions/s':12}{'ours':>8}{'FTS5':>8}{'ratio':>8}")
    for number in range(ROUNDS):
        mine, theirs = measure_ours(ours), measure_peer(peer)
        print(f"{f'round {number + 1}':12}{mine:8.0f}{theirs:8.0f}{mine / theirs:8.2f}", flush=True)
    return 0
