"""What comes back from an export: foreign until each of its parts was found to have the shape that it should have."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple
from urllib.parse import quote

from contrechamp.errors import ExportIsBroken
from contrechamp.publish.sqlite import APPLICATION, FORM
from contrechamp.vocabulary.judgement import Judgement, JudgementKind

_LONGEST_LINE = 64 << 20
_COLUMNS = "sequence, id, kind, by, at, undone_by, content"
_LISTS = ("entities", "facts", "names", "pairs", "proposals")
_TEXTS = ("entity", "into", "fact", "judgement", "reason")
_ENTITY_TEXTS, _ENTITY_MAPS = ("id", "kind", "name", "category", "role"), ("identifiers", "details")
_FACT_TEXTS = ("id", "subject", "relation", "object", "value", "when", "under", "according_to", "note")


class Returned(NamedTuple):
    """A judgement that comes back; whether it was undone by then, and by which it will be undone again."""

    judgement: Judgement
    undone_by: str


def iterate_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; ExportIsBroken where a line is none."""
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE + 1):
            try:
                said = json.loads(line) if len(line) <= _LONGEST_LINE else None
            except ValueError as error:
                raise ExportIsBroken("{name} is not what was written.", name=path.name) from error
            if not isinstance(said, dict):
                raise ExportIsBroken("{name} is not what was written.", name=path.name)
            yield said


def iterate_rows(path: Path) -> Iterator[dict[str, Any]]:
    """The judgements of a SQLite file as they stand there; ExportIsBroken where it is none of ours."""
    try:
        with closing(_open(path)) as database:
            _check_file(database, path)
            for row in database.execute(f"SELECT {_COLUMNS} FROM judgements ORDER BY sequence"):
                said = dict(zip(_COLUMNS.split(", "), row, strict=True))
                yield {**said, "content": json.loads(said["content"])}
    except (sqlite3.Error, ValueError, TypeError) as error:
        raise ExportIsBroken("{name} is not what was written.", name=path.name) from error


def read_row_audience(path: Path) -> bool:
    """Whether a SQLite file that was checked was made for the team."""
    try:
        with closing(_open(path)) as database:
            row = database.execute("SELECT value FROM about WHERE key = 'is_team'").fetchone()
            return row == ("1",)
    except sqlite3.Error as error:
        raise ExportIsBroken("{name} is not what was written.", name=path.name) from error


def _open(path: Path) -> sqlite3.Connection:
    """Nothing of the file is run, and nothing written to it or beside it."""
    address = f"file:{quote(str(path.absolute()))}?mode=ro&immutable=1"
    database = sqlite3.connect(address, uri=True, isolation_level=None)
    for pragma in ("trusted_schema = OFF", "query_only = ON", "cell_size_check = ON"):
        database.execute(f"PRAGMA {pragma}")
    return database


def _check_file(database: sqlite3.Connection, path: Path) -> None:
    """Ours, of a form that is known, with judgements that are a table and no view."""
    facts = [database.execute(f"PRAGMA {name}").fetchone()[0] for name in ("application_id", "user_version")]
    kind = database.execute("SELECT type FROM sqlite_schema WHERE name = 'judgements'").fetchone()
    if facts != [APPLICATION, FORM] or kind != ("table",):
        raise ExportIsBroken("{name} was not written by `export sqlite` of this version.", name=path.name)


def make_returned(said: dict[str, Any]) -> Returned:
    """A judgement out of what a file says; ExportIsBroken where it has another shape."""
    try:
        _check_texts(said, ("id", "kind", "by", "at", "undone_by"))
        content = said["content"]
        _check_content(content)
        at = datetime.fromisoformat(said["at"])
        if at.tzinfo is None:
            raise ValueError(said["at"])
        kind = JudgementKind(said["kind"])
        return Returned(Judgement(said["id"], kind, said["by"], at, content), said["undone_by"])
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise ExportIsBroken("A judgement in it has a shape that none of ours has.") from error


def _check_content(content: dict[str, Any]) -> None:
    if not content.keys() <= {*_LISTS, *_TEXTS, "changes"}:
        raise ValueError(sorted(content))
    _check_texts(content, [name for name in _TEXTS if name in content])
    if not all(isinstance(content[name], list) for name in _LISTS if name in content):
        raise TypeError
    for said in content.get("entities", ()):
        _check_thing(said, texts=_ENTITY_TEXTS, needed=("id", "kind", "name"))
    for said in content.get("facts", ()):
        _check_thing(said, texts=_FACT_TEXTS, needed=("id", "subject", "relation"))
    if "changes" in content:
        _check_thing(content["changes"], texts=_ENTITY_TEXTS[1:], needed=())
    for rows in ("names", "pairs"):
        if not all(isinstance(cell, str) for row in content.get(rows, ()) for cell in row):
            raise TypeError
    if not all(isinstance(key, str) for key in content.get("proposals", ())):
        raise TypeError


def _check_thing(said: dict[str, Any], *, texts: tuple[str, ...], needed: tuple[str, ...]) -> None:
    """An entity, a fact, or what is corrected of one."""
    if not said.keys() <= {*texts, *_ENTITY_MAPS, "sources"}:
        raise ValueError(sorted(said))
    _check_texts(said, [*needed, *(name for name in texts if name in said)])
    for name in _ENTITY_MAPS:
        for key, value in said.get(name, {}).items():
            if not isinstance(key, str) or not isinstance(value, str):
                raise TypeError
    for digest, page, start, end, words in said.get("sources", ()):
        if not (isinstance(digest, str) and isinstance(words, str)):
            raise TypeError
        if not all(type(number) is int for number in (page, start, end)):
            raise TypeError


def _check_texts(said: dict[str, Any], names: Any) -> None:
    if not all(isinstance(said[name], str) for name in names):
        raise TypeError
