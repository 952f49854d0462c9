"""A registry on a new archive, and the shortest ways to say something to it."""

from datetime import UTC, datetime

import pytest

from contrechamp.archive.archive import Archive
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.schema import SCHEMA, VERSION
from contrechamp.link.showing import Shown
from contrechamp.link.view import View
from contrechamp.vocabulary.digest import compute_digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

MOMENT = datetime(2026, 3, 1, 12, tzinfo=UTC)
PAPER, SECRET = compute_digest(b"paper"), compute_digest(b"secret")


class Book:
    """Says things to a registry as a member of a team would."""

    def __init__(self, registry: Registry):
        self.registry = registry
        self.team = View(registry, None)
        self.everybody = View(registry, Shown("all", lambda digests: {PAPER} & set(digests)))

    def decide(self, kind: Kind, *, by: str = "Ada", **content: object) -> Judgement:
        (made,) = self.registry.judge([make_decision(kind, by=by, at=MOMENT, **content)])
        return made

    def add(self, kind: str, name: str, *, names: list | None = None, by: str = "Ada", **more: object) -> str:
        entity = Entity(make_id(), EntityKind(kind), name, **more)
        said = [[*one, "", entity.id] for one in names or ()]
        self.decide(Kind.ENTITY, by=by, entities=[render_entity(entity)], names=said)
        return entity.id

    def state(
        self, subject: str, relation: str, other: str = "", *, source: Source | None = None, **more
    ) -> str:
        fact = Fact(make_id(), subject, relation, other, sources=(source or cite(),), **more)
        self.decide(Kind.FACT, facts=[render_fact(fact)])
        return fact.id

    def undo(self, judgement: Judgement) -> Judgement:
        return self.decide(Kind.UNDO, judgement=judgement.id)

    def last(self) -> Judgement:
        return self.team.list_judgements(limit=1)[0][0]


def cite(digest=PAPER, page: int = 1, words: str = "douze caméras") -> Source:
    return Source(Passage(digest, page, 10, 10 + len(words)), words)


@pytest.fixture
def book(tmp_path):
    with Archive.create(tmp_path / "archive", created_at=MOMENT) as archive:
        registry = Registry(archive.judgements, archive.open_registry_book(SCHEMA, version=VERSION))
        yield Book(registry)
        registry.close()
