"""The map: its view, the file, the sheets to print, and the devices that no map can show."""

import numpy as np
from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.csp import CSP
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.csp import csp_override
from django.views.decorators.http import require_safe

from contrechamp.draw.sheet import Sheet
from contrechamp.pipeline.drawing.devices import find_devices
from contrechamp.pipeline.drawing.map_things import surround
from contrechamp.pipeline.drawing.places import (
    Place,
    count_unplaced,
    find_places,
    list_unplaced,
    list_unplaced_at,
)
from contrechamp.website.interface.words import write_date, write_number
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.pictures.asking import NARROW, WIDE, MapAsked, read_map, read_text
from contrechamp.website.registry.pictures.map import (
    ShownMap,
    draw_map_parts,
    draw_map_sheet,
    draw_whole_map,
    list_choices,
    list_moves,
    prepare_map,
)
from contrechamp.website.registry.pictures.tables import show_table
from contrechamp.website.registry.queries import Room, open_room

DEVICES_A_VIEW = PLACES_A_VIEW = 60
SIZES = ("a4", "a3")


@require_safe
@csp_override(
    {**settings.SECURE_CSP, "script-src": [CSP.SELF], "connect-src": [CSP.SELF]}
)  # map.js: it only moves it
def show_map(request: HttpRequest) -> HttpResponse:
    """The devices of a part of the globe; with `lieu`, the way to a place; with `liste`, their names under the map."""
    room, asked = open_room(request), read_map(request.GET)
    found = find_places(room.view, asked.place) if asked.place else []
    if len(found) == 1:
        return redirect(write_place_address(found[0], asked))
    shown = prepare_map(room.view, asked, today=timezone.localdate())
    drawn = draw_map_parts(room.view, shown)
    context = {
        **describe_map(room, shown),
        "svg": mark_safe(drawn.svg),
        "legend": mark_safe(drawn.legend),
        "box": ",".join(f"{side:.7f}" for side in drawn.box),
        "table": show_table(drawn.frame.table, request),
        "shown_count": drawn.frame.table.total,
        "sought": asked.place,
        "places": [(place, write_place_address(place, asked)) for place in found],
        "devices": list_devices(request, room, shown) if asked.is_list else None,
    }
    return render(request, "registry/map.html", context)


def describe_map(room: Room, shown: ShownMap) -> dict:
    """What stands around the picture."""
    asked, path = shown.asked, reverse("map")
    is_narrow = asked.frame == NARROW
    return {
        "room": "map",
        "asked": asked,
        "day": shown.day,
        "today": timezone.localdate(),
        "has_any": bool(len(find_devices(room.view).number)),
        "total": shown.things.total,
        "placed": len(shown.things.points.number) - shown.things.points.unplaced,
        "unplaced": count_unplaced(room.view),
        "choices": list_choices(shown),
        "moves": list_moves(shown),
        "is_narrow": is_narrow,
        "other_width": asked.change(frame=WIDE if is_narrow else NARROW).write(path),
        "list_address": asked.change(is_list=not asked.is_list).write(path),
        "file_address": asked.write(reverse("map-file")),
        "sheets": [(size.upper(), asked.write(reverse("map-sheet", args=[size]))) for size in SIZES],
        "kept": list_kept(asked),
    }


def list_kept(asked: MapAsked) -> list[tuple[str, str]]:
    """What a form of this view carries along: all that is chosen but the part of the globe."""
    narrow = "1" if asked.frame == NARROW else ""
    pairs = (("type", asked.type), ("etat", asked.state), ("etroit", narrow))
    return [(name, value) for name, value in pairs if value]


def write_place_address(place: Place, asked: MapAsked) -> str:
    """The map of a place, its devices in its middle."""
    box = surround(np.array([place.box.south, place.box.north]), np.array([place.box.west, place.box.east]))
    return asked.at(box).write(reverse("map"))


def list_devices(request: HttpRequest, room: Room, shown: ShownMap) -> dict:
    """The names of the devices in the frame, some at a time."""
    numbers, page = shown.things.list_shown(shown.frame), read_page(request)
    here = numbers[(page - 1) * DEVICES_A_VIEW : page * DEVICES_A_VIEW]
    labels = shown.describer.describe(here)
    entries = [
        {"address": reverse("entity", args=[shown.describer.ids[number]]), **label._asdict()}
        for number, label in zip(here.tolist(), labels, strict=True)
    ]
    pages = find_place(request, len(numbers), size=DEVICES_A_VIEW, shown=len(entries))
    return {"entries": entries, "pages": pages, "total": len(numbers)}


@require_safe
def map_file(request: HttpRequest) -> HttpResponse:
    """The picture alone, with its legend, as a file that stands by itself."""
    room, asked = open_room(request), read_map(request.GET)
    shown = prepare_map(room.view, asked, today=timezone.localdate())
    return send_svg(draw_whole_map(room.view, shown).svg, "carte.svg")


def send_svg(svg: str, name: str) -> HttpResponse:
    response = HttpResponse(svg, content_type="image/svg+xml; charset=utf-8")
    response.headers["Content-Disposition"] = f'inline; filename="{name}"'
    return response


@require_safe
def map_sheet(request: HttpRequest, size: str) -> HttpResponse:
    """A sheet of A4 or A3 to print, in black; lying down where the part of the globe is wider than high."""
    if size not in SIZES:
        raise Http404
    room, asked = open_room(request), read_map(request.GET)
    shown = prepare_map(room.view, asked, today=timezone.localdate(), prefix="sheet")
    is_landscape = request.GET.get("sens") == "paysage"
    sheet = Sheet(
        title=_("Map of the devices"),
        dated=_("%(name)s · %(count)s devices known, as the papers say on %(date)s")
        % {
            "name": settings.COLLECTIVE_NAME,
            "count": write_number(shown.things.total),
            "date": write_date(shown.day.isoformat()),
        },
        sources=_("Every sign rests on a passage of a paper: %(address)s")
        % {"address": request.build_absolute_uri(asked.write(reverse("map")))},
        size=size,
        is_landscape=is_landscape,
    )
    drawing = draw_map_sheet(room.view, shown, sheet=sheet)
    if request.GET.get("fichier") == "1":
        return send_svg(drawing.svg, f"carte-{size}.svg")
    own = reverse("map-sheet", args=[size])
    address = asked.write(own)
    joint = "&" if "?" in address else "?"
    context = {
        "svg": mark_safe(drawing.svg),
        "size": size,
        "shape": f"{size}-{'landscape' if is_landscape else 'portrait'}",
        "is_landscape": is_landscape,
        "turned": address if is_landscape else f"{address}{joint}sens=paysage",
        "file_address": f"{address}{joint}fichier=1{'&sens=paysage' if is_landscape else ''}",
        "map_address": asked.write(reverse("map")),
        "room": "pictures",
    }
    return render(request, "registry/map_sheet.html", context)


@require_safe
def unplaced(request: HttpRequest) -> HttpResponse:
    """The devices without coordinates, by the place as the papers write it; with `lieu`, those of one place."""
    room, place = open_room(request), request.GET.get("lieu")
    context = {"room": "pictures", "total": count_unplaced(room.view)}
    if place is not None:
        entries = list_unplaced_at(room.view, read_text(place))
        if not entries:
            raise Http404
        return render(
            request, "registry/unplaced.html", {**context, "place": read_text(place), "entries": entries}
        )
    places, count = list_unplaced(
        room.view, offset=(read_page(request) - 1) * PLACES_A_VIEW, limit=PLACES_A_VIEW
    )
    pages = find_place(request, count, size=PLACES_A_VIEW, shown=len(places))
    return render(
        request, "registry/unplaced.html", {**context, "places": places, "pages": pages, "place": None}
    )
