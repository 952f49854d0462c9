"""Which sums may be added: never one tax with another, an estimate with a payment, nor the unknown as 0."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

KINDS = ("estimated", "awarded", "final", "paid")
BOUNDS = ("between", "at_most", "at_least")
NONE = Decimal(0)


class MoneyLine(NamedTuple):
    """A sum that a fact states, in euros. `year` is an ISO 8601 date of any precision, "" when unknown.

    `kind` is one of KINDS; `tax` "HT", "TTC" or "" (not said). A sum of which only bounds are known has `minimum`,
    `maximum` or both. Of an amendment (the key of what it amends in `is_amendment_of`), sums are what it adds.
    """

    key: str
    address: str
    label: str
    supplier: str = ""
    funder: str = ""
    year: str = ""
    amount: Decimal | None = None
    minimum: Decimal | None = None
    maximum: Decimal | None = None
    kind: str = "awarded"
    tax: str = ""
    is_amendment_of: str = ""


@dataclass
class Sum:
    """What one bar says: `low` to `high` (the same where the sum is known; None where that bound is not)."""

    group: str
    kind: str  # one of KINDS, of BOUNDS, or "unknown"
    tax: str
    low: Decimal | None = None
    high: Decimal | None = None
    lines: list[MoneyLine] = field(default_factory=list)

    @property
    def most(self) -> Decimal:
        """How far its bar goes."""
        return max(self.low or NONE, self.high or NONE)


def find_kind(line: MoneyLine) -> str:
    """In which bar a line is added; an unknown kind counts as awarded."""
    if line.amount is not None:
        return line.kind if line.kind in KINDS else "awarded"
    if line.minimum is not None and line.maximum is not None:
        return "between"
    if line.maximum is not None:
        return "at_most"
    return "at_least" if line.minimum is not None else "unknown"


def find_ends(line: MoneyLine) -> tuple[Decimal | None, Decimal | None]:
    """The bounds of a line: twice its amount where that is known."""
    return (line.minimum, line.maximum) if line.amount is None else (line.amount, line.amount)


def add_lines(lines: Iterable[tuple[str, MoneyLine]]) -> dict[str, list[Sum]]:
    """For each group, its sums; only what may be added is."""
    sums: dict[str, dict[tuple[str, str], Sum]] = defaultdict(dict)
    for group, line in lines:
        kind = find_kind(line)
        tax = "" if kind == "unknown" else line.tax
        one = sums[group].get((kind, tax)) or sums[group].setdefault((kind, tax), Sum(group, kind, tax))
        low, high = find_ends(line)
        one.low = one.low if low is None else (one.low or NONE) + low
        one.high = one.high if high is None else (one.high or NONE) + high
        one.lines.append(line)
    order = [*KINDS, *BOUNDS, "unknown"]
    return {
        group: sorted(found.values(), key=lambda one: (order.index(one.kind), one.tax))
        for group, found in sums.items()
    }


def choose_groups(
    lines: Iterable[MoneyLine], by: str, *, most: int, others: str
) -> tuple[dict[str, list[Sum]], int]:
    """Groups by the largest of their bars, or by year; the smallest are one group; and how many those are."""
    keyed = [((line.year[:4] if by == "year" else getattr(line, by)), line) for line in lines]
    groups = add_lines(keyed)
    largest = {group: max(one.most for one in sums) for group, sums in groups.items()}
    ranked = sorted(groups, key=lambda group: (-largest[group], group))
    chosen = ranked if len(ranked) <= most + 1 else ranked[:most]
    left_out = set(ranked[len(chosen) :])
    shown = {group: groups[group] for group in (sorted(chosen) if by == "year" else chosen)}
    if left_out:
        shown |= add_lines((others, line) for group, line in keyed if group in left_out)
    return shown, len(left_out)
