"""The signs of a map, written: each a link that says in words what it shows."""

from collections.abc import Callable, Sequence
from typing import NamedTuple

import numpy as np

from contrechamp.draw.clusters import Mark
from contrechamp.draw.map_view import MapPoints, MapView
from contrechamp.draw.map_words import STATE_KEYS, TYPE_KEYS, WORDS, say_direction
from contrechamp.draw.place_names import Area
from contrechamp.draw.projection import Box
from contrechamp.draw.svg import Markup, paint, write_element, write_link, write_text
from contrechamp.draw.symbols import find_cone_radius, name_symbol, write_cones, write_rings
from contrechamp.draw.words import Words

_MOST_LABEL = 90  # characters


class Label(NamedTuple):
    """What a thing is called, and where it stands, in the words of its paper."""

    name: str
    place: str = ""


type Describe = Callable[[np.ndarray], Sequence[Label]]


class Sign(NamedTuple):
    """A mark with its words: what the picture and the table say of it."""

    mark: Mark
    address: str
    label: Label  # of a single thing; empty for several
    kind: str
    state: str
    code: tuple[int, int]  # type and state of a single thing
    degrees: float  # NaN where it looks nowhere, or is several


def describe_marks(
    marks: list[Mark], points: MapPoints, *, view: MapView, words: Words, describe: Describe
) -> list[Sign]:
    """The signs of all marks, in their order. `describe` is asked once, for the things that stand alone."""
    alone = np.array([int(mark.members[0]) for mark in marks if mark.count == 1], np.int64)
    labels = iter(describe(points.number[alone])) if alone.size else iter(())
    return [
        _sign_one(mark, points, view=view, words=words, label=next(labels))
        if mark.count == 1
        else _sign_several(mark, points, view=view, words=words)
        for mark in marks
    ]


def _sign_one(mark: Mark, points: MapPoints, *, view: MapView, words: Words, label: Label) -> Sign:
    member = int(mark.members[0])
    kind, state = int(points.type[member]), int(points.state[member])
    address = view.addresses.open(int(points.number[member]))
    said = Label(*(part[:_MOST_LABEL] for part in label))
    names = words.say(WORDS, TYPE_KEYS[kind]), words.say(WORDS, STATE_KEYS[state])
    return Sign(mark, address, said, *names, (kind, state), float(points.direction[member]))


def _sign_several(mark: Mark, points: MapPoints, *, view: MapView, words: Words) -> Sign:
    kinds = np.flatnonzero(np.bincount(points.type[mark.members]))
    kind = words.say(WORDS, TYPE_KEYS[kinds[0]] if len(kinds) == 1 else "mixed")
    parts = [
        words.say(WORDS, "part", count=count, state=words.say(WORDS, STATE_KEYS[state]))
        for state, count in enumerate(mark.mix)
        if count
    ]
    address = view.addresses.zoom(_find_extent(mark.members, points))
    return Sign(mark, address, Label(""), kind, ", ".join(parts), (0, 0), float("nan"))


def _find_extent(members: np.ndarray, points: MapPoints) -> Box:
    """The smallest box around things; across the antimeridian where that is the shorter way."""
    longitudes, latitudes = points.longitude[members], points.latitude[members]
    west, east = longitudes.min(), longitudes.max()
    if east - west > 180:
        west, east = longitudes[longitudes > 0].min(), longitudes[longitudes <= 0].max()
    return Box(float(west), float(latitudes.min()), float(east), float(latitudes.max()))


def write_signs(signs: list[Sign], view: MapView, *, words: Words) -> Markup:
    """Cones of view, links, rings and counts, each layer one group."""
    cones = [(sign.mark.x, sign.mark.y, sign.degrees) for sign in signs if sign.degrees == sign.degrees]
    several = [sign.mark for sign in signs if sign.mark.count > 1]
    links = [_write_sign(sign, words=words, prefix=view.prefix) for sign in signs]
    layers = [
        write_cones(cones, radius=find_cone_radius(view.zoom)),
        write_element("g", {"class_": "fill-paper map-signs", "fill": paint(fill="paper")["fill"]}, *links),
        write_rings(several),
        _write_counts(several, words),
    ]
    return Markup("".join(layers))


def _write_sign(sign: Sign, *, words: Words, prefix: str) -> Markup:
    x, y = round(sign.mark.x, 1), round(sign.mark.y, 1)
    if sign.mark.count == 1:
        use = {"href": f"#{name_symbol(*sign.code, prefix=prefix)}", "x": x, "y": y}
        return write_link(sign.address, write_element("use", use), title=_say_one(sign, words))
    disc = write_element("circle", {"cx": x, "cy": y, "r": sign.mark.radius})
    title = f"{words.say(WORDS, 'several', count=sign.mark.count)} ({sign.state})"
    return write_link(sign.address, disc, title=title)


def _say_one(sign: Sign, words: Words) -> str:
    parts = [*sign.label, sign.kind, sign.state]
    if sign.degrees == sign.degrees:
        parts.append(say_direction(sign.degrees, words))
    return ", ".join(part for part in parts if part)


def _write_counts(several: list[Mark], words: Words) -> Markup:
    """The numbers in the clusters; their links say them too, so a screen reader passes over these."""
    texts = [write_text(round(mark.x), round(mark.y + 4), words.write_number(mark.count)) for mark in several]
    if not texts:
        return Markup("")
    face = {"font_size": 12, "font_weight": 700, "text_anchor": "middle", "pointer_events": "none"}
    return write_element("g", face | {"aria_hidden": "true"} | paint(fill="ink"), *texts)


def find_areas(signs: list[Sign]) -> list[Area]:
    """The rectangles that signs take, so that names keep off them."""
    return [
        (mark.x - mark.radius, mark.y - mark.radius, mark.x + mark.radius, mark.y + mark.radius)
        for mark in (sign.mark for sign in signs)
    ]
