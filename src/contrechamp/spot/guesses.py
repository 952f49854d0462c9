"""What a column may hold, from its values alone: only a hint to the person who says what it is."""

import re
from collections.abc import Callable, Collection, Mapping, Sequence

from contrechamp.spot.cells import read_coordinate, read_dates, read_siret
from contrechamp.spot.sum_cells import read_sums

ENOUGH = 3  # values
_SHARE = 0.8  # of the values that must look so
_MONEY = re.compile(r"€|euro|\d[.,]\d\d$", re.IGNORECASE)
_DAY = re.compile(r"[/.-]|[a-zéû]{3}", re.IGNORECASE)
_FRANCE = {"latitude": (41.0, 51.5), "longitude": (-5.5, 10.0)}  # metropolitan, and only decimals


def guess_field(values: Sequence[str], *, kind: str, taken: Collection[str]) -> str:
    """A field of this kind that these values look like and that no other column holds; "" without a good reason."""
    if len(values) < ENOUGH:
        return ""
    for field, looks in _LOOKS.get(kind, {}).items():
        if field not in taken and sum(map(looks, values)) >= _SHARE * len(values):
            return field
    return ""


def _is_date(value: str) -> bool:
    return bool(_DAY.search(value) and len(value) <= 30 and read_dates(value))


def _is_sum(value: str) -> bool:
    return bool(_MONEY.search(value) and read_sums(value))


def _is_degrees(value: str, field: str) -> bool:
    least, most = _FRANCE[field]
    degrees = read_coordinate(value, most=180) if re.search(r"\d[.,]\d{3}", value) else None
    return degrees is not None and least <= degrees <= most


_LOOKS: Mapping[str, Mapping[str, Callable[[str], bool]]] = {
    "contracts": {
        "supplier_siret": lambda value: bool(read_siret(value)),
        "buyer_siret": lambda value: bool(read_siret(value)),
        "notified_on": _is_date,
        "amount": _is_sum,
    },
    "cameras": {
        "latitude": lambda value: _is_degrees(value, "latitude"),
        "longitude": lambda value: _is_degrees(value, "longitude"),
        "installed_on": _is_date,
    },
    "entities": {
        "siret": lambda value: len(read_siret(value)) == 14,
        "siren": lambda value: bool(read_siret(value)),
    },
    "budgets": {"amount": _is_sum},
}
