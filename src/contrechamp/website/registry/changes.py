"""What the team decides of the registry, each decision kept as a judgement, with its line in the audit log."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import NamedTuple

from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.registry import make_decision
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import Judgement, Name
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.website.accounts.changes import note_act
from contrechamp.website.interface.observatory import find_observatory


class NamedEntity(NamedTuple):
    """A new entity, the name of the pages that it is, and the ids of those that it is not."""

    entity: Entity
    name: Name
    apart: tuple[str, ...] = ()


class Who(NamedTuple):
    """Who decides, and when."""

    name: str
    at: datetime


def keep(judgements: Sequence[Judgement], verb: str, *, subject: str, who: Who) -> list[Judgement]:
    """JudgementRefused where the registry does not take them: then nothing is kept, and nothing noted."""
    return _note(find_observatory().desk.judge(judgements), verb, subject=subject, who=who)


def _note(kept: list[Judgement], verb: str, *, subject: str, who: Who) -> list[Judgement]:
    """The line in the audit log, right after the judgements were kept."""
    note_act(who.name, verb, subject=subject, at=who.at)
    return kept


def _decide(kind: Kind, who: Who, **content: object) -> Judgement:
    return make_decision(kind, by=who.name, at=who.at, **content)


def _list_names(entities: Sequence[Entity]) -> str:
    return ", ".join(one.name for one in entities)


def confirm_names(found: Sequence[NamedEntity], *, who: Who) -> list[Judgement]:
    """New entities for these names, held apart from what they are not; one judgement, undone together."""
    content = {
        "entities": [render_entity(one.entity) for one in found],
        "names": [[*one.name, one.entity.id] for one in found],
    }
    judgements = [_decide(Kind.ENTITY, who, **content)]
    pairs = [[one.entity.id, other] for one in found for other in one.apart]
    if pairs:
        judgements.append(_decide(Kind.APART, who, pairs=pairs))
    return keep(judgements, "names confirmed", subject=_list_names([one.entity for one in found]), who=who)


def merge_names(names: Sequence[tuple[Name, str]], *, who: Who) -> list[Judgement]:
    """Each of these names is the entity whose id stands beside it."""
    said = [[*name, entity] for name, entity in names]
    subject = ", ".join(name.value for name, _entity in names)
    return keep([_decide(Kind.NAME, who, names=said)], "names recognised", subject=subject, who=who)


def refuse_names(names: Sequence[Name], *, reason: str, who: Who) -> list[Judgement]:
    """These names are nothing of ours."""
    said = [list(name) for name in names]
    subject = ", ".join(name.value for name in names)
    judgement = _decide(Kind.REFUSE, who, names=said, reason=reason)
    return keep([judgement], "names refused", subject=subject, who=who)


def establish_fact(fact: Fact, *, new: Sequence[Entity], is_new: bool, who: Who) -> list[Judgement]:
    """Establish a fact, or other words of one that is established; `new` entities enter with it."""
    judgements = []
    if new:
        judgements.append(_decide(Kind.ENTITY, who, entities=[render_entity(one) for one in new]))
    judgements.append(_decide(Kind.FACT, who, facts=[render_fact(fact)]))
    verb = "fact established" if is_new else "fact corrected"
    return keep(judgements, verb, subject=f"{fact.id} {fact.relation}", who=who)


def correct_entity(entity: Entity, *, changes: dict[str, object], who: Who) -> list[Judgement]:
    """Other words for an entity: name, category, role, identifiers, details."""
    judgement = _decide(Kind.CORRECT, who, entity=entity.id)
    judgement = replace(judgement, content={"entity": entity.id, "changes": changes})
    return keep([judgement], "entry corrected", subject=f"{entity.id} {entity.name}", who=who)


def merge_entities(entity: Entity, *, into: Entity, who: Who) -> list[Judgement]:
    """All that is said of one is said of the other from now on."""
    judgement = _decide(Kind.MERGE, who, entity=entity.id, into=into.id)
    return keep([judgement], "entries merged", subject=f"{entity.name} → {into.name}", who=who)


def confirm_person(entity: Entity, *, who: Who) -> list[Judgement]:
    """SecondPersonNeeded where it is the same member who named the person."""
    judgement = _decide(Kind.SECOND, who, entity=entity.id)
    return keep([judgement], "person confirmed", subject=entity.id, who=who)


def undo_judgement(judgement: Judgement, *, who: Who) -> list[Judgement]:
    """What it decided no longer holds; undoing an undoing brings it back."""
    undoing = _decide(Kind.UNDO, who, judgement=judgement.id)
    return keep([undoing], "decision undone", subject=f"{judgement.id} {judgement.kind}", who=who)


def contest_thing(thing: dict[str, str], *, reason: str, who: Who) -> list[Judgement]:
    """Say beside an entity, a fact or a place of the pages that it is contested, and why."""
    judgement = _decide(Kind.CONTEST, who, reason=reason, **thing)
    return keep([judgement], "contest shown", subject=", ".join(thing.values()), who=who)


def take_proposals(
    keys: Sequence[str], *, who: Who, subject: str = "", project: str = "", new: Sequence[Entity] = ()
) -> list[Judgement]:
    """The facts that these proposals make; `new` entities enter with them, or not at all."""
    desk = find_observatory().desk
    kept = desk.take_proposals(keys, by=who.name, at=who.at, subject=subject, project=project, new=new)
    return _note(kept, "proposals taken", subject=", ".join(keys), who=who)


def refuse_proposals(keys: Sequence[str], *, reason: str, who: Who) -> list[Judgement]:
    """Nothing is made of these proposals."""
    kept = find_observatory().desk.refuse_proposals(keys, reason=reason, by=who.name, at=who.at)
    return _note(kept, "proposals refused", subject=", ".join(keys), who=who)
