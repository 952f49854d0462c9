"""The registry at the size of a large collective: how long each view takes, and how many queries it asks.

    ./run bench registry [--names 100000] [--facts 20000] [--archive FOLDER]

Names, proposals, entities and facts are invented from a seed: 10,000 documents that each name thirty things, half of
them open to everybody. Each view is asked for 40 times with other names, entities and pages. Then decisions a second:
facts, cameras, rows of contracts taken. With `--archive`, what linking costs for a page of that archive (a copy of it:
its registry is written).
"""

import argparse
import random
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from contrechamp.archive.archive import Archive
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.finding import Found, write_found
from contrechamp.link.gathering import Seen
from contrechamp.link.judging import make_id
from contrechamp.link.proposals import find_proposals, list_proposals
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.link.showing import Shown
from contrechamp.link.sightings import list_names_of, list_sightings, list_waiting
from contrechamp.link.taking import make_takings
from contrechamp.link.view import FactFilter, View
from contrechamp.vocabulary.digest import Digest, compute_digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Proposal

_MOMENT = datetime(2026, 3, 1, tzinfo=UTC)
_DOCUMENTS, _NAMES_A_DOCUMENT, _PROPOSALS, _ENTITIES = 10_000, 30, 50_000, 2_000
_TIMES, _BATCH, _AIM_MILLISECONDS = 40, 500, 20
_KINDS = ("actor", "place", "technology", "event")
_WORDS = (
    "noctiluque",
    "vaucreuse",
    "champlorme",
    "prosopene",
    "lavoir",
    "rouissoirs",
    "tilleuls",
    "griffoulet",
)


def main(words: list[str]) -> int:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--names", type=int, default=100_000)
    parser.add_argument("--facts", type=int, default=20_000)
    parser.add_argument("--archive", type=Path)
    asked = parser.parse_args(words)
    if asked.archive:
        return measure_linking(asked.archive)
    with tempfile.TemporaryDirectory() as folder:
        archive = Archive.create(Path(folder) / "archive", created_at=_MOMENT)
        registry = Registry(archive.judgements, archive.open_registry_book(SCHEMA, version=VERSION))
        slowest = Bench(registry, names=asked.names, facts=asked.facts).run()
        registry.close()
        archive.close()
    return int(slowest > _AIM_MILLISECONDS)


class Bench:
    """One invented registry and what is asked of it."""

    def __init__(self, registry: Registry, *, names: int, facts: int):
        self.registry, self._chance = registry, random.Random(7)
        self._name_count, self._fact_count = names, facts
        self.digests = [compute_digest(f"document {n}".encode()) for n in range(_DOCUMENTS)]
        shown = set(self.digests[::2])
        self.team = View(registry, None)
        self.everybody = View(registry, Shown("half", lambda digests: shown & set(digests)))
        self.entities: list[str] = []

    def run(self) -> float:
        """The slowest p95 of a view, in milliseconds of processor: other work on the machine is not counted."""
        self._fill()
        slowest = 0.0
        for name, ask in self._list_views():
            for who, view in (("team", self.team), ("everybody", self.everybody)):
                if who == "everybody" and name.startswith("queue"):
                    continue
                slowest = max(slowest, self._measure(f"{name}, {who}", lambda ask=ask, view=view: ask(view)))
        self._judge()
        return slowest

    def _fill(self) -> None:
        started = time.perf_counter()
        sightings = 0
        for first in range(0, _DOCUMENTS, 100):
            portions = [self._make_found(place) for place in range(first, first + 100)]
            sightings += sum(len(one.seen) for one in portions)
            with self.registry.book.changes() as connection:
                write_found(connection, portions, version="1")
        seconds = time.perf_counter() - started
        print(
            f"{_DOCUMENTS:,} documents, {sightings:,} sightings, {_PROPOSALS:,} proposals in {seconds:.1f} s"
        )
        self._establish()

    def _make_found(self, place: int) -> Found:
        chosen = {self._choose_name() for _ in range(_NAMES_A_DOCUMENT)}
        seen = [self._see(number) for number in chosen]
        count = _PROPOSALS // _DOCUMENTS
        proposals = [self._propose(place, turn) for turn in range(count)]
        return Found(self.digests[place], seen, proposals)

    def _choose_name(self) -> int:
        """Few names stand in many documents, most in one or two."""
        if self._chance.random() < 0.1:
            return self._chance.randrange(100)
        return self._chance.randrange(self._name_count)

    def _see(self, number: int) -> Seen:
        value = f"{_WORDS[number % 8].title()} {_WORDS[number // 8 % 8]} {number}"
        beside = int(self._chance.random() < 0.05)
        place = (1 + number % 9, 40, 40 + len(value), value)
        return Seen(_KINDS[number % 20 // 17], value, *place, 1 + number % 3, beside, "essai", "1", {})

    def _propose(self, place: int, turn: int) -> Proposal:
        number = place * 10 + turn
        fields = {"object": f"marché {number}", "supplier": f"Firme {number % 3_000}", "buyer": "Vaucreuse"}
        fields |= {"amount": f"{number}.00", "notified_on": "2019-06-25", "technology": "camera"}
        if turn == 0:
            fields = {
                "name": f"C-{number}",
                "place": "rue du Port-Sec",
                "latitude": "45.9",
                "longitude": "3.4",
            }
        passage = Passage(self.digests[place], 1 + turn, 0, 30)
        kind = "device" if turn == 0 else "contract"
        weight = self._chance.randrange(1_100)
        return Proposal(f"{number:020}", kind, passage, f"ligne {number}", fields, "row", "1", weight)

    def _establish(self) -> None:
        made = [Entity(make_id(), EntityKind.ACTOR, f"Acteur {n}", "company") for n in range(_ENTITIES)]
        self.entities = [one.id for one in made]
        names = [["actor", self._see(n * 20).value, "", one.id] for n, one in enumerate(made[:100])]
        self._decide(Kind.ENTITY, entities=list(map(render_entity, made)), names=names)
        started = time.perf_counter()
        for first in range(0, self._fact_count, _BATCH):
            facts = [self._make_fact(first + n) for n in range(_BATCH)]
            self._decide(Kind.FACT, facts=list(map(render_fact, facts)))
        self._tell_rate("facts established, 500 a judgement", self._fact_count, started)

    def _make_fact(self, number: int) -> Fact:
        subject, other = self._chance.sample(self.entities, 2)
        if number % 4 == 0:
            subject = self.entities[0]  # a city that buys much
        source = Source(Passage(self.digests[number % _DOCUMENTS], 1, 0, 9), "une ligne")
        return Fact(make_id(), subject, "buys_from", other, when=f"{2000 + number % 25}", sources=(source,))

    def _decide(self, kind: Kind, **content: object) -> None:
        self.registry.judge([make_decision(kind, by="Ada", at=_MOMENT, **content)])

    def _list_views(self) -> Iterator[tuple[str, Callable[[View], object]]]:
        chance = self._chance
        yield "queue of names", lambda view: list_waiting(view, offset=50 * chance.randrange(20))
        yield (
            "queue of actors",
            lambda view: list_waiting(view, kind="actor", offset=50 * chance.randrange(20)),
        )
        yield (
            "queue, by letters",
            lambda view: list_waiting(view, text=f"{chance.choice(_WORDS)} {chance.randrange(900)}"),
        )
        yield "queue, by one word", lambda view: list_waiting(view, text=chance.choice(_WORDS))
        yield "queue of proposals", lambda view: list_proposals(view, offset=50 * chance.randrange(20))
        yield "queue of contracts", lambda view: list_proposals(view, kind="contract")
        yield "queue of a document", lambda view: list_proposals(view, digest=chance.choice(self.digests))
        frequent = lambda: Name("actor", self._see(20 * chance.randrange(5) + 1).value)  # noqa: E731
        yield "queue, sightings of a name", lambda view: list_sightings(view, frequent())
        yield "entity page", lambda view: self._read_entity(view, chance.choice(self.entities))
        yield "entity page of the city", lambda view: self._read_entity(view, self.entities[0])
        yield "names of an entity", lambda view: list_names_of(view, chance.choice(self.entities[:100]))
        yield "fact list", lambda view: view.list_facts(offset=50 * chance.randrange(20), limit=50)
        years = lambda: f"{2000 + chance.randrange(25)}"  # noqa: E731
        yield (
            "fact list of a year",
            lambda view: view.list_facts(FactFilter(first=years(), last=years()), limit=50),
        )
        yield "entity list", lambda view: view.list_entities(kind="actor", offset=50 * chance.randrange(20))
        yield "entity list by facts", lambda view: view.list_entities(order="facts")

    def _read_entity(self, view: View, key: str) -> None:
        view.find_entity(key)
        view.list_facts(FactFilter(about=key), limit=50)
        list_names_of(view, key)

    def _measure(self, name: str, ask: Callable[[], object]) -> float:
        ask()
        asked: list[str] = []
        with self.registry.book.reading() as connection:
            connection.set_trace_callback(asked.append)
            ask()
            connection.set_trace_callback(None)
        spent, computed = [], []
        for _ in range(_TIMES):
            started, busy = time.perf_counter(), time.process_time()
            ask()
            spent.append(1_000 * (time.perf_counter() - started))
            computed.append(1_000 * (time.process_time() - busy))
        p95 = [statistics.quantiles(times, n=20)[-1] for times in (spent, computed)]
        print(
            f"{name:40} p95 {p95[0]:7.2f} ms, of processor {p95[1]:6.2f} ms, {len(asked):3} queries",
            flush=True,
        )
        return p95[1]

    def _judge(self) -> None:
        for kind, count in (("device", 2_000), ("contract", 500)):
            proposals = list_proposals(self.team, kind=kind, limit=count)[0]
            keys = [one.key for one in proposals]
            started = time.perf_counter()
            for first in range(0, count, _BATCH):
                self._take(keys[first : first + _BATCH])
            self._tell_rate(f"proposals taken ({kind})", count, started)

    def _take(self, keys: list[str]) -> None:
        found = find_proposals(self.team, keys)
        facts = {"make_source": lambda passage: Source(passage, "une ligne"), "by": "Ada", "at": _MOMENT}
        self.registry.judge(make_takings(self.team, found, **facts))

    def _tell_rate(self, name: str, count: int, started: float) -> None:
        seconds = time.perf_counter() - started
        print(f"{name:44} {count / seconds:9,.0f} a second")


def measure_linking(folder: Path) -> int:
    """Print what linking costs: processor time for a page, the best of three, and names and proposals."""
    from contrechamp.pipeline.link_keeping import make_link_tasks
    from contrechamp.pipeline.linking import link_documents, open_book

    with Archive.open(folder) as archive:
        digests: list[Digest] = [entry.digest for entry in archive.list_documents(order="first", limit=-1)[0]]
        best = float("inf")
        for _ in range(3):
            started = time.process_time()
            for task in make_link_tasks(archive, digests):
                link_documents(archive, task)
            best = min(best, time.process_time() - started)
        pages = archive.count_pages()
        print(f"{pages:,} pages, {1_000 * best / pages:.2f} ms of processor a page")
        book = open_book(archive)
        with book.reading() as connection:
            for table, by in (("names", "kind"), ("proposals", "kind")):
                query = f"SELECT {by}, count(*) FROM {table} GROUP BY {by} ORDER BY 2 DESC"
                print(table, dict(connection.execute(query).fetchall()))
        book.close()
    return 0
