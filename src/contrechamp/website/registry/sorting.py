"""What a name of the pages would be in the registry: its kind, category, numbers, and how it is called."""

import hashlib

from contrechamp.link.judging import make_id
from contrechamp.vocabulary.entity import PERSON, Entity, EntityKind
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import Name
from contrechamp.website.interface.words import name_value

NAME_KINDS = ("actor", "technology", "place")
_KINDS = {"technology": "technology", "place": "place", "number": "act"}
_CATEGORIES = frozenset({"body", "company", "association", "office"})
_NUMBERS = ("siren", "siret", "insee", "osm")


def find_kind(mention_kind: str) -> str:
    """The kind of entity that mentions of a kind are, most often."""
    return _KINDS.get(mention_kind, "actor")


def guess_sort(name: Name, details: dict[str, str]) -> str:
    """ "actor:company": what it most probably is, before a person says so."""
    kind, category = find_kind(name.kind), details.get("category", "")
    return f"{kind}:{category if kind == 'actor' and category in _CATEGORIES else ''}"


def call_name(name: Name) -> str:
    """How the name would be called: of a technology the label of the lexicons."""
    return name_value("technology", name.value) if name.kind == "technology" else name.value


def list_identifiers(name: Name, details: dict[str, str]) -> dict[str, str]:
    """The numbers that the pages give it."""
    found = {key: details[key] for key in _NUMBERS if details.get(key)}
    return {**found, "technology": name.value} if name.kind == "technology" else found


def make_named(
    name: Name,
    *,
    called: str,
    sort: str,
    identifiers: dict[str, str],
    role: str = "",
    source: Source | None = None,
) -> Entity:
    """A new entity of that sort; a person cites where the name was seen, nobody else needs to."""
    kind, _colon, category = sort.partition(":")
    is_person = category == PERSON
    sources = (source,) if source and is_person else ()
    said = {"identifiers": identifiers, "sources": sources}
    return Entity(make_id(), EntityKind(kind), called, category, role if is_person else "", **said)


def write_token(name: Name) -> str:
    """A name as a form carries it."""
    return f"{name.kind}|{name.value}"


def read_token(token: str) -> Name | None:
    kind, bar, value = token.partition("|")
    return Name(kind, value) if bar and kind and value else None


def make_key(name: Name) -> str:
    """A short key for the fields of one name on a form."""
    return hashlib.sha256(write_token(name).encode()).hexdigest()[:12]
