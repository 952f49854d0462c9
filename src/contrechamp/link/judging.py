"""What a judgement must have before it is kept: nothing half-said enters the registry."""

import os
import re
from collections.abc import Callable, Iterable
from decimal import Decimal, InvalidOperation

from contrechamp.errors import FactWithoutPassage, JudgementRefused, PersonWithoutRole
from contrechamp.link.relations import find_relation
from contrechamp.link.times import is_partial_date, is_time
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Relation, Source
from contrechamp.vocabulary.shapes import ID_LETTERS, is_id

_MOST_PAGES, _MOST_CHARACTERS = 10**7, 10**9
_LONGEST_NAME, _LONGEST_TEXT, _LONGEST_QUOTE = 300, 2_000, 5_000


def make_id(make_bytes: Callable[[int], bytes] = os.urandom) -> str:
    """Ten letters and digits that no other archive will draw."""
    number = int.from_bytes(make_bytes(7))
    return "".join(ID_LETTERS[number >> (5 * place) & 31] for place in range(10))


def check_entity(entity: Entity) -> None:
    """JudgementRefused or PersonWithoutRole where it cannot enter."""
    if not is_id(entity.id):
        raise JudgementRefused("“{id}” is no id of an entity.", id=entity.id)
    if not 1 <= len(entity.name.strip()) <= _LONGEST_NAME:
        raise JudgementRefused("An entity needs a name of 1 to 300 characters.")
    if entity.is_person and not (entity.role.strip() and entity.sources):
        raise PersonWithoutRole("{name}: no public role and passage were given.", name=entity.name)
    _check_sources(entity.sources)
    _check_position(entity)


def _check_position(entity: Entity) -> None:
    for key, most in (("latitude", 90), ("longitude", 180), ("direction", 360)):
        said = entity.details.get(key, "")
        if said and not _is_within(said, most):
            raise JudgementRefused("{name}: “{said}” is no position on a map.", name=entity.name, said=said)


def _is_within(text: str, most: int) -> bool:
    try:
        return abs(Decimal(text)) <= most  # what is no number compares with nothing
    except InvalidOperation:
        return False


def _check_sources(sources: Iterable[Source]) -> None:
    for passage, words in sources:
        is_placed = 1 <= passage.page <= _MOST_PAGES and 0 <= passage.start < passage.end <= _MOST_CHARACTERS
        if not is_placed or not words.strip():
            raise FactWithoutPassage("A passage is empty, or lies on no page.")
        if len(words) > _LONGEST_QUOTE:
            raise FactWithoutPassage("A passage is longer than 5,000 characters.")


def check_fact(fact: Fact, find_kind: Callable[[str], EntityKind | None]) -> None:
    """FactWithoutPassage, RelationUnknown, JudgementRefused where it cannot be established.

    `find_kind` gives the kind of an entity by its id, None where there is none.
    """
    relation = find_relation(fact.relation)
    if not is_id(fact.id):
        raise JudgementRefused("“{id}” is no id of a fact.", id=fact.id)
    if not fact.sources:
        raise FactWithoutPassage("This fact cites no passage.")
    _check_sources(fact.sources)
    _check_subject(relation, find_kind(fact.subject))
    if fact.object:
        _check_object(relation, find_kind(fact.object))
    for other in filter(None, (fact.under, fact.according_to)):
        if find_kind(other) is None:
            raise JudgementRefused("No entity is called {id}.", id=other)
    _check_said(relation, fact)
    if not is_time(fact.when):
        raise JudgementRefused("“{when}” is no date or period.", when=fact.when)
    if max(len(fact.note), len(fact.value)) > _LONGEST_TEXT:
        raise JudgementRefused("A note or a value is longer than 2,000 characters.")


def _check_subject(relation: Relation, kind: EntityKind | None) -> None:
    if kind is None:
        raise JudgementRefused("What the fact is about is no entity of the registry.")
    if kind not in relation.subjects:
        raise JudgementRefused("“{label}” cannot be said of an entity of this kind.", label=relation.label)


def _check_object(relation: Relation, kind: EntityKind | None) -> None:
    if kind is None:
        raise JudgementRefused("What the fact leads to is no entity of the registry.")
    if kind not in relation.objects:
        raise JudgementRefused("“{label}” cannot lead to an entity of this kind.", label=relation.label)


def _check_said(relation: Relation, fact: Fact) -> None:
    """An object, a value, or both, as the relation wants them."""
    needs_object = bool(relation.objects)
    if needs_object and not fact.object and not (relation.has_both and fact.value):
        raise JudgementRefused("“{label}” needs an object.", label=relation.label)
    if not relation.objects and not fact.value:
        raise JudgementRefused("“{label}” needs a value.", label=relation.label)
    if fact.value and not is_value(fact.value, relation.value):
        facts = {"said": fact.value, "label": relation.label}
        raise JudgementRefused("“{said}” is not the kind of value that “{label}” asks for.", **facts)
    bound = fact.details.get("bound", "")
    if bound and bound not in relation.bounds:
        raise JudgementRefused("“{label}” knows no “{bound}”.", label=relation.label, bound=bound)


def is_value(text: str, kind: str) -> bool:
    """Whether a text has the one form of a "sum" ("1250000.00"), "count", "days", "date" or "text"."""
    match kind:
        case "sum":
            return bool(re.fullmatch(r"\d{1,15}(\.\d{1,2})?", text))
        case "count" | "days":
            return bool(re.fullmatch(r"\d{1,9}", text))
        case "date":
            return is_partial_date(text)
        case "text":
            return bool(text.strip())
    return False
