"""What a waiting name may be: entities with the reasons, best first."""

from contrechamp.link.verdicts import list_namesakes
from contrechamp.link.view import View
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Candidate, Reason
from contrechamp.website.registry.sorting import find_kind

_NUMBERS = ("siren", "insee", "technology", "number")


def find_candidates(view: View, name: Name, details: dict[str, str]) -> list[Candidate]:
    """Entities that have one of its numbers, or the very same name; never merged alone."""
    found: dict[str, tuple[Entity, list[Reason]]] = {}
    numbers = {key: details[key] for key in _NUMBERS if details.get(key)}
    if name.kind == "technology":
        numbers["technology"] = name.value
    for key, value in numbers.items():
        entity = view.find_identified(key, value)
        if entity is not None:
            found.setdefault(entity.id, (entity, []))[1].append(Reason(key, value))
    for key in list_namesakes(view, name.value, kinds=(find_kind(name.kind),)):
        entity = view.find_entity(key)
        if entity is not None and fold(entity.name) == fold(name.value):
            found.setdefault(key, (entity, []))[1].append(Reason("name", entity.name))
    return [Candidate(entity, 0.9, tuple(reasons)) for entity, reasons in found.values()]
