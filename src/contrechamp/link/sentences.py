"""A fact as a plain French sentence: when, according to whom, who does what, by which act."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from contrechamp.link.quoting import is_quoted, quote_inside
from contrechamp.link.relations import find_relation
from contrechamp.text.articles import Said, find_noun, is_elided, lead_in, say_name
from contrechamp.text.figures import (
    FIXED,
    make_plural,
    quote,
    write_count,
    write_moment,
    write_number,
    write_period,
    write_sum,
)
from contrechamp.text.folding import fold
from contrechamp.text.kinds import KINDS
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact

UNNAMED = "?"  # an entity that may not be named here
_PIECE = re.compile(r"\{(?:(de|à|at) )?([SOV])\}|\[(?:([OV]):)?([^|\]]*)\|([^\]]*)\]")
_UNITS = {"votes_for": "voix", "votes_against": "voix", "abstains": "abstention"}
_ANY_DEVICE = "appareil"
_NOUNS = {EntityKind.PROJECT: "projet", EntityKind.TECHNOLOGY: "technologie"}
_PLAIN_VALUES = (
    "serves_at",
)  # words that go on with the sentence; all others are quoted, or said to be the gist
_COUNTED = {  # what is counted of a technology that is no thing
    "lecture": "lecteur",
    "videoprotection": "caméra de vidéoprotection",
    "videosurveillance": "caméra de vidéosurveillance",
    "video": "caméra de vidéo",
    "reconnaissance": "caméra de reconnaissance",
}
_GROUP = re.compile(r"(.+?) \(groupe\)|(non[- ]inscrits?)", re.IGNORECASE)


class Part(NamedTuple):
    """Some words of a sentence; `entity` is the id of what they name, "" where they name nothing."""

    text: str
    entity: str = ""


@cache
def read_sentences() -> dict[str, dict[str, str]]:
    """The sentences of each relation, by shape."""
    return tomllib.loads(files(__package__).joinpath("sentences.toml").read_text(encoding="utf-8"))


def write_sentence(fact: Fact, entities: Mapping[str, Entity]) -> str:
    """The sentence as one text. `entities` are those that the fact speaks of, by the ids that it has."""
    return "".join(part.text for part in make_sentence(fact, entities))


def make_sentence(fact: Fact, entities: Mapping[str, Entity]) -> tuple[Part, ...]:
    """The sentence in parts, so that each name can lead somewhere.

    "Le 28 février 2019, selon la préfecture, la délibération 2019-014 décide 48 caméras, en vertu de l’arrêté 12."
    """
    told = (*_tell_frame(fact, entities), *_tell_core(fact, entities), *_tell_act(fact, entities))
    parts = [part for part in told if part.text]
    ends_quoted = parts[-1].text.endswith((".\u202f»", "!\u202f»", "?\u202f»"))
    joined = _join([*parts, *([] if ends_quoted else [Part(".")])])
    return (joined[0]._replace(text=joined[0].text[:1].upper() + joined[0].text[1:]), *joined[1:])


def write_value(fact: Fact, entities: Mapping[str, Entity]) -> str:
    """The value alone, as it stands in the sentence: "48 caméras"."""
    return "".join(part.text for part in _tell_value(fact, entities))


def _tell_frame(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[Part]:
    """When, and according to whom."""
    if fact.when:
        yield Part(f"{write_period(fact.when)}, ")
    if fact.according_to and fact.according_to != fact.subject:
        yield Part("selon ")
        yield from _write_name("", _say(fact.according_to, entities), fact.according_to)
        yield Part(", ")


def _tell_act(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[Part]:
    """By which act it is so, where that is not named already."""
    if fact.under and fact.under not in (fact.subject, fact.object, fact.according_to):
        yield Part(", en vertu ")
        yield from _write_name("de", _say(fact.under, entities), fact.under)


def _tell_core(fact: Fact, entities: Mapping[str, Entity]) -> Iterator[Part]:
    value = _tell_value(fact, entities)
    says_object = any(part.entity for part in value) or _names_object(fact, entities)
    template = _choose_template(fact, entities, says_object=says_object)
    names = {
        "S": (fact.subject, _say(fact.subject, entities)),
        "O": (fact.object, _say(fact.object, entities)),
    }
    numbers = {end: said.is_plural for end, (_id, said) in names.items()}
    numbers["V"] = fact.value.isdigit() and int(fact.value) > 1
    last = 0
    for match in _PIECE.finditer(template):
        yield Part(template[last : match.start()])
        last = match.end()
        preposition, end, agreeing, one, many = match.groups()
        if end == "V":
            yield from _lead_value(preposition, value)
        elif end:
            yield from _write_name(preposition or "", names[end][1], names[end][0])
        else:
            yield Part(many if numbers[agreeing or "S"] else one)
    yield Part(template[last:])


def _names_object(fact: Fact, entities: Mapping[str, Entity]) -> bool:
    """Whether a role says where already: "maire de Vaucreuse" at "Ville de Vaucreuse"."""
    body = entities.get(fact.object) if fact.relation in _PLAIN_VALUES else None
    return bool(body and fact.value and fold(body.name).split()[-1] in fold(fact.value).split())


def _choose_template(fact: Fact, entities: Mapping[str, Entity], *, says_object: bool) -> str:
    known = read_sentences()[fact.relation]
    has_object = bool(fact.object) and not says_object
    shape = "both" if has_object and fact.value else "object" if has_object else "value"
    ends = (
        [entities.get(fact.object), entities.get(fact.subject)]
        if has_object
        else [entities.get(fact.subject)]
    )
    narrow = [_find_manner(fact), fact.details.get("bound", ""), *(end.kind for end in ends if end)]
    names = [f"{shape}_{word}" for word in narrow if word]
    return next(known[name] for name in (*names, shape) if name in known)


def _find_manner(fact: Fact) -> str:
    """ "none" of a count of nothing, "gist" of words that none of the passages has, else ""."""
    if fact.value == "0":
        return "none"
    return "gist" if _is_gist(fact) else ""


def _is_gist(fact: Fact) -> bool:
    has_words = bool(fact.value) and find_relation(fact.relation).value == "text"
    return has_words and fact.relation not in _PLAIN_VALUES and not is_quoted(fact.value, fact.sources)


def _tell_value(fact: Fact, entities: Mapping[str, Entity]) -> list[Part]:
    """The value in words; a number of a technology names it ("48 caméras fixes")."""
    if not fact.value:
        return []
    match find_relation(fact.relation).value:
        case "sum":
            return [Part(write_sum(fact.value, fact.details.get("tax", "")))]
        case "days":
            return [Part(write_count(fact.value, "jour"))]
        case "date":
            return [Part(write_moment(fact.value))]
        case "count":
            return _tell_count(fact, entities)
    if _is_gist(fact):
        return [Part(quote_inside(fact.value, fact.sources))]
    return [Part(fact.value if fact.relation in _PLAIN_VALUES else quote(fact.value))]


def _tell_count(fact: Fact, entities: Mapping[str, Entity]) -> list[Part]:
    unit = fact.details.get("unit", "")
    thing = entities.get(fact.object or fact.subject)
    if (
        thing
        and thing.kind == EntityKind.TECHNOLOGY
        and (not unit or find_noun(unit) == find_noun(thing.name))
    ):
        name = _name_counted(thing.name)
        many = int(fact.value) > 1
        return [
            Part(f"{write_number(int(fact.value))}{FIXED}"),
            Part(make_plural(name) if many else name, thing.id),
        ]
    return [Part(write_count(fact.value, unit or _UNITS.get(fact.relation, _ANY_DEVICE)))]


def _name_counted(technology: str) -> str:
    """What one counts of it, in the singular where the name is: "lecteur de plaques" of "Lecture de plaques"."""
    name = technology[:1].lower() + technology[1:]
    first, space, rest = name.partition(" ")
    return _COUNTED.get(find_noun(first), first) + space + rest


def _lead_value(preposition: str | None, value: list[Part]) -> Iterator[Part]:
    if preposition == "de":
        yield Part("d’" if is_elided(value[0].text) else "de ")
    elif preposition:
        yield Part(f"{preposition} ")
    yield from value


def _write_name(preposition: str, said: Said, entity: str) -> Iterator[Part]:
    yield Part(lead_in(preposition, said))
    yield Part(said.name, entity)


def _say(key: str, entities: Mapping[str, Entity]) -> Said:
    entity = entities.get(key)
    return say_entity(entity) if entity else Said("", UNNAMED)


def say_entity(entity: Entity) -> Said:
    """An entity's name in a sentence: a proper name as it is, any other with its article."""
    name = " ".join(entity.name.split()) or UNNAMED
    group = _GROUP.fullmatch(name) if entity.kind == EntityKind.ACTOR else None
    if group and not entity.is_person:
        return Said("le ", f"groupe {quote(group[1] or name)}")
    if entity.is_person or (entity.kind == EntityKind.ACTOR and entity.category == "company"):
        return say_name(name, nouns="none")
    if entity.kind == EntityKind.DEVICE:
        return say_name(name, nouns="devices", fallback=_ANY_DEVICE)
    if entity.kind == EntityKind.ACT:
        return say_name(name, fallback=_name_act(entity.category))
    if entity.kind == EntityKind.PLACE:  # one word is a town's name
        return say_name(name, fallback="" if "insee" in entity.identifiers or " " not in name else "lieu dit")
    said = say_name(name, fallback=_NOUNS.get(entity.kind, ""))
    is_title = entity.category == "association" and said.article and len(said.name) == len(name)
    return said._replace(name=name) if is_title else said  # "la Ligue des droits de l’homme"


def _name_act(category: str) -> str:
    """The noun of a kind of act: "contract" → "marché"."""
    kind = KINDS.get(category)
    return kind.label.split(" ")[0] if kind else "acte"


def _join(parts: list[Part]) -> list[Part]:
    """Neighbours that name nothing become one part."""
    joined: list[Part] = []
    for part in parts:
        if joined and not part.entity and not joined[-1].entity:
            joined[-1] = Part(joined[-1].text + part.text)
        else:
            joined.append(part)
    return joined
