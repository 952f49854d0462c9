"""The answer of an Overpass server (JSON): one element a row, with all its tags."""

from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.encoding import read_pieces
from contrechamp.read.features import Feature, give_feature_pages, render_value
from contrechamp.read.guard import guard_parser
from contrechamp.read.json_items import JsonItems
from contrechamp.read.openstreetmap import COLUMNS, LICENCE, NOTICE, Element, find_middle, make_feature
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.readers.text import read as read_text

VERSION = "1"
MEDIA_TYPES = ("application/vnd.openstreetmap.data+json",)


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows of the elements that have tags, in the order of the answer."""
    items = JsonItems(read_pieces(source), "elements")
    if not items.find_start():
        yield from read_text(source, request)
        return
    around = lambda: [NOTICE, *items.rest.splitlines()]  # noqa: E731
    yield from give_feature_pages(_give_features(items), fixed=COLUMNS, tell_around=around)
    yield Property("licence", LICENCE)
    server = items.around.get("osm3s")
    if isinstance(server, dict) and (told := render_value(server.get("timestamp_osm_base"))):
        yield Property("date", told[:10])
    if items.rest:
        yield Notice(reasons.PART_BROKEN)


def _give_features(items: JsonItems) -> Iterator[Feature]:
    for item in items:
        tags = item.get("tags") if isinstance(item, dict) else None
        if isinstance(tags, dict) and tags:
            yield make_feature(_make_element(item, {key: render_value(value) for key, value in tags.items()}))


def _make_element(item: dict, tags: dict[str, str]) -> Element:
    number = item.get("id")
    return Element(
        render_value(item.get("type")),
        number if isinstance(number, int) else 0,
        _find_degrees(item),
        tags,
        render_value(item.get("version")),
        render_value(item.get("timestamp"))[:10],
    )


def _find_degrees(item: dict) -> tuple[float, float] | None:
    """Its own, those of the middle that the server worked out, or the middle of its corners or bounds."""
    bounds = item.get("bounds")
    corners = [item, item.get("center"), *(item.get("geometry") or ())]
    if isinstance(bounds, dict):
        corners += [
            {"lat": bounds.get(f"{side}lat"), "lon": bounds.get(f"{side}lon")} for side in ("min", "max")
        ]
    points = [(one["lat"], one["lon"]) for one in corners if isinstance(one, dict) and _is_point(one)]
    own = isinstance(item.get("lat"), int | float) or isinstance(item.get("center"), dict)
    return find_middle(points[:1] if own else points)


def _is_point(one: dict) -> bool:
    latitude, longitude = one.get("lat"), one.get("lon")
    are_numbers = isinstance(latitude, int | float) and isinstance(longitude, int | float)
    return are_numbers and abs(latitude) <= 90 and abs(longitude) <= 180
