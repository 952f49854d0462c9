"""A CSV beside the files that says what they are: path, title, date, body, kind."""

import csv
import io
import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NamedTuple

from contrechamp.collect.names import clean_path, normalize_path
from contrechamp.errors import SourceUnreadable
from contrechamp.vocabulary.archive import say_why
from contrechamp.vocabulary.document import Description, Said

SOURCE = "manifest"
# The columns by the names that people give them, without accents and in lower case.
_COLUMNS = {
    "path": ("path", "chemin", "fichier", "file", "filename", "nom du fichier"),
    "title": ("title", "titre", "intitule", "objet"),
    "date": ("date",),
    "body": ("body", "organisme", "emetteur", "collectivite", "source"),
    "kind": ("kind", "type", "nature", "categorie"),
}
_ISO_DATE = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?")
_FRENCH_DATE = re.compile(r"(?:(?:(\d{1,2})/)?(\d{1,2})/)?(\d{4})")
_MAX_BYTES = 50_000_000


class BadRow(NamedTuple):
    """A row that says something that cannot be used; `line` counts from 1, the heading included."""

    line: int
    path: str
    reason: str


@dataclass(frozen=True)
class Manifest:
    """What each path is said to be, and the rows that were not understood."""

    descriptions: dict[str, Description]
    bad_rows: tuple[BadRow, ...]
    lines: dict[str, int]

    def list_unmatched(self, tree_paths: Iterable[str]) -> list[BadRow]:
        """The rows that speak of none of these files; a row's path may lack the first folder."""
        known = set()
        for tree_path in map(normalize_path, tree_paths):
            known |= {tree_path, tree_path.partition("/")[2]}
        missing = (path for path in self.descriptions if path not in known)
        return [BadRow(self.lines[path], path, "No file has this path.") for path in missing]


def read_manifest(path: Path, *, find_kind: Callable[[str], str] = str.strip) -> Manifest:
    """Read a CSV in UTF-8, UTF-16 or cp1252, its columns parted by `,` `;` or tab; else SourceUnreadable.

    `find_kind` turns a word for a kind ("délibération") into its key.
    """
    descriptions: dict[str, Description] = {}
    lines: dict[str, int] = {}
    bad: list[BadRow] = []
    for line, cells in _read_rows(path):
        tree_path = normalize_path(clean_path(cells.get("path", "")))
        if not tree_path:
            bad.append(BadRow(line, "", "This row has no path."))
            continue
        if tree_path in descriptions:
            bad.append(BadRow(line, tree_path, "An earlier row speaks of the same file; this one holds."))
        iso_date = read_date(cells.get("date", ""))
        if iso_date is None:
            bad.append(BadRow(line, tree_path, "The date is not understood (25/06/2013, 2013-06 or 2013)."))
        descriptions[tree_path] = _describe(cells, iso_date or "", find_kind)
        lines[tree_path] = line
    return Manifest(descriptions, tuple(bad), lines)


def read_date(text: str) -> str | None:
    """ISO 8601, with its own precision, of 25/06/2013, 06/2013 or 2013; "" for none, None if no date."""
    text = text.strip()
    if not text:
        return ""
    if match := _ISO_DATE.fullmatch(text):
        year, month, day = match.groups()
    elif match := _FRENCH_DATE.fullmatch(text):
        day, month, year = match.groups()
    else:
        return None
    try:
        date(int(year), int(month or 1), int(day or 1))
    except ValueError:
        return None
    return "-".join(part.zfill(2) for part in (year, month, day) if part)


def _describe(cells: dict[str, str], iso_date: str, find_kind: Callable[[str], str]) -> Description:
    said = {name: cells.get(name, "") for name in ("title", "body")}
    said |= {"date": iso_date, "kind": find_kind(cells["kind"]) if cells.get("kind") else ""}
    return Description(**{name: Said(value, SOURCE) if value else Said() for name, value in said.items()})


def _read_rows(path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """The line and the cells by column of each row that is not empty."""
    text = _read_text(path)
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=_find_delimiter(text))
    try:
        columns = _find_columns(next(rows, []), path)
        line = rows.line_num + 1
        for row in rows:
            cells = {name: row[place].strip() for name, place in columns.items() if place < len(row)}
            if any(cells.values()):
                yield line, cells
            line = rows.line_num + 1
    except csv.Error as error:
        raise SourceUnreadable("{path} is not a CSV file.", path=path) from error


def _read_text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            raw = file.read(_MAX_BYTES)
    except OSError as error:
        raise SourceUnreadable("{path}: {reason}", path=path, reason=say_why(error)) from error
    if raw.startswith((b"\xff\xfe", b"\xfe\xff")):
        return raw.decode("utf-16", "replace")
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def _find_delimiter(text: str) -> str:
    heading = text.partition("\n")[0]
    return max(",;\t", key=heading.count)


def _find_columns(heading: list[str], path: Path) -> dict[str, int]:
    names = [_fold(cell) for cell in heading]
    columns = {}
    for column, words in _COLUMNS.items():
        place = next((names.index(word) for word in words if word in names), None)
        if place is not None:
            columns[column] = place
    if "path" not in columns:
        raise SourceUnreadable("{path}: the first line names no column “path” (or “chemin”).", path=path)
    return columns


def _fold(cell: str) -> str:
    return cell.strip().lower().translate(str.maketrans("éèêëàâîïôùûç", "eeeeaaiiouuc"))
