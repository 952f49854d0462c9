"""Money: what acts cost and who pays, as lines that may be drawn beside each other."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from decimal import Decimal
from typing import NamedTuple

from contrechamp.draw.money import MoneyLine
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.said import Said, list_said
from contrechamp.vocabulary.entity import EntityKind

_CHAIN = ("amends", "prolonged_by", "renews")
_KINDS = {"asked": "estimated", "granted": "awarded", "paid": "paid"}
_BOUNDS = ("minimum", "maximum")


class Money(NamedTuple):
    """Prices of acts; prices of whole projects, technologies and devices, which may hold the former; what is funded.

    They are three lists because sums of one are never added to those of another. `growing` are the ids and names of the
    acts whose price other acts changed; `act_of` is the act of each line of `acts`, by the line's key.
    """

    acts: list[MoneyLine]
    wholes: list[MoneyLine]
    funded: list[MoneyLine]
    growing: list[tuple[str, str]]
    act_of: dict[str, str]


def find_money(view: View, *, about: str = "", fact: Callable[[str], str]) -> Money:
    """All sums that may be seen, or those of an entity. `fact` gives the address of a fact by its id."""
    whole, touched = view.remember("money", lambda: _read_money(view, fact))
    if not about:
        return whole
    keys = touched.get(_find_current(view, about), frozenset())
    chosen = ([line for line in lines if line.key in keys] for lines in whole[:3])
    growing = [one for one in whole.growing if one[0] == about]
    return Money(*chosen, growing, whole.act_of)


def _find_current(view: View, key: str) -> str:
    """The id under which an entity is found now."""
    found = view.find_entities([key]).get(key)
    return found.id if found else ""


def _read_money(view: View, fact: Callable[[str], str]) -> tuple[Money, dict[str, set[str]]]:
    """The money of all, and for each entity the lines (by their keys) that have to do with it."""
    costs = list_said(view, ("costs",), condition="value != ''")
    funded = list_said(view, ("funded_by",), condition="value != ''")
    amended_by = _find_amended(view)
    supplier_of = _find_suppliers(view)
    inherited = {act: supplier_of[first] for act, first in amended_by.items() if first in supplier_of}
    supplier_of = inherited | supplier_of
    dates, lines, kinds, touched = _find_dates(view), [], {}, defaultdict(set)
    for act, group in _group_costs(costs):
        supplier, amends = supplier_of.get(act, ("", "")), amended_by.get(act, "")
        line = _make_line(group, supplier=supplier[1], amends=amends, dates=dates, fact=fact)
        lines.append(line)
        kinds[line.key] = group[0].subject.kind
        for end in {act, supplier[0], amends, *(one.under for one in group)} - {""}:
            touched[end].add(line.key)
    for one in funded:
        for end in {one.subject.id, one.object.id, one.under} - {""}:
            touched[end].add(one.id)
    acts = [line for line in lines if kinds[line.key] == EntityKind.ACT]
    wholes = [line for line in lines if kinds[line.key] != EntityKind.ACT]
    names = {one.subject.id: one.subject.name for one in costs}
    growing = dict.fromkeys(line.is_amendment_of for line in acts if line.is_amendment_of)
    known = [(key, names[key]) for key in growing if key in names]
    act_of = {one.id: one.subject.id for one in costs}
    return Money(acts, wholes, [_make_funded(one, fact) for one in funded], known, act_of), touched


def _find_suppliers(view: View) -> dict[str, tuple[str, str]]:
    """For each act, the id and the name of the one that something is bought from under it; several are joined.

    Who supplies under an act may itself buy under it: those are its subcontractors, and have no price of the act.
    """
    bought: dict[str, list[Said]] = defaultdict(list)
    for one in list_said(view, ("buys_from",), condition="under_now IS NOT NULL"):
        bought[one.under].append(one)
    found = {}
    for act, said in bought.items():
        suppliers = {one.object.id for one in said}
        first = [one for one in said if one.subject.id not in suppliers] or said
        names = {one.object.id: one.object.name for one in first}
        found[act] = next(iter(names)), " + ".join(names.values())
    return found


def _find_amended(view: View) -> dict[str, str]:
    """For each act that changes or prolongs another one, the first act of that chain."""
    said = list_said(view, _CHAIN)
    before = {
        **{one.subject.id: one.object.id for one in said if one.relation != "prolonged_by"},
        **{one.object.id: one.subject.id for one in said if one.relation == "prolonged_by"},
    }
    return {act: _find_first(act, before) for act in before}


def _find_first(act: str, before: dict[str, str]) -> str:
    seen = {act}
    while act in before and before[act] not in seen:
        act = before[act]
        seen.add(act)
    return act


def _find_dates(view: View) -> dict[str, str]:
    query = f"""SELECT id, json_extract(details, '$.date') FROM entities
                WHERE kind = 'act' AND {view.is_entity_shown} AND json_extract(details, '$.date') != ''"""
    with view.reading() as connection:
        return dict(connection.execute(query).fetchall())


def _group_costs(costs: Iterable[Said]) -> Iterable[tuple[str, list[Said]]]:
    """Facts that say one and the same sum: both bounds of a price, or several papers of one price of one time."""
    groups: dict[tuple[str, ...], list[Said]] = defaultdict(list)
    for one in sorted(costs, key=lambda one: (one.when, one.id)):
        bound = "bounds" if one.bound in _BOUNDS else one.bound
        groups[one.subject.id, bound, one.tax, one.when].append(one)
    return ((key[0], group) for key, group in groups.items())


def _make_line(
    group: list[Said], *, supplier: str, amends: str, dates: dict[str, str], fact: Callable[[str], str]
) -> MoneyLine:
    """One line. Papers that differ on a price give its bounds: neither is chosen, and they are never added."""
    first = group[0]
    sums = {bound: [Decimal(one.value) for one in group if one.bound == bound] for bound in _BOUNDS}
    said = [Decimal(one.value) for one in group if one.bound not in _BOUNDS]
    low = min([*sums["minimum"], *said], default=None)
    high = max([*sums["maximum"], *said], default=None)
    is_one = bool(said) and low == high
    return MoneyLine(
        first.id,
        fact(first.id),
        first.subject.name,
        supplier,
        year=_find_year(first, dates),
        amount=low if is_one else None,
        minimum=None if is_one else low,
        maximum=None if is_one else high,
        kind=first.bound if first.bound not in ("", *_BOUNDS) else "awarded",
        tax=first.tax,
        is_amendment_of=amends,
    )


def _find_year(said: Said, dates: dict[str, str]) -> str:
    """The first day or year of a sum: its own time, else the date of the act."""
    return said.when.partition("/")[0] or said.when.strip("/") or dates.get(said.subject.id, "")


def _make_funded(said: Said, fact: Callable[[str], str]) -> MoneyLine:
    return MoneyLine(
        said.id,
        fact(said.id),
        said.subject.name,
        funder=said.object.name,
        year=_find_year(said, {}),
        amount=Decimal(said.value),
        kind=_KINDS.get(said.bound, "awarded"),
        tax=said.tax,
    )


def list_growth(money: Money, act: str) -> list[MoneyLine]:
    """The lines of one act and of those that changed it: its price, then what changed it, by time."""
    own = [line for line in money.acts if act in (line.is_amendment_of, money.act_of[line.key])]
    return sorted(own, key=_rank_step)


def _rank_step(line: MoneyLine) -> tuple[int, str, str]:
    if line.is_amendment_of:
        return 2, line.year, line.key
    return (
        ("estimated", "awarded").index(line.kind) if line.kind in ("estimated", "awarded") else 3,
        line.year,
        line.key,
    )
