"""Judgements: what a person decided. They are kept for ever, in order; the registry is what they amount to."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum
from typing import Any, NamedTuple


class JudgementKind(StrEnum):
    """What was decided; beside each, the keys of its content. `sheet` names the sheet that said it, where one did."""

    ENTITY = "entity"  # these exist: entities, names, proposals
    NAME = "name"  # these names are this entity: names, entity
    REFUSE = "refuse"  # these names or proposals are nothing of ours: names, proposals, reason
    APART = "apart"  # these two are not the same: pairs
    MERGE = "merge"  # this entity is that one: entity, into
    CORRECT = "correct"  # of an entity, other words: entity, changes
    FACT = "fact"  # these are established: facts, proposals, and the entities that they are about (an act, devices)
    CONTEST = "contest"  # somebody denies it, with a reason worth showing: entity, fact or place, reason
    SECOND = "second"  # a second member confirms a person: entity
    UNDO = "undo"  # an earlier judgement no longer holds: judgement (its id), reason


class Name(NamedTuple):
    """A name as the pages have it: the kind and the value of its mentions.

    `where` narrows it to one mention ("DIGEST/PAGE/START-END"), for the one place where it is another one's name.
    """

    kind: str
    value: str
    where: str = ""


@dataclass(frozen=True)
class Judgement:
    """One decision. `by` is the member's name, "" where it came from elsewhere without; `at` is aware, UTC."""

    id: str
    kind: JudgementKind
    by: str
    at: datetime
    content: dict[str, Any] = field(default_factory=dict)
    sequence: int = 0  # its place in the file of judgements, from 1; 0 before it stands there
    undone_by: str = ""  # the id of the judgement that undid it
