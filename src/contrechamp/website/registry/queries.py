"""What the public rooms of the registry show, as far as the one who looks may see it, in bounded questions."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from django.http import HttpRequest
from django.urls import reverse

from contrechamp.link.chains import ActState, list_acts
from contrechamp.link.contradictions import Contradiction, list_contradictions
from contrechamp.link.counting import YearOfDevices, list_counts, list_years_of_devices
from contrechamp.link.parts import list_facts_of_parts
from contrechamp.link.relations import list_relations
from contrechamp.link.unknowns import Unknown, list_unknowns
from contrechamp.link.view import FactFilter, View
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.registry.pictures.timeline import SLUGS
from contrechamp.website.registry.public_words import SECTIONS
from contrechamp.website.registry.statements import Statement, Statements

FACTS_A_SECTION = 12
FACTS_A_VIEW = 40
MOST_BESIDE = 5  # contradictions on the view of one entity
MOST_SOURCES = 6
MOST_JUDGEMENTS = 200  # looked through for the history of one fact
# Of each kind of entity, the gaps that may be about it.
_GAPS = {
    EntityKind.ACT: (
        "authorisation_without_contract",
        "contract_without_deliberation",
        "sum_never_found",
        "vote_unknown",
        "retention_unknown",
    ),
    EntityKind.PROJECT: ("sum_never_found",),
    EntityKind.TECHNOLOGY: ("sum_never_found",),
    EntityKind.DEVICE: ("device_without_authorisation", "sum_never_found"),
    EntityKind.PLACE: ("authorisation_without_device",),
}


class Section(NamedTuple):
    """Facts under one heading: the first ones, and how many there are."""

    key: str
    label: str
    statements: list[Statement]
    total: int


class Event(NamedTuple):
    """Something that happened to a fact: "established", "corrected" or "contested", and when; never by whom."""

    what: str
    at: datetime


@dataclass(frozen=True)
class Room:
    """Who looks, and with which eyes: every view begins with one."""

    view: View
    collections: tuple[str, ...] | None

    def statements(self, *, own: str = "", contradictions: Sequence[Contradiction] = ()) -> Statements:
        """For the facts of one view; those that contradict another one are marked."""
        against = frozenset(fact.id for one in contradictions for fact in one.facts)
        return Statements(self.view, self.collections, own=own, contradicted=against)


def open_room(request: HttpRequest) -> Room:
    seen = gate.list_seen_collections(request)
    return Room(find_observatory().desk.view(seen), seen)


def list_section_relations(entity: Entity) -> dict[str, tuple[str, ...]]:
    """The relations of each section of an entity's view, in the order of reading."""
    special = {relation.key: "" for relation in list_relations()}
    for relation in list_relations():
        if entity.kind == EntityKind.DEVICE and relation.step:
            special[relation.key] = "history"
        elif entity.kind == EntityKind.ACT and relation.chain:
            special[relation.key] = "chain"
        elif entity.kind == EntityKind.PROJECT and relation.key == "part_of":
            special[relation.key] = "members"
    groups = {key: [] for key in SECTIONS}
    for relation in list_relations():
        groups[special[relation.key] or relation.group].append(relation.key)
    return {key: tuple(relations) for key, relations in groups.items() if relations}


def list_sections(
    room: Room, entity: Entity, statements: Statements, *, limit: int = FACTS_A_SECTION
) -> list[Section]:
    """The facts about an entity under their headings, each by time, the first ones of each."""
    found = []
    if entity.kind == EntityKind.PROJECT:
        facts, total = list_facts_of_parts(room.view, entity.id, limit=limit)
        found += [("parts", facts, total)] if facts else []
    for key, relations in list_section_relations(entity).items():
        facts, total = room.view.list_facts(FactFilter(about=entity.id, relations=relations), limit=limit)
        if facts:
            found.append((key, facts, total))
    statements.look_up(fact for _key, facts, _total in found for fact in facts)
    return [Section(key, str(SECTIONS[key]), statements.make(facts), total) for key, facts, total in found]


def list_section(
    room: Room, entity: Entity, section: str, *, offset: int, limit: int
) -> tuple[list[Fact], int] | None:
    """The facts of one section, some at a time, and how many there are; None where an entity has no such section."""
    if section == "parts" and entity.kind == EntityKind.PROJECT:
        return list_facts_of_parts(room.view, entity.id, offset=offset, limit=limit)
    relations = list_section_relations(entity).get(section)
    if not relations:
        return None
    return room.view.list_facts(FactFilter(about=entity.id, relations=relations), offset=offset, limit=limit)


def find_conflicts(room: Room, entity: Entity) -> list[Contradiction]:
    return list_contradictions(room.view, about=entity.id)


def find_act_state(room: Room, entity: Entity, *, on: date) -> ActState | None:
    """What is known of an act on a day; None where no term, authorisation or tie is."""
    if entity.kind != EntityKind.ACT:
        return None
    found = list_acts(room.view, on=on, about=[entity.id])
    return found[0] if found else None


def list_gaps(room: Room, entity: Entity) -> list[Unknown]:
    """What is not known about an entity."""
    kinds = _GAPS.get(entity.kind, ())
    return [gap for kind in kinds for gap in list_unknowns(room.view, kind, about=entity.id, limit=1)]


def list_events(room: Room, fact: Fact) -> list[Event]:
    """The history of a fact in dates, oldest first; what was undone did not happen."""
    judgements, _total = room.view.list_judgements(thing=f"f:{fact.id}", limit=MOST_JUDGEMENTS)
    events = []
    for judgement in reversed(judgements):
        if judgement.undone_by:
            continue
        if judgement.kind == JudgementKind.FACT:
            is_first = not any(event.what == "established" for event in events)
            events.append(Event("established" if is_first else "corrected", judgement.at))
        elif judgement.kind == JudgementKind.CONTEST:
            events.append(Event("contested", judgement.at))
    return events


class Number(NamedTuple):
    """One line of a table of numbers: how many, of which sort, and the statement that says it."""

    statement: Statement
    count: int
    relation: str


class Year(NamedTuple):
    """The numbers of one year ("" where no time is known)."""

    year: str
    numbers: list[Number]


def list_years(room: Room, entity: Entity, statements: Statements, *, limit: int = 100) -> list[Year]:
    """How many devices, by year, according to whom."""
    facts = list_counts(room.view, entity.id, limit=limit)
    years: dict[str, list[Number]] = {}
    for statement in statements.make(facts, most_notes=2):
        fact = statement.fact
        year = fact.when.lstrip("/")[:4]
        years.setdefault(year, []).append(Number(statement, int(fact.value), fact.relation))
    return [Year(year, years[year]) for year in sorted(years, key=lambda year: (year == "", year))]


class DevicesOfYear(NamedTuple):
    """What one installer put up and took down in a year, how many stand by then, and where each of them is told."""

    line: YearOfDevices
    name: str
    address: str


def list_devices_by_year(room: Room, about: Entity | None) -> list[DevicesOfYear]:
    """The devices that facts name one by one, year by year; those of one project, where the view is about one."""
    if about is not None and about.kind != EntityKind.PROJECT:
        return []
    years = list_years_of_devices(room.view, project=about.id if about else "")
    named = room.view.find_entities(year.subject for year in years)
    lane = f"voie={SLUGS['devices']}"
    return [
        DevicesOfYear(
            year,
            named[year.subject].name,
            f"{reverse('timeline')}?de={year.year}&a={year.year}&{lane}" if year.year else "",
        )
        for year in years
        if year.subject in named
    ]
