"""The registry as tables: the same ones in CSV, in a workbook, in SQLite and in a bag."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import batched
from typing import Any, NamedTuple

from contrechamp.publish.contents import Contents, find_address, list_ends
from contrechamp.publish.sentences import list_about, tell_fact
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact, Source

_MANY = 200
_IDENTIFIERS = ("siren", "insee", "osm", "number", "technology")
_DETAILS = ("date", "begins_on", "ends_on", "latitude", "longitude", "direction", "place")
_NUMBERS = frozenset({"latitude", "longitude", "direction"})


class Column(NamedTuple):
    """`kind` is "text", "integer" or "real"; `refers` names the table and column whose value it repeats."""

    name: str
    kind: str = "text"
    refers: str = ""


@dataclass(frozen=True)
class Table:
    """`rows` may be asked for several times; the first column identifies a row where `is_keyed`."""

    name: str
    columns: tuple[Column, ...]
    rows: Callable[[], Iterator[tuple]]
    is_keyed: bool = False


def list_tables(contents: Contents, *, with_judgements: bool = False) -> list[Table]:
    """All of them, each behind those that it refers to; judgements for the team, or where they are to come back."""
    told = [
        _say("about", "key value", lambda: iter(list_about(contents)), is_keyed=True),
        _say("relations", "key label reverse group value", lambda: _list_relations(contents), is_keyed=True),
        _say("documents", _DOCUMENT, lambda: _list_papers(contents), is_keyed=True),
        _say("entities", _ENTITY, lambda: map(_list_entity, contents.entities()), is_keyed=True),
        _say("facts", _FACT, lambda: _list_facts(contents), is_keyed=True),
        _say("sources", _SOURCE, lambda: _list_sources(contents)),
    ]
    if contents.notice.is_team or with_judgements:
        told.append(_say("judgements", _JUDGEMENT, lambda: _list_judgements(contents), is_keyed=True))
    return [*told, _say("changes", "thing id change", lambda: map(tuple, contents.changes()))]


_DOCUMENT = "digest title date body kind media_type size_bytes:integer page_count:integer is_public:integer "
_DOCUMENT += "collections address"
_ENTITY = "id kind name category role " + " ".join(
    (*_IDENTIFIERS, *(f"{name}:real" if name in _NUMBERS else name for name in _DETAILS))
)
_ENTITY += " other contest is_open:integer"
_FACT = "id sentence subject::entities.id subject_name relation::relations.key relation_label object::entities.id "
_FACT += "object_name value bound when under::entities.id under_name according_to::entities.id according_to_name note "
_FACT += "details contest established_by established_at"
_SOURCE = "thing id rank:integer document::documents.digest title page:integer start:integer end:integer words address"
_JUDGEMENT = "sequence:integer id kind by at undone_by content"


def _say(name: str, columns: str, rows: Callable[[], Iterator[tuple]], *, is_keyed: bool = False) -> Table:
    """Columns as words: "page:integer", "subject::entities.id"."""
    made = []
    for word in columns.split():
        column, kind, refers = (*word.split(":"), "", "")[:3]
        made.append(Column(column, kind or "text", refers))
    return Table(name, tuple(made), rows, is_keyed)


def _list_relations(contents: Contents) -> Iterator[tuple]:
    for one in contents.relations.values():
        yield one.key, one.label, one.reverse, one.group, one.value


def _list_papers(contents: Contents) -> Iterator[tuple]:
    notice = contents.notice
    for one in contents.papers():
        address = f"{notice.address}d/{one.digest}/" if notice.address else ""
        said = (one.digest, one.title, one.date, one.body, one.kind, one.media_type, one.size_bytes)
        yield *said, one.page_count, int(one.is_public), ", ".join(one.collections), address


def _list_entity(entity: Entity) -> tuple:
    numbers = [entity.identifiers.get(name, "") for name in _IDENTIFIERS]
    details: list[Any] = [_read_detail(entity.details, name) for name in _DETAILS]
    said = {**entity.identifiers, **entity.details}
    other = {name: value for name, value in said.items() if name not in (*_IDENTIFIERS, *_DETAILS)}
    first = (entity.id, str(entity.kind), entity.name, entity.category, entity.role)
    return *first, *numbers, *details, _write_json(other), entity.contest, int(entity.is_open)


def _read_detail(details: dict[str, str], name: str) -> str | float | None:
    if name not in _NUMBERS:
        return details.get(name, "")
    try:
        return float(details[name])
    except (KeyError, ValueError):
        return None


def _write_json(said: dict[str, str]) -> str:
    return json.dumps(said, ensure_ascii=False, sort_keys=True) if said else ""


def _list_facts(contents: Contents) -> Iterator[tuple]:
    for facts in batched(contents.facts(), _MANY):
        names = contents.find_names([key for fact in facts for key in list_ends(fact)])
        for fact in facts:
            yield _list_fact(contents, fact, names)


def _list_fact(contents: Contents, fact: Fact, names: dict[str, str]) -> tuple:
    """An end that is not there is None, which is no end; a text that is not there is empty."""
    relation = contents.relations[fact.relation]
    ends = [fact.subject, fact.object, fact.under, fact.according_to]
    (subject, s), (object_, o), (under, u), (according, a) = [
        (one or None, names.get(one, "")) for one in ends
    ]
    rest = {name: value for name, value in fact.details.items() if name != "bound"}
    at = fact.established_at.isoformat() if fact.established_at else ""
    told = (
        fact.id,
        tell_fact(contents.say, fact, relation, names),
        subject,
        s,
        fact.relation,
        relation.label,
    )
    said = (
        object_,
        o,
        fact.value,
        fact.details.get("bound", ""),
        fact.when,
        under,
        u,
        according,
        a,
        fact.note,
    )
    return *told, *said, _write_json(rest), fact.contest, fact.established_by, at


def _list_sources(contents: Contents) -> Iterator[tuple]:
    for thing, owners in (("entity", contents.entities()), ("fact", contents.facts())):
        for owner in owners:
            for rank, source in enumerate(owner.sources, start=1):
                yield thing, owner.id, rank, *_list_source(contents, source)


def _list_source(contents: Contents, source: Source) -> tuple:
    passage, address = source.passage, find_address(contents.notice, source)
    title = contents.find_paper(passage.digest).title
    return passage.digest, title, passage.page, passage.start, passage.end, source.words, address


def _list_judgements(contents: Contents) -> Iterator[tuple]:
    for one in contents.judgements():
        content = json.dumps(one.content, ensure_ascii=False)
        yield one.sequence, one.id, str(one.kind), one.by, one.at.isoformat(), one.undone_by, content
