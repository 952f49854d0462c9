"""KML: one placemark a row, with the folders that it stands in; what is no placemark stands on the last page."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.features import Feature, give_feature_pages, render_degrees
from contrechamp.read.guard import guard_parser
from contrechamp.read.package import local_name
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.xml_stream import XmlStream

VERSION = "1"
MEDIA_TYPES = ("application/vnd.google-earth.kml+xml",)

_OWN = {"address": "adresse"}
_SAID = {"description": "description", "phoneNumber": "téléphone", "Snippet": "résumé", "snippet": "résumé"}
_STYLED = frozenset(("Style", "StyleMap", "styleUrl", "LookAt", "Camera", "Schema", "SimpleField", "Region"))
_MARK_UP = re.compile(r"<[^<>]{0,2000}>")
_NAMED = frozenset(("nom", "name", "Nom", "Name", "NOM", "NAME"))
_AROUND_CHARACTERS = 1_000_000


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows of the placemarks as the file streams by."""
    reading = _Reading(source)
    yield from give_feature_pages(reading.give_features(), tell_around=lambda: reading.around)
    if reading.title:
        yield Property("title", reading.title[:300])
    if reading.stream.is_broken:
        if not reading.count and not reading.around:
            raise DocumentIsBroken(reasons.MALFORMED)
        yield Notice(reasons.PART_BROKEN)


class _Reading:
    """What was seen on the way."""

    def __init__(self, source: BinaryIO):
        self.stream = XmlStream(source)
        self.around: list[str] = []
        self.title, self.count, self._size = "", 0, 0
        self._folders: list[str] = []

    def give_features(self) -> Iterator[Feature]:
        inside = 0
        for event, element in self.stream.give_events():
            name = local_name(element)
            if event == "start":
                inside += name == "Placemark"
                self._folders += [""] if name == "Folder" else []
                continue
            if name == "Placemark":
                inside -= 1
                self.count += 1
                yield _read_placemark(element, folder=" / ".join(filter(None, self._folders)))
            elif inside:
                continue
            self._end(element, name)
            self.stream.forget(element)

    def _end(self, element: etree._Element, name: str) -> None:
        """Names of folders are kept while they last; other words stand around the rows."""
        words = _clean(element.text or "")
        if name == "Folder" and self._folders:
            self._folders.pop()
        elif words and name != "Placemark" and name not in _STYLED:
            if name == "name" and local_name(element.getparent()) == "Folder":
                self._folders[-1] = words
            self._note(words, is_name=name == "name")

    def _note(self, words: str, *, is_name: bool) -> None:
        self.title = self.title or (words if is_name else "")
        self._size += len(words)
        if self._size <= _AROUND_CHARACTERS:
            self.around.append(words)


def _read_placemark(placemark: etree._Element, *, folder: str) -> Feature:
    own, said, name = {}, {}, ""
    for element in placemark.iter("{*}*"):
        kind = local_name(element)
        words = _clean(element.text or "")
        if kind == "name" and element.getparent() is placemark:
            name = words
        elif kind in _OWN:
            own[_OWN[kind]] = words
        elif kind in ("SimpleData", "Data"):
            said[element.get("name", "")] = words if kind == "SimpleData" else _read_value(element)
        elif kind in _SAID and words:
            said[_SAID[kind]] = words
        elif kind == "when" and words:
            said["date"] = words
        elif kind == "coordinates":
            own |= _read_coordinates(element.text or "")
            shape = local_name(element.getparent())
            if shape != "Point":
                said["géométrie"] = shape
    if folder:
        said["dossier"] = folder
    own_name = next((said[key] for key in said if key in _NAMED and said[key]), "")
    if own_name and name != own_name:  # the file's own name of the thing goes before the label on the map
        said["repère"] = name
    elif name:
        own["nom"] = name
    return Feature(own, {key: value for key, value in said.items() if key and value})


def _read_value(element: etree._Element) -> str:
    return _clean(next((one.text or "" for one in element if local_name(one) == "value"), ""))


def _clean(words: str) -> str:
    """A description may be a piece of a web page."""
    return " ".join((_MARK_UP.sub(" ", words) if "<" in words else words).split())


def _read_coordinates(text: str) -> dict[str, str]:
    """Degrees of a point, or of the middle of the corners: "longitude,latitude,height" parted by blanks."""
    points = []
    for one in text.split()[:100_000]:
        numbers = one.split(",")
        try:
            longitude, latitude = float(numbers[0]), float(numbers[1])
        except (ValueError, IndexError):
            continue
        if abs(latitude) <= 90 and abs(longitude) <= 180:
            points.append((latitude, longitude))
    if not points:
        return {}
    return render_degrees(*(sum(point[axis] for point in points) / len(points) for axis in (0, 1)))
