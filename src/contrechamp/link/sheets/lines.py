"""From the fields of one line, as written in TOML or in the cells of a CSV, to what it says."""

from collections.abc import Mapping, Sequence
from typing import Any

from contrechamp.errors import FactWithoutPassage, JudgementRefused
from contrechamp.link.relations import find_relation
from contrechamp.link.sheets.form import DecisionLine, EntityLine, FactLine, Quote
from contrechamp.link.sheets.words import (
    find_key,
    find_relation_key,
    read_words,
    tidy_category,
    tidy_date,
    tidy_time,
    tidy_value,
    write_plain,
)
from contrechamp.vocabulary.fact import FACT_ENDS
from contrechamp.vocabulary.judgement import JudgementKind as Kind

_CITED = ("document", "page", "words", "sources")
_DETAILS = ("date", "begins_on", "ends_on", "latitude", "longitude", "direction", "place")
_IDENTIFIERS = ("siren", "insee", "number", "technology")
_FACT_DETAILS = ("bound", "tax", "unit")
_ENTITY_FIELDS = ("key", "name", "category", "role", "names", "details", "identifiers", *_CITED, *_DETAILS)
_FACT_FIELDS = ("key", "subject", "relation", "object", "value", "when", "under", "according_to", "note")
_NAMED = {"actor": "actor", "place": "place", "technology": "technology", "act": "number"}  # by its mentions
_DECISIONS = {
    "merges": (Kind.MERGE, ("entity", "into")),
    "apart": (Kind.APART, ("subject", "object")),
    "refusals": (Kind.REFUSE, ()),
    "seconds": (Kind.SECOND, ("entity",)),
    "contests": (Kind.CONTEST, ("entity",)),
}
DECISIONS = tuple(_DECISIONS)


def read_fields(said: Mapping[str, Any], allowed: Sequence[str]) -> dict[str, Any]:
    """What stands under each key, whichever word it was written with; empty ones are left out."""
    if not isinstance(said, Mapping):
        raise JudgementRefused("“{said}” is not understood.", said=said)
    fields: dict[str, Any] = {}
    for word, value in said.items():
        field = find_key("fields", word)
        if field not in allowed:
            known = ", ".join(sorted(word for word, key in read_words("fields").items() if key in allowed))
            raise JudgementRefused(
                "“{word}” is no word of a sheet here. There are: {known}.", word=word, known=known
            )
        if value not in ("", None):
            fields[field] = value
    return fields


def make_entity_line(said: Mapping[str, Any], kind: str, *, key: str, line: int) -> EntityLine:
    """An entity of this kind; JudgementRefused where a word or a value is not understood."""
    fields = read_fields(said, (*_ENTITY_FIELDS, *_IDENTIFIERS))
    category = tidy_category(write_plain(fields.get("category", "")))
    details = {**_write_all(fields.get("details", {})), **_pick(fields, _DETAILS)}
    details |= {
        name: tidy_date(details[name]) for name in ("date", "begins_on", "ends_on") if name in details
    }
    return EntityLine(
        line,
        write_plain(fields.get("key", key)),
        kind,
        write_plain(fields.get("name", "")),
        category=category,
        role=write_plain(fields.get("role", "")),
        names=read_names(fields.get("names", ()), "person" if category == "person" else _NAMED.get(kind, "")),
        identifiers={**_write_all(fields.get("identifiers", {})), **_pick(fields, _IDENTIFIERS)},
        details=details,
        quotes=read_quotes(fields),
    )


def make_fact_line(said: Mapping[str, Any], *, line: int) -> FactLine:
    """A fact; RelationUnknown or JudgementRefused where a word or a value is not understood."""
    fields = read_fields(said, (*_FACT_FIELDS, "details", *_FACT_DETAILS, *_CITED))
    for needed in ("subject", "relation"):
        _need(fields, needed)
    relation = find_relation(find_relation_key(write_plain(fields["relation"])))
    details = {**_write_all(fields.get("details", {})), **_pick(fields, _FACT_DETAILS)}
    if "bound" in details:
        details["bound"] = find_key("bounds", details["bound"])
    told = {name: write_plain(fields.get(name, "")) for name in FACT_ENDS}
    return FactLine(
        line,
        relation.key,
        **told,
        value=tidy_value(write_plain(fields.get("value", "")), relation.value),
        when=tidy_time(write_plain(fields.get("when", ""))),
        note=write_plain(fields.get("note", "")),
        key=write_plain(fields.get("key", "")),
        details=details,
        quotes=read_quotes(fields),
    )


def make_decision_line(said: Mapping[str, Any], section: str, *, line: int) -> DecisionLine:
    """A decision of one of the DECISIONS; JudgementRefused where a word is missing or not understood."""
    kind, ends = _DECISIONS[section]
    fields = read_fields(said, (*ends, "fact", "reason", "names", "kind"))
    is_of_fact = kind == Kind.CONTEST and "fact" in fields
    ends = ("fact",) if is_of_fact else ends
    for needed in (*ends, *(("names",) if kind == Kind.REFUSE else ())):
        _need(fields, needed)
    sort = find_key("kinds", write_plain(fields.get("kind", "actor")))
    names = read_names(fields.get("names", ()), sort)
    told = tuple(write_plain(fields[end]) for end in ends)
    return DecisionLine(line, kind, told, names, write_plain(fields.get("reason", "")), is_of_fact)


def _need(fields: Mapping[str, Any], field: str) -> None:
    if field not in fields:
        word = next(word for word, key in read_words("fields").items() if key == field)
        raise JudgementRefused("“{word}” is missing.", word=word)


def read_names(said: Any, kind: str) -> tuple[tuple[str, str], ...]:
    """(kind, value) of names: words of the usual kind (in one cell parted by " | "), or {sorte, nom}."""
    listed = said.split(" | ") if isinstance(said, str) else said
    if not isinstance(listed, list | tuple):
        raise JudgementRefused("“{said}” is not understood.", said=said)
    pairs = []
    for one in listed:
        fields = read_fields(one, ("kind", "name")) if isinstance(one, Mapping) else {"name": one}
        _need(fields, "name")
        sort = find_key("kinds", write_plain(fields["kind"])) if "kind" in fields else kind
        if not sort:
            raise JudgementRefused("Say of which kind the name “{name}” is.", name=fields["name"])
        pairs.append((sort, write_plain(fields["name"])))
    return tuple(dict.fromkeys(pairs))


def read_quotes(fields: Mapping[str, Any]) -> tuple[Quote, ...]:
    """The passages of one line: its own and those under "sources"."""
    listed = [read_fields(one, ("document", "page", "words")) for one in fields.get("sources", ())]
    if any(name in fields for name in ("document", "page", "words")):
        listed.insert(0, dict(fields))
    return tuple(_read_quote(one) for one in listed)


def _read_quote(fields: Mapping[str, Any]) -> Quote:
    for needed in ("document", "words"):
        _need(fields, needed)
    page = write_plain(fields.get("page", 1))
    if not page.isdecimal() or not 0 < int(page) < 10**6:
        raise FactWithoutPassage("“{said}” is no page: pages count from 1.", said=page)
    return Quote(write_plain(fields["document"]), int(page), write_plain(fields["words"]))


def _write_all(said: Any) -> dict[str, str]:
    if not isinstance(said, Mapping):
        raise JudgementRefused("“{said}” is not understood.", said=said)
    return {key: write_plain(value) for key, value in said.items()}


def _pick(fields: Mapping[str, Any], names: Sequence[str]) -> dict[str, str]:
    return {name: write_plain(fields[name]) for name in names if name in fields}
