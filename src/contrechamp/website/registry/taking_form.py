"""What a member chose for the proposals that are taken: of whom they are, in which project, and where that is kept."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest, QueryDict
from django.utils.translation import gettext as _

from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.suggestion import Proposal
from contrechamp.website.registry.picking import Pick, find_picked, make_pick, read_pick, settle_pick

SUBJECTS = ("project", "actor", "technology", "place", "act", "device")
IN_PROJECTS = ("contract", "authorisation", "vote", "device")  # of a number, the project is what it is of
SUBJECT, PROJECT = "sujet", "projet"  # their ids in the address
PASSING = ("p", "fait", "faits", "fiches")  # of one answer alone


class Choices(NamedTuple):
    """Of what or of whom it is so, and in which project the acts and devices are."""

    subject: Pick
    project: Pick

    @property
    def is_open(self) -> bool:
        """Whether something is to be chosen still; else the bar of decisions stays small, and in sight."""
        return any(pick.error or (pick.typed and not pick.chosen) for pick in self)

    @property
    def names(self) -> list[str]:
        """What is chosen, as it was typed."""
        return [pick.typed for pick in self if pick.chosen]

    @property
    def ids(self) -> tuple[str, str]:
        """The ids of what is in the registry already, "" for what is not."""
        return tuple("" if pick.new else pick.chosen for pick in self)


class Taken(NamedTuple):
    """The ids that were chosen, and the entities that are new with them."""

    subject: str
    project: str
    new: list[Entity]


def read_choices(request: HttpRequest, view: View) -> Choices:
    """As the form sent them; else as the address keeps them."""
    subject, project = (
        make_pick(name, label, kinds=kinds, entity=_find_kept(request, key, view=view, kinds=kinds))
        for name, label, kinds, key in (
            ("subject", _say_subject(), SUBJECTS, SUBJECT),
            ("project", _("In which project all of this is, if you like"), ("project",), PROJECT),
        )
    )
    if request.method != "POST":
        return Choices(subject, project)
    return Choices(_read(subject, request.POST, view), _read(project, request.POST, view))


def _say_subject() -> str:
    return _("Of what the numbers are; who buys, votes or installs, where the passage does not say it")


def _read(pick: Pick, data: Mapping[str, str], view: View) -> Pick:
    """What the form says counts; what only the address kept does not come back by itself."""
    return read_pick(make_pick(pick.name, pick.label, kinds=pick.kinds), data, view)


def _find_kept(request: HttpRequest, key: str, *, view: View, kinds: Sequence[str]) -> Entity | None:
    found = view.find_entity(request.GET[key]) if request.GET.get(key) else None
    return found if found is not None and found.kind in kinds else None


def settle_choices(choices: Choices, ticked: Sequence[Proposal]) -> str:
    """What is wrong, "" where nothing is; each choice says its own error too."""
    choices.subject.is_needed = any(one.kind == "count" for one in ticked)
    settle_pick(choices.subject)
    if choices.subject.error:
        return _("Say of what the numbers are: nothing else is asked.")
    settle_pick(choices.project)
    return _("Choose the project, or leave its field empty.") if choices.project.error else ""


def find_taken(choices: Choices, ticked: Sequence[Proposal], *, sources: tuple[Source, ...]) -> Taken:
    """What to take these with. One new project under one name is one; one that nothing would be in is not made."""
    subject, new = find_picked(choices.subject, sources=sources)
    entities = [new] if new else []
    if not any(one.kind in IN_PROJECTS for one in ticked):
        return Taken(subject, "" if choices.project.new else choices.project.chosen, entities)
    project, other = find_picked(choices.project, sources=())
    if other and new and (new.kind, fold(new.name)) == (other.kind, fold(other.name)):
        return Taken(subject, subject, entities)
    return Taken(subject, project, [*entities, other] if other else entities)


def keep_choices(asked: QueryDict, *, subject: str, project: str) -> QueryDict:
    """The same address with these ids, and without what was of one answer alone."""
    kept = asked.copy()
    for name in PASSING:
        kept.pop(name, None)
    for name, said in ((SUBJECT, subject), (PROJECT, project)):
        kept.pop(name, None)
        if said:
            kept[name] = said
    return kept
