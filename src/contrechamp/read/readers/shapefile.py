"""A shapefile in its ZIP: one shape a row, in degrees, with what its table says of it."""

import re
import zipfile
from collections.abc import Iterator
from itertools import zip_longest
from typing import BinaryIO

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.features import Feature, give_feature_pages, render_degrees
from contrechamp.read.guard import guard_parser
from contrechamp.read.media_type import SHAPEFILE, is_directory_bounded
from contrechamp.read.reader import Finding, Notice, Property, Request
from contrechamp.read.shapes import Shape, give_records, give_shapes
from contrechamp.read.unpacking import Budget
from contrechamp.text.degrees import LAMBERT_93, find_degrees, guess_epsg

VERSION = "2"
MEDIA_TYPES = (SHAPEFILE,)

_ZONE = re.compile(r"CC[ _]?(4[2-9]|50)", re.IGNORECASE)
_NAMED_BYTES = 1 << 16


@guard_parser
def read(source: BinaryIO, request: Request) -> Iterator[Finding]:
    """Rows of the shapes; a table without shapes, or shapes beyond the table, are rows too."""
    if not is_directory_bounded(source):
        raise DocumentIsBroken(reasons.TOO_MANY_CHILDREN)
    with zipfile.ZipFile(source) as package:
        parts = {
            one.filename.lower().rpartition(".")[2]: one for one in package.infolist() if not one.is_dir()
        }
        budget = Budget(max(1, sum(one.compress_size for one in parts.values())))
        for ending in ("shp", "dbf"):
            if refusal := budget.take(parts[ending].file_size):
                raise DocumentIsBroken(refusal)
        words = {ending: _read_words(package, parts.get(ending)) for ending in ("prj", "cpg")}
        state = {"shapes": 0, "records": 0}
        with package.open(parts["shp"]) as shapes, package.open(parts["dbf"]) as table:
            pairs = _give_pairs(shapes, table, words["cpg"], state)
            yield from give_feature_pages(_give_features(pairs, find_epsg(words["prj"])))
    yield Property("title", parts["shp"].filename.rpartition("/")[2].rpartition(".")[0][:300])
    if state["shapes"] != state["records"]:
        yield Notice(reasons.PART_BROKEN)


def _read_words(package: zipfile.ZipFile, part: zipfile.ZipInfo | None) -> str:
    if part is None or part.file_size > _NAMED_BYTES:
        return ""
    return package.read(part).decode("latin-1").strip()


def find_epsg(projection: str) -> int:
    """The EPSG code of what a `.prj` says; 0 where it is none of ours, and the numbers must speak for themselves."""
    if projection.startswith("GEOGCS"):
        return 4326
    if zone := _ZONE.search(projection[:200]):
        return 3900 + int(zone[1])
    return LAMBERT_93 if re.search(r"lambert[-_ ]?93", projection[:200], re.IGNORECASE) else 0


def _give_pairs(
    shapes: BinaryIO, table: BinaryIO, declared: str, state: dict[str, int]
) -> Iterator[tuple[Shape | None, dict[str, str] | None]]:
    """A shape and its record; `state` counts both, for a file that lost some."""
    missing = object()
    for shape, record in zip_longest(
        give_shapes(shapes), give_records(table, declared=declared), fillvalue=missing
    ):
        state["shapes"] += shape is not missing
        state["records"] += record is not missing
        if record is not None:  # deleted, and its shape with it
            yield (None if shape is missing else shape), ({} if record is missing else record)


def _give_features(
    pairs: Iterator[tuple[Shape | None, dict[str, str] | None]], epsg: int
) -> Iterator[Feature]:
    for shape, record in pairs:
        own, said = {}, dict(record or {})
        if shape and shape.kind not in ("", "Point"):
            said["géométrie"] = shape.kind
        if shape and shape.middle:
            x, y = shape.middle
            degrees = find_degrees(x, y, epsg=epsg or guess_epsg(x, y))
            own = render_degrees(*degrees) if degrees else {}
            said |= {} if degrees else {"coordonnées": f"{x:.15g}, {y:.15g}"}
        yield Feature(own, said)
