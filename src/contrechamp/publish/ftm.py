"""FollowTheMoney, as JSON lines: each entity and each fact becomes one entity of that model, under an id that stays.

https://followthemoney.tech/docs/ . What the model has no place for is said in words, never bent into something else.
"""

import json
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

from contrechamp.publish.contents import Contents, Paper, find_address, list_ends
from contrechamp.publish.sentences import tell_fact
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.fact import Fact, Relation, Source
from contrechamp.vocabulary.plain import show_plain

PREFIX = "contrechamp-"
_ACTORS = {"person": "Person", "company": "Company", "body": "PublicBody"}
_ACTORS |= {"association": "Organization", "office": "PublicBody"}
_CONTRACTS = ("contract", "amendment")
_SCHEMAS = {
    EntityKind.TECHNOLOGY: "Asset",
    EntityKind.DEVICE: "Asset",
    EntityKind.PLACE: "Address",
    EntityKind.PROJECT: "Project",
}
_LEGAL = frozenset({"Person", "Company", "PublicBody", "Organization", "LegalEntity"})
_ORGANISED = frozenset({"Company", "PublicBody", "Organization"})
_ENDS = {  # what the ends of a link may be, by property
    **dict.fromkeys(("supplier", "beneficiary", "payer", "owner", "member"), _LEGAL),
    **dict.fromkeys(("successor", "predecessor", "authority"), _LEGAL),
    "organization": _ORGANISED,
    "asset": frozenset({"Asset", "Company", "Contract"}),
    "contract": frozenset({"Contract"}),
}
_HAVE_PROPERTY = {  # which of our schemas have a property that a value may be written to
    "amount": frozenset({"Asset", "Company", "Contract", "Project"}),
    "startDate": frozenset({"Event", "Project"}),
    "endDate": frozenset({"Event", "Project"}),
    "status": frozenset({"Contract", "Project"}),
    "authority": frozenset({"Contract"}),
    "addressEntity": frozenset({*_LEGAL, "Asset", "Project"}),
}


def find_schema(kind: str, category: str) -> str:
    """The schema of one of our entities."""
    if kind == EntityKind.ACTOR:
        return _ACTORS.get(category, "LegalEntity")
    if kind == EntityKind.ACT:
        return "Contract" if category in _CONTRACTS else "Event"
    return _SCHEMAS[EntityKind(kind)]


def write_ftm(contents: Contents, path: Path) -> int:
    """Documents, entities, then facts; how many lines."""
    with path.open("w", encoding="utf-8") as file, closing(_Gathered(contents)) as gathered:
        count = 0
        for one in _iterate_all(contents, gathered):
            file.write(json.dumps(one, ensure_ascii=False) + "\n")
            count += 1
    return count


class _Gathered:
    """The schema of every entity, and what facts add to entities, in a temporary database: they may be many."""

    def __init__(self, contents: Contents):
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.execute("CREATE TABLE schemas (id TEXT PRIMARY KEY, schema TEXT) WITHOUT ROWID")
        self._database.execute("CREATE TABLE added (id TEXT, name TEXT, value TEXT)")
        self._database.execute("CREATE INDEX added_by_id ON added (id)")
        self._database.execute("BEGIN")
        rows = ((one.id, find_schema(one.kind, one.category)) for one in contents.entities())
        self._database.executemany("INSERT INTO schemas VALUES (?, ?)", rows)
        for fact in contents.facts():
            added = self._find_added(contents.relations[fact.relation], fact)
            self._database.executemany("INSERT INTO added VALUES (?, ?, ?)", added)
        self._database.execute("COMMIT")

    def close(self) -> None:
        self._database.close()

    def find_schema(self, key: str) -> str:
        row = self._database.execute("SELECT schema FROM schemas WHERE id = ?", (key,)).fetchone()
        return row[0] if row else ""

    def find_added(self, key: str) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        query = "SELECT DISTINCT name, value FROM added WHERE id = ? ORDER BY name, value"
        for name, value in self._database.execute(query, (key,)):
            found.setdefault(name, []).append(value)
        return found

    def _find_added(self, relation: Relation, fact: Fact) -> Iterator[tuple[str, str, str]]:
        """Properties of an entity that a fact says: its sum, its term, its buyer, its address."""
        ftm = relation.ftm
        name = ftm.get("value", "")
        is_so = fact.details.get("bound", "") == ftm.get("bound", "")
        if not ftm.get("schema") and name and is_so and self._has(fact.subject, name):
            yield fact.subject, name, fact.value
            if name == "amount":
                yield fact.subject, "currency", "EUR"
        is_buyer = "authority" in ftm and self.find_schema(fact.subject) in _LEGAL
        if is_buyer and fact.under and self._has(fact.under, "authority"):
            yield fact.under, "authority", PREFIX + fact.subject
        if "place" in ftm and fact.object and self._has(fact.subject, ftm["place"]):
            yield fact.subject, ftm["place"], PREFIX + fact.object

    def _has(self, key: str, name: str) -> bool:
        return self.find_schema(key) in _HAVE_PROPERTY[name]


def _iterate_all(contents: Contents, gathered: _Gathered) -> Iterator[dict[str, Any]]:
    for paper in contents.papers():
        yield _make_document(contents, paper)
    for entity in contents.entities():
        yield from _make_things(contents, entity, gathered.find_added(entity.id))
    for fact in contents.facts():
        yield _make_link(contents, fact, gathered)


def _make(key: str, schema: str, properties: dict[str, str | Iterable[str]]) -> dict[str, Any]:
    """Only what says something; every value once, as a list."""
    said: dict[str, list[str]] = {}
    for name, values in properties.items():
        listed = [values] if isinstance(values, str) else list(values)
        if kept := [plain for plain in dict.fromkeys(map(_clean, listed)) if plain]:
            said[name] = kept
    return {"id": PREFIX + key, "schema": schema, "properties": said}


def _clean(text: str) -> str:
    return text if text.isprintable() and "  " not in text else " ".join(show_plain(text).split())


def _make_document(contents: Contents, paper: Paper) -> dict[str, Any]:
    """The model knows a file by its SHA-1: computed from the original for this. Our SHA-256 stands in words."""
    notice = contents.notice
    address = f"{notice.address}d/{paper.digest}/" if notice.address else ""
    said = {"fileName": paper.title, "title": paper.title, "mimeType": paper.media_type}
    said |= {"name": paper.title, "fileSize": str(paper.size_bytes), "date": paper.date}
    said |= {"contentHash": contents.find_sha1(paper.digest), "sourceUrl": address}
    return _make(
        f"doc-{paper.digest}", "Document", {**said, "author": paper.body, "notes": f"SHA-256: {paper.digest}"}
    )


def _make_things(contents: Contents, entity: Entity, added: dict[str, list[str]]) -> Iterator[dict[str, Any]]:
    """The entity; a device with a position has an address of its own beside it."""
    schema, details = find_schema(entity.kind, entity.category), entity.details
    said: dict[str, Any] = {"name": entity.name, **_cite(contents, entity.sources)}
    said |= {"notes": [entity.contest and f"{contents.say('Contested')}: {entity.contest}"]}
    said["keywords"] = [entity.kind, entity.category]
    identifiers = entity.identifiers
    if schema in _LEGAL:
        said["registrationNumber"] = identifiers.get("siren", "")
        said["position" if schema == "Person" else "summary"] = entity.role
    elif schema == "Contract":
        said |= {"title": entity.name, "contractDate": details.get("date", "")}
        said["procedureNumber"] = identifiers.get("number", "")
    elif schema == "Event":
        said |= {"date": details.get("date", ""), "startDate": details.get("begins_on", "")}
        said |= {"endDate": details.get("ends_on", ""), "recordId": identifiers.get("number", "")}
    elif schema == "Address":
        said |= _locate(entity)
    elif details.get("place"):
        said["address"] = details["place"]
    if schema == "Asset" and "latitude" in details:
        yield _make(
            f"{entity.id}-place", "Address", {"name": details.get("place") or entity.name, **_locate(entity)}
        )
        added = {**added, "addressEntity": [*added.get("addressEntity", ()), f"{PREFIX}{entity.id}-place"]}
    for name, values in added.items():
        said[name] = [*([said[name]] if said.get(name) else []), *values]
    yield _make(entity.id, schema, said)


def _locate(entity: Entity) -> dict[str, str]:
    details = entity.details
    said = {"full": details.get("place") or entity.name, "osmId": entity.identifiers.get("osm", "")}
    return said | {name: details.get(name, "") for name in ("latitude", "longitude")}


def _cite(contents: Contents, sources: Iterable[Source]) -> dict[str, list[str]]:
    """The documents that prove it, and where the site shows the passages."""
    proof = [f"{PREFIX}doc-{one.passage.digest}" for one in sources]
    return {"proof": proof, "sourceUrl": [find_address(contents.notice, one) for one in sources]}


def _make_link(contents: Contents, fact: Fact, gathered: _Gathered) -> dict[str, Any]:
    """The link that the relation names where its ends fit, else one of an unknown kind; a value alone is a note."""
    relation = contents.relations[fact.relation]
    names = contents.find_names(list_ends(fact))
    told = tell_fact(contents.say, fact, relation, names)
    said: dict[str, Any] = {**_cite(contents, fact.sources), "description": told}
    said["summary"] = [fact.note, fact.contest and f"{contents.say('Contested')}: {fact.contest}"]
    if not fact.object:
        return _make(fact.id, "Note", {**said, "name": told, "entity": PREFIX + fact.subject})
    ends = _fit(relation, fact, gathered)
    schema = relation.ftm["schema"] if ends else "UnknownLink"
    if ends and relation.ftm.get("value"):
        said[relation.ftm["value"]] = fact.value
        said |= {"currency": "EUR"} if relation.ftm["value"] == "amount" else {}
    if not ends:
        ends, said["role"] = {"subject": fact.subject, "object": fact.object}, relation.label
    first, slash, last = fact.when.partition("/")
    said |= {"startDate": first, "endDate": last} if slash else {"date": first}
    said |= {name: PREFIX + key for name, key in ends.items()}
    return _make(fact.id, schema, said)


def _fit(relation: Relation, fact: Fact, gathered: _Gathered) -> dict[str, str]:
    """The ends under the model's names; nothing where they are not what its schema asks for."""
    ftm = relation.ftm
    if ftm.get("schema", "UnknownLink") == "UnknownLink" or fact.details.get("bound", "") != ftm.get(
        "bound", ""
    ):
        return {}
    ends = {ftm[end]: getattr(fact, end) for end in ("subject", "object", "under") if end in ftm}
    fits = all(key and gathered.find_schema(key) in _ENDS[name] for name, key in ends.items())
    return ends if fits else {}
