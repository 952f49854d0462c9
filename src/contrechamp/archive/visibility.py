"""Which documents a list may show: the condition of every query on them."""

from collections.abc import Mapping, Sequence
from typing import Any

_NAMED = """documents.number IN
(SELECT document FROM named WHERE name = (SELECT number FROM names WHERE facet = ? AND value = ?))"""
_COLUMNS = ("body", "kind", "year", "state")


def restrict(
    collections: Sequence[str] | None, *, with_withdrawn: bool, filters: Mapping[str, Any] | None = None
) -> tuple[str, tuple[Any, ...]]:
    """The condition on `documents`, and its values.

    A filter on a column of the documents compares it; any other one asks for what they name (`archive.naming`). None
    does not filter. With `collections`, what stands in none of them is as if it did not exist.
    """
    conditions, values = [], []
    for name, value in (filters or {}).items():
        if value is not None:
            conditions.append(f"documents.{name} = ?" if name in _COLUMNS else _NAMED)
            values += [value] if name in _COLUMNS else [name, value]
    if not with_withdrawn:
        conditions.append("documents.withdrawal IS NULL")
    if collections is not None:
        conditions.append(
            "EXISTS (SELECT 1 FROM memberships WHERE document = documents.number AND collection IN "
            f"(SELECT number FROM collections WHERE name IN ({make_marks(collections)})))"
        )
    return " AND ".join(conditions) or "1", (*values, *(collections or ()))


def make_marks(things: Sequence[Any]) -> str:
    """A question mark for each thing."""
    return ", ".join("?" * len(things))
