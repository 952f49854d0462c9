"""A proposal that a person takes becomes entities and facts, each citing the passage that it was found on."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from itertools import batched

from contrechamp.link.content import render_entity, render_fact
from contrechamp.link.known import Known
from contrechamp.link.persons import leave_persons_out
from contrechamp.link.proposals import find_twins
from contrechamp.link.registry import make_decision
from contrechamp.link.repeating import Repeats
from contrechamp.link.taken_acts import take_authorisation, take_contract, take_count, take_vote
from contrechamp.link.taken_devices import take_device
from contrechamp.link.taken_parts import Parts
from contrechamp.link.view import View
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import MOST_SOURCES, Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.suggestion import Proposal

_DEVICES_A_JUDGEMENT = 500
_TAKERS: Mapping[str, Callable[[Parts], None]] = {
    "contract": take_contract,
    "authorisation": take_authorisation,
    "device": take_device,
    "count": take_count,
    "vote": take_vote,
}


def make_takings(
    view: View,
    proposals: Sequence[Proposal],
    *,
    make_source: Callable[[Passage], Source],
    by: str,
    at: datetime,
    subject: str = "",
    project: str = "",
    new: Sequence[Entity] = (),
) -> list[Judgement]:
    """The judgements that establish these proposals: first the entities that others will be about, too, with
    those that a person adds (`new`).

    Then one for each proposal, so that each can be undone alone; devices come in batches. What other documents say in
    the same words is taken with it, as further passages. `project` is the id of that which their acts and devices
    belong to, where a person says so.
    """
    known, twins = Known(view), find_twins(view, proposals)
    known.made.extend(new)
    repeats = Repeats(view)
    taken: list[Parts] = []
    done: set[str] = set()
    for proposal in proposals:
        if proposal.key not in done:
            same = add_twins(proposal, twins)
            done.update(one.key for one in same)
            parts = make_parts(same, known, make_source=make_source, subject=subject, project=project)
            taken.append(_settle(parts, repeats))
    decisions = [_decide(group, by=by, at=at) for group in _group(taken)]
    if known.made:
        entities, names = list(map(render_entity, known.made)), [list(one) for one in known.named]
        decisions.insert(0, make_decision(Kind.ENTITY, by=by, at=at, entities=entities, names=names))
    return decisions


def add_twins(proposal: Proposal, twins: Mapping[str, Sequence[Proposal]]) -> list[Proposal]:
    """The proposal, then those of other documents that say the same (`find_twins`)."""
    return [proposal, *(one for one in twins.get(proposal.alike, ()) if one.key != proposal.key)]


def make_parts(
    same: Sequence[Proposal],
    known: Known,
    *,
    make_source: Callable[[Passage], Source],
    subject: str,
    project: str,
) -> Parts:
    """All that taking the first of these makes, with the others; JudgementRefused where it says too little."""
    sources = tuple(make_source(one.passage) for one in same[:MOST_SOURCES])
    whole = replace(same[0], fields=leave_persons_out(_gather_fields(same)))
    parts = Parts(whole, known, sources, make_source, subject, [one.key for one in same])
    _TAKERS[whole.kind](parts)
    if project and parts.thing:
        parts.state(parts.thing, "part_of", project)
    return parts


def _settle(parts: Parts, repeats: Repeats) -> Parts:
    """What stands already is not established a second time; where that is all, it is said again as it stands."""
    new = {one.id for one in (*parts.entities, *parts.known.made)}
    settled = [
        repeats.settle(fact, is_new=not new.isdisjoint((fact.subject, fact.object))) for fact in parts.facts
    ]
    changed = [fact for fact, is_changed in settled if is_changed]
    parts.facts = changed or [fact for fact, _is_changed in settled]
    return parts


def _gather_fields(same: Sequence[Proposal]) -> dict[str, str]:
    """What the first says, and what the others add to it: a list as .kml has positions, as .csv none."""
    fields: dict[str, str] = {}
    for one in same:
        fields = {**one.fields, **fields}
    return fields


def _group(taken: Sequence[Parts]) -> list[Sequence[Parts]]:
    devices = [parts for parts in taken if parts.proposal.kind == "device"]
    others = [(parts,) for parts in taken if parts.proposal.kind != "device"]
    return [*others, *batched(devices, _DEVICES_A_JUDGEMENT)]


def _decide(group: Sequence[Parts], *, by: str, at: datetime) -> Judgement:
    """One decision of the member; what it brings stands and falls with it."""
    entities = [render_entity(one) for parts in group for one in parts.entities]
    facts = [render_fact(one) for parts in group for one in parts.facts]
    keys = [key for parts in group for key in parts.keys]
    kind = Kind.FACT if facts else Kind.ENTITY
    return make_decision(kind, by=by, at=at, entities=entities, facts=facts, proposals=keys)
