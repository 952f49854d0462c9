"""What lists of hits and documents have in common: facets as links, and where one stands in the list."""

from dataclasses import dataclass
from typing import NamedTuple

from contrechamp.vocabulary.search import FacetCount
from contrechamp.website.interface.words import FACETS, name_value
from contrechamp.website.library.addresses import Asked


class FacetEntry(NamedTuple):
    name: str
    count: int
    address: str
    is_chosen: bool


class Facet(NamedTuple):
    name: str
    entries: tuple[FacetEntry, ...]


@dataclass(frozen=True)
class Position:
    """Where one stands in a list; `previous` and `next` are addresses or ""."""

    total: int
    size: int
    first: int
    last: int
    previous: str
    next: str


def find_position(asked: Asked, total: int, *, path: str, size: int, shown: int) -> Position:
    """`shown` is how many entries this page of the list really has."""
    first = (asked.page - 1) * size + 1
    last = first + shown - 1
    return Position(
        total=total,
        size=size,
        first=min(first, total),
        last=last,
        previous=asked.at_page(asked.page - 1).write(path) if asked.page > 1 else "",
        next=asked.at_page(asked.page + 1).write(path) if last < total and shown else "",
    )


def link_facets(
    counted: dict[str, tuple[FacetCount, ...]],
    asked: Asked,
    *,
    path: str,
    names: tuple[str, ...],
    most: int = 12,
    is_single: bool = False,
) -> list[Facet]:
    """The facets named, in this order; a value already chosen is a link that lifts it.

    `is_single` lets one value of a facet replace another, where the list takes only one.
    """
    facets, pick = [], asked.choose if is_single else asked.toggle
    for facet in names:
        entries = tuple(
            FacetEntry(
                name=name_value(facet, entry.value),
                count=entry.count,
                address=pick(facet, entry.value).write(path),
                is_chosen=entry.value in asked.filters.get(facet, ()),
            )
            for entry in order_entries(facet, counted.get(facet, ()))[:most]
            if entry.value
        )
        if entries:
            facets.append(Facet(str(FACETS[facet]), entries))
    return facets


def order_entries(facet: str, entries: tuple[FacetCount, ...]) -> list[FacetCount]:
    """Years from the newest, the rest by how many there are."""
    if facet == "year":
        return sorted(entries, key=lambda entry: entry.value, reverse=True)
    return sorted(entries, key=lambda entry: (-entry.count, entry.value))


def list_chosen(asked: Asked, *, path: str) -> list[FacetEntry]:
    """The facets chosen, each with the address that lifts it."""
    return [
        FacetEntry(name_value(facet, value), 0, asked.toggle(facet, value).write(path), True)
        for facet, values in asked.filters.items()
        for value in values
    ]
