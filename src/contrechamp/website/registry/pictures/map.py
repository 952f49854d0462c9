"""The map as a view shows it: the frame, its legend, the choices beside it, and the same as a table."""

from collections.abc import Callable
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.translation import gettext_lazy

from contrechamp.draw.map import DrawnFrame, draw_frame, draw_map
from contrechamp.draw.map_frame import write_legend
from contrechamp.draw.map_view import Addresses, MapView
from contrechamp.draw.projection import Box
from contrechamp.draw.sheet import Sheet, draw_sheet
from contrechamp.draw.svg import write_drawing
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.map_things import Describer, MapThings, find_map_things
from contrechamp.vocabulary.drawing import Drawing
from contrechamp.website.registry.pictures.asking import STATES, TYPES, MapAsked, find_day
from contrechamp.website.registry.pictures.ground import find_ground
from contrechamp.website.registry.pictures.words import MAP, make_words

FRANCE = Box(-5.2, 42.2, 8.3, 51.2)  # what is shown where nothing stands anywhere
MOST_OF_THEM = 0.96  # what a first view shows; the farthest are a link away
CHOICES = {"type": TYPES, "etat": STATES}
NAMES = {
    "type": ("fixed", "dome", "mobile", "plates", "sound", "other", "unknown_type"),
    "etat": ("in_force", "expired", "planned", "removed", "unknown_state"),
}
HEADINGS = {"type": gettext_lazy("Type"), "etat": gettext_lazy("State")}


class ShownMap(NamedTuple):
    """A map that was asked for: what is on it, which part of the globe, and how its addresses go on."""

    asked: MapAsked
    things: MapThings
    frame: MapView
    describer: Describer
    day: date


class Choice(NamedTuple):
    """One way to narrow a picture, as a list that counts shows it."""

    name: str
    address: str
    count: int
    is_chosen: bool


def prepare_map(view: View, asked: MapAsked, *, today: date, prefix: str = "map") -> ShownMap:
    day, describer = find_day(asked.on, today=today), Describer(view)
    chosen = {name: CHOICES[key].index(value) if value else None for name, key, value in _list_chosen(asked)}
    things = find_map_things(view, on=day, today=today, **chosen)
    box = asked.box or things.find_box(share=MOST_OF_THEM) or FRANCE
    addresses = Addresses(_make_nearer(asked), lambda number: reverse("entity", args=[describer.ids[number]]))
    width, height = asked.frame
    frame = MapView(box, width=width, height=height, addresses=addresses, prefix=prefix)
    return ShownMap(asked, things, frame, describer, day)


def _list_chosen(asked: MapAsked) -> tuple[tuple[str, str, str], ...]:
    return ("type", "type", asked.type), ("state", "etat", asked.state)


def _make_nearer(asked: MapAsked) -> Callable[[Box], str]:
    """A cluster leads to its own part of the globe; things at one and the same place to their list."""
    path = reverse("map")

    def write(box: Box) -> str:
        nearer = asked.at(box)
        return (
            nearer if box.east != box.west or box.north != box.south else nearer.change(is_list=True)
        ).write(path)

    return write


class DrawnMap(NamedTuple):
    """The frame alone, which a script may move, the legend under it, and what is in it."""

    svg: str
    legend: str
    frame: DrawnFrame
    box: Box


def draw_map_parts(view: View, shown: ShownMap) -> DrawnMap:
    words, size = make_words(MAP), (shown.frame.width, shown.frame.height)
    drawn = draw_frame(
        shown.things.points,
        shown.frame,
        base=find_ground(view),
        words=words,
        describe=shown.describer.describe,
    )
    wide = shown.asked.key_width or size[0]
    legend, high = write_legend(drawn.legend, wide - 4, notes=drawn.notes)
    label = drawn.table.caption
    return DrawnMap(
        write_drawing(drawn.markup, label=label, size=size, kind="map"),
        write_drawing(legend, label=str(HEADINGS["etat"]), size=(wide, high), kind="map-legend"),
        drawn,
        shown.frame.shown,
    )


def draw_whole_map(view: View, shown: ShownMap) -> Drawing:
    """The map with its legend, in one file."""
    return draw_map(
        shown.things.points,
        shown.frame,
        base=find_ground(view),
        words=make_words(MAP),
        describe=shown.describer.describe,
    )


def draw_map_sheet(view: View, shown: ShownMap, *, sheet: Sheet) -> Drawing:
    """The same part of the globe on a sheet of paper."""
    return draw_sheet(
        shown.things.points,
        shown.frame,
        sheet=sheet,
        base=find_ground(view),
        words=make_words(MAP),
        describe=shown.describer.describe,
    )


def list_choices(shown: ShownMap) -> list[tuple[str, list[Choice]]]:
    """Types and states that there are, each with how many it would show; the chosen one leads back."""
    asked, path = shown.asked, reverse("map")
    found = []
    for key, counts in (("type", shown.things.types), ("etat", shown.things.states)):
        field = {"type": "type", "etat": "state"}[key]
        chosen = getattr(asked, field)
        entries = [
            Choice(
                str(MAP[name]),
                asked.change(**{field: "" if value == chosen else value, "is_list": False}).write(path),
                count,
                value == chosen,
            )
            for value, name, count in zip(CHOICES[key], NAMES[key], counts, strict=True)
            if count or value == chosen
        ]
        found.append((str(HEADINGS[key]), entries))
    return found


class Moves(NamedTuple):
    """Addresses of the views around this one."""

    nearer: str
    farther: str
    whole: str
    north: str
    south: str
    west: str
    east: str


def list_moves(shown: ShownMap) -> Moves:
    """Half as wide, twice as wide, all of it, and half a view to each side: what a hand would do."""
    box, path = shown.frame.shown, reverse("map")
    wide, high = (box.east - box.west) % 360 or 360.0, box.north - box.south

    def write(*, east: float = 0.0, north: float = 0.0, times: float = 1.0) -> str:
        middle = box.west + wide / 2 + east * wide, (box.south + box.north) / 2 + north * high
        half = min(wide * times, 360.0) / 2, min(high * times, 170.0) / 2
        moved = _make_box(middle, half)
        return shown.asked.at(moved).write(path)

    whole = shown.things.find_box()
    return Moves(
        "" if shown.frame.is_nearest else write(times=0.5),
        "" if wide >= 360 else write(times=2),
        shown.asked.at(whole).write(path) if whole else "",
        write(north=0.5),
        write(north=-0.5),
        write(east=-0.5),
        write(east=0.5),
    )


def _make_box(middle: tuple[float, float], half: tuple[float, float]) -> Box:
    """Across the antimeridian west is the greater one; poles stop it."""
    longitude, latitude = (middle[0] + 180) % 360 - 180, min(max(middle[1], -80.0), 80.0)
    west, east = longitude - half[0], longitude + half[0]
    if half[0] >= 180:
        west, east = -180.0, 180.0
    else:
        west, east = (west + 180) % 360 - 180, (east + 180) % 360 - 180
    return Box(west, max(-85.0, latitude - half[1]), east, min(85.0, latitude + half[1]))
