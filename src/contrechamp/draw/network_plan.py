"""Who and what of a network is drawn: the most connected, and the ties between them."""

from collections import Counter, defaultdict
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
    for tie in ties:
        counts[_pair(tie)] += 1
    counts = Counter(
        {pair: n for pair, n in counts.items() if pair[0] != pair[1] and known.keys() >= set(pair)}
    )
    near: dict[str, set[str]] = defaultdict(set)
    for one, other in counts:
        near[one].add(other)
        near[other].add(one)
    chosen = _choose_actors(near, counts, focus=focus, most=most_actors)
    pairs = _choose_pairs(counts, chosen, most=most_lines)
    kept: dict[tuple[str, str], list[Tie]] = {pair: [] for pair in pairs}
    for tie in ties:
        if (pair := _pair(tie)) in kept:
            kept[pair].append(tie)
    lines = [Line(*pair, tuple(sorted(found, key=_rank_tie))) for pair, found in kept.items()]
    hidden = {key: len(near[key] - chosen.keys()) for key in chosen}
    return NetworkPlan([known[key] for key in chosen], lines, hidden, len(near), len(ties))


def _pair(tie: Tie) -> tuple[str, str]:
    return (tie.source, tie.target) if tie.source <= tie.target else (tie.target, tie.source)


def _rank_tie(tie: Tie) -> tuple[int, str, str]:
    return -tie.sources, tie.when, tie.key


def _choose_actors(
    near: dict[str, set[str]], counts: Counter[tuple[str, str]], *, focus: str, most: int
) -> dict[str, None]:
    """Keys in a settled order, whatever the order of the facts was."""

    def rank(key: str) -> tuple[bool, int, int, str]:
        shared = counts[min(key, focus), max(key, focus)] if focus in near else 0
        return key != focus, -shared, -len(near[key]), key

    return dict.fromkeys(sorted(near, key=rank)[:most])


def _choose_pairs(
    counts: Counter[tuple[str, str]], chosen: dict[str, None], *, most: int
) -> list[tuple[str, str]]:
    """The pairs with the most ties; first of all, those that keep together what hangs together."""
    ranked = sorted(
        (pair for pair in counts if pair[0] in chosen and pair[1] in chosen),
        key=lambda pair: (-counts[pair], pair),
    )
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
