"""How the team's rooms write decisions and reasons."""

from django import template
from django.utils.translation import gettext as _

from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.plain import show_plain
from contrechamp.vocabulary.suggestion import Reason
from contrechamp.website.registry.words import DECISIONS

register = template.Library()


@register.filter
def decision(kind: str) -> str:
    return str(DECISIONS.get(kind, kind))


@register.filter
def because(reason: Reason) -> str:
    """Why two names may be one: "SIREN 552081317", "the same name"."""
    names = {
        "siren": _("SIREN %(said)s"),
        "siret": _("SIRET %(said)s"),
        "insee": _("INSEE code %(said)s"),
        "number": _("number %(said)s"),
        "technology": _("the same key of the lexicons"),
        "name": _("the same name: %(said)s"),
        "form": _("legal form: %(said)s"),
        "spelling": _("spelling: %(said)s"),
        "initials": _("initials: %(said)s"),
        "joint": _("a joint name: %(said)s"),
        "renamed": _("formerly: %(said)s"),
        "words": _("common words: %(said)s"),
        "town": _("town: %(said)s"),
        "differs": _("but differs: %(said)s"),
    }
    words = names.get(reason.kind, "%(said)s")
    return words % {"said": show_plain(reason.said)} if "%(said)s" in words else words


@register.filter
def contest_key(fact: Fact) -> str:
    """The key under which a fact is contested."""
    return f"fait/{fact.id}"
