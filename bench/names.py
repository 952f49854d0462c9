"""A million names looked for in a text: megabytes a second on one core, memory, beside ahocorasick_rs.

    ./run bench names [--names 1000000] [--text 20]

Names are invented from a seed (a forename and surnames of one to three words, or a firm's), the text is invented
sentences in which one word in sixty begins such a name. Each matcher has a process of its own: its memory is what
that process held at most, less what it held before the names came, the names themselves not being kept.
"""

import argparse
import importlib.metadata
import multiprocessing
import random
import resource
import time
from collections.abc import Iterator
from typing import NamedTuple

_SYLLABLES = [
    "ba",
    "be",
    "bou",
    "cha",
    "cor",
    "dan",
    "du",
    "fer",
    "ga",
    "gné",
    "hé",
    "ja",
    "lan",
    "le",
    "ler",
    "lou",
    "ma",
    "mer",
    "mo",
    "nar",
    "né",
    "no",
    "oli",
    "par",
    "per",
    "qui",
    "ra",
    "ré",
    "ro",
    "sa",
    "sé",
    "ti",
    "to",
    "tré",
    "va",
    "vé",
    "vi",
]
_FIRMS = ("Société", "Établissements", "Groupe", "Cabinet", "Entreprise", "SARL")
_AIM_MEGABYTES, _AIM_MEMORY = 5.0, 300


class Measured(NamedTuple):
    """What one matcher did."""

    name: str
    seconds_to_load: float
    megabytes_a_second: float
    memory_megabytes: int
    matches: int


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=1_000_000)
    parser.add_argument("--text", type=float, default=20, help="megabytes")
    asked = parser.parse_args(words)
    ours = _measure_apart(measure_ours, asked)
    _tell(ours)
    try:
        version = importlib.metadata.version("ahocorasick_rs")
        _tell(_measure_apart(measure_peer, asked), f" {version}, at its defaults")
    except importlib.metadata.PackageNotFoundError:
        print("ahocorasick_rs is not installed here: no peer beside it (pip install ahocorasick_rs).")
    return int(ours.megabytes_a_second < _AIM_MEGABYTES or ours.memory_megabytes > _AIM_MEMORY)


def _tell(found: Measured, more: str = "") -> None:
    print(
        f"{found.name}{more}: {found.megabytes_a_second:.1f} MB/s, {found.memory_megabytes} MB, "
        f"{found.matches:,} matches, made in {found.seconds_to_load:.1f} s"
    )


def _measure_apart(measure, asked: argparse.Namespace) -> Measured:
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        return pool.apply(measure, (asked.names, asked.text))


def make_word(chance: random.Random, *, most: int = 4) -> str:
    """An invented word."""
    return "".join(chance.choice(_SYLLABLES) for _ in range(chance.randint(2, most)))


def iterate_names(count: int) -> Iterator[str]:
    """Invented names, the same for the same count."""
    chance = random.Random(3)
    for _ in range(count):
        surname = " ".join(make_word(chance).capitalize() for _ in range(chance.choice((1, 1, 2, 3))))
        before = chance.choice(_FIRMS) if chance.random() < 0.3 else make_word(chance, most=3).capitalize()
        yield f"{before} {surname}"


def make_text(megabytes: float, names: int) -> list[str]:
    """Pages of about 2,700 characters in which known names stand, and others that only begin as they do."""
    chance = random.Random(4)
    known = [name for n, name in enumerate(iterate_names(names)) if n % (names // 1000 or 1) == 0]
    common = [make_word(chance, most=2) for _ in range(3_000)]
    pages, size = [], 0
    while size < megabytes * 1e6:
        words = [
            chance.choice(known) if chance.random() < 1 / 60 else chance.choice(common) for _ in range(500)
        ]
        pages.append(" ".join(words))
        size += len(pages[-1].encode())
    return pages


def _read_memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def measure_ours(names: int, megabytes: float) -> Measured:
    """The matcher that a long list of names gets."""
    from contrechamp.spot.many_names import ManyNames
    from contrechamp.spot.tokens import split_tokens

    before, started = _read_memory(), time.process_time()
    many = ManyNames(iterate_names(names))
    loading, memory = time.process_time() - started, _read_memory() - before
    pages = make_text(megabytes, names)
    size, started, matches = sum(len(page.encode()) for page in pages), time.process_time(), 0
    for page in pages:
        matches += sum(1 for _ in many.find(split_tokens(page)))
    return Measured("ours", loading, size / 1e6 / (time.process_time() - started), memory, matches)


def measure_peer(names: int, megabytes: float) -> Measured:
    """The automaton of ahocorasick_rs over lower-case text; it knows no words, so it finds parts of words too."""
    import ahocorasick_rs

    before, started = _read_memory(), time.process_time()
    automaton = ahocorasick_rs.AhoCorasick(map(str.lower, iterate_names(names)))
    loading, memory = time.process_time() - started, _read_memory() - before
    pages = make_text(megabytes, names)
    size, started, matches = sum(len(page.encode()) for page in pages), time.process_time(), 0
    for page in pages:
        matches += len(automaton.find_matches_as_indexes(page.lower()))
    return Measured("ahocorasick_rs", loading, size / 1e6 / (time.process_time() - started), memory, matches)
