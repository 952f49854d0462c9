"""A fact in the words of a picture, and the addresses of facts and entities by the thousand."""

from collections.abc import Callable

from django.urls import reverse

from contrechamp.link.relations import find_relation
from contrechamp.link.sentences import write_sentence
from contrechamp.pipeline.drawing.said import End, Said
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact

_KEY = "0" * 10


def make_addresses(name: str) -> Callable[[str], str]:
    """Addresses of one route by their ids; as `reverse` gives them, without asking it each time."""
    before, after = reverse(name, args=[_KEY]).split(_KEY)
    return lambda key: f"{before}{key}{after}"


def tell_sentence(said: Said) -> str:
    """The fact as a sentence, without its time, which the picture shows."""
    ends = [said.subject, *([said.object] if said.object.id else [])]
    marks = {"bound": said.bound, "tax": said.tax, "unit": said.unit}
    details = {name: mark for name, mark in marks.items() if mark}
    fact = Fact(said.id, said.subject.id, said.relation, said.object.id, said.value, details=details)
    return write_sentence(fact, {end.id: _make_entity(end) for end in ends}).removesuffix(".")


def _make_entity(end: End) -> Entity:
    return Entity(end.id, EntityKind(end.kind), end.name, end.category)


def tell_briefly(said: Said) -> str:
    """The same in a hurry, for a hundred thousand of them."""
    return f"{said.subject.name} {find_relation(said.relation).label} {said.object.name or said.value}"


def name_relation(key: str) -> str:
    """ "Achète à": a relation as a choice."""
    label = find_relation(key).label
    return label[:1].upper() + label[1:]
