"""A row of a list of cameras that a person took: a device at its place, and who installed it if a person says so."""

from contrechamp.link.judging import make_id
from contrechamp.link.taken_parts import LONGEST_NAME, Parts
from contrechamp.vocabulary.entity import Entity, EntityKind

_DETAILS = (
    *("place", "latitude", "longitude", "direction", "district", "commune", "insee"),
    *("camera_type", "zone", "operator", "installed_on", "height", "count", "retention"),
)


def take_device(parts: Parts) -> None:
    """`subject` is who installed the device: then when it was is a fact, too."""
    name = parts.read("name") or parts.read("number") or parts.read("place")
    name = name or ", ".join(filter(None, map(parts.read, ("latitude", "longitude")))) or "Caméra"
    details = {key: parts.read(key) for key in _DETAILS if parts.read(key)}
    numbers = {"number": parts.read("number")} if parts.read("number") else {}
    said = (parts.read("category"), "", numbers, details, parts.sources)
    device = Entity(make_id(), EntityKind.DEVICE, name[:LONGEST_NAME], *said)
    parts.entities.append(device)
    parts.thing = device.id
    if parts.subject and parts.read("installed_on"):
        parts.state(parts.subject, "installs", device.id, when=parts.read("installed_on"))
