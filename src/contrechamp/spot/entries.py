"""What a lexicon says: entries of one kind, each with its names and its source, read from TOML and checked."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

LEXICON_KINDS = ("technology", "place", "body", "company", "association", "court", "office", "event")
_TEXTS = ("label", "plain", "category", "source")
_LISTS = ("names", "doubtful", "near", "related")


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
    """An entry that is not taken, and why: `str()` is a sentence for the person who wrote the file."""

    file: str
    entry: str
    reason: str

    def __str__(self) -> str:
        return f"{self.file}, {self.entry}: {self.reason}" if self.entry else f"{self.file}: {self.reason}"


type Said = Entry | Listing | Refusal


def read_entries(path: Path) -> Iterator[Said]:
    """The entries of one TOML file; what cannot be taken is a Refusal, and the rest holds.

    The file says `kind` and, for the entries that have none, `source` and `category`. `[entries.KEY]` is one entry,
    `[[groups]]` are names without more, each its own entry, or a `file` of them.
    """
    try:
        said = tomllib.loads(path.read_text("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, OSError) as error:
        yield Refusal(path.name, "", f"this is no TOML in UTF-8 ({error})")
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
    reason = _find_fault(fields)
    if reason:
        return Refusal(path.name, key, reason)
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


def _find_fault(fields: dict | None) -> str:
    """Why these fields make no entry; "" when they do."""
    if fields is None:
        return "this is no table"
    for name in _TEXTS:
        if not isinstance(fields.get(name, ""), str):
            return f"`{name}` is no text"
    for name in _LISTS:
        if not _is_list_of_texts(fields.get(name, [])):
            return f"`{name}` is no list of texts"
    if fields.get("kind") not in LEXICON_KINDS:
        return f"`kind` is none of {', '.join(LEXICON_KINDS)}"
    if not fields.get("source"):
        return "it has no `source`"
    if not isinstance(fields.get("details", {}), dict):
        return "`details` is no table"
    if fields.get("doubtful") and not fields.get("near"):
        return "`doubtful` names want words `near` them"
    return ""


def _is_list_of_texts(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, str) and any(map(str.isalnum, one)) for one in value
    )


def _read_group(path: Path, rank: str, fields: dict | None) -> Iterator[Said]:
    reason = _find_fault(fields) or (
        "" if {"names", "file"} & set(fields) else "it has neither `names` nor `file`"
    )
    if reason:
        yield Refusal(path.name, rank, reason)
        return
    for name in fields.get("names", ()):
        yield _make_entry(path, name, {**fields, "names": []})
    if "file" in fields:
        yield _find_listing(path, rank, fields)


def _find_listing(path: Path, rank: str, fields: dict) -> Listing | Refusal:
    """A file of names stands in the same folder: a name of a file, no way out of it."""
    name = str(fields["file"])
    listed = path.with_name(Path(name).name)
    if Path(name).name != name or not listed.is_file():
        return Refusal(path.name, rank, f"there is no file {name} in the same folder")
    return Listing(fields["kind"], listed, fields["source"], fields.get("category", ""))
