"""How long does a whole view with a picture take, and how heavy is it? Through the real site, as a reader.

    ./run bench pictures [--things 1000 20000 200000] [--rounds 20]

For each size an archive is made: so many devices in four hundred towns, each with a dated authorisation, and a quarter
as many contracts with buyer, supplier and price; all of them cite one public paper. Each view is asked for once when
nothing is known of it ("first": everything is read and drawn), then `rounds` times under other addresses (parts of
the globe, years, actors), then again under the same ("kept"). Milliseconds are of the processor, bytes those of
the HTML with its table.
"""

import argparse
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from importlib import import_module
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.config import Config
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.pipeline.observatory import Observatory, open_observatory
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.provenance import Capture, Provenance

_MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
_PAPER = "La ville autorise une caméra.".encode()
_BATCH, _TOWNS, _ACTORS = 1_000, 400, 2_000
_TYPES = ("fixed", "dome", "mobile", "plates", "sensor", "")
_MAP_MILLISECONDS, _MAP_BYTES = 150, 150_000
_ZOOMS = (5, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--things", type=int, nargs="*", default=[1_000, 20_000, 200_000])
    parser.add_argument("--rounds", type=int, default=20)
    asked = parser.parse_args(words)
    if len(asked.things) == 1:
        return measure_size(asked.things[0], asked.rounds)
    command = [sys.executable, "-m", "bench", "pictures", "--rounds", str(asked.rounds), "--things"]
    return max(subprocess.run([*command, str(size)], check=False).returncode for size in asked.things)


def measure_size(things: int, rounds: int) -> int:
    """One size in a process of its own, for a site has one archive; 1 where a view of the map is over its aims."""
    with tempfile.TemporaryDirectory() as folder:
        archive = Path(folder) / "archive"
        started = time.perf_counter()
        contracts = fill_archive(archive, things)
        print(f"{things:,} devices, {contracts:,} contracts: made in {time.perf_counter() - started:.0f} s")
        os.environ["CONTRECHAMP_ARCHIVE"] = str(archive)
        import_module("contrechamp.website.wsgi")
        is_late = [measure_view(name, list(addresses)[:rounds]) for name, addresses in list_views(rounds)]
        return int(is_late[0])


def fill_archive(folder: Path, things: int) -> int:
    """How many contracts were made."""
    Archive.create(folder, created_at=_MOMENT).close()
    with open_observatory(Config(archive=folder, workers=1), clock=lambda: _MOMENT) as observatory:
        provenance = Provenance("folder", "1", "papier.txt", _MOMENT, "ville", "/dossier", "")
        list(observatory.receive([Capture(_PAPER, provenance)]))
        observatory.process()
        observatory.publish_collection("ville")
        return City(observatory, things).build()


class City:
    """What is invented, from a seed."""

    def __init__(self, observatory: Observatory, things: int):
        self._registry, self._things = observatory.desk.registry, things
        self._chance = random.Random(7)
        self._source = Source(Passage(compute_digest(_PAPER), 1, 0, 8), "La ville")
        self._towns = [(self._chance.uniform(42.5, 51), self._chance.uniform(-4.5, 8)) for _ in range(_TOWNS)]
        self._sizes = [self._chance.paretovariate(1.1) for _ in self._towns]

    def build(self) -> int:
        orders = [Entity(make_id(), EntityKind.ACT, f"Arrêté {n}", "order") for n in range(200)]
        count = min(_ACTORS, max(40, self._things // 20))
        actors = [Entity(make_id(), EntityKind.ACTOR, f"Acteur {n}", "company") for n in range(count)]
        self._decide(Kind.ENTITY, entities=[render_entity(one) for one in (*orders, *actors)])
        for first in range(0, self._things, _BATCH):
            devices = [self._make_device(n) for n in range(first, min(first + _BATCH, self._things))]
            self._decide(Kind.ENTITY, entities=[render_entity(one) for one in devices])
            self._decide(
                Kind.FACT, facts=[self._authorise(self._chance.choice(orders), one) for one in devices]
            )
        for first in range(0, self._things // 4, _BATCH):
            self._make_contracts(range(first, min(first + _BATCH, self._things // 4)), actors)
        return self._things // 4

    def _make_device(self, number: int) -> Entity:
        (town,) = self._chance.choices(range(_TOWNS), self._sizes)
        latitude, longitude = (middle + self._chance.gauss(0, 0.03) for middle in self._towns[town])
        details = {"latitude": f"{latitude:.6f}", "longitude": f"{longitude:.6f}"}
        details["place"] = f"rue {town}-{number % 40}"
        if number % 2:
            details["direction"] = str(self._chance.randrange(360))
        return Entity(
            make_id(), EntityKind.DEVICE, f"Caméra {number}", self._chance.choice(_TYPES), details=details
        )

    def _authorise(self, order: Entity, device: Entity) -> dict:
        first = self._chance.randrange(2005, 2026)
        when = f"{first}-{self._chance.randrange(1, 13):02}/{first + 5}"
        return render_fact(
            Fact(make_id(), order.id, "authorises", device.id, when=when, sources=(self._source,))
        )

    def _make_contracts(self, numbers: range, actors: list[Entity]) -> None:
        acts = [
            Entity(
                make_id(),
                EntityKind.ACT,
                f"Marché {n}",
                "contract",
                details={"date": f"{2005 + n % 20}-04-02"},
            )
            for n in numbers
        ]
        self._decide(Kind.ENTITY, entities=[render_entity(one) for one in acts])
        facts = []
        for act in acts:
            buyer, supplier = self._chance.sample(actors, 2)
            said = {"under": act.id, "when": act.details["date"], "sources": (self._source,)}
            facts.append(Fact(make_id(), buyer.id, "buys_from", supplier.id, **said))
            price, marks = f"{self._chance.randrange(1, 900_000)}.00", {"bound": "awarded", "tax": "HT"}
            facts.append(
                Fact(make_id(), act.id, "costs", value=price, details=marks, sources=(self._source,))
            )
        self._decide(Kind.FACT, facts=[render_fact(one) for one in facts])

    def _decide(self, kind: Kind, **content: object) -> None:
        self._registry.judge([make_decision(kind, by="Ada", at=_MOMENT, **content)])


def list_views(rounds: int) -> Iterator[tuple[str, Iterator[str]]]:
    """Each view, first as a reader finds it, then under `rounds` other addresses."""
    from contrechamp.website.interface.observatory import find_observatory

    observatory = find_observatory()
    view = observatory.desk.view(observatory.public_collections())
    with view.reading() as connection:
        query = "SELECT latitude, longitude FROM devices ORDER BY latitude LIMIT 1 OFFSET 400"
        latitude, longitude = connection.execute(query).fetchone()
    actors = [one.entity.id for one in view.list_entities(kind="actor", limit=rounds)[0]]
    middles = ((zoom, round_ * 0.004) for round_ in range(99) for zoom in _ZOOMS)
    yield (
        "map",
        iter(
            [
                "/carte",
                *(f"/carte?centre={latitude + far:.4f},{longitude:.4f}&zoom={zoom}" for zoom, far in middles),
            ][: rounds + 1]
        ),
    )
    yield (
        "map, one type",
        (f"/carte?type=dome&centre={latitude:.3f},{longitude:.3f}&zoom={zoom}" for zoom in _ZOOMS),
    )
    yield "timeline", iter(["/chronologie", *(f"/chronologie?de={2004 + n}&a={2008 + n}" for n in range(18))])
    yield "network", iter(["/reseau", *(f"/reseau?autour={actor}" for actor in actors)])
    yield "money", iter(["/argent", "/argent?par=annee", *(f"/argent?sur={actor}" for actor in actors)])
    yield "entry of an actor", (f"/repertoire/{actor}" for actor in actors)


def measure_view(name: str, addresses: list[str]) -> bool:
    """Print seconds and bytes of a view; whether it was over the aims of a map."""
    from django.test import Client

    client = Client(headers={"host": "localhost"})
    first, *others = [ask(client, address) for address in addresses]
    kept, _ = ask(client, addresses[0])
    spent = [milliseconds for milliseconds, _ in others]
    heaviest = max((content for _, content in (first, *others)), key=len)
    packed = max(len(gzip.compress(content)) for _, content in (first, *others))
    p95 = statistics.quantiles(spent, n=20)[-1]
    print(
        f"  {name:18} first {first[0]:7.0f} ms, others p50 {statistics.median(spent):6.0f} p95 {p95:6.0f} ms, "
        f"kept {kept:5.0f} ms; at most {len(heaviest) / 1000:4.0f} kB, packed {packed / 1000:3.0f} kB",
        flush=True,
    )
    return p95 > _MAP_MILLISECONDS or len(heaviest) > _MAP_BYTES


def ask(client: object, address: str) -> tuple[float, bytes]:
    started = time.process_time()
    answer = client.get(address)
    milliseconds = (time.process_time() - started) * 1000
    if answer.status_code != 200:
        raise SystemExit(f"{address}: {answer.status_code}")
    return milliseconds, answer.content
