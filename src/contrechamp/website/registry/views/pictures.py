"""Timeline, network and money: each a picture, and the same as a table; the address holds everything."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from contrechamp.pipeline.drawing.events import count_undated
from contrechamp.vocabulary.drawing import Drawing
from contrechamp.vocabulary.entity import Entity
from contrechamp.website.registry.pictures import money as of_money
from contrechamp.website.registry.pictures import network as of_network
from contrechamp.website.registry.pictures import timeline as of_timeline
from contrechamp.website.registry.pictures.tables import show_table
from contrechamp.website.registry.queries import Room, open_room
from contrechamp.website.registry.statements import Statement

FACTS_A_VIEW = 40
LANES, RELATIONS = gettext_lazy("Kind of event"), gettext_lazy("Relation")
GATHERED, PRICES = gettext_lazy("Gathered"), gettext_lazy("Prices of what")
CONTRACTS = gettext_lazy("How prices grew")


@require_safe
def timeline(request: HttpRequest) -> HttpResponse:
    """Acts and facts in the order of time."""
    room, asked = open_room(request), of_timeline.read_timeline(request.GET)
    drawing = of_timeline.draw_asked(room.view, asked, today=timezone.localdate())
    lanes = of_timeline.list_lanes(room.view, asked)
    context = {
        **show_drawing(request, drawing, is_narrow=asked.is_narrow),
        "asked": asked,
        "about": find_about(room, asked.about),
        "choices": [(LANES, lanes)],
        "has_any": any(lane.count for lane in lanes),
        "undated": count_undated(room.view) if not asked.about else 0,
        "other_width": asked.change(is_narrow=not asked.is_narrow).write(),
        "all_address": asked.change(first="", last="").write(),
        "without_about": asked.change(about="").write(),
    }
    return render(request, "registry/timeline.html", context)


@require_safe
def network(request: HttpRequest) -> HttpResponse:
    """Who deals with whom."""
    room, asked = open_room(request), of_network.read_network(request.GET)
    found, drawing = of_network.find_asked(room.view, asked), of_network.draw_asked(room.view, asked)
    between = of_network.list_between(found, asked)
    context = {
        **show_drawing(request, drawing, is_narrow=asked.is_narrow),
        "asked": asked,
        "about": find_about(room, asked.around),
        "choices": [(RELATIONS, of_network.list_relations(found, asked))],
        "has_any": bool(found.relations),
        "statements": list_statements(room, between),
        "between_count": len(between),
        "ends": [entity for key in asked.between if (entity := room.view.find_entity(key))],
        "other_width": asked.change(is_narrow=not asked.is_narrow).write(),
        "without_about": asked.change(around="", between=()).write(),
    }
    return render(request, "registry/network.html", context)


@require_safe
def money(request: HttpRequest) -> HttpResponse:
    """What it costs, who is paid, who pays."""
    room, asked = open_room(request), of_money.read_money(request.GET)
    found, drawing = of_money.find_asked(room.view, asked), of_money.draw_asked(room.view, asked)
    growth = of_money.draw_contract(found, asked)
    group = of_money.list_group(found, asked) if asked.group else []
    choices = [(GATHERED, of_money.list_ways(found, asked)), (PRICES, of_money.list_kinds(found, asked))]
    context = {
        **show_drawing(request, drawing, is_narrow=asked.is_narrow),
        "asked": asked,
        "about": find_about(room, asked.about),
        "choices": [*choices, (CONTRACTS, of_money.list_contracts(found, asked))],
        "has_any": bool(found.acts or found.wholes or found.funded),
        "growth": mark_safe(growth.svg) if growth else "",
        "growth_table": show_table(growth.table, request, anchor="prix") if growth else None,
        "contract": room.view.find_entity(asked.contract) if growth else None,
        "statements": list_statements(room, group),
        "group_count": len(group),
        "other_width": asked.change(is_narrow=not asked.is_narrow).write(),
        "without_about": asked.change(about="").write(),
    }
    return render(request, "registry/money.html", context)


def show_drawing(request: HttpRequest, drawing: Drawing, *, is_narrow: bool) -> dict:
    """The picture, its table in the order asked for, and where the reader stands."""
    shown = {"svg": mark_safe(drawing.svg), "table": show_table(drawing.table, request)}
    return shown | {"is_narrow": is_narrow, "room": "pictures"}


def find_about(room: Room, key: str) -> Entity | None:
    return room.view.find_entity(key) if key else None


def list_statements(room: Room, keys: Sequence[str]) -> list[Statement]:
    """The first facts of a list, each with its sentence and its passages."""
    found = room.view.find_facts(keys[:FACTS_A_VIEW])
    return room.statements().make([found[key] for key in keys[:FACTS_A_VIEW] if key in found])
