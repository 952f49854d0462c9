"""What changed since the last export to the same place: fingerprints of everything, kept beside the export.

Only ids and fingerprints are kept: what was withdrawn is told by its id and never by its name again.
"""

import hashlib
import json
import sqlite3
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from contrechamp.errors import ExportExists
from contrechamp.publish.contents import Change, Notice
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import Fact

_FORM = "contrechamp-suivi-1"
_TABLES = """
CREATE TABLE former (thing TEXT NOT NULL, id TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (thing, id)) WITHOUT ROWID;
CREATE TABLE now (thing TEXT NOT NULL, id TEXT NOT NULL, said TEXT NOT NULL, PRIMARY KEY (thing, id)) WITHOUT ROWID;
"""
_CHANGES = """
SELECT now.thing, now.id, CASE WHEN former.said IS NULL THEN 'added' ELSE 'changed' END
FROM now LEFT JOIN former USING (thing, id) WHERE former.said IS NULL OR former.said != now.said
UNION ALL SELECT thing, id, 'withdrawn' FROM former LEFT JOIN now USING (thing, id) WHERE now.said IS NULL
"""
_MANY = 2_000


class Comparison:
    """An export beside the one before it, in a temporary database that goes to disk when it grows."""

    def __init__(self) -> None:
        self._database = sqlite3.connect("", isolation_level=None)
        self._database.executescript(_TABLES)
        self.former: dict[str, Any] = {}  # what the former export says of itself

    def close(self) -> None:
        self._database.close()

    def read_former(self, path: Path, notice: Notice) -> None:
        """Take in the fingerprints of the former export, where it was one of the same kind for the same readers.

        ExportExists where the file is none of ours.
        """
        try:
            with path.open(encoding="ascii") as file:
                head = json.loads(file.readline())
                if head["form"] != _FORM:
                    raise ValueError(path)
                if (head["kind"], head["is_team"]) == (notice.kind, notice.is_team):
                    self.former = head
                    rows = (tuple(line.split()) for line in file)
                    self._database.execute("BEGIN")
                    self._database.executemany("INSERT INTO former VALUES (?, ?, ?)", rows)
                    self._database.execute("COMMIT")
        except (ValueError, KeyError, TypeError, sqlite3.Error) as error:
            raise ExportExists("{path} was not written by an export.", path=path) from error

    def note(self, things: Iterator[Entity | Fact]) -> None:
        """Take in what this export says."""
        rows = (
            ("fact" if isinstance(one, Fact) else "entity", one.id, compute_fingerprint(one))
            for one in things
        )
        self._database.execute("BEGIN")
        self._database.executemany("INSERT INTO now VALUES (?, ?, ?)", rows)
        self._database.execute("COMMIT")

    def iterate_changes(self) -> Iterator[Change]:
        """Nothing where there was no export before."""
        if self.former:
            for row in self._database.execute(_CHANGES):
                yield Change(*row)

    def count_changes(self) -> dict[str, int]:
        """How many entities and facts were added, changed, withdrawn: {"entity added": 3}."""
        if not self.former:
            return {}
        query = f"SELECT * FROM (SELECT thing || ' ' || change, count(*) FROM ({_CHANGES_NAMED}) GROUP BY 1)"
        return dict(self._database.execute(query).fetchall())

    def write(self, path: Path, notice: Notice) -> None:
        """Keep this export's fingerprints for the next one."""
        head = {"form": _FORM, "kind": notice.kind, "is_team": notice.is_team, "sequence": notice.place}
        head |= {"chain_digest": notice.chain_digest, "made_at": notice.made_at.isoformat()}
        with path.open("w", encoding="ascii") as file:
            file.write(json.dumps(head) + "\n")
            rows = self._database.execute("SELECT thing, id, said FROM now ORDER BY thing, id")
            file.writelines(f"{thing} {key} {said}\n" for thing, key, said in rows)


_CHANGES_NAMED = _CHANGES.replace("END\nFROM", "END AS change\nFROM", 1)


def compute_fingerprint(thing: Entity | Fact) -> str:
    """Sixteen characters that change when anything that is said of it does."""
    said = {name: value for name, value in vars(thing).items() if value not in ("", (), {}, None)}
    text = json.dumps(said, default=_write_other, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def _write_other(value: object) -> object:
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Passage):
        return [value.digest, value.page, value.start, value.end]
    raise TypeError(value)
