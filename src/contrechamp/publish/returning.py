"""What comes back from an export: foreign until each of its parts was found to have the shape that it should have."""

import json
import sqlite3
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

from contrechamp.errors import ExportIsBroken
from contrechamp.publish.sqlite import APPLICATION, FORM
from contrechamp.vocabulary.judgement import Judgement, JudgementKind
from contrechamp.vocabulary.shapes import check_content, is_id

_LONGEST_LINE = 64 << 20
_COLUMNS = "sequence, id, kind, by, at, undone_by, content"


def iterate_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The objects of a file of JSON lines; ExportIsBroken where a line is none."""
    with path.open("rb") as file:
        while line := file.readline(_LONGEST_LINE + 1):
            try:
                said = json.loads(line) if len(line) <= _LONGEST_LINE else None
            except (ValueError, RecursionError) as error:
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
    except (sqlite3.Error, ValueError, TypeError, RecursionError) as error:
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


def make_judgement(said: dict[str, Any]) -> Judgement:
    """A judgement out of what a file says; ExportIsBroken where it has another shape."""
    try:
        if not all(isinstance(said[name], str) for name in ("id", "kind", "by", "at", "undone_by")):
            raise TypeError
        content, at, kind = said["content"], datetime.fromisoformat(said["at"]), JudgementKind(said["kind"])
        if at.tzinfo is None or not is_id(said["id"]) or not said["by"].isprintable():
            raise ValueError(said["id"])
        check_content(kind, content)
        return Judgement(said["id"], kind, said["by"], at, content)
    except (AttributeError, KeyError, TypeError, ValueError, RecursionError) as error:
        raise ExportIsBroken("A judgement in it has a shape that none of ours has.") from error
