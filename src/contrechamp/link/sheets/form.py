"""What a sheet says, line by line, before anything is looked up."""

from dataclasses import dataclass, field
from typing import Any, NamedTuple

from contrechamp.errors import ContrechampError
from contrechamp.vocabulary.judgement import JudgementKind


class Quote(NamedTuple):
    """Words that stand on a page of a document, which is named by its file, its title or its digest's beginning."""

    document: str
    page: int
    words: str


class Problem(NamedTuple):
    """Why a line cannot be taken: `message` with `{names}` that `values` fill. Line 0 is the whole sheet."""

    sheet: str
    line: int
    message: str
    values: dict[str, Any]


@dataclass(frozen=True)
class EntityLine:
    """Somebody or something to be entered; `names` are (kind, value) of mentions that mean it."""

    line: int
    key: str
    kind: str
    name: str
    category: str = ""
    role: str = ""
    names: tuple[tuple[str, str], ...] = ()
    identifiers: dict[str, str] = field(default_factory=dict)
    details: dict[str, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class FactLine:
    """A fact whose ends are keys or names; `value` and `when` are in the registry's form already."""

    line: int
    relation: str
    subject: str
    object: str = ""
    value: str = ""
    when: str = ""
    under: str = ""
    according_to: str = ""
    note: str = ""
    key: str = ""
    details: dict[str, str] = field(default_factory=dict)
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True)
class DecisionLine:
    """A merge, two things held apart, a refusal, a second member's word, a contest."""

    line: int
    kind: JudgementKind
    ends: tuple[str, ...] = ()  # entities by key or name; of a contest, the key of a fact
    names: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    is_of_fact: bool = False


@dataclass(frozen=True)
class Sheet:
    """A whole sheet. `name` is what the ids of all that it enters are made from: never to be changed.

    `documents` are short names for documents; they and the keys of entities hold in all sheets that are given together.
    """

    name: str
    entities: tuple[EntityLine, ...] = ()
    facts: tuple[FactLine, ...] = ()
    decisions: tuple[DecisionLine, ...] = ()
    problems: tuple[Problem, ...] = ()
    documents: dict[str, str] = field(default_factory=dict)


def make_problem(sheet: str, line: int, *, error: ContrechampError) -> Problem:
    """What an error says, on its line."""
    return Problem(sheet, line, error.message, error.values)
