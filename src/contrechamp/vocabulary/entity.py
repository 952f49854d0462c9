"""Entities: what facts are about. An entity is there because a person said so, never because a machine found a name."""

from dataclasses import dataclass, field
from enum import StrEnum

from contrechamp.vocabulary.fact import Source

PERSON = "person"  # the category of a natural person


class EntityKind(StrEnum):
    """What sort of thing it is."""

    ACTOR = "actor"  # a public body, a company, an association, an office, a person in a public role
    TECHNOLOGY = "technology"
    PLACE = "place"
    PROJECT = "project"  # what a city calls by one name: its video network, a programme
    ACT = "act"  # a deliberation, an order, a contract, an amendment
    DEVICE = "device"  # one camera or sensor, or several that papers speak of as one


@dataclass(frozen=True)
class Entity:
    """One entry of the registry.

    `id` is ten letters and digits and never changes; an entity that was merged answers under the other one's.
    `category` narrows the kind: of an actor "body", "company", "association", "office" or PERSON; of an act a key of
    `text.kinds` ("contract", "deliberation"…); of a device "fixed", "dome", "mobile", "plates", "sensor" or "".
    `identifiers` are numbers that others gave it under plain keys ("siren", "insee", "osm", "number" of an act,
    "technology": a key of the lexicons). `role` is the public role of a person, without which there is no person.
    `details` hold the rest: of an act "date", "begins_on", "ends_on"; of a device "latitude", "longitude" (WGS 84
    degrees), "direction" (degrees clockwise from north), "place" as written.
    `is_open` is False for a person whom no second member has confirmed: nobody outside the team may see them.
    """

    id: str
    kind: EntityKind
    name: str
    category: str = ""
    role: str = ""
    identifiers: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    sources: tuple[Source, ...] = ()
    is_open: bool = True
    contest: str = ""  # why it is contested, "" where it is not

    @property
    def is_person(self) -> bool:
        return self.kind == EntityKind.ACTOR and self.category == PERSON
