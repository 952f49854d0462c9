"""What a lexicon says: entries of one kind, each with its names and its source, read from TOML and checked."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LEXICON_KINDS = ("technology", "place", "body", "company", "association", "court", "office", "event")
_TEXTS = ("label", "plain", "category", "source")
_LISTS = ("names", "doubtful", "near", "related")
_FIELDS = frozenset((*_TEXTS, *_LISTS, "kind", "label_is_name", "details", "file"))


@dataclass(frozen=True)
class Entry:
    """One thing that pages name.

    `key` is its lasting identity, `label` its name on screen, `plain` what it is in plain words; `names` are the ways
    to write it, the label among them; `doubtful` names may mean something else: one of the beginnings of words `near`
    must stand close by. `related` are keys of the same kind; `details` what else is known ("siren", "insee"…).
    """

    kind: str
    key: str
    label: str
    names: tuple[str, ...]
    source: str
    plain: str = ""
    category: str = ""
    doubtful: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    related: tuple[str, ...] = ()
    details: dict[str, str] = field(default_factory=dict)


class Listing(NamedTuple):
    """A plain file of names beside the TOML, one a line: for lists of thousands."""

    kind: str
    path: Path
    source: str
    category: str


class Refusal(NamedTuple):
    """What is not taken, and why: `message` names `values`, so that a face can say it in the reader's language."""

    file: str
    entry: str
    message: str
    values: dict[str, str]

    def __str__(self) -> str:
        return self.message.format(**self.values, file=self.file, entry=self.entry)


type Said = Entry | Listing | Refusal


def read_entries(path: Path) -> Iterator[Said]:
    """The entries of one TOML file; what cannot be taken is a Refusal, and the rest holds.

    The file says `kind` and, for the entries that have none, `source` and `category`. `[entries.KEY]` is one entry,
    `[[groups]]` are names without more, each its own entry, or a `file` of them.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        yield Refusal(path.name, "", "{file}: this is no TOML in UTF-8 ({error}).", {"error": str(error)})
        return
    common = {name: said[name] for name in ("kind", "source", "category") if name in said}
    for key, fields in _list_tables(said.get("entries", {})):
        yield _make_entry(path, key, {**common, **fields} if isinstance(fields, dict) else None)
    groups = said.get("groups", [])
    for rank, group in enumerate(groups if isinstance(groups, list) else [groups], 1):
        yield from _read_group(
            path, f"groups {rank}", {**common, **group} if isinstance(group, dict) else None
        )


def _list_tables(tables: object) -> Iterator[tuple[str, object]]:
    yield from tables.items() if isinstance(tables, dict) else [("entries", None)]


def _make_entry(path: Path, key: str, fields: dict | None) -> Entry | Refusal:
    reason = _find_fault(fields) or (None if {"label", "names"} & set(fields or ()) else (_NO_NAME, {}))
    if reason:
        return Refusal(path.name, key, *reason)
    label = fields.get("label", key)
    doubtful = tuple(fields.get("doubtful", ()))
    named = [label] if fields.get("label_is_name", True) and label not in doubtful else []
    return Entry(
        kind=fields["kind"],
        key=key,
        label=label,
        names=tuple(dict.fromkeys([*named, *fields.get("names", [])])),
        source=fields["source"],
        plain=fields.get("plain", ""),
        category=fields.get("category", ""),
        doubtful=doubtful,
        near=tuple(fields.get("near", ())),
        related=tuple(fields.get("related", ())),
        details={name: str(value) for name, value in fields.get("details", {}).items()},
    )


type _Fault = tuple[str, dict[str, str]]

_NO_TABLE = "{file}, {entry}: this is no table."
_NO_TEXT = "{file}, {entry}: “{field}” is no text."
_NO_LIST = "{file}, {entry}: “{field}” is no list of texts."
_NO_FIELD = "{file}, {entry}: “{field}” is no field of an entry."
_NO_NAME = "{file}, {entry}: it has neither “label” nor “names”."
_NO_KIND = "{file}, {entry}: “kind” is none of {kinds}."
_NO_SOURCE = "{file}, {entry}: it has no “source”."
_NO_NEAR = "{file}, {entry}: its “doubtful” names want words “near” them."
_NO_NAMES = "{file}, {entry}: it has neither “names” nor “file”."
_NO_FILE = "{file}, {entry}: there is no file {name} in the same folder."


def _find_fault(fields: dict | None) -> _Fault | None:
    """Why these fields make no entry; None when they do."""
    if fields is None:
        return _NO_TABLE, {}
    if unknown := next((name for name in fields if name not in _FIELDS), ""):
        return _NO_FIELD, {"field": unknown}
    for name in _TEXTS:
        if not isinstance(fields.get(name, ""), str):
            return _NO_TEXT, {"field": name}
    for name in _LISTS:
        if not _is_list_of_texts(fields.get(name, [])):
            return _NO_LIST, {"field": name}
    if fields.get("kind") not in LEXICON_KINDS:
        return _NO_KIND, {"kinds": ", ".join(LEXICON_KINDS)}
    if not isinstance(fields.get("details", {}), dict):
        return _NO_TABLE, {}
    if fields.get("doubtful") and not fields.get("near"):
        return _NO_NEAR, {}
    return None if fields.get("source") else (_NO_SOURCE, {})


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, str) and any(map(str.isalnum, one)) for one in value
    )


def _read_group(path: Path, rank: str, fields: dict | None) -> Iterator[Said]:
    reason = _find_fault(fields) or (None if {"names", "file"} & set(fields or ()) else (_NO_NAMES, {}))
    if reason:
        yield Refusal(path.name, rank, *reason)
        return
    for name in fields.get("names", ()):
        yield _make_entry(path, name, {**fields, "names": []})
    if "file" in fields:
        yield _find_listing(path, rank, fields)


def _find_listing(path: Path, rank: str, fields: dict) -> Listing | Refusal:
    """A file of names stands in the same folder: a name of a file, no way out of it."""
    name = str(fields["file"])
    listed = path.with_name(Path(name).name or "-")
    if Path(name).name != name or not listed.is_file():
        return Refusal(path.name, rank, _NO_FILE, {"name": name})
    return Listing(fields["kind"], listed, fields["source"], fields.get("category", ""))
