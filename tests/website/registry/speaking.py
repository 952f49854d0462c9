"""The shortest ways to say something to the registry behind the website, and to ask it."""

from datetime import UTC, datetime

from tests.website.registry.waiting import Words, find_observatory

from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import make_decision
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import JudgementKind as Kind

MOMENT = datetime(2026, 11, 12, 10, tzinfo=UTC)


def team_view():
    return find_observatory().desk.view(None)


def public_view():
    observatory = find_observatory()
    return observatory.desk.view(observatory.public_collections())


def cite(words: Words) -> Source:
    return Source(Passage(words.digest, 1, words.start, words.end), words.text)


def decide(kind: Kind, *, by: str = "Camille", **content):
    (made,) = find_observatory().desk.judge([make_decision(kind, by=by, at=MOMENT, **content)])
    return made


def add_entity(kind: str, name: str, *, by: str = "Camille", **more) -> Entity:
    entity = Entity(make_id(), EntityKind(kind), name, **more)
    decide(Kind.ENTITY, by=by, entities=[render_entity(entity)])
    return entity


def add_fact(subject: Entity, relation: str, other: Entity | None = None, *, words: Words, **more) -> Fact:
    fact = Fact(make_id(), subject.id, relation, other.id if other else "", sources=(cite(words),), **more)
    decide(Kind.FACT, facts=[render_fact(fact)])
    return fact


def find_named(name: str) -> Entity | None:
    """The one entity of that name, as the team sees it."""
    found, _total = team_view().list_entities(text=name)
    same = [one.entity.id for one in found if one.entity.name == name]
    return team_view().find_entity(same[0]) if same else None


def last_audit_line() -> str:
    from contrechamp.website.accounts.models import AuditLine

    line = AuditLine.objects.first()
    return f"{line.member_name} {line.verb} {line.subject}"


def last_judgement():
    return team_view().list_judgements(limit=1)[0][0]
