"""The lines of the proposals room: what each would make, in sentences, where it stands, and what is new with it."""

from collections.abc import Sequence
from typing import NamedTuple

from django.utils.translation import gettext as _

from contrechamp.link.previewing import SOMEBODY, Preview, make_previews
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.suggestion import Proposal
from contrechamp.website.registry import cited
from contrechamp.website.registry.proposing import tell_proposal
from contrechamp.website.registry.telling import list_ends, tell_fact
from contrechamp.website.registry.words import PROPOSALS

MOST_PICTURED = 24  # lines of a page with images, which a browser without scripts loads at once


class ProposalRow(NamedTuple):
    """A proposal: its heading, every fact that it would make, what is new with it, where it stands."""

    proposal: Proposal
    kind: str
    heading: str
    facts: list[str]
    new: list[str]
    shown: cited.ShownPassage
    is_established: bool


def list_rows(view: View, found: Sequence[Proposal], *, subject: str, project: str) -> list[ProposalRow]:
    """These proposals as lines, with the subject and the project that were chosen (ids, "" for none)."""
    previews = make_previews(view, found, subject=subject, project=project)
    told = [fact for preview in previews.values() for fact in preview.facts]
    entities = view.find_entities(dict.fromkeys(list_ends(told)))
    entities[SOMEBODY] = Entity(SOMEBODY, EntityKind.ACTOR, _("(to be chosen)"))
    rows = zip(found, _show_passages(found), strict=True)
    return [_make_row(one, shown, preview=previews[one.key], entities=entities) for one, shown in rows]


def _show_passages(found: Sequence[Proposal]) -> list[cited.ShownPassage]:
    if len(found) > MOST_PICTURED:
        return cited.list_rows([(one.passage, one.text) for one in found])
    return [cited.show_passage(one.passage, words=one.text) for one in found]


def _make_row(
    proposal: Proposal, shown: cited.ShownPassage, *, preview: Preview, entities: dict[str, Entity]
) -> ProposalRow:
    """A device is told by its own words, which are no facts: its place, its type."""
    heading, *details = tell_proposal(proposal)
    named = entities | dict(preview.new)
    facts = [tell_fact(fact, named) for fact in preview.facts]
    if proposal.kind == "device" or not preview.facts:
        facts = [*details, *facts]
    new = [show_plain(named[key].name) for key in preview.new]
    kind = str(PROPOSALS[proposal.kind])
    return ProposalRow(proposal, kind, heading, facts, new, shown, preview.is_established)
