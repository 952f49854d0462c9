"""Things that stand somewhere (GeoJSON, KML, OpenStreetMap) as rows: one a line, under a line of headings."""

from collections.abc import Callable, Iterable, Iterator
from itertools import chain, islice
from typing import NamedTuple

from contrechamp.read.blocks import make_page, split_blocks, tidy_text
from contrechamp.read.tables import CELL_CHARACTERS, CHARACTERS, ROWS
from contrechamp.text.folding import fold
from contrechamp.vocabulary.document import Page
from contrechamp.vocabulary.table import CELL_SEPARATOR

FIXED = ("nom", "type", "adresse", "commune", "latitude", "longitude")
LEFT_OVER = "Champs non repris"
AROUND = "Autour des lignes"
_LOOKED_AT = 1_000  # features whose keys make the columns
_MOST_COLUMNS = 300
_MOST_LEFT_OVER = 20_000  # lines
_SAID_CHARACTERS = 500


class Feature(NamedTuple):
    """What the format itself says of a thing, by fixed heading, and what its file adds, by key."""

    own: dict[str, str]
    said: dict[str, str]


def give_feature_pages(
    features: Iterable[Feature],
    *,
    fixed: tuple[str, ...] = FIXED,
    tell_around: Callable[[], Iterable[str]] = tuple,
) -> Iterator[Page]:
    """Pages of rows; then, where there is any, a page of what found no column, and one of what stands around.

    The columns are the fixed ones, then the keys of the first thousand features; a key named as a fixed column fills
    it. `tell_around` is asked when all features have come.
    """
    waiting = iter(features)
    first = list(islice(waiting, _LOOKED_AT))
    sheet = _Sheet(first, fixed)
    number = 0
    for number, (label, lines) in enumerate(_cut(sheet.give_lines(chain(first, waiting))), 1):
        yield make_page(number, tidy_text("\n".join(lines)), label=label)
    for label, lines in ((LEFT_OVER, sheet.left_over), (AROUND, list(tell_around()))):
        for block in split_blocks(lines) if lines else ():
            number += 1
            yield make_page(number, tidy_text(f"{label}\n{block}"), label=label)
    if not number:
        yield make_page(1, "")


class _Sheet:
    """The columns, and what found none."""

    def __init__(self, first: list[Feature], fixed: tuple[str, ...]):
        self._homes = {fold(heading): heading for heading in fixed}
        keys = dict.fromkeys(key for feature in first for key in feature.said)
        own = [key for key in keys if fold(key) not in self._homes][:_MOST_COLUMNS]
        self._columns = [*fixed, *own]
        self._known = set(own)
        self.left_over: list[str] = []

    def give_lines(self, features: Iterable[Feature]) -> Iterator[str]:
        """The headings, then one line a feature."""
        place = 0
        for place, feature in enumerate(features, 1):
            if place == 1:
                yield _join(self._columns)
            yield _join(self._read(feature, place + 1))

    def _read(self, feature: Feature, line: int) -> list[str]:
        cells = dict(feature.own)
        for key, value in feature.said.items():
            home = key if key in self._known else self._homes.get(fold(key), "")
            if home and not (home in cells and cells[home] and home != key and cells[home] != value):
                cells[home] = value
            elif value and len(self.left_over) < _MOST_LEFT_OVER:
                self.left_over.append(f"ligne {line} : {key[:_SAID_CHARACTERS]} = {value[:_SAID_CHARACTERS]}")
        return [cells.get(column, "") for column in self._columns]


def _join(cells: list[str]) -> str:
    """One line; a separator inside a cell becomes another sign, so that columns hold."""
    kept = [" ".join(cell[:CELL_CHARACTERS].split()).replace("|", "¦") for cell in cells]
    while kept and not kept[-1]:
        kept.pop()
    return CELL_SEPARATOR.join(kept)


def _cut(lines: Iterable[str]) -> Iterator[tuple[str, list[str]]]:
    """A page's label and lines; lines are numbered from 1, as in a sheet, the headings included."""
    taken: list[str] = []
    size, last = 0, 0
    for last, line in enumerate(lines, 1):
        taken.append(line)
        size += len(line)
        if len(taken) >= ROWS or size >= CHARACTERS:
            yield f"lignes {last - len(taken) + 1}–{last}", taken
            taken, size = [], 0
    if taken:
        yield f"lignes {last - len(taken) + 1}–{last}", taken


def render_value(value: object) -> str:
    """A value of JSON on one line: numbers as they stand, lists with commas."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "oui" if value else "non"
    if isinstance(value, list):
        return ", ".join(filter(None, map(render_value, value[:100])))
    return str(value)


def flatten(said: dict, *, prefix: str = "", depth: int = 0) -> dict[str, str]:
    """Properties by key; those inside one another as "outer.inner"."""
    flat: dict[str, str] = {}
    for key, value in said.items():
        name = f"{prefix}{key}"
        if isinstance(value, dict) and depth < 4:
            flat |= flatten(value, prefix=f"{name}.", depth=depth + 1)
        elif words := render_value(value):
            flat[name] = words
    return flat


def render_degrees(latitude: float, longitude: float) -> dict[str, str]:
    """Both columns, to a centimetre at most."""
    degrees = {"latitude": latitude, "longitude": longitude}
    return {name: f"{value:.7f}".rstrip("0").rstrip(".") for name, value in degrees.items()}
