"""Acts by what is known of them on one day, the most pressing first."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import NamedTuple

from django.utils.translation import gettext_lazy

from contrechamp.link.chains import ActState
from contrechamp.link.times import find_last_day
from contrechamp.vocabulary.entity import Entity

SOON_MONTHS = 6
MOST_NAMED = 6  # things that one act authorises
GROUPS = {
    "outlived": (
        gettext_lazy("Expired, and nothing says that the cameras were removed"),
        gettext_lazy("Nothing that we know of prolongs or renews them."),
    ),
    "soon": (gettext_lazy("They end within six months"), gettext_lazy("The moment to ask what comes after.")),
    "in_force": (gettext_lazy("In force"), gettext_lazy("Begun, and not at their end.")),
    "unknown": (
        gettext_lazy("We do not know when they end"),
        gettext_lazy("No paper that we have read gives their end."),
    ),
    "coming": (gettext_lazy("Not yet in force"), ""),
    "expired": (gettext_lazy("Expired or repealed"), gettext_lazy("Nothing says that devices outlive them.")),
}


class TermGroup(NamedTuple):
    """Acts in the same case."""

    key: str
    label: str
    said: str
    acts: list[ActState]


class TermLine(NamedTuple):
    """An act, the things that it authorises by name (the first ones), how many more, and who prolongs it."""

    act: ActState
    things: list[Entity]
    more: int
    renewal: Entity | None


def sort_acts(acts: Iterable[ActState], *, on: date) -> list[TermGroup]:
    """The groups that are not empty, in the order of GROUPS; acts that authorise nothing that watches are left out."""
    sorted_acts: dict[str, list[ActState]] = {key: [] for key in GROUPS}
    for act in acts:
        if act.is_authorisation:
            sorted_acts[find_group(act, on=on)].append(act)
    return [
        TermGroup(key, str(label), str(said), sorted_acts[key])
        for key, (label, said) in GROUPS.items()
        if sorted_acts[key]
    ]


def find_group(act: ActState, *, on: date) -> str:
    """The one group of an act, a key of GROUPS."""
    if act.state in ("expired", "repealed"):
        return "outlived" if act.standing and not act.renewed_by else "expired"
    if act.state == "coming":
        return "coming"
    if not act.ends_on:
        return "unknown"
    return "soon" if find_last_day(act.ends_on) <= add_months(on, SOON_MONTHS).isoformat() else "in_force"


def add_months(day: date, months: int) -> date:
    """The same day so many months later, or the last one of a shorter month."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    last = int(find_last_day(f"{year:04}-{month + 1:02}")[-2:])
    return date(year, month + 1, min(day.day, last))


def list_named(acts: Iterable[ActState]) -> set[str]:
    """The ids of all that lines about these acts name."""
    return {key for act in acts for key in (*act.devices[:MOST_NAMED], act.renewed_by) if key}


def make_line(act: ActState, named: Mapping[str, Entity]) -> TermLine:
    things = [named[key] for key in act.devices[:MOST_NAMED] if key in named]
    return TermLine(act, things, max(0, len(act.devices) - MOST_NAMED), named.get(act.renewed_by))
