"""Names that may be one actor's: precision and recall on named pairs beside rapidfuzz, and how fast they are offered.

    ./run bench candidates ../shared/data [--held-out] [--names 100000] [--entities 5000]

The pairs are `tests/link/truth/pairs.toml`: "same" against the rest. Ours at its default threshold; the peer,
`rapidfuzz.fuzz.token_set_ratio` with its own `default_process`, at the threshold that is best on the tuning half. The
held-out half is asked for by name: nothing was tuned on it. Then a registry of invented names is asked what 200
waiting names may be.
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import rapidfuzz
from rapidfuzz import fuzz, utils
from tests.link.truth.pairs import Pair, Side, iterate_pairs

from bench.names import iterate_names
from contrechamp.archive.archive import Archive
from contrechamp.link.candidates import list_candidates, list_likely_names, list_twins
from contrechamp.link.comparing import LIKELY, compare_names
from contrechamp.link.content import render_entity
from contrechamp.link.judging import make_id
from contrechamp.link.name_words import index_new_names
from contrechamp.link.reasons import NameFacts
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.judgement import JudgementKind, Name

_MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
_ASKED, _AIM_MILLISECONDS = 200, 20
_AGENCIES = ("SAS", "agence de Pérols", "SARL", "établissement de Nîmes", "Sud Est", "Sécurité")


class Rates(NamedTuple):
    """How well "same" is told: of those said to be the same, and of those that are."""

    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / ((self.precision + self.recall) or 1)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("folder", type=Path)
    parser.add_argument("--held-out", action="store_true")
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--entities", type=int, default=5_000)
    asked = parser.parse_args(words)
    pairs = list(iterate_pairs(asked.folder))
    tell_rates(pairs, has_held_out=asked.held_out)
    return int(tell_speed(asked.names, asked.entities) > _AIM_MILLISECONDS)


def tell_rates(pairs: Sequence[Pair], *, has_held_out: bool) -> None:
    """Print both sides' rates on the tuning half and, where asked for, on the other."""
    halves = {"tuning half": [pair for pair in pairs if not pair.held_out]}
    best = _choose_threshold(halves["tuning half"])
    if has_held_out:
        halves["held-out half"] = [pair for pair in pairs if pair.held_out]
    for half, said in halves.items():
        _tell(f"{half}, ours at {LIKELY}", measure_rates(said, score_ours, threshold=LIKELY))
        peer = f"rapidfuzz {rapidfuzz.__version__} token_set_ratio at {best:g}"
        _tell(f"{half}, {peer}", measure_rates(said, score_peer, threshold=best))
    for name, score in (("ours", score_ours), ("rapidfuzz", score_peer)):
        started = time.process_time()
        for _ in range(20):
            for pair in pairs:
                score(pair)
        print(f"{name}: {20 * len(pairs) / (time.process_time() - started):,.0f} pairs/s, one core")


def _tell(what: str, rates: Rates) -> None:
    print(f"{what}: precision {rates.precision:.3f}, recall {rates.recall:.3f}, F1 {rates.f1:.3f}")


def make_facts(side: Side) -> NameFacts:
    """A side of the truth as it is compared."""
    return NameFacts(
        side.name, side.siren, (side.town,) * bool(side.town), (side.postcode,) * bool(side.postcode)
    )


def score_ours(pair: Pair) -> float:
    return compare_names(make_facts(pair.left), make_facts(pair.right)).score


def score_peer(pair: Pair) -> float:
    return fuzz.token_set_ratio(pair.left.name, pair.right.name, processor=utils.default_process)


def measure_rates(pairs: Sequence[Pair], score: Callable[[Pair], float], *, threshold: float) -> Rates:
    """The rates of one scorer, where `threshold` and more says "same"."""
    said = [pair.label == "same" for pair in pairs if score(pair) >= threshold]
    same = sum(pair.label == "same" for pair in pairs)
    return Rates(sum(said) / (len(said) or 1), sum(said) / same)


def _choose_threshold(pairs: Sequence[Pair]) -> float:
    scores = sorted({score_peer(pair) for pair in pairs})
    return max(scores, key=lambda threshold: measure_rates(pairs, score_peer, threshold=threshold).f1)


def tell_speed(names: int, entities: int) -> float:
    """Print how fast candidates are offered among so many; the p95 in milliseconds."""
    with (
        tempfile.TemporaryDirectory() as folder,
        Archive.create(Path(folder) / "a", created_at=_MOMENT) as archive,
    ):
        registry = Registry(archive.judgements, archive.open_registry_book(SCHEMA, version=VERSION))
        view = View(registry, None)
        made = list(_iterate_written(names))
        keys = _fill(registry, made, entities)
        asked = random.Random(6).sample(made, _ASKED)
        p95, found = _measure(lambda name: list_candidates(view, Name("actor", name)), asked)
        print(
            f"{_ASKED} names among {entities:,} entities and {names:,} names: p95 {p95:.1f} ms; {found} found some"
        )
        p95_names, found = _measure(
            lambda key: list_likely_names(view, key), random.Random(7).sample(keys, 50)
        )
        print(f"names that may be 50 of these entities: p95 {p95_names:.1f} ms; {found} have some")
        started = time.perf_counter()
        _page, total = list_twins(view)
        print(
            f"{total:,} pairs of entities that may be one: {time.perf_counter() - started:.2f} s, then remembered"
        )
        registry.close()
    return p95


def _iterate_written(count: int) -> Iterator[str]:
    """Invented names, every third of them in another writing too."""
    chance = random.Random(5)
    for name in iterate_names(count):
        yield f"{name} {chance.choice(_AGENCIES)}" if chance.random() < 0.3 else name


def _fill(registry: Registry, names: Sequence[str], entities: int) -> list[str]:
    """Entities under every n-th name, and all other names waiting; the ids of the entities."""
    made = [Entity(make_id(), EntityKind.ACTOR, name) for name in names[:: len(names) // entities][:entities]]
    for start in range(0, len(made), 500):
        said = [render_entity(one) for one in made[start : start + 500]]
        registry.judge([make_decision(JudgementKind.ENTITY, by="Ada", at=_MOMENT, entities=said)])
    with registry.book.changes() as connection:
        lines = [("actor", name) for name in dict.fromkeys(names)]
        connection.executemany("INSERT INTO names (kind, value, documents) VALUES (?, ?, 1)", lines)
        started = time.process_time()
        while index_new_names(connection):
            pass
        print(f"{len(lines) / (time.process_time() - started):,.0f} names/s made findable")
    return [one.id for one in made]


def _measure(ask: Callable[[str], Sequence], asked: Sequence[str]) -> tuple[float, int]:
    times, found = [], 0
    for one in asked:
        started = time.perf_counter()
        found += bool(ask(one))
        times.append(1000 * (time.perf_counter() - started))
    return statistics.quantiles(times, n=20)[-1], found
