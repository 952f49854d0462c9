"""What a map says: English under its keys, which the caller may say in another language."""

from contrechamp.draw.map_view import MapView
from contrechamp.draw.words import Words

STATE_KEYS = ("in_force", "expired", "planned", "removed", "unknown_state")
TYPE_KEYS = ("fixed", "dome", "mobile", "plates", "sound", "other", "unknown_type")
WORDS = {
    "title": "Map of the devices: {count} in view",
    "nothing": "No device is known here.",
    "in_force": "in force",
    "expired": "expired",
    "planned": "planned",
    "removed": "removed",
    "unknown_state": "state unknown",
    "fixed": "fixed camera",
    "dome": "dome camera",
    "mobile": "mobile camera",
    "plates": "number-plate reader",
    "sound": "microphone or sensor",
    "other": "other device",
    "unknown_type": "type unknown",
    "several": "{count} devices",
    "mixed": "several types",
    "part": "{count} {state}",  # "12 expired"
    "looks": "looks {direction}",
    "directions": "north north-east east south-east south south-west west north-west",
    "place": "Place",
    "type": "Type",
    "state": "State",
    "count": "Count",
    "near": "around {place}",
    "where": "latitude {latitude}, longitude {longitude}",
    "legend_cluster": "Several devices: their number; the ring shows their states",
    "legend_direction": "Direction of view",
    "north": "north",
    "metres": "{count} m",
    "kilometres": "{count} km",
    "plain": "No base map: only places known from the papers.",
    "broken": "Parts of the base map cannot be read: {count}.",
    "omitted_rows": "The table shows the {count} largest of {total} signs on the map.",
    "unplaced": "{count} things without usable coordinates are not on the map.",
}


def say_direction(degrees: float, words: Words) -> str:
    """ "looks south-east", of degrees clockwise from north."""
    names = words.say(WORDS, "directions").split()
    return words.say(WORDS, "looks", direction=names[int((degrees % 360) / 45 + 0.5) % len(names)])


def say_place(x: float, y: float, *, view: MapView, words: Words) -> str:
    """The degrees under a pixel, to about a hundred metres: what a place is called that nobody named."""
    latitude, longitude = view.find_degrees(x, y)
    return words.say(
        WORDS,
        "where",
        latitude=_write_degrees(latitude),
        longitude=_write_degrees(longitude),
    )


def _write_degrees(degrees: float) -> str:
    """43.6108 -> "43,611"."""
    return f"{degrees:.3f}".replace(".", ",").replace("-", "−")
