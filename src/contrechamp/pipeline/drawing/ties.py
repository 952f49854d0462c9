"""The network: facts between actors, and through the acts, projects and technologies in which several of them meet."""

from collections import Counter, defaultdict
from collections.abc import Callable
from typing import NamedTuple

from contrechamp.draw.network import Actor, Tie
from contrechamp.link.relations import find_relation, list_relations
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.said import End, Said, list_said, touch
from contrechamp.vocabulary.entity import EntityKind

_MEETING = (EntityKind.ACT, EntityKind.PROJECT, EntityKind.TECHNOLOGY)
_KINDS = {"body": "public_body", "office": "public_body", "company": "company", "association": "association"}
_BETWEEN = f"""
o.kind IN ('actor', {", ".join(f"'{kind}'" for kind in _MEETING)})
AND s.kind IN ('actor', {", ".join(f"'{kind}'" for kind in _MEETING)}) AND 'actor' IN (s.kind, o.kind)
"""


class Network(NamedTuple):
    """Who stands in it, the ties between them, and how many ties each relation has before any is chosen."""

    actors: list[Actor]
    ties: list[Tie]
    relations: dict[str, int]


def list_tying_relations() -> tuple[str, ...]:
    """The relations that can tie an actor to another one, or to what both have to do with."""
    meeting = {"actor", *_MEETING}
    return tuple(
        relation.key
        for relation in list_relations()
        if meeting & set(relation.subjects)
        and meeting & set(relation.objects)
        and "actor" in (*relation.subjects, *relation.objects)
    )


def find_network(
    view: View,
    *,
    relation: str = "",
    about: str = "",
    is_near: bool = False,
    entity: Callable[[str], str],
    fact: Callable[[str], str],
) -> Network:
    """All of it, or the ties of one relation, or those around an entity. `entity` and `fact` give addresses by ids."""
    said = view.remember(
        ("ties", about, is_near) if about else "ties", lambda: _list_ties(view, about, is_near=is_near)
    )
    counted = Counter(one.relation for one in said)
    chosen = [one for one in said if relation in ("", one.relation)]
    ends = {end.id: end for one in chosen for end in (one.subject, one.object)}
    actors = [Actor(end.id, entity(end.id), end.name, _find_kind(end)) for end in ends.values()]
    return Network(actors, [_make_tie(one, fact) for one in chosen], dict(counted))


def _find_kind(end: End) -> str:
    return _KINDS.get(end.category, "") if end.kind == EntityKind.ACTOR else ""


def _make_tie(said: Said, fact: Callable[[str], str]) -> Tie:
    label, state = find_relation(said.relation).label, "contested" if said.is_contested else ""
    ends = said.subject.id, said.object.id
    return Tie(said.id, fact(said.id), *ends, label, said.when, state, said.sources)


def _list_ties(view: View, about: str, *, is_near: bool) -> list[Said]:
    """Facts between two actors, and those that lead to something in which at least two actors meet.

    Around an entity: its own facts, and, if not only what is near, those that tie others to what they share with it.
    """
    if not about:
        return _keep_meetings(list_said(view, list_tying_relations(), condition=_BETWEEN))
    own = list_said(view, list_tying_relations(), about=about, condition=_BETWEEN)
    if is_near:
        return own
    shared = {end.id for one in own for end in (one.subject, one.object) if end.kind != EntityKind.ACTOR}
    touching, keys = touch(shared, ("subject_now", "object_now"))
    around = list_said(view, list_tying_relations(), condition=f"({_BETWEEN}) AND {touching}", values=keys)
    return list({one.id: one for one in (*own, *around)}.values())


def _keep_meetings(said: list[Said]) -> list[Said]:
    met: dict[str, set[str]] = defaultdict(set)
    for one in said:
        for end, other in ((one.subject, one.object), (one.object, one.subject)):
            if end.kind != EntityKind.ACTOR:
                met[end.id].add(other.id)
    return [one for one in said if all(len(met.get(end.id, "12")) > 1 for end in (one.subject, one.object))]
