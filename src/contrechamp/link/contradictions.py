"""Facts that cannot all be true, side by side; which of them is, is no machine's business."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import combinations, groupby

from contrechamp.link.relations import find_relation, list_relations
from contrechamp.link.times import find_bounds
from contrechamp.link.view import View
from contrechamp.vocabulary.fact import Fact

_OF_THE_SAME = ("bound", "tax", "unit", "of")  # details in which two facts must agree to speak of the same
# Groups with more than one value; what else they must agree in is looked at fact by fact.
_GROUPS = """
SELECT relation, subject_now, object_now, bound FROM facts
WHERE {shown} AND +relation IN ({unique}) AND value != '' {about}
GROUP BY relation, subject_now, object_now, bound HAVING count(DISTINCT value) > 1
"""
_IN_GROUP = """
SELECT id FROM facts WHERE {shown} AND relation = ? AND subject_now = ? AND object_now IS ? AND bound = ?
ORDER BY +first_on, number
"""
_UNANIMOUS = """
SELECT facts.id, said.id FROM facts JOIN facts AS said ON said.object_now = facts.subject_now
WHERE {shown} AND {shown_too} AND facts.relation = 'outcome' AND instr(lower(facts.value), 'unanim')
AND said.relation = 'votes_against' AND said.amount > 0 {about}
"""
_ORDER = """
SELECT facts.id, said.id FROM facts JOIN facts AS said ON said.subject_now = facts.subject_now
WHERE {shown} AND {shown_too} AND facts.relation = 'begins_on' AND said.relation = 'ends_on'
AND substr(said.value, 1, min(length(said.value), length(facts.value)))
    < substr(facts.value, 1, min(length(said.value), length(facts.value))) {about}
"""
_ME = "(SELECT current FROM entities WHERE id = ?1)"
_ABOUT = f"AND (facts.subject_now = {_ME} OR facts.object_now = {_ME})"  # each side is answered by its index


@dataclass(frozen=True)
class Contradiction:
    """At least two facts, in the order of their times.

    `reason` is "values" (the same thing said otherwise), "unanimous" (no vote against, and votes against) or "order"
    (an end before its beginning). `key` stays while the facts do; `subject` is the id of the entity they are about.
    """

    key: str
    subject: str
    relation: str
    facts: tuple[Fact, ...]
    reason: str


def list_contradictions(view: View, *, about: str = "") -> list[Contradiction]:
    """All that the facts seen hold against each other; `about` narrows to one entity as subject or object."""
    if about:
        return list(_find_contradictions(view, about))
    return list(view.remember("contradictions", lambda: _find_contradictions(view, "")))


def _find_contradictions(view: View, about: str) -> tuple[Contradiction, ...]:
    clusters = [*_find_other_values(view, about), *_find_pairs(view, _UNANIMOUS, about, reason="unanimous")]
    clusters += _find_pairs(view, _ORDER, about, reason="order")
    facts = view.find_facts({key for _reason, keys in clusters for key in keys})
    found = (_make(reason, [facts[key] for key in keys if key in facts]) for reason, keys in clusters)
    return tuple(one for one in found if one is not None)


def _make(reason: str, facts: list[Fact]) -> Contradiction | None:
    if len(facts) < 2:
        return None
    key = f"{reason}-{min(fact.id for fact in facts)}"
    return Contradiction(key, facts[0].subject, facts[0].relation, tuple(facts), reason)


def _find_other_values(view: View, about: str) -> Iterator[tuple[str, list[str]]]:
    unique = ", ".join(f"'{relation.key}'" for relation in list_relations() if relation.unique)
    parts = {"shown": view.is_fact_shown, "unique": unique, "about": _ABOUT if about else ""}
    with view.reading() as connection:
        groups = connection.execute(_GROUPS.format(**parts), [about] if about else []).fetchall()
        query = _IN_GROUP.format(shown=view.is_fact_shown)
        members = [[key for (key,) in connection.execute(query, group)] for group in groups]
    facts = view.find_facts({key for keys in members for key in keys})
    for keys in members:
        for cluster in cluster_facts([facts[key] for key in keys if key in facts]):
            yield "values", [fact.id for fact in cluster]


def cluster_facts(facts: Iterable[Fact]) -> Iterator[list[Fact]]:
    """Of facts with one subject, relation and object: those that speak of the same, at one time, with other values."""
    ordered = sorted(facts, key=_tell_scope)
    for _scope, same in groupby(ordered, key=_tell_scope):
        for cluster in _cluster_by_time(list(same)):
            if any(_differ(one, other) for one, other in combinations(cluster, 2)):
                yield cluster


def _differ(one: Fact, other: Fact) -> bool:
    """Whether two values cannot both be right: "2019" and "2019-03" can, "48" and "048" are the same."""
    match find_relation(one.relation).value:
        case "sum" | "count" | "days":
            return Decimal(one.value) != Decimal(other.value)
        case "date":
            (first, last), (other_first, other_last) = find_bounds(one.value), find_bounds(other.value)
            return last < other_first or other_last < first
    return one.value != other.value


def _tell_scope(fact: Fact) -> str:
    return json.dumps([fact.details.get(name, "") for name in _OF_THE_SAME])


def _cluster_by_time(facts: list[Fact]) -> Iterator[list[Fact]]:
    """Facts whose times meet, one after another; all of them where time makes no difference."""
    if find_relation(facts[0].relation).unique == "ever":
        yield facts
        return
    cluster, reach = [], ""
    for fact in sorted((fact for fact in facts if fact.when), key=lambda fact: find_bounds(fact.when)):
        first, last = find_bounds(fact.when)
        if cluster and first > reach:
            yield cluster
            cluster = []
        reach = max(reach, last) if cluster else last
        cluster.append(fact)
    if cluster:
        yield cluster


def _find_pairs(view: View, query: str, about: str, *, reason: str) -> Iterator[tuple[str, list[str]]]:
    shown = view.is_fact_shown
    parts = {"shown": shown, "shown_too": shown.replace("facts.", "said."), "about": _ABOUT if about else ""}
    with view.reading() as connection:
        for pair in connection.execute(query.format(**parts), [about] if about else []).fetchall():
            yield reason, list(pair)
