"""The edition of a moment: what the formats of `publish` are given of an archive and its registry."""

import hashlib
import json
from collections.abc import Callable, Iterator
from datetime import UTC, datetime, time
from functools import lru_cache
from typing import Any

from contrechamp.archive.archive import Archive
from contrechamp.errors import ContrechampError
from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.relations import list_relations
from contrechamp.link.standing import find_standing
from contrechamp.link.streaming import Moment, forget_members
from contrechamp.pipeline.cards import find_title
from contrechamp.publish.comparing import Comparison
from contrechamp.publish.contents import Change, Notice, Paper, Spot
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Relation
from contrechamp.vocabulary.judgement import Judgement, JudgementKind

_PAPERS_IN_MIND = 1_000
_TELL_EVERY = 500
Report = Callable[[int], None]  # things passed so far


class Edition:
    """What a moment of the registry says to these readers (`collections`: None is the team), with the papers cited."""

    def __init__(
        self,
        archive: Archive,
        moment: Moment,
        *,
        notice: Notice,
        collections: tuple[str, ...] | None,
        comparison: Comparison,
        say: Callable[..., str],
        on_progress: Report = lambda done: None,
    ):
        self.notice, self.say = notice, say
        self.relations: dict[str, Relation] = {one.key: one for one in list_relations()}
        self._archive, self._moment, self._collections = archive, moment, collections
        self._comparison, self._on_progress, self._done = comparison, on_progress, 0
        self.find_paper = lru_cache(_PAPERS_IN_MIND)(self._find_paper)
        self.find_names = moment.find_names

    def entities(self) -> Iterator[Entity]:
        return self._pass_on(self._moment.iterate_entities())

    def facts(self) -> Iterator[Fact]:
        facts = self._moment.iterate_facts()
        return self._pass_on(facts if self._collections is None else map(forget_members, facts))

    def papers(self) -> Iterator[Paper]:
        for digest in self._moment.iterate_cited():
            yield self.find_paper(digest)

    def judgements(self) -> Iterator[Judgement]:
        """For the team, what was decided; for everybody, as much of it as they see, one decision for each thing."""
        if self._collections is None:
            return self._moment.iterate_judgements()
        return self._make_public_judgements()

    def changes(self) -> Iterator[Change]:
        return self._comparison.iterate_changes()

    def spots(self) -> Iterator[Spot]:
        for entity, steps, sources in self._moment.iterate_placed():
            standing = find_standing(steps, on=self.notice.on)
            state = standing.state if entity.kind == EntityKind.DEVICE else ""
            yield Spot(entity, sources, state, *standing[1:])

    def find_sha1(self, digest: str) -> str:
        """Computed from the original; "" where it cannot be read."""
        try:
            with self._archive.original(Digest(digest)).open("rb") as file:
                return hashlib.file_digest(file, "sha1").hexdigest()
        except (ContrechampError, OSError):
            return ""

    def _pass_on[T](self, things: Iterator[T]) -> Iterator[T]:
        for one in things:
            yield one
            self._done += 1
            if self._done % _TELL_EVERY == 0:
                self._on_progress(self._done)

    def _find_paper(self, digest: str) -> Paper:
        """A document that the archive does not hold is cited by its digest all the same."""
        entry = self._archive.find_document(Digest(digest), collections=self._collections)
        if entry is None:
            return Paper(digest, digest[:12])
        said, public = entry.description, self._archive.public_collections()
        return Paper(
            digest,
            find_title(entry),
            date=said.date.value,
            body=said.body.value,
            kind=said.kind.value,
            media_type=entry.media_type,
            size_bytes=entry.size_bytes,
            page_count=entry.page_count,
            is_public=not entry.is_withdrawn and not set(public).isdisjoint(entry.collections),
            collections=entry.collections,
        )

    def _make_public_judgements(self) -> Iterator[Judgement]:
        day = datetime.combine(self.notice.made_at.date(), time(), UTC)
        things = ((JudgementKind.ENTITY, "entities", render_entity(one), day) for one in self.entities())
        sequence = 0
        for sequence, (kind, name, said, at) in enumerate(things, start=1):
            yield _make_public_judgement(kind, {name: [said]}, at=at, sequence=sequence)
        for place, fact in enumerate(self.facts(), start=sequence + 1):
            content = {"facts": [render_fact(fact)]}
            at = fact.established_at or day
            yield _make_public_judgement(JudgementKind.FACT, content, at=at, sequence=place)


def _make_public_judgement(
    kind: JudgementKind, content: dict[str, Any], *, at: datetime, sequence: int
) -> Judgement:
    """Its id follows from what it says: the same thing said again is the same judgement."""
    said = json.dumps([kind, content], ensure_ascii=False, sort_keys=True)
    key = make_id(lambda size: hashlib.sha256(said.encode("utf-8", "replace")).digest()[:size])
    return Judgement(key, kind, "", at, content, sequence)
