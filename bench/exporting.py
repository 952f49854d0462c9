"""Exports and what comes back: how fast, how large, and how much memory, by format.

    ./run bench exporting [--devices 200000] [--facts 20000]

An archive of our own is made: small papers, cameras with coordinates decided 500 at a time, facts 200 at a time, each
citing the words of a page. Every format is then written for the team in a process of its own, whose largest memory is
told, with what it takes before anything is written ("idle"). SQLite and the bag are taken back into archives without
judgements; "public" is the SQLite file for everybody, whose judgements are one for each thing.
"""

import argparse
import json
import multiprocessing
import shutil
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from itertools import batched
from pathlib import Path

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.pipeline import returning
from contrechamp.pipeline.exporting import KINDS, ExportRequest, export
from contrechamp.pipeline.observatory import Observatory, open_observatory
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAPERS, WORDS = 20, "douze caméras"
_DEVICES_A_DECISION, _FACTS_A_DECISION = 500, 200


def main(words: list[str]) -> None:
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--devices", type=int, default=200_000)
    parser.add_argument("--facts", type=int, default=20_000)
    options = parser.parse_args(words)
    things = options.devices + options.facts
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        started = time.perf_counter()
        make_archive(folder / "archive", options.devices, options.facts)
        print(
            f"made in {time.perf_counter() - started:.0f} s; {options.devices} devices, {options.facts} facts"
        )
        print(f"{'idle':<16} {measure(open_only, folder)['memory'] >> 10:>5} MB")
        for kind in KINDS:
            tell(f"export {kind}", measure(export_one, folder, kind, True), things)
        tell("export sqlite, public", measure(export_one, folder, "sqlite", False), things)
        make_empty(folder)
        for kind in ("sqlite", "public", "bagit"):
            tell(f"import {kind}", measure(import_one, folder, kind), things)


def make_archive(path: Path, devices: int, facts: int) -> None:
    papers = path.with_name("papers")
    papers.mkdir()
    for number in range(PAPERS):
        (papers / f"{number}.txt").write_text(f"Arrêté {number}. Le préfet autorise {WORDS}, rue {number}.\n")
    Archive.create(path, created_at=NOW).close()
    with open_observatory(Config(path), clock=lambda: NOW) as observatory:
        observatory.ensure_collection("Banc")
        list(observatory.receive(make_captures([papers], collection="Banc", received_at=NOW)))
        observatory.process()
        observatory.publish_collection("Banc")
        sources = [
            observatory.desk.find_words(card.digest, 1, words=WORDS)
            for card in observatory.iterate_documents()
        ]
        for decisions in batched(make_decisions(sources, devices, facts), 20):
            observatory.desk.registry.judge(decisions)


def make_decisions(sources: list[Source], devices: int, facts: int) -> Iterator[Judgement]:
    order = Entity(make_id(), EntityKind.ACT, "Arrêté", "order", sources=(sources[0],))
    yield make_decision(Kind.ENTITY, by="banc", at=NOW, entities=[render_entity(order)])
    cameras = [make_id() for _ in range(devices)]
    for numbers in batched(range(devices), _DEVICES_A_DECISION):
        made = [make_camera(cameras[n], n, sources[n % PAPERS]) for n in numbers]
        yield make_decision(Kind.ENTITY, by="banc", at=NOW, entities=list(map(render_entity, made)))
    for numbers in batched(range(facts), _FACTS_A_DECISION):
        ends = [(cameras[n % devices], (sources[n % PAPERS],)) for n in numbers]
        said = [
            Fact(make_id(), order.id, "authorises", camera, when="2019/2024", sources=cited)
            for camera, cited in ends
        ]
        yield make_decision(Kind.FACT, by="banc", at=NOW, facts=list(map(render_fact, said)))


def make_camera(key: str, number: int, source: Source) -> Entity:
    place = {
        "latitude": f"{43.5 + number % 500 / 1000:.5f}",
        "longitude": f"{3.8 + number // 500 / 1000:.5f}",
    }
    place["place"] = f"rue {number % 977}"
    return Entity(key, EntityKind.DEVICE, f"Caméra {number}", "dome", details=place, sources=(source,))


def open_archive(path: Path) -> Observatory:
    return open_observatory(Config(path), clock=lambda: NOW)


def open_only(folder: Path) -> int:
    with open_archive(folder / "archive") as observatory:
        return observatory.desk.view(None).read_head()


def export_one(folder: Path, kind: str, is_team: bool) -> int:
    path = folder / (kind if is_team else "public")
    with open_archive(folder / "archive") as observatory:
        export(observatory, ExportRequest(kind, path, NOW, NOW.date(), is_team=is_team))
    files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
    return sum(one.stat().st_size for one in files)


def make_empty(folder: Path) -> None:
    """Archives with the same papers, read, and without a judgement."""
    for kind in ("sqlite", "public"):
        target = folder / f"{kind}-back"
        shutil.copytree(folder / "archive", target, ignore=shutil.ignore_patterns("judgements*", "registry*"))
    Archive.create(folder / "bagit-back", created_at=NOW).close()


def import_one(folder: Path, kind: str) -> int:
    with open_archive(folder / f"{kind}-back") as observatory:
        if kind == "bagit":
            returning.check_whole_bag(folder / "bagit")
            returning.keep_bag(observatory, folder / "bagit", at=NOW)
            observatory.process()
            report = returning.take_back_bag(observatory, folder / "bagit")
        else:
            returning.check_sqlite(folder / kind)
            report = returning.take_back_sqlite(observatory, folder / kind)
        assert not report.waiting, report.reasons[:3]
        return report.taken


def measure(action: Callable[..., int], *words: object) -> dict[str, float]:
    """Seconds, the largest memory in kB, and what the action gave, in a process of its own."""
    here, there = multiprocessing.get_context("spawn").Pipe()
    process = multiprocessing.get_context("spawn").Process(target=_run, args=(there, action, *words))
    process.start()
    there.close()
    told = json.loads(here.recv())
    process.join()
    return told


def _run(pipe, action: Callable[..., int], *words: object) -> None:
    started = time.perf_counter()
    gave = action(*words)
    lines = Path("/proc/self/status").read_text().splitlines()  # `getrusage` would tell the parent's as well
    memory = next(int(line.split()[1]) for line in lines if line.startswith("VmHWM"))
    pipe.send(json.dumps({"seconds": time.perf_counter() - started, "memory": memory, "gave": gave}))


def tell(name: str, told: dict[str, float], things: int) -> None:
    rate = things / told["seconds"]
    memory, gave = int(told["memory"]) >> 10, int(told["gave"])
    print(f"{name:<22} {told['seconds']:>6.1f} s  {rate:>8.0f} things/s  {memory:>5} MB  {gave}")
