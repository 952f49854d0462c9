"""Who and what of a network is drawn: the most connected, and the ties between them."""

import heapq
from collections import Counter
from collections.abc import Iterable, Sequence
from typing import NamedTuple


class Actor(NamedTuple):
    """Somebody who acts. `kind` is "public_body", "company", "association" or "" (another)."""

    key: str
    address: str
    label: str
    kind: str = ""


class Tie(NamedTuple):
    """A fact between two actors (their keys), and the words of its relation; `address` leads to its passage.

    `when` is an ISO 8601 date or period of any precision, `state` "in_force", "expired", "contested" or "".
    """

    key: str
    address: str
    source: str
    target: str
    relation: str
    when: str = ""
    state: str = ""
    sources: int = 0


class Line(NamedTuple):
    """All ties between two actors, the most told first."""

    first: str
    second: str
    ties: tuple[Tie, ...]


class NetworkPlan(NamedTuple):
    """What is drawn, and how much is not. `hidden` counts, for each actor drawn, those tied to it who are not."""

    actors: list[Actor]
    lines: list[Line]
    hidden: dict[str, int]
    actors_in_all: int
    ties_in_all: int


def plan_network(
    actors: Iterable[Actor], ties: Sequence[Tie], *, focus: str, most_actors: int, most_lines: int
) -> NetworkPlan:
    """The most connected actors; with a `focus` (a key), that one and those around it first."""
    known = {actor.key: actor for actor in actors}
    counts: Counter[tuple[str, str]] = Counter()
    for (one, other), count in Counter((tie.source, tie.target) for tie in ties).items():
        if one != other and one in known and other in known:
            counts[(one, other) if one < other else (other, one)] += count
    near = Counter(one for one, _other in counts)
    near.update(other for _one, other in counts)
    chosen = _choose_actors(near, counts, focus=focus, most=most_actors)
    among = [pair for pair in counts if pair[0] in chosen and pair[1] in chosen]
    kept: dict[tuple[str, str], list[Tie]] = {
        pair: [] for pair in _choose_pairs(among, counts, chosen=chosen, most=most_lines)
    }
    for tie in ties:
        if tie.source in chosen and tie.target in chosen and (pair := _pair(tie)) in kept:
            kept[pair].append(tie)
    lines = [Line(*pair, tuple(sorted(found, key=_rank_tie))) for pair, found in kept.items()]
    hidden = {key: near[key] - sum(key in pair for pair in among) for key in chosen}
    return NetworkPlan([known[key] for key in chosen], lines, hidden, len(near), len(ties))


def _pair(tie: Tie) -> tuple[str, str]:
    return (tie.source, tie.target) if tie.source <= tie.target else (tie.target, tie.source)


def _rank_tie(tie: Tie) -> tuple[int, str, str]:
    return -tie.sources, tie.when, tie.key


def _choose_actors(
    near: Counter[str], counts: Counter[tuple[str, str]], *, focus: str, most: int
) -> dict[str, None]:
    """Keys in a settled order, whatever the order of the facts was; around a focus, at most two steps from it."""
    if focus not in near:
        return dict.fromkeys(heapq.nsmallest(most, near, key=lambda key: (-near[key], key)))
    first = {key for pair in counts if focus in pair for key in pair}
    second = {key for pair in counts if pair[0] in first or pair[1] in first for key in pair}

    def rank(key: str) -> tuple[bool, bool, int, int, str]:
        shared = counts[min(key, focus), max(key, focus)]
        return key != focus, key not in first, -shared, -near[key], key

    return dict.fromkeys(heapq.nsmallest(most, second, key=rank))


def _choose_pairs(
    among: list[tuple[str, str]], counts: Counter[tuple[str, str]], *, chosen: dict[str, None], most: int
) -> list[tuple[str, str]]:
    """The pairs with the most ties; first of all, those that keep together what hangs together."""
    ranked = sorted(among, key=lambda pair: (-counts[pair], pair))
    group = {key: key for key in chosen}
    holding = []
    for pair in ranked:
        one, other = (_find_group(group, key) for key in pair)
        if one != other:
            group[one] = other
            holding.append(pair)
    held = set(holding)
    return [*holding, *(pair for pair in ranked if pair not in held)][: max(most, len(holding))]


def _find_group(group: dict[str, str], key: str) -> str:
    while group[key] != key:
        key = group[key]
    return key
