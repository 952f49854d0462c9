"""What taking a proposal would make, told before anything is written: its facts, its new entries."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from contrechamp.errors import JudgementRefused
from contrechamp.link.known import Known
from contrechamp.link.proposals import find_twins
from contrechamp.link.repeating import find_standing
from contrechamp.link.taken_parts import Parts
from contrechamp.link.taking import add_twins, make_parts
from contrechamp.link.view import View
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact, Source
from contrechamp.vocabulary.suggestion import Proposal

SOMEBODY = "somebody00"  # stands for the entity that a person has yet to choose


class Preview(NamedTuple):
    """The facts, the entities that are new by id, and whether all of it stands already, here or elsewhere.

    Where a person has to say of whom it is so, SOMEBODY is in that place. No facts and no entities: nothing can be
    established.
    """

    facts: tuple[Fact, ...] = ()
    new: Mapping[str, Entity] = {}
    is_established: bool = False


def make_previews(
    view: View, proposals: Sequence[Proposal], *, subject: str = "", project: str = ""
) -> dict[str, Preview]:
    """By key, what taking each of these alone makes, with the subject and the project that were chosen."""
    twins = find_twins(view, proposals)
    return {
        one.key: _make_preview(view, add_twins(one, twins), subject=subject, project=project)
        for one in proposals
    }


def _make_preview(view: View, same: Sequence[Proposal], *, subject: str, project: str) -> Preview:
    parts = None
    if subject or same[0].kind != "count":  # of a number, a person always says what it is of
        parts = _try_parts(view, same, subject=subject, project=project)
    is_said = parts is not None
    parts = parts or _try_parts(view, same, subject=SOMEBODY, project=project)
    if parts is None:
        return Preview()
    new = {one.id: one for one in (*parts.entities, *parts.known.made)}
    stands = is_said and not new and bool(parts.facts)
    return Preview(tuple(parts.facts), new, stands and all(find_standing(view, fact) for fact in parts.facts))


def _try_parts(view: View, same: Sequence[Proposal], *, subject: str, project: str) -> Parts | None:
    try:
        return make_parts(same, Known(view), make_source=_cite_bare, subject=subject, project=project)
    except JudgementRefused:
        return None


def _cite_bare(passage: Passage) -> Source:
    """Without its words: nothing of this is kept."""
    return Source(passage, "")
