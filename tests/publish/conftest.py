"""A small observatory with a public paper, a secret one, one withdrawn, and facts that were changed and undone."""

import shutil
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from contrechamp.archive import Archive
from contrechamp.collect.folder import make_captures
from contrechamp.config import Config
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.pipeline.exporting import ExportReport, ExportRequest, export
from contrechamp.pipeline.observatory import Observatory, open_observatory
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

NOW, LATER = datetime(2026, 3, 1, 12, 34, 56, tzinfo=UTC), datetime(2026, 6, 1, 8, tzinfo=UTC)
DAY = date(2026, 3, 1)
OPEN = "Le conseil autorise la ville à acheter douze caméras à la société Noctiluque pour 120000 euros.\n"
SECRET = "Le maire Aymeric Roncevert promet vingt caméras de plus, quai du Port.\n"
INSIDE = "Bordereau : trois caméras place du Marché, posées en 2019.\n"


@dataclass
class Town:
    """An observatory, and the shortest ways to say something to it."""

    observatory: Observatory
    digests: dict[str, Digest] = field(default_factory=dict)
    ids: dict[str, str] = field(default_factory=dict)

    def decide(self, kind: Kind, *, by: str = "Ada", at: datetime = NOW, **content: object) -> Judgement:
        (made,) = self.observatory.desk.judge([make_decision(kind, by=by, at=at, **content)])
        return made

    def cite(self, paper: str, words: str):
        return self.observatory.desk.find_words(self.digests[paper], 1, words=words)

    def add(self, kind: str, name: str, **more: object) -> str:
        entity = Entity(make_id(), EntityKind(kind), name, **more)
        self.decide(Kind.ENTITY, entities=[render_entity(entity)])
        self.ids[name] = entity.id
        return entity.id

    def state(self, subject: str, relation: str, other: str = "", *, source, key: str = "", **more) -> str:
        fact = Fact(key or make_id(), subject, relation, other, sources=(source,), **more)
        self.decide(Kind.FACT, facts=[render_fact(fact)])
        return fact.id

    def undo(self, judgement: Judgement) -> Judgement:
        return self.decide(Kind.UNDO, judgement=judgement.id)

    def export(self, kind: str, path: Path, **more: object) -> ExportReport:
        more = {"made_at": LATER, "on": DAY, "publisher": "Le collectif", **more}
        return export(self.observatory, ExportRequest(kind, path, **more))


@pytest.fixture
def make_observatory(tmp_path) -> Iterator[Callable[[str], Observatory]]:
    """An empty observatory under a name."""
    opened = []

    def make(name: str) -> Observatory:
        Archive.create(tmp_path / name, created_at=NOW).close()
        opened.append(open_observatory(Config(tmp_path / name, workers=1), clock=lambda: NOW))
        return opened[-1]

    yield make
    for one in opened:
        one.close()


@pytest.fixture(scope="session")
def built(tmp_path_factory) -> tuple[Path, Town]:
    """Papers in two collections, one of them public; a ZIP with a paper inside; facts from all of them."""
    folder = tmp_path_factory.mktemp("town")
    papers = folder / "papers"
    papers.mkdir()
    (papers / "open.txt").write_text(OPEN, encoding="utf-8")
    (papers / "secret.txt").write_text(SECRET, encoding="utf-8")
    with zipfile.ZipFile(papers / "envoi.zip", "w") as bundle:
        bundle.writestr("annexes/bordereau.txt", INSIDE)
    Archive.create(folder / "archive", created_at=NOW).close()
    with open_observatory(Config(folder / "archive", workers=1), clock=lambda: NOW) as observatory:
        town = Town(observatory)
        keep(town, papers / "open.txt", "Ouverte")
        keep(town, papers / "envoi.zip", "Ouverte")
        keep(town, papers / "secret.txt", "Fermée")
        observatory.process()
        (child,) = observatory.list_children(town.digests["envoi.zip"])
        town.digests["inside"] = child.digest
        observatory.publish_collection("Ouverte")
        say_everything(town)
    return folder / "archive", town


@pytest.fixture
def town(built, tmp_path) -> Iterator[Town]:
    """The same town for each test, which may change it."""
    folder, town = built
    shutil.copytree(folder, tmp_path / "archive")
    with open_observatory(Config(tmp_path / "archive", workers=1), clock=lambda: NOW) as observatory:
        yield Town(observatory, dict(town.digests), dict(town.ids))


def keep(town: Town, path: Path, collection: str) -> None:
    town.observatory.ensure_collection(collection)
    captures = make_captures([path], collection=collection, received_at=NOW)
    (receipt,) = town.observatory.receive(captures)
    town.digests[path.name] = receipt.digest


def say_everything(town: Town) -> None:
    """Two firms and a person, a contract, a camera; one thing merged, one corrected, one undone, one contested."""
    bought, secret = town.cite("open.txt", "douze caméras"), town.cite("secret.txt", "vingt caméras")
    city = town.add("actor", "Vaucreuse", category="body", identifiers={"siren": "213400001"})
    firm = town.add("actor", "Noctiluque", category="company")
    branch = town.add("actor", "Noctiluque agence", category="company")
    hidden = town.add("actor", "Prosopène", category="company")
    contract = town.add("act", "Marché 19-VP-07", category="contract", identifiers={"number": "19-VP-07"})
    place = {"latitude": "43.6112", "longitude": "3.8767", "direction": "90", "place": "Place du Marché"}
    camera = town.add("device", "Caméra du marché", category="dome", details=place)
    mayor = town.add(
        "actor",
        "Aymeric Roncevert",
        category="person",
        role="maire",
        sources=(town.cite("secret.txt", "Le maire"),),
    )
    town.ids["bought"] = town.state(city, "buys_from", branch, source=bought, under=contract, when="2019-06")
    town.decide(Kind.MERGE, entity=branch, into=firm)
    cost = {"value": "120000.00", "details": {"bound": "awarded"}}
    town.ids["cost"] = town.state(contract, "costs", source=town.cite("open.txt", "120000 euros"), **cost)
    town.ids["hidden"] = town.state(city, "buys_from", hidden, source=secret)
    town.ids["mayor"] = town.state(mayor, "serves_at", city, source=secret, value="maire")
    town.decide(Kind.SECOND, entity=mayor, by="Zoé")
    inside = town.cite("inside", "place du Marché")
    town.ids["allowed"] = town.state(contract, "authorises", camera, source=inside, when="2019/2024-06")
    town.ids["counted"] = town.state(camera, "counts", source=inside, value="3", when="2019")
    town.decide(Kind.CORRECT, entity=firm, changes={"name": "Noctiluque SAS"})
    wrong = town.state(city, "states", source=bought, value="=HYPERLINK(0)")
    town.ids["wrong"] = wrong
    town.decide(Kind.CONTEST, fact=town.ids["counted"], reason="la mairie dit quatre")
    undone = town.state(city, "states", source=bought, value="jamais")
    town.undo(town.observatory.desk.view(None).list_judgements(limit=1)[0][0])
    town.ids["undone"] = undone
