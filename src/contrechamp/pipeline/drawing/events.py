"""The events of the timeline: dated facts by their groups, and acts by their dates."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from contrechamp.draw.timeline import Event
from contrechamp.link.relations import find_relation, list_relations
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.days import NEVER, count_first, count_last
from contrechamp.pipeline.drawing.said import MOST_FACTS, Said, list_said, touch

ACTS, COUNTS = "acts", "counts"
_DATES = ("begins_on", "ends_on")
_SPLIT = {"counts": COUNTS, "keeps": COUNTS}  # numbers have a strip of their own beside the steps of devices
LANES = (ACTS, "votes", "devices", COUNTS, "money", "positions", "actors")
_ACTS = """
SELECT id, name, json_extract(details, '$.date') FROM entities
WHERE kind = 'act' AND {shown} AND json_extract(details, '$.date') != '' {about} ORDER BY number LIMIT ?
"""


@dataclass(frozen=True)
class Naming:
    """How events are worded and where they lead: words of each lane, of a fact, addresses of facts and of entities."""

    lanes: Mapping[str, str]
    describe: Callable[[Said], str]
    fact: Callable[[str], str]
    entity: Callable[[str], str]
    language: str = "fr"  # what is kept differs by it


def find_lane(relation: str) -> str:
    """In which strip facts of a relation stand: one of LANES."""
    return _SPLIT.get(relation) or find_relation(relation).group


def list_events(
    view: View, lanes: Iterable[str] = LANES, *, about: str = "", on: date, naming: Naming
) -> list[Event]:
    """Facts of these lanes whose time is known, and the acts; `on` is the day whose state authorisations have."""
    lanes = tuple(lanes)
    is_whole = not about and lanes == LANES
    name = f"events {on} {naming.language}" if is_whole else ("events", lanes, about, on, naming.language)
    return view.remember(name, lambda: _make_events(view, lanes, about=about, on=on, naming=naming))


def count_undated(view: View, lanes: Iterable[str] = LANES) -> int:
    """How many facts of these lanes have no time that is known."""
    lanes = tuple(lanes)
    return view.remember(("undated", lanes), lambda: _count_undated(view, lanes))


def _count_undated(view: View, lanes: tuple[str, ...]) -> int:
    relations = _list_relations(lanes)
    query = f"""SELECT count(*) FROM facts WHERE {view.is_fact_shown} AND said = ''
                AND relation IN ({", ".join("?" * len(relations))})"""
    with view.reading() as connection:
        return connection.execute(query, relations).fetchone()[0]


def count_lanes(view: View, *, about: str = "") -> dict[str, int]:
    """How many events each lane has, by one question to the book."""
    return view.remember(("lanes", about), lambda: _count_lanes(view, about))


def _count_lanes(view: View, about: str) -> dict[str, int]:
    condition, values = touch([about]) if about else ("1", ())
    query = f"""SELECT relation, count(*) FROM facts WHERE {view.is_fact_shown}
                AND (said != '' OR relation IN ('begins_on', 'ends_on')) AND {condition} GROUP BY relation"""
    counted = dict.fromkeys(LANES, 0)
    with view.reading() as connection:
        for relation, count in connection.execute(query, values):
            counted[find_lane(relation)] += count
    counted[ACTS] += len(_list_acts(view, about))
    return counted


def _list_relations(lanes: Iterable[str]) -> tuple[str, ...]:
    wanted = set(lanes)
    return tuple(relation.key for relation in list_relations() if find_lane(relation.key) in wanted)


def _list_acts(view: View, about: str) -> list[tuple[str, str, str]]:
    query = _ACTS.format(shown=view.is_entity_shown, about="AND id = ?" if about else "")
    with view.reading() as connection:
        return connection.execute(query, (*([about] if about else []), MOST_FACTS)).fetchall()


def _make_events(view: View, lanes: tuple[str, ...], *, about: str, on: date, naming: Naming) -> list[Event]:
    relations = _list_relations(lanes)
    condition = "(said != '' OR relation IN ('begins_on', 'ends_on'))"
    said = list_said(view, relations, about=about, condition=condition) if relations else []
    order = {lane: rank for rank, lane in enumerate(LANES)}
    said.sort(
        key=lambda one: order[find_lane(one.relation)]
    )  # strips stand in the order in which they first come
    events = [_make_event(one, on=on, naming=naming) for one in said]
    if ACTS in lanes:
        lane = naming.lanes[ACTS]
        acts = _list_acts(view, about)
        events = [Event(key, naming.entity(key), name, when, lane) for key, name, when in acts] + events
    return events


def _make_event(said: Said, *, on: date, naming: Naming) -> Event:
    when = said.value if said.relation in _DATES else said.when
    state = "contested" if said.is_contested else _find_state(said, on)
    lane = naming.lanes[find_lane(said.relation)]
    return Event(said.id, naming.fact(said.id), naming.describe(said), when, lane, state, said.sources)


def _find_state(said: Said, on: date) -> str:
    """Of an authorisation whose end is known; "" of all else."""
    first, slash, last = said.when.partition("/")
    if said.relation != "authorises" or not slash:
        return ""
    day, end = on.toordinal(), count_last(last)
    if end != NEVER and end < day:
        return "expired"
    return "in_force" if count_first(first) <= day else ""


__all__ = ["ACTS", "COUNTS", "LANES", "Naming", "count_lanes", "count_undated", "find_lane", "list_events"]
