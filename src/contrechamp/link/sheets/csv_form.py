"""A sheet kept in a spreadsheet: one row a fact, or one row an entity, under a first line of words."""

import csv
import io
from collections.abc import Iterator
from dataclasses import replace

from contrechamp.errors import JudgementRefused
from contrechamp.link.sheets.form import EntityLine, FactLine, Problem, Sheet, make_problem
from contrechamp.link.sheets.lines import make_entity_line, make_fact_line, read_quotes
from contrechamp.link.sheets.words import find_key
from contrechamp.vocabulary.entity import EntityKind

_CITED = {"document", "page", "words"}


def read_csv(text: str, *, name: str) -> Sheet:
    """The sheet; columns are parted by `,` `;` or tab. A row with a passage alone adds it to the row above."""
    rows = _read_rows(text)
    try:
        columns = _find_columns(next(rows, (1, []))[1])
    except JudgementRefused as error:
        return Sheet(name, problems=(make_problem(name, 1, error=error),))
    reading = _CsvSheet(name, columns)
    for line, cells in rows:
        reading.read_row(line, cells)
    return reading.finish()


def _read_rows(text: str) -> Iterator[tuple[int, list[str]]]:
    heading = text.partition("\n")[0]
    rows = csv.reader(io.StringIO(text, newline=""), delimiter=max(",;\t", key=heading.count))
    line = 1
    for row in rows:
        if any(cell.strip() for cell in row):
            yield line, row
        line = rows.line_num + 1


def _find_columns(heading: list[str]) -> list[str]:
    """The key of each column, "" for one without a word."""
    columns = [find_key("fields", word) if word.strip() else "" for word in heading]
    if "relation" not in columns and not {"name", "kind"} <= set(columns):
        raise JudgementRefused(
            "The first line names neither “relation” (facts) nor “sorte” and “nom” (entities)."
        )
    return columns


class _CsvSheet:
    """One sheet while it is being read."""

    def __init__(self, name: str, columns: list[str]):
        self._name, self._columns = name, columns
        self._lines: list[EntityLine | FactLine] = []
        self._problems: list[Problem] = []

    def read_row(self, line: int, cells: list[str]) -> None:
        fields = {key: cell.strip() for key, cell in zip(self._columns, cells, strict=False) if key}
        filled = {key for key, cell in fields.items() if cell}
        try:
            if filled <= _CITED and self._lines:
                more = read_quotes({key: fields[key] for key in filled})
                self._lines[-1] = replace(self._lines[-1], quotes=(*self._lines[-1].quotes, *more))
            elif filled:
                self._lines.append(self._make_line(fields, line))
        except JudgementRefused as error:
            self._problems.append(make_problem(self._name, line, error=error))

    def _make_line(self, fields: dict[str, str], line: int) -> EntityLine | FactLine:
        if "relation" in self._columns:
            return make_fact_line(fields, line=line)
        kind = find_key("kinds", fields.pop("kind"))
        if kind not in tuple(EntityKind):
            raise JudgementRefused("“{said}” is no kind of entity.", said=kind)
        key = fields.get("key") or fields.get("name", "")
        return make_entity_line(fields, kind, key=key, line=line)

    def finish(self) -> Sheet:
        entities = tuple(line for line in self._lines if isinstance(line, EntityLine))
        facts = tuple(line for line in self._lines if isinstance(line, FactLine))
        return Sheet(self._name, entities, facts, problems=tuple(self._problems))
