"""A sheet written in TOML: entities by section and key, facts and decisions one block each."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from contrechamp.errors import ContrechampError, JudgementRefused
from contrechamp.link.sheets.form import DecisionLine, EntityLine, FactLine, Problem, Sheet, make_problem
from contrechamp.link.sheets.lines import DECISIONS, make_decision_line, make_entity_line, make_fact_line
from contrechamp.link.sheets.words import find_key, write_plain
from contrechamp.vocabulary.entity import EntityKind

_HEADING = re.compile(r"\s*\[(\[?)\s*([\w-]+)\s*(?:\.\s*\"?([^\]\"]+?)\"?\s*)?\]")
_ENTITIES = tuple(map(str, EntityKind))
_BLOCKS = ("facts", *DECISIONS)
_WHERE = re.compile(r"\(at line (\d+)")


def read_toml(text: str, *, name: str) -> Sheet:
    """The sheet; what is not understood is among its problems. `name` is used where the sheet gives itself none."""
    try:
        said = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        where = _WHERE.search(str(error))
        line, reason = int(where[1]) if where else 0, str(error).partition(" (at ")[0]
        return Sheet(name, problems=(Problem(name, line, "This is no TOML: {reason}.", {"reason": reason}),))
    return _TomlSheet(said, name, _Places(text)).read()


class _Places:
    """On which line each block stands: TOML's reader does not say."""

    def __init__(self, text: str):
        self._lines = text.splitlines()
        self._blocks: dict[str, list[int]] = {}
        self._tables: dict[tuple[str, str], int] = {}
        for number, line in enumerate(self._lines, start=1):
            if match := _HEADING.match(line):
                if match[1]:
                    self._blocks.setdefault(match[2], []).append(number)
                self._tables.setdefault((match[2], match[3] or ""), number)

    def find_block(self, word: str, place: int) -> int:
        """The line of the n-th block of a section, else of the section, else 0."""
        lines = self._blocks.get(word, [])
        return lines[place] if place < len(lines) else self.find_key(word)

    def find_table(self, word: str, key: str) -> int:
        """The line of [section.key], or of "key =" below [section]; without a key, that of the section."""
        section = self._tables.get((word, ""), 0)
        if not key:
            return section or self.find_key(word)
        return self._tables.get((word, key)) or self.find_key(key, after=section)

    def find_key(self, key: str, *, after: int = 0) -> int:
        beginning = re.compile(rf'\s*"?{re.escape(key)}"?\s*[.=]')
        lines = enumerate(self._lines[after:], start=after + 1)
        return next((number for number, line in lines if beginning.match(line)), after)


class _TomlSheet:
    """One sheet while it is being read."""

    def __init__(self, said: Mapping[str, Any], name: str, places: _Places):
        self._said, self._name, self._places = said, name, places
        self._problems: list[Problem] = []
        self._entities: list[EntityLine] = []
        self._facts: list[FactLine] = []
        self._decisions: list[DecisionLine] = []

    def read(self) -> Sheet:
        sections = dict(self._name_sections())
        words = {section: word for word, section in sections.items()}
        self._name = write_plain(self._said.get(words.get("sheet", ""), "")) or self._name
        documents = self._said.get(words.get("documents", ""), {})
        for word, section in sections.items():
            self._read_section(word, section)
        lists = (self._entities, self._facts, self._decisions, self._problems)
        short = {key: write_plain(name) for key, name in documents.items()}
        return Sheet(self._name, *map(tuple, lists), documents=short)

    def _name_sections(self) -> Iterator[tuple[str, str]]:
        for word, said in self._said.items():
            try:
                section = find_key("sections", word)
                wanted = list if section in _BLOCKS else str if section == "sheet" else dict
                if not isinstance(said, wanted):
                    raise JudgementRefused("“{said}” is not understood.", said=word)
                yield word, section
            except JudgementRefused as error:
                self._refuse(self._places.find_table(word, ""), error)

    def _read_section(self, word: str, section: str) -> None:
        if section in _ENTITIES:
            for key, said in self._said[word].items():
                self._read_entity(section, key, said=said, line=self._places.find_table(word, key))
        elif section in _BLOCKS:
            for place, said in enumerate(self._said[word]):
                self._read_block(section, said, line=self._places.find_block(word, place))

    def _read_entity(self, kind: str, key: str, *, said: Any, line: int) -> None:
        try:
            self._entities.append(make_entity_line(said, kind, key=key, line=line))
        except JudgementRefused as error:
            self._refuse(line, error)

    def _read_block(self, section: str, said: Any, *, line: int) -> None:
        try:
            if section == "facts":
                self._facts.append(make_fact_line(said, line=line))
            else:
                self._decisions.append(make_decision_line(said, section, line=line))
        except JudgementRefused as error:
            self._refuse(line, error)

    def _refuse(self, line: int, error: ContrechampError) -> None:
        self._problems.append(make_problem(self._name, line, error=error))
