"""Facts as pictures need them: both ends, the value, the time, how many passages; in one bounded question."""

import json
from collections.abc import Iterable, Sequence
from typing import Any, NamedTuple

from contrechamp.link.view import View

MOST_FACTS = 300_000
_QUERY = """
SELECT facts.id, relation, value, said, facts.bound, facts.details, facts.contest != '',
    s.id, s.name, s.kind, s.category, o.id, o.name, o.kind, o.category, u.id,
    (SELECT count(*) FROM citations WHERE fact = facts.number AND {cited})
FROM facts JOIN entities s ON s.number = subject_now LEFT JOIN entities o ON o.number = object_now
LEFT JOIN entities u ON u.number = under_now
WHERE {shown} AND {condition} LIMIT ?
"""
_ENDS = ("subject_now", "object_now", "under_now", "according_now")
_FOUND = """
SELECT number FROM facts WHERE holds AND {end} IN
(SELECT current FROM entities WHERE id IN (SELECT value FROM json_each(?)))
"""


class End(NamedTuple):
    """An entity at one end of a fact; all "" where there is none."""

    id: str
    name: str
    kind: str
    category: str


class Said(NamedTuple):
    """A fact, as it is drawn. `sources` counts the passages that may be seen."""

    id: str
    relation: str
    subject: End
    object: End
    under: str
    value: str
    when: str
    bound: str
    tax: str
    unit: str
    is_contested: bool
    sources: int


def list_said(
    view: View,
    relations: Iterable[str],
    *,
    about: str = "",
    condition: str = "1",
    values: Sequence[Any] = (),
    limit: int = MOST_FACTS,
) -> list[Said]:
    """Facts of these relations, in no order, or those about an entity; `condition` is SQL over s, o and facts."""
    relations = tuple(relations)
    touching, keys = touch([about]) if about else ("1", ())
    plus = (
        "+" if about else ""
    )  # the facts of one entity are few: they are found by its indexes, then looked at
    conditions = [f"{plus}relation IN ({', '.join('?' * len(relations))})", condition, touching]
    asked = [*relations, *values, *keys]
    query = _QUERY.format(
        shown=view.is_fact_shown, cited=view.is_document_shown, condition=" AND ".join(conditions)
    )
    with view.reading() as connection:
        return [_make_said(row) for row in connection.execute(query, (*asked, limit))]


def touch(keys: Iterable[str], ends: Sequence[str] = _ENDS) -> tuple[str, tuple[str, ...]]:
    """The condition on `facts` that one of these entities is at one of these ends, each end by its own index."""
    found = " UNION ALL ".join(_FOUND.format(end=end) for end in ends)
    return f"facts.number IN ({found})", (json.dumps(list(keys)),) * len(ends)


def _make_said(row: tuple) -> Said:
    key, relation, value, when, bound, details, is_contested, *ends, under, sources = row
    told = json.loads(details) if len(details) > 2 else {}
    subject, other = End(*ends[:4]), End(*(one or "" for one in ends[4:]))
    marks = bound, told.get("tax", ""), told.get("unit", "")
    return Said(key, relation, subject, other, under or "", value, when, *marks, bool(is_contested), sources)
