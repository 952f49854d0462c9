"""How the registry's keys, days and passages are written."""

from datetime import datetime

from django import template
from django.utils import timezone
from django.utils.translation import gettext_lazy

from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Source
from contrechamp.website.interface.words import write_date
from contrechamp.website.registry import public_words as words
from contrechamp.website.registry.statements import write_address

register = template.Library()
EVENTS = {
    "established": gettext_lazy("Established"),
    "corrected": gettext_lazy("Corrected"),
    "contested": gettext_lazy("Contested"),
}


@register.filter
def kind_of(entity: Entity) -> str:
    return words.name_entity_kind(entity)


@register.filter
def identifier_name(key: str) -> str:
    """What a number of an entity is called: "SIREN", "Number"."""
    return str(words.IDENTIFIERS.get(key, key))


@register.filter
def step_name(step: str) -> str:
    return str(words.STEPS.get(step, step))


@register.filter
def state_name(state: str) -> str:
    return str(words.STATES[state])


@register.filter
def reason_name(reason: str) -> str:
    return str(words.REASONS.get(reason, reason))


@register.filter
def number_name(relation: str) -> str:
    """What a number is a number of: "decided", "authorised", "counted"."""
    return str(words.NUMBERS[relation])


@register.filter
def event_name(what: str) -> str:
    return str(EVENTS[what])


@register.filter
def day(moment: datetime) -> str:
    """The day of an instant, in the time of the place."""
    return write_date(timezone.localtime(moment).date().isoformat())


@register.filter
def passage_address(source: Source) -> str:
    return write_address(source)
