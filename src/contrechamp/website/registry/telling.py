"""Facts, decisions and proposals as lines of text for the team."""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from contrechamp.link.relations import find_relation
from contrechamp.link.verdicts import find_last_names
from contrechamp.link.view import View
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.plain import show_plain
from contrechamp.website.interface.words import write_number, write_period, write_sum
from contrechamp.website.registry.words import BOUNDS

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


def tell_fact(fact: Fact, names: Mapping[str, str]) -> str:
    """A fact as one line: subject, relation, object, value, when."""
    relation = find_relation(fact.relation)
    parts = [names.get(fact.subject, "?"), relation.label, names.get(fact.object, "") if fact.object else ""]
    parts.append(tell_value(fact, relation.value))
    line = " ".join(show_plain(part) for part in parts if part)
    when = tell_when(fact.when)
    return f"{line} ({when})" if when else line


def tell_value(fact: Fact, kind: str) -> str:
    """What a fact says beside its ends, as a reader would write it."""
    if not fact.value:
        return ""
    match kind:
        case "sum":
            said = write_sum(fact.value)
        case "count":
            said = write_number(int(fact.value))
        case "days":
            said = ngettext("%(count)d day", "%(count)d days", int(fact.value)) % {"count": int(fact.value)}
        case "date":
            said = write_period(fact.value)
        case _text:
            said = f"« {fact.value} »"
    bound = fact.details.get("bound", "")
    return f"{said}, {BOUNDS.get(bound, bound)}" if bound else said


def tell_when(when: str) -> str:
    """A date or a period, open ones too."""
    if not when:
        return ""
    first, slash, last = when.partition("/")
    if slash and not last:
        return _("since %(date)s") % {"date": write_period(first)}
    if slash and not first:
        return _("until %(date)s") % {"date": write_period(last)}
    return write_period(when)


def list_ends(facts: Iterable[Fact]) -> list[str]:
    """The ids of all entities that these facts name."""
    ends = ("subject", "object", "under", "according_to")
    return [getattr(fact, end) for fact in facts for end in ends if getattr(fact, end)]


def tell_facts(view: View, facts: Iterable[Fact]) -> list[tuple[Fact, str]]:
    """Facts with their lines; the entities are looked up together."""
    facts = list(facts)
    names = {key: one.name for key, one in view.find_entities(list_ends(facts)).items()}
    return [(fact, tell_fact(fact, names)) for fact in facts]


def tell_fact_of(view: View, fact: Fact) -> str:
    return tell_facts(view, [fact])[0][1]


def tell_judgements(view: View, judgements: Iterable[Judgement]) -> list[ToldJudgement]:
    """Decisions with what they are about; names are looked up together, those of what is gone too."""
    judgements = list(judgements)
    wanted = [key for one in judgements for key in _list_entities(one)]
    names = find_last_names(view, wanted)
    return [_tell(view, one, names) for one in judgements]


def _list_entities(judgement: Judgement) -> list[str]:
    content = judgement.content
    keys = [content[name] for name in ("entity", "into") if content.get(name)]
    keys += [said[3] for said in content.get("names", ()) if len(said) > 3]
    keys += [key for pair in content.get("pairs", ()) for key in pair]
    for said in content.get("facts", ()):
        keys += [said[end] for end in ("subject", "object") if said.get(end)]
    return keys


def _tell(view: View, judgement: Judgement, names: Mapping[str, str]) -> ToldJudgement:
    things = list(_list_things(view, judgement, names))
    shown = tuple(things[:MOST_TOLD])
    return ToldJudgement(judgement, shown, len(things) - len(shown), str(judgement.content.get("reason", "")))


def _list_things(view: View, judgement: Judgement, names: Mapping[str, str]) -> Iterable[ToldThing]:
    content = judgement.content

    def name(key: str) -> str:
        return show_plain(names.get(key, "")) or key

    for said in content.get("entities", ()):
        yield ToldThing(show_plain(said["name"]), said["id"])
    for said in content.get("facts", ()):
        ends = {key: name(key) for key in (said["subject"], said.get("object", "")) if key}
        yield ToldThing(tell_fact(Fact(**_read_fact(said)), ends), fact=said["id"])
    if not content.get("entities"):
        for said in content.get("names", ()):
            entity = said[3] if len(said) > 3 else content.get("entity", "")
            told = f"{show_plain(said[1])} → {name(entity)}" if entity else show_plain(said[1])
            yield ToldThing(told, entity)
    for first, second in content.get("pairs", ()):
        yield ToldThing(f"{name(first)} ≠ {name(second)}", first)
    if judgement.kind == Kind.MERGE:
        yield ToldThing(f"{name(content['entity'])} → {name(content['into'])}", content["into"])
    elif content.get("entity") and not content.get("names"):
        yield ToldThing(name(content["entity"]), content["entity"])
    if content.get("fact"):
        yield ToldThing(content["fact"], fact=content["fact"])
    if content.get("place"):
        yield ToldThing(content["place"][:12] + "…" + content["place"][64:])
    for key in content.get("proposals", ()) if not content.get("facts") else ():
        yield ToldThing(key)
    if judgement.kind == Kind.UNDO:
        undone = view.find_judgement(content["judgement"])
        if undone is not None:
            yield from _list_things(view, undone, {**names, **find_last_names(view, _list_entities(undone))})


def _read_fact(said: Mapping) -> dict:
    names = ("id", "subject", "relation", "object", "value", "when", "details")
    return {key: said[key] for key in names if key in said}
