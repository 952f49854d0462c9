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

VERSION = "2"
MEDIA_TYPES = ("application/vnd.google-earth.kml+xml",)

_OWN = {"address": "adresse"}
_SAID = {
    "description": "description",
    "phoneNumber": "téléphone",
    "Snippet": "résumé",
    "snippet": "résumé",
    "when": "date",
}
_WHOLE = frozenset((*_OWN, *_SAID))
_STYLED = frozenset(("Style", "StyleMap", "styleUrl", "LookAt", "Camera", "Schema", "SimpleField", "Region"))
_DRAWN = frozenset(
    (
        "altitudeMode",
        "balloonVisibility",
        "drawOrder",
        "extrude",
        "interpolate",
        "open",
        "rotation",
        "tessellate",
        "visibility",
    )
)
_NO_WORDS = _STYLED | _DRAWN
_GOOGLE = "{http://www.google.com/kml/ext/2.2"
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
    own: dict[str, str] = {}
    told: dict[str, dict[str, None]] = {}  # by heading; what a placemark says twice stands once
    name = ""
    for element, kind in _give_parts(placemark):
        if kind == "coordinates":
            own |= _read_coordinates(element.text or "")
            shape = local_name(element.getparent())
            if shape != "Point":
                told.setdefault("géométrie", {})[shape] = None
        elif not (words := _read_words(element, kind)):
            continue
        elif kind == "name" and element.getparent() is placemark:
            name = words
        elif kind in _OWN:
            own[_OWN[kind]] = words
        else:
            told.setdefault(_name_column(element, kind), {})[words] = None
    said = {heading: "; ".join(words) for heading, words in told.items()}
    if folder:
        said["dossier"] = folder
    _place_name(name, own, said=said)
    return Feature(own, said)


def _give_parts(placemark: etree._Element) -> Iterator[tuple[etree._Element, str]]:
    """Elements and their names in the order of the file, but those that say how it is drawn."""
    drawing = (placemark.tag.rpartition("}")[0], _GOOGLE)
    waiting = list(placemark)[::-1]
    while waiting:
        element = waiting.pop()
        kind = local_name(element)
        is_drawing = kind in _NO_WORDS and element.tag.rpartition("}")[0] in drawing
        if kind and not is_drawing:  # a comment has no name
            yield element, kind
            if kind not in _WHOLE:
                waiting.extend(list(element)[::-1])


def _read_words(element: etree._Element, kind: str) -> str:
    """Its own words; where mark-up may stand unquoted, also those inside."""
    if kind in _WHOLE:
        return _clean(" ".join(element.itertext("{*}*")))
    if not len(element):
        return _clean(element.text or "")
    return _clean(" ".join(filter(None, (element.text, *(part.tail for part in element)))))


def _name_column(element: etree._Element, kind: str) -> str:
    """The heading of what is said: its own where the file gives one, else the element's name."""
    if kind in _SAID:
        return _SAID[kind]
    parent = element.getparent()
    if kind == "name" and local_name(parent) != "ExtendedData":  # of an author
        return local_name(parent)
    return (parent if kind == "value" else element).get("name") or kind


def _place_name(name: str, own: dict[str, str], *, said: dict[str, str]) -> None:
    """The file's own name of the thing goes before the label on the map."""
    own_name = next((said[key] for key in said if key in _NAMED), "")
    if own_name and name and name != own_name:
        said["repère"] = name
    elif name:
        own["nom"] = name


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
