"""How acts follow each other, and which of them are in force on a day."""

import json
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any, NamedTuple

from contrechamp.link.relations import find_relation, list_relations
from contrechamp.link.standing import Step, find_standing
from contrechamp.link.times import find_first_day, find_last_day
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity

_DATED = ("authorises", "begins_on", "ends_on")
_WATCHED = (
    "device",
    "place",
    "project",
    "technology",
)  # to authorise these is an authorisation; to sign a contract is none
_COME_AND_GONE = """
SELECT entities.id, relation, said FROM facts JOIN devices ON devices.entity = object_now
JOIN entities ON entities.number = object_now
WHERE relation IN ('installs', 'removes') AND {shown} AND entities.id IN (SELECT value FROM json_each(?))
ORDER BY entities.number, first_on, facts.number
"""
_MINE = "SELECT current FROM entities WHERE id IN (SELECT value FROM json_each(?))"
_TIED = f"""
SELECT subject_now FROM facts WHERE {{shown}} AND object_now IN ({_MINE})
UNION SELECT object_now FROM facts WHERE {{shown}} AND subject_now IN ({_MINE}) AND object_now IS NOT NULL
UNION {_MINE}
"""
_NEAR = f"AND (subject_now IN ({_TIED}) OR object_now IN ({_TIED}))"


class Link(NamedTuple):
    """How an act is tied to another one: a relation of the chain, and whether it was said of the other."""

    relation: str
    other: str
    is_reverse: bool
    fact: str
    when: str


@dataclass(frozen=True)
class ActState:
    """What is known of an act on one day.

    `state` is "in_force", "expired", "repealed", "coming" or "unknown" (no date is known). `begins_on` and `ends_on`
    keep their precision, "" where unknown; a repeal is an end. `devices` are ids of the devices, places, projects and
    technologies that it authorises, `standing` those of them that are devices installed and of which nothing says that
    they were removed; `is_authorisation` where it authorises some, or a mere number. `renewed_by` is the act in force
    that prolongs or renews it, or "".
    """

    entity: Entity
    state: str
    begins_on: str = ""
    ends_on: str = ""
    devices: tuple[str, ...] = ()
    standing: tuple[str, ...] = ()
    links: tuple[Link, ...] = ()
    renewed_by: str = ""
    is_authorisation: bool = False


class _Said(NamedTuple):
    fact: str
    subject: str
    relation: str
    object: str
    value: str
    when: str
    details: dict[str, str]


def list_acts(view: View, *, on: date, about: Iterable[str] = ()) -> list[ActState]:
    """Every act that authorises, has a term, or is tied to another one: those that end first come first.

    `about` narrows to acts by their ids (their neighbours are still looked at).
    """
    narrowed = tuple(about)
    return list(view.remember(("acts", on, narrowed), lambda: _judge_acts(view, narrowed, on=on)))


def _judge_acts(view: View, about: tuple[str, ...], *, on: date) -> tuple[ActState, ...]:
    said = _list_said(view, about)
    named = view.find_entities({end for one in said for end in (one.subject, one.object) if end})
    acts = {key: entity for key, entity in named.items() if entity.kind == "act"}
    watched = {key for key, entity in named.items() if entity.kind in _WATCHED}
    by_act: dict[str, list[_Said]] = defaultdict(list)
    for one in said:
        for end in {one.subject, one.object} & acts.keys():
            by_act[end].append(one)
    authorised = {one.object for one in said if one.relation == "authorises" and one.object}
    there = _find_there(view, authorised, on=on)
    states = {key: _judge_act(acts[key], by_act[key], watched, there, on=on) for key in by_act}
    wanted = set(about) or states.keys()
    found = [_follow(state, states) for key, state in states.items() if key in wanted]
    ended = sorted(found, key=lambda act: (find_last_day(act.ends_on), act.entity.name, act.entity.id))
    return tuple(ended)


def _list_said(view: View, about: tuple[str, ...]) -> list[_Said]:
    """What is said of the terms and ties of all acts; with `about`, of those and of the acts that they are tied to."""
    relations = [*_DATED, *(relation.key for relation in list_relations() if relation.chain)]
    near = _NEAR.format(shown=view.is_fact_shown) if about else ""
    wanted = f"{'+' if about else ''}relation IN ({', '.join('?' * len(relations))})"
    query = f"""SELECT facts.id, s.id, relation, ifnull(o.id, ''), value, said, facts.details FROM facts
                JOIN entities s ON s.number = subject_now LEFT JOIN entities o ON o.number = object_now
                WHERE {view.is_fact_shown} AND {wanted} {near}
                ORDER BY first_on, facts.number"""
    with view.reading() as connection:
        rows = connection.execute(query, [*relations, *[json.dumps(about)] * near.count("?")]).fetchall()
    return [_Said(*row[:-1], json.loads(row[-1])) for row in rows]


def _find_there(view: View, devices: set[str], *, on: date) -> set[str]:
    """Which devices were put up by a day, and of which no paper says that they were taken down since."""
    query = _COME_AND_GONE.format(shown=view.is_fact_shown)
    steps: dict[str, list[Step]] = defaultdict(list)
    with view.reading() as connection:
        for device, relation, said in connection.execute(query, (json.dumps(list(devices)),)):
            steps[device].append(Step(find_relation(relation).step, said))
    standing = {device: find_standing(known, on=on) for device, known in steps.items()}
    return {device for device, one in standing.items() if one.installed_on and one.state != "removed"}


def _judge_act(act: Entity, said: list[_Said], watched: set[str], there: set[str], *, on: date) -> ActState:
    own = [one for one in said if one.subject == act.id]
    begins_on = _find_term(own, "begins_on", act, place=0) or act.details.get("date", "")
    ends_on = _find_term(own, "ends_on", act, place=-1)
    links = tuple(_tie(act.id, one) for one in said if one.relation not in _DATED)
    repeals = [link.when for link in links if link.relation == "repeals" and link.is_reverse]
    is_repealed = any(_has_come(when, on) for when in repeals)
    ends_on = _find_first_end([ends_on, *(when.partition("/")[0] for when in repeals)])
    authorised = [one.object for one in own if one.relation == "authorises"]
    devices = tuple(dict.fromkeys(one for one in authorised if one in watched))
    standing = tuple(device for device in devices if device in there)
    state = "repealed" if is_repealed else find_state(begins_on, ends_on, on=on)
    is_authorisation = bool(devices) or "" in authorised
    return ActState(act, state, begins_on, ends_on, devices, standing, links, "", is_authorisation)


def _find_first_end(ends: Iterable[str]) -> str:
    """The earliest of several partial dates; "" where none is known."""
    return min((end for end in ends if end), key=find_last_day, default="")


def _find_term(said: list[_Said], name: str, act: Entity, *, place: int) -> str:
    """What a fact says of the beginning or the end, else the period of what is authorised, else the act's details."""
    for one in said:
        if one.relation == name:
            return one.value
    for one in said:
        ends = one.when.split("/")
        if one.relation == "authorises" and len(ends) == 2 and ends[place]:
            return ends[place]
    return act.details.get(name, "")


def _tie(act: str, one: _Said) -> Link:
    is_reverse = one.object == act
    return Link(one.relation, one.subject if is_reverse else one.object, is_reverse, one.fact, one.when)


def _has_come(when: str, on: date) -> bool:
    """Whether a time has begun by a day; one that is unknown has."""
    first = when.partition("/")[0]
    return not first or find_first_day(first) <= on.isoformat()


def find_state(begins_on: str, ends_on: str, *, on: date) -> str:
    """In force from its first day to its last; "unknown" where neither is known."""
    if not begins_on and not ends_on:
        return "unknown"
    if begins_on and find_first_day(begins_on) > on.isoformat():
        return "coming"
    return "expired" if ends_on and find_last_day(ends_on) < on.isoformat() else "in_force"


def _follow(act: ActState, states: dict[str, ActState]) -> ActState:
    """Which act in force prolongs or renews it, where one does."""
    followers = [
        link.other
        for link in act.links
        if (link.relation == "prolonged_by" and not link.is_reverse)
        or (link.relation == "renews" and link.is_reverse)
    ]
    held = next((one for one in followers if one in states and states[one].state == "in_force"), "")
    fields: dict[str, Any] = {**vars(act), "renewed_by": held}
    return ActState(**fields)
