"""What sheets said before: of a thing that they speak of again, and what they no longer say."""

import json
from collections import defaultdict
from collections.abc import Collection, Sequence
from typing import Any, NamedTuple

from contrechamp.link.sheets.form import Sheet
from contrechamp.link.view import View
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.judgement import JudgementKind as Kind

WORKING = (Kind.ENTITY, Kind.CORRECT)  # the judgements that say what an entity is
_MANY = 10_000  # judgements on one thing
_SAID = """
SELECT judgements.id, json_extract(content, '$.sheet'), json_extract(facts.value, '$.id')
FROM judgements, json_each(content, '$.facts') AS facts
WHERE kind = 'fact' AND undone_by = '' AND json_extract(content, '$.sheet') IN (SELECT value FROM json_each(?))
ORDER BY sequence
"""


class Gone(NamedTuple):
    """A fact that a sheet no longer says, and the standing judgements by which it did."""

    sheet: str
    fact: str
    judgements: tuple[str, ...]


def list_gone(view: View, sheets: Sequence[Sheet], *, said: Collection[str]) -> list[Gone]:
    """The facts that stand by one of these sheets and are not among those `said` this time."""
    with view.reading() as connection:
        rows = connection.execute(_SAID, (json.dumps([sheet.name for sheet in sheets]),)).fetchall()
    found: dict[tuple[str, str], list[str]] = defaultdict(list)
    for judgement, sheet, fact in rows:
        if fact not in said:
            found[sheet, fact].append(judgement)
    return [Gone(*key, tuple(judgements)) for key, judgements in found.items()]


def list_judgements(view: View, thing: str, *, kinds: Sequence[Kind]) -> list[Judgement]:
    """Those of these kinds on "e:…" or "f:…", oldest first, undone ones too."""
    judgements, _total = view.list_judgements(thing=thing, limit=_MANY)
    return [one for one in reversed(judgements) if one.kind in kinds]


def list_said(view: View, thing: str, *, sheet: str) -> list[Judgement]:
    """What a sheet said of a thing before, oldest first, whether it was undone since or not."""
    told = list_judgements(view, thing, kinds=(*WORKING, Kind.FACT))
    return [one for one in told if one.content.get("sheet") == sheet]


def fold_entity(before: Sequence[Judgement]) -> dict[str, Any]:
    """What a sheet has said of an entity, all in all."""
    said: dict[str, Any] = {}
    for one in before:
        said |= one.content["entities"][0] if one.kind == Kind.ENTITY else one.content["changes"]
    return {name: value for name, value in said.items() if value}


def find_taking_back(view: View, before: Sequence[Judgement]) -> str:
    """The undoing of what was said last, where a sheet did it: saying it again is meant. A person's undoing stays."""
    undone_by = before[-1].undone_by if before else ""
    undoing = view.find_judgement(undone_by) if undone_by else None
    return undoing.id if undoing and "sheet" in undoing.content else ""
