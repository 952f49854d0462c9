"""Choosing an entity by typing its name: what is found is listed to choose from, or a new one is added. No script."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from contrechamp.link.judging import make_id
from contrechamp.link.verdicts import list_namesakes
from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import PERSON, Entity, EntityKind
from contrechamp.vocabulary.fact import Source
from contrechamp.website.registry.words import list_sorts, name_sort

LONGEST_NAME = 300


@dataclass
class Pick:
    """One end of a fact on a form: what was typed, what it may be, what was chosen, and what is wrong with it.

    `new` is "kind:category" where a new entity is wanted; `error` is "" as long as nothing is wrong.
    """

    name: str
    label: str
    kinds: tuple[str, ...]
    is_needed: bool = False
    typed: str = ""
    chosen: str = ""
    new: str = ""
    role: str = ""
    matches: tuple[Entity, ...] = ()
    error: str = ""
    has_looked: bool = False

    @property
    def sorts(self) -> list[tuple[str, str]]:
        return list_sorts(self.kinds)

    @property
    def may_be_person(self) -> bool:
        return "actor" in self.kinds

    @property
    def options(self) -> list[tuple[Entity, str]]:
        return [(one, name_sort(one.kind, one.category)) for one in self.matches]


def make_pick(
    name: str, label: str, *, kinds: Sequence[str], entity: Entity | None = None, is_needed: bool = False
) -> Pick:
    """An empty choice, or one of an entity that is known already."""
    pick = Pick(name, label, tuple(kinds), is_needed)
    if entity is not None:
        pick.typed, pick.chosen, pick.matches, pick.has_looked = entity.name, entity.id, (entity,), True
    return pick


def read_pick(pick: Pick, data: Mapping[str, str], view: View) -> Pick:
    """The same choice as a form sent it; what was chosen for other words than these no longer counts."""
    pick.typed = " ".join(data.get(pick.name, "").split())[:LONGEST_NAME]
    said = data.get(f"{pick.name}-said", "")
    keeps = fold(said) == fold(pick.typed)
    pick.new = data.get(f"{pick.name}-new", "") if keeps else ""
    pick.role = " ".join(data.get(f"{pick.name}-role", "").split())[:LONGEST_NAME]
    chosen = data.get(f"{pick.name}-id", "") if keeps else ""
    if not pick.typed:
        pick.matches, pick.chosen = (), ""
        return pick
    keys = dict.fromkeys([*([chosen] if chosen else []), *list_namesakes(view, pick.typed, kinds=pick.kinds)])
    found = view.find_entities(keys)
    pick.matches = tuple(found[key] for key in keys if key in found and found[key].kind in pick.kinds)
    pick.chosen = chosen if chosen in {one.id for one in pick.matches} else ""
    pick.has_looked = True
    return pick


def settle_pick(pick: Pick) -> None:
    """Choose what is beyond doubt; else say what must be chosen, in `error`."""
    if not pick.typed:
        pick.error = _("Write a name.") if pick.is_needed else ""
        return
    if pick.new:
        if pick.new not in dict(pick.sorts):
            pick.error = _("Choose what it is.")
        elif pick.new == f"actor:{PERSON}" and not pick.role:
            pick.error = _("Write the public role of this person: nobody enters without one.")
        return
    same = [one for one in pick.matches if fold(one.name) == fold(pick.typed)]
    if not pick.chosen and len(same) == 1 and len(pick.matches) == 1:
        pick.chosen = same[0].id
    if not pick.chosen:
        pick.error = (
            _("Choose one of those that were found, or add a new one.")
            if pick.matches
            else _("Nothing in the registry has this name: say what it is to add it.")
        )


def find_picked(pick: Pick, *, sources: tuple[Source, ...]) -> tuple[str, Entity | None]:
    """The id of what was chosen ("" for nothing) and, where it is new, the entity to be added."""
    if not pick.typed:
        return "", None
    if not pick.new:
        return pick.chosen, None
    kind, _colon, category = pick.new.partition(":")
    is_person = category == PERSON
    entity = Entity(
        make_id(),
        EntityKind(kind),
        pick.typed,
        category,
        pick.role if is_person else "",
        sources=sources if is_person else (),
    )
    return entity.id, entity
