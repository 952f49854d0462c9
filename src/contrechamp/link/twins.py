"""Two entities that may be one: for a person to look at, never merged alone."""

import sqlite3
from collections.abc import Iterator
from typing import NamedTuple

from contrechamp.link.compared import compare_known, read_known
from contrechamp.link.name_words import ENTITY
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.suggestion import Reason

_LIKELY = 0.5
_MOST_SHARED = 20  # entities that have a word: of more, that word alone brings no two together
_MOST_PAIRS = 50_000
_PAIRS = f"""
WITH shared AS (
    SELECT word, number FROM name_words WHERE owner = '{ENTITY}' AND word IN (
        SELECT word FROM name_words WHERE owner = '{ENTITY}' GROUP BY word HAVING count(*) BETWEEN 2 AND ?)
    UNION ALL SELECT key || ':' || value, entity FROM identifiers
)
SELECT DISTINCT one.number, other.number FROM shared one
JOIN shared other ON other.word = one.word AND other.number > one.number
JOIN entities e ON e.number = one.number AND e.is_standing AND e.current = e.number
JOIN entities o ON o.number = other.number AND o.is_standing AND o.current = o.number AND o.kind = e.kind
LIMIT ?
"""
_APART = """
SELECT one.current, other.current FROM apart
JOIN entities one ON one.id = a JOIN entities other ON other.id = b
"""


class Twins(NamedTuple):
    """Two entities that may be one, how likely (0 to 1), and why; `left` is the older one."""

    left: Entity
    right: Entity
    score: float
    reasons: tuple[Reason, ...]


class _Pair(NamedTuple):
    score: float
    left: str
    right: str
    reasons: tuple[Reason, ...]


def list_twins(view: View, *, offset: int = 0, limit: int = 50) -> tuple[list[Twins], int]:
    """Pairs not held apart, the likeliest first, and how many there are; for the team alone.

    They are worked out again after each judgement, and remembered until then.
    """
    if view.shown is not None:
        return [], 0
    pairs = view.remember("twins", lambda: _find_pairs(view))
    page = pairs[offset : offset + limit]
    entities = view.find_entities(key for pair in page for key in (pair.left, pair.right))
    made = [Twins(entities[one.left], entities[one.right], one.score, one.reasons) for one in page]
    return made, len(pairs)


def _find_pairs(view: View) -> tuple[_Pair, ...]:
    with view.reading() as connection:
        found = sorted(_iterate_pairs(connection), key=lambda pair: (-pair.score, pair.left, pair.right))
    return tuple(found)


def _iterate_pairs(connection: sqlite3.Connection) -> Iterator[_Pair]:
    apart = {frozenset(pair) for pair in connection.execute(_APART)}
    pairs = connection.execute(_PAIRS, (_MOST_SHARED, _MOST_PAIRS)).fetchall()
    known = read_known(connection, {number for pair in pairs for number in pair})
    for one, other in pairs:
        if frozenset((one, other)) in apart:
            continue
        left, right = known[one], known[other]
        score, reasons = compare_known(left.facts, right, left.identifiers)
        if score >= _LIKELY:
            yield _Pair(score, left.key, right.key, reasons)
