"""Drawings: a picture, and the same thing as a table. One is never without the other."""

from dataclasses import dataclass
from typing import NamedTuple


class Cited(NamedTuple):
    """Words in a table, and the address they lead to ("" for none)."""

    text: str
    address: str = ""


@dataclass(frozen=True)
class DrawnTable:
    """What a picture shows, row by row. `headings` and cells are words ready for a person; `caption` names it.

    Each row has as many cells as there are headings. `total` counts the things themselves: a picture may show them
    gathered, or only the first ones, and `omitted` says in one sentence what it left out ("" where nothing).
    """

    caption: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Cited, ...], ...]
    total: int = 0
    omitted: str = ""


@dataclass(frozen=True)
class Drawing:
    """`svg` is one whole <svg> element, sound XML, escaped, without script, style attribute or outer address.

    It carries its own presentation attributes, so that it also stands alone as a file; classes let the house's
    style sheet (light, dark, print) go over them.
    """

    svg: str
    table: DrawnTable
    width: int
    height: int
