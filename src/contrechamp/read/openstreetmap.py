"""OpenStreetMap's elements as rows: those that watch, with all their tags, their number and their licence."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from contrechamp.read.features import FIXED, Feature, render_degrees

LICENCE = "ODbL-1.0"
NOTICE = (
    "Données © les contributeurs d’OpenStreetMap, sous licence ODbL 1.0 : "
    "https://www.openstreetmap.org/copyright. Qui les publie le dit, et partage ce qu’il en tire aux mêmes conditions."
)
COLUMNS = (*FIXED, "osm", "version", "modifié le")
_WATCHING = ("surveillance", "camera")  # keys: alone, or before a colon (wiki, Tag:man_made=surveillance)
_MOST_TAGS = 500


class Element(NamedTuple):
    """A node, way or relation: its degrees or None, its tags, version and day of change ("" where not told)."""

    kind: str
    number: int
    degrees: tuple[float, float] | None  # latitude, longitude
    tags: dict[str, str]
    version: str = ""
    changed_on: str = ""
    nodes: tuple[int, ...] = ()  # of a way whose degrees its nodes know


def is_watching(tags: dict[str, str]) -> bool:
    """Whether an element is a camera or another means of surveillance, by any of its tags."""
    if tags.get("man_made") == "surveillance" or tags.get("highway") == "speed_camera":
        return True
    return any(key.partition(":")[0] in _WATCHING for key in tags)


def make_feature(element: Element) -> Feature:
    """A row: the address from its parts, and every tag under its own key."""
    tags = dict(list(element.tags.items())[:_MOST_TAGS])
    street = " ".join(filter(None, (tags.get("addr:housenumber"), tags.get("addr:street"))))
    own = {
        "nom": tags.pop("name", ""),
        "adresse": street,
        "commune": tags.get("addr:city", ""),
        "osm": f"{element.kind}/{element.number}",
        "version": element.version,
        "modifié le": element.changed_on,
    }
    return Feature(own | (render_degrees(*element.degrees) if element.degrees else {}), tags)


def find_middle(points: Iterable[tuple[float, float]]) -> tuple[float, float] | None:
    """The middle of some points; None without any."""
    known = list(points)
    if not known:
        return None
    return sum(point[0] for point in known) / len(known), sum(point[1] for point in known) / len(known)


class Chosen:
    """Elements that watch, or, where a file has none, all that have tags: a file of something else loses nothing."""

    MOST = 200_000

    def __init__(self, *, most: int | None = None) -> None:
        self._watching: list[Element] = []
        self._others: list[Element] = []
        self._most = self.MOST if most is None else most
        self.is_cut = False

    @property
    def is_full(self) -> bool:
        """Whether nothing that comes could be kept any more: the rest of the file need not be looked at."""
        return self.is_cut and bool(self._watching)

    def take(self, element: Element) -> None:
        """Keep the first that watch; `is_cut` says that one of the kind that is kept found no place."""
        if not element.tags:
            return
        watches = is_watching(element.tags)
        if watches and not self._watching:
            self._others, self.is_cut = [], False
        elif self._watching and not watches:
            return
        kept = self._watching if watches else self._others
        if len(kept) < self._most:
            kept.append(element)
        else:
            self.is_cut = True

    def take_all(self, elements: Iterable[Element]) -> None:
        """Take one after the other, until full."""
        for element in elements:
            self.take(element)
            if self.is_full:
                return

    def list_elements(self) -> list[Element]:
        return self._watching or self._others

    def list_wanted_nodes(self) -> set[int]:
        """Nodes that ways without degrees of their own rest on."""
        return {node for one in self.list_elements() if one.degrees is None for node in one.nodes}

    def give_features(self, nodes: dict[int, tuple[float, float]]) -> Iterator[Feature]:
        """Rows; a way stands in the middle of its nodes."""
        for one in self.list_elements():
            middle = one.degrees or find_middle(nodes[node] for node in one.nodes if node in nodes)
            yield make_feature(one._replace(degrees=middle))
