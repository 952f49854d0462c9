"""The small pictures on the view of one entity: when, with whom, for how much, where; each leads to the large one."""

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext_lazy

from contrechamp.draw.map import draw_map
from contrechamp.draw.map_view import Addresses, MapView
from contrechamp.draw.money import draw_money
from contrechamp.draw.money_growth import draw_growth
from contrechamp.draw.network import draw_network
from contrechamp.draw.timeline import draw_timeline
from contrechamp.link.view import View
from contrechamp.pipeline.drawing.around import find_points_around
from contrechamp.pipeline.drawing.map_things import Describer, surround
from contrechamp.pipeline.drawing.sums import list_growth
from contrechamp.vocabulary.drawing import Drawing, DrawnTable
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.website.registry.pictures.asking import MapAsked
from contrechamp.website.registry.pictures.ground import find_ground
from contrechamp.website.registry.pictures.money import MoneyAsked
from contrechamp.website.registry.pictures.money import find_asked as find_money
from contrechamp.website.registry.pictures.network import NetworkAsked
from contrechamp.website.registry.pictures.network import find_asked as find_network
from contrechamp.website.registry.pictures.timeline import TimelineAsked, find_events
from contrechamp.website.registry.pictures.words import GROWTH, MAP, MONEY, NETWORK, TIMELINE, make_words

WIDTH, MAP_HEIGHT = 560, 340
BARS_WIDTH = 620  # below 600 bars stand under their words
MOST_BYTES = 20_000
MOST_EVENTS, MOST_TIES, MOST_LINES = 2000, 400, 400
TITLES = {
    "map": gettext_lazy("On the map"),
    "timeline": gettext_lazy("In the order of time"),
    "network": gettext_lazy("With whom"),
    "money": gettext_lazy("Money"),
    "growth": gettext_lazy("How its price grew"),
}


class SmallPicture(NamedTuple):
    """A picture, or, where it would be too much for this view, its title and the way to the large one."""

    key: str
    title: Promise
    address: str
    svg: SafeString | None = None
    table: DrawnTable | None = None


class _Sketch(NamedTuple):
    """How a small picture is drawn (None: too many things), and where the large one is."""

    key: str
    address: str
    draw: Callable[[], Drawing] | None


def list_pictures(view: View, entity: Entity, *, today: date) -> list[SmallPicture]:
    """Those that have something to show; kept, for an entity is looked at again and again."""
    return view.remember(
        ("beside", entity.id, today, get_language()),
        lambda: [_make_picture(sketch) for sketch in _list_sketches(view, entity, today=today)],
    )


def _make_picture(sketch: _Sketch) -> SmallPicture:
    title, drawing = TITLES[sketch.key], sketch.draw() if sketch.draw else None
    if drawing is None or len(drawing.svg.encode()) > MOST_BYTES:
        return SmallPicture(sketch.key, title, sketch.address)
    return SmallPicture(sketch.key, title, sketch.address, mark_safe(drawing.svg), drawing.table)


def _list_sketches(view: View, entity: Entity, *, today: date) -> Iterator[_Sketch]:
    yield from _sketch_map(view, entity, today=today)
    yield from _sketch_timeline(view, entity, today=today)
    if entity.kind not in (EntityKind.DEVICE, EntityKind.PLACE):
        yield from _sketch_network(view, entity)
        yield from _sketch_money(view, entity)


def _sketch_map(view: View, entity: Entity, *, today: date) -> Iterator[_Sketch]:
    points, describer = find_points_around(view, entity.id, on=today), Describer(view)
    box = surround(points.latitude, points.longitude)
    if box is None:
        return
    asked = MapAsked(box=box)
    addresses = Addresses(
        lambda box: asked.at(box).write(reverse("map")),
        lambda number: reverse("entity", args=[describer.ids[number]]),
    )
    frame = MapView(box, width=WIDTH, height=MAP_HEIGHT, addresses=addresses, prefix="own")

    def draw() -> Drawing:
        ground = find_ground(view)
        return draw_map(points, frame, base=ground, words=make_words(MAP), describe=describer.describe)

    yield _Sketch("map", asked.write(reverse("map")), draw)


def _sketch_timeline(view: View, entity: Entity, *, today: date) -> Iterator[_Sketch]:
    asked = TimelineAsked(about=entity.id)
    events = find_events(view, asked, today=today)
    if len(events) < 2:  # one date is read faster than drawn
        return

    def draw() -> Drawing:
        return draw_timeline(events, words=make_words(TIMELINE), width=WIDTH)

    yield _Sketch("timeline", asked.write(), draw if len(events) <= MOST_EVENTS else None)


def _sketch_network(view: View, entity: Entity) -> Iterator[_Sketch]:
    asked = NetworkAsked(around=entity.id)
    network = find_network(view, asked, is_near=True)
    if len(network.actors) < 3:
        return

    def draw() -> Drawing:
        words = make_words(NETWORK)
        return draw_network(network.actors, network.ties, words=words, focus=entity.id, width=WIDTH)

    yield _Sketch("network", asked.write(), draw if len(network.ties) <= MOST_TIES else None)


def _sketch_money(view: View, entity: Entity) -> Iterator[_Sketch]:
    asked = MoneyAsked(by="year", about=entity.id)
    money = find_money(view, asked)
    growth = list_growth(money, entity.id) if any(key == entity.id for key, _name in money.growing) else []
    if growth:
        leads = MoneyAsked(contract=entity.id).write() + "#prix"
        yield _Sketch(
            "growth", leads, lambda: draw_growth(growth, words=make_words(GROWTH), width=BARS_WIDTH)
        )
        return
    lines = money.acts or money.wholes or money.funded
    if len(lines) < 2:
        return
    of = {} if money.acts else {"of": "ensembles"} if money.wholes else {"by": "funder"}
    asked = asked.change(**of)

    def draw() -> Drawing:
        return draw_money(lines, by=asked.by, words=make_words(MONEY), width=BARS_WIDTH)

    yield _Sketch("money", asked.write(), draw if len(lines) <= MOST_LINES else None)
