"""GeoJSON (RFC 7946): what has a place on earth, its state on a day, and the passages that say so."""

import json
from pathlib import Path
from typing import Any

from contrechamp.publish.contents import Contents, Spot, tell_source
from contrechamp.publish.sentences import list_about
from contrechamp.vocabulary.plain import show_plain


def write_geojson(contents: Contents, path: Path) -> int:
    """One collection, a feature on a line; how many features. The notice and the changes are foreign members."""
    count = 0
    about = {**dict(list_about(contents)), "changes": [list(one) for one in contents.changes()]}
    with path.open("w", encoding="utf-8") as file:
        file.write('{"type": "FeatureCollection", "features": [\n')
        for count, spot in enumerate(contents.spots(), start=1):
            comma = ",\n" if count > 1 else ""
            file.write(comma + json.dumps(_make_feature(contents, spot), ensure_ascii=False))
        file.write(f'\n], "contrechamp": {json.dumps(about, ensure_ascii=False)}}}\n')
    return count


def _make_feature(contents: Contents, spot: Spot) -> dict[str, Any]:
    """Longitude comes first, in degrees of WGS 84."""
    entity, details = spot.entity, spot.entity.details
    point = [_shorten(details["longitude"]), _shorten(details["latitude"])]
    said: dict[str, Any] = {"kind": entity.kind, "category": entity.category, "name": show_plain(entity.name)}
    said |= {name: getattr(spot, name) for name in spot._fields if name not in ("entity", "sources")}
    said |= {"direction": details.get("direction", ""), "place": show_plain(details.get("place", ""))}
    said |= entity.identifiers | {"contest": show_plain(entity.contest)}
    said = {name: value for name, value in said.items() if value}
    said["sources"] = [tell_source(contents, one) for one in spot.sources]
    geometry = {"type": "Point", "coordinates": point}
    return {"type": "Feature", "id": entity.id, "geometry": geometry, "properties": said}


def _shorten(degrees: str) -> float:
    """Seven decimals are a centimetre."""
    return round(float(degrees), 7)
