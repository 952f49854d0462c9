"""In which state a device is on a day, from the steps that the facts tell of it."""

from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from contrechamp.link.times import find_first_day, find_last_day

_THERE = ("installed", "authorised")
_COMING = ("announced", "voted", "authorised")


class Step(NamedTuple):
    """One step of a device's history, as a fact tells it: "authorised", "2019/2024", and a term said beside it."""

    step: str
    when: str
    ends_on: str = ""

    @property
    def begins(self) -> str:
        return self.when.partition("/")[0]

    @property
    def ends(self) -> str:
        """The last day that is said of an authorisation, "" where none is."""
        return self.when.partition("/")[2] or self.ends_on


class Standing(NamedTuple):
    """`state` is "in_force", "expired", "planned", "removed" or "unknown"; "?" is a step whose day is not known."""

    state: str
    authorised_on: str = ""
    authorised_until: str = ""
    installed_on: str = ""
    removed_on: str = ""


def find_standing(steps: Sequence[Step], *, on: date) -> Standing:
    """What the steps, in their order, amount to on a day. A term that is not known has not passed.

    A removal holds until the device is installed or authorised again, on a day that cannot be that of the removal.
    """
    day = on.isoformat()
    begun = [one for one in steps if not one.begins or find_first_day(one.begins) <= day]
    allowed = [one for one in begun if one.step == "authorised"]
    lasting = [one for one in allowed if not one.ends or find_last_day(one.ends) >= day]
    state = "unknown"
    is_gone = _is_gone(begun)
    if is_gone:
        state = "removed"
    elif lasting or allowed:
        state = "in_force" if lasting else "expired"
    elif any(one.step in _COMING for one in steps) and not _find_day(begun, "installed"):
        state = "planned"
    last = (lasting or allowed or [Step("", "")])[-1]
    until = last.ends if last.step else ""
    return Standing(
        state,
        (last.begins or "?") if last.step else "",
        until,
        _find_day(begun, "installed"),
        _find_day(begun, "removed") if is_gone else "",
    )


def _is_gone(begun: Sequence[Step]) -> bool:
    removed = max((find_last_day(one.begins) for one in begun if one.step == "removed"), default="")
    there = max((find_first_day(one.begins) for one in begun if one.step in _THERE), default="")
    return bool(removed) and there <= removed


def _find_day(steps: Sequence[Step], step: str) -> str:
    """When the last step of a kind was, "?" where it was on a day unknown, "" where there was none."""
    return next((one.begins or "?" for one in reversed(steps) if one.step == step), "")
