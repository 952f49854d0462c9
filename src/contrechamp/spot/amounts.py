"""An amount of money at its place, and the value that is written for it."""

from decimal import Decimal
from typing import NamedTuple

from contrechamp.spot.spotter import Spotted

_POWERS = {"k": 3, "millier": 3, "milliar": 9, "md": 9, "mrd": 9, "m": 6}  # the first that it begins with


class Amount(NamedTuple):
    """Code points `start` to `end`, the amount they say, and the rule that says so."""

    start: int
    end: int
    number: Decimal
    rule: str


def multiply(number: Decimal, scale: str) -> Decimal:
    """The number times "k", "m", "md", "millions"…"""
    power = next((power for name, power in _POWERS.items() if scale.startswith(name)), 0) if scale else 0
    return number.scaleb(power)


def make_sum(amount: Amount, other: str, details: dict[str, str]) -> Spotted:
    """The sum in euros ("1250000.00"), or in the `other` currency that it names ("15000.00 FRF")."""
    written = f"{amount.number:.2f}" if amount.number == round(amount.number, 2) else str(amount.number)
    return Spotted(amount.start, amount.end, f"{written} {other}".strip(), amount.rule, details)
