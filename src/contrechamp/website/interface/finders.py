"""Static files that come from a package: the few of Leaflet that the map uses, and nothing else of it."""

from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

from django.contrib.staticfiles.finders import BaseFinder
from django.core.files.storage import FileSystemStorage

PREFIX = "leaflet"
# leaflet.js names its .map, leaflet.css its images: the storage looks for what is named.
FILES = (
    "leaflet.js",
    "leaflet.js.map",
    "leaflet.css",
    "images/layers.png",
    "images/layers-2x.png",
    "images/marker-icon.png",
)


class LeafletFinder(BaseFinder):
    """Finds them in the installed package (XStatic-Leaflet), under `leaflet/`."""

    def __init__(self, *arguments: object, **others: object):
        package = find_spec("xstatic.pkg.leaflet")
        self._storage = FileSystemStorage(location=str(Path(package.origin).parent / "data"))
        self._storage.prefix = PREFIX

    def check(self, **others: object) -> list:
        return []

    def find(self, path: str, find_all: bool = False) -> str | list[str]:
        name = path.removeprefix(f"{PREFIX}/")
        found = [self._storage.path(name)] if path.startswith(f"{PREFIX}/") and name in FILES else []
        return found if find_all else (found[0] if found else [])

    def list(self, ignore_patterns: object) -> Iterator[tuple[str, FileSystemStorage]]:
        for name in FILES:
            yield name, self._storage
