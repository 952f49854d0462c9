"""GeoJSON (RFC 7946, and the older form with a named system): one feature a row, in degrees whatever its system."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from contrechamp.read import reasons
from contrechamp.read.encoding import read_pieces
from contrechamp.read.features import Feature, flatten, give_feature_pages, render_degrees, render_value
from contrechamp.read.guard import guard_parser
from contrechamp.read.json_items import JsonItems
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.readers.text import read as read_text
from contrechamp.text.degrees import find_degrees, guess_epsg

VERSION = "2"
MEDIA_TYPES = ("application/geo+json",)

_CODE = re.compile(r"(?:EPSG|CRS|OGC)\D{0,20}?(\d{2,5})$|(CRS84)$", re.IGNORECASE)
_MOST_POINTS = 100_000
_FARTHEST = 1e15  # beyond (or NaN), a number is no coordinate of any system, and sums of it may be no number
_MOST_STRAYS = 20


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows of the features; a file of another shape is read as the text that it is."""
    items = JsonItems(read_pieces(source), "features")
    if not items.find_start():
        yield from read_text(source, request)
        return
    features = _give_features(items, _read_crs(items))
    yield from give_feature_pages(features, tell_around=lambda: _tell_around(items))
    if title := render_value(items.around.get("name")):
        yield Property("title", title[:300])
    if items.rest:
        yield Notice(reasons.PART_BROKEN)


def _read_crs(items: JsonItems) -> int:
    """The EPSG code that is named before the features, 0 where none is."""
    found = re.search(r'"crs"\s*:\s*\{.{0,300}?"name"\s*:\s*"([^"]{1,100})"', items.head, re.DOTALL)
    return read_epsg(found[1]) if found else 0


def read_epsg(name: str) -> int:
    """The number in "urn:ogc:def:crs:EPSG::2154", "EPSG:2154", "urn:ogc:def:crs:OGC:1.3:CRS84"; 0 in others."""
    found = _CODE.search(name)
    return 0 if not found else 84 if found[2] else int(found[1])


def _give_features(items: JsonItems, epsg: int) -> Iterator[Feature]:
    for item in items:
        if isinstance(item, dict):
            said = item.get("properties")
            said = flatten(said) if isinstance(said, dict) else {}
            geometry = item.get("geometry")
            own = _read_geometry(geometry, epsg, said) if isinstance(geometry, dict) else {}
            if "id" in item and "id" not in said and not said:
                said["id"] = render_value(item["id"])
            yield Feature(own, said)


def _read_geometry(geometry: dict, epsg: int, said: dict[str, str]) -> dict[str, str]:
    """Degrees of a point, or of the middle of a line's or area's corners; the shape is told when it is no point."""
    points = list(_give_points(geometry))
    kind = render_value(geometry.get("type"))
    if kind != "Point" and kind:
        said["géométrie"] = kind
    if not points:
        return {}
    if strays := [point for point in points if not all(abs(number) <= _FARTHEST for number in point)]:
        said["coordonnées"] = "; ".join(f"{x}, {y}" for x, y in strays[:_MOST_STRAYS])
        return {}
    x, y = (sum(point[axis] for point in points) / len(points) for axis in (0, 1))
    degrees = find_degrees(x, y, epsg=epsg or guess_epsg(x, y))
    if degrees is None:
        said["coordonnées"] = f"{x:.15g}, {y:.15g}"
        return {}
    return render_degrees(*degrees)


def _give_points(geometry: dict) -> Iterator[tuple[float, float]]:
    """Corners of whatever shape, numbers as they were read, without recursion: nesting is the file's choice."""
    waiting = [geometry.get("coordinates")]
    waiting += [one.get("coordinates") for one in geometry.get("geometries") or () if isinstance(one, dict)]
    seen = 0
    while waiting and seen < _MOST_POINTS:
        one = waiting.pop()
        if not isinstance(one, list):
            continue
        if len(one) >= 2 and all(isinstance(number, int | float) for number in one[:2]):
            seen += 1
            yield one[0], one[1]
        else:
            waiting.extend(one[:_MOST_POINTS])


def _tell_around(items: JsonItems) -> list[str]:
    """What the file says of itself, and what was no JSON."""
    said = {key: value for key, value in items.around.items() if key not in ("features", "type")}
    return [f"{key} = {value}" for key, value in flatten(said).items()] + items.rest.splitlines()
