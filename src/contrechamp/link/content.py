"""Entities and facts as they stand in the file of judgements, and back."""

from dataclasses import asdict
from datetime import datetime
from typing import Any

from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.judgement import Judgement, JudgementKind

_NOT_SAID = ("is_open", "contest", "established_by", "established_at")  # they follow from other judgements


def render_source(source: Source) -> list[Any]:
    """[digest, page, start, end, words]."""
    return [*(getattr(source.passage, name) for name in ("digest", "page", "start", "end")), source.words]


def make_source(said: list[Any]) -> Source:
    digest, page, start, end, words = said
    return Source(Passage(Digest(digest), page, start, end), words)


def render_entity(entity: Entity) -> dict[str, Any]:
    """What was said of it and nothing else, as JSON knows it."""
    return _render(asdict(entity), entity.sources)


def make_entity(said: dict[str, Any]) -> Entity:
    kind, sources = EntityKind(said["kind"]), tuple(map(make_source, said.get("sources", ())))
    return Entity(**{**said, "kind": kind, "sources": sources})


def render_fact(fact: Fact) -> dict[str, Any]:
    """What was said and nothing else, as JSON knows it."""
    return _render(asdict(fact), fact.sources)


def make_fact(said: dict[str, Any], **more: Any) -> Fact:
    return Fact(**{**said, "sources": tuple(map(make_source, said.get("sources", ()))), **more})


def _render(fields: dict[str, Any], sources: tuple[Source, ...]) -> dict[str, Any]:
    fields["sources"] = list(map(render_source, sources))
    return {name: said for name, said in fields.items() if said and name not in _NOT_SAID}


def render_judgement(judgement: Judgement) -> dict[str, Any]:
    """The content of its entry in the file of judgements."""
    said = {"id": judgement.id, "by": judgement.by, "at": judgement.at.isoformat()}
    return {**said, **judgement.content}


def make_judgement(kind: str, said: dict[str, Any], **more: Any) -> Judgement:
    content = {name: value for name, value in said.items() if name not in ("id", "by", "at")}
    at = datetime.fromisoformat(said["at"])
    return Judgement(said["id"], JudgementKind(kind), said["by"], at, content, **more)
