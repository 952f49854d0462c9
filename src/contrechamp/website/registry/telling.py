"""Facts, decisions and proposals as lines of text for the team."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from contrechamp.link.relations import find_relation
from contrechamp.link.sentences import write_sentence
from contrechamp.link.verdicts import find_last_names
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import FACT_ENDS, Fact
from contrechamp.vocabulary.judgement import Judgement, Name
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.plain import show_plain
from contrechamp.website.interface.words import write_period
from contrechamp.website.registry.sorting import call_name

MOST_TOLD = 8  # things of one decision


class ToldThing(NamedTuple):
    """Something that a decision is about: its words, and where the team looks at it ("" nowhere)."""

    said: str
    entity: str = ""
    fact: str = ""


class ToldJudgement(NamedTuple):
    """A decision, what it is about, how much more of that there is, and its reason."""

    judgement: Judgement
    things: tuple[ToldThing, ...]
    more: int
    reason: str


def tell_fact(fact: Fact, entities: Mapping[str, Entity], *, names: Mapping[str, str] | None = None) -> str:
    """A fact as a sentence; one whose ends are gone as a bare line of their last `names`."""
    if all(key in entities for key in list_ends([fact])):
        return show_plain(write_sentence(fact, entities))
    called = {**(names or {}), **{key: one.name for key, one in entities.items()}}
    label = find_relation(fact.relation).label
    said = [
        called.get(fact.subject, "?"),
        label,
        called.get(fact.object, ""),
        fact.value,
        write_period(fact.when),
    ]
    return " ".join(show_plain(part) for part in said if part)


def list_ends(facts: Iterable[Fact]) -> list[str]:
    """The ids of all entities that these facts name."""
    return [getattr(fact, end) for fact in facts for end in FACT_ENDS if getattr(fact, end)]


def tell_facts(view: View, facts: Iterable[Fact]) -> list[tuple[Fact, str]]:
    """Facts with their lines; the entities are looked up together."""
    facts = list(facts)
    entities = view.find_entities(list_ends(facts))
    return [(fact, tell_fact(fact, entities)) for fact in facts]


def tell_fact_of(view: View, fact: Fact) -> str:
    return tell_facts(view, [fact])[0][1]


def tell_judgements(view: View, judgements: Iterable[Judgement]) -> list[ToldJudgement]:
    """Decisions with what they are about; names are looked up together, those of what is gone too."""
    judgements = list(judgements)
    wanted = [key for one in judgements for key in _list_entities(one)]
    names, entities = find_last_names(view, wanted), view.find_entities(wanted)
    return [_tell(view, one, names, entities=entities) for one in judgements]


def _list_entities(judgement: Judgement) -> list[str]:
    content = judgement.content
    keys = [content[name] for name in ("entity", "into") if content.get(name)]
    keys += [said[3] for said in content.get("names", ()) if len(said) > 3]
    keys += [key for pair in content.get("pairs", ()) for key in pair]
    for said in content.get("facts", ()):
        keys += [said[end] for end in FACT_ENDS if said.get(end)]
    return keys


def _tell(
    view: View, judgement: Judgement, names: Mapping[str, str], *, entities: Mapping[str, Entity]
) -> ToldJudgement:
    things = list(_list_things(view, judgement, names, entities=entities))
    shown = tuple(things[:MOST_TOLD])
    return ToldJudgement(judgement, shown, len(things) - len(shown), str(judgement.content.get("reason", "")))


def _list_things(
    view: View, judgement: Judgement, names: Mapping[str, str], *, entities: Mapping[str, Entity]
) -> Iterable[ToldThing]:
    content = judgement.content

    def name(key: str) -> str:
        return show_plain(names.get(key, "")) or key

    for said in content.get("entities", ()):
        yield ToldThing(show_plain(said["name"]), said["id"])
    for said in content.get("facts", ()):
        yield ToldThing(tell_fact(Fact(**_read_fact(said)), entities, names=names), fact=said["id"])
    if not content.get("entities"):
        for said in content.get("names", ()):
            entity = said[3] if len(said) > 3 else content.get("entity", "")
            called = show_plain(call_name(Name(said[0], said[1])))
            yield ToldThing(f"{called} → {name(entity)}" if entity else called, entity)
    for first, second in content.get("pairs", ()):
        yield ToldThing(f"{name(first)} ≠ {name(second)}", first)
    if judgement.kind == Kind.MERGE:
        yield ToldThing(f"{name(content['entity'])} → {name(content['into'])}", content["into"])
    elif content.get("entity") and not content.get("names"):
        yield ToldThing(name(content["entity"]), content["entity"])
    if content.get("fact"):
        fact = view.find_fact(content["fact"])
        said = tell_fact_of(view, fact) if fact else content["fact"]
        yield ToldThing(said, fact=content["fact"])
    if content.get("place"):
        yield ToldThing(content["place"][:12] + "…" + content["place"][64:])
    for key in content.get("proposals", ()) if not content.get("facts") else ():
        yield ToldThing(key)
    if judgement.kind == Kind.UNDO:
        undone = view.find_judgement(content["judgement"])
        if undone is not None:
            keys = _list_entities(undone)
            yield from _list_things(
                view, undone, find_last_names(view, keys), entities=view.find_entities(keys)
            )


def _read_fact(said: Mapping) -> dict:
    names = ("id", "relation", "value", "when", "details", *FACT_ENDS)
    return {key: said[key] for key in names if key in said}
