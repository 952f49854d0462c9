"""One entity as an encyclopedia would have it: every statement a sentence, its sources beside it."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from contrechamp.link.nearness import list_near
from contrechamp.link.sightings import list_names_of
from contrechamp.text.folding import fold
from contrechamp.vocabulary.entity import Entity, EntityKind
from contrechamp.vocabulary.technology import Technology
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library.addresses import Asked
from contrechamp.website.registry import queries
from contrechamp.website.registry.conflicts import list_conflicts
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.pictures.beside import list_pictures
from contrechamp.website.registry.public_words import (
    DETAILS,
    IDENTIFIERS,
    KINDS,
    SECTIONS,
    SLUGS,
    UNKNOWNS,
    name_entity_kind,
)

MOST_NEAR = 12
MOST_NAMES = 20
COUNTED = (EntityKind.PROJECT, EntityKind.TECHNOLOGY, EntityKind.PLACE)
SECTION = "partie"  # in the address


@require_safe
def entity(request: HttpRequest, key: str) -> HttpResponse:
    """The whole view; with `partie`, all the facts of one of its sections. A merged entity leads to the other one."""
    room = queries.open_room(request)
    found = room.view.find_entity(key)
    if found is None:
        raise Http404
    if found.id != key:
        return redirect("entity", found.id)
    section = request.GET.get(SECTION, "")
    if section:
        return show_section(request, room, found, section=section)
    return render(request, "registry/entity.html", describe(request, room, found))


def describe(request: HttpRequest, room: queries.Room, found: Entity) -> dict:
    """Everything that the view of an entity says."""
    conflicts = queries.find_conflicts(room, found)
    statements = room.statements(own=found.id, contradictions=conflicts)
    state = queries.find_act_state(room, found, on=timezone.localdate())
    statements.look_up((), more=[state.renewed_by] if state and state.renewed_by else [])
    technology = find_technology(found)
    return {
        **describe_head(found),
        "sections": queries.list_sections(room, found, statements),
        "conflicts": list_conflicts(conflicts, statements, most=queries.MOST_BESIDE),
        "conflict_count": len(conflicts),
        "identity": list_identity(room, found),
        "names": list_other_names(room, found),
        "technology": technology,
        "technology_address": reverse("technology", args=[technology.key]) if technology else "",
        "gaps": [UNKNOWNS[gap.kind][0] for gap in queries.list_gaps(room, found)],
        "near": list_near(room.view, found.id, limit=MOST_NEAR),
        "has_counts": found.kind in COUNTED,
        "act_state": state,
        "renewal": statements.entities.get(state.renewed_by) if state else None,
        "pictures": list_pictures(room.view, found, today=timezone.localdate()),
        "search_address": write_search_address(found),
        "contest_address": reverse_contest(f"fiche/{found.id}"),
    }


def describe_head(found: Entity) -> dict:
    return {
        "entity": found,
        "kind_name": name_entity_kind(found),
        "kind_slug": SLUGS[found.kind],
        "kind_label": KINDS[found.kind],
        "room": "registry",
    }


def list_identity(room: queries.Room, found: Entity) -> dict:
    """Numbers and dates of an entity, and the passages that its entry rests on."""
    numbers = [
        (label, found.identifiers[key])
        for key, label in IDENTIFIERS.items()
        if found.identifiers.get(key) and key != "technology"  # the key of a word list tells readers nothing
    ]
    said = [(key, label, found.details[key]) for key, label in DETAILS.items() if found.details.get(key)]
    place = [found.details.get(key, "") for key in ("latitude", "longitude")]
    cards = find_observatory().find_cards(
        (source.passage.digest for source in found.sources), collections=room.collections
    )
    sources = [source for source in found.sources if source.passage.digest in cards]
    return {
        "numbers": numbers,
        "details": said,
        "place": place if all(place) else [],
        "sources": [(cards[source.passage.digest], source) for source in sources[: queries.MOST_SOURCES]],
    }


def list_other_names(room: queries.Room, found: Entity) -> list[tuple[str, int]]:
    """What papers that may be seen call it, and how many of them; its own name aside."""
    own = fold(found.name)
    named: dict[str, int] = {}
    for name, documents in list_names_of(room.view, found.id):
        if fold(name.value) != own:
            named[name.value] = max(documents, named.get(name.value, 0))
    return list(named.items())[:MOST_NAMES]


def find_technology(found: Entity) -> Technology | None:
    """What the lexicons say of it; None where they know nothing."""
    key = found.identifiers.get("technology", "")
    described = find_observatory().find_technology(key) if key else None
    return described if described and described.explanation else None


def write_search_address(found: Entity) -> str:
    """The search of the library for it: a technology by what pages name, all else by its name."""
    key = found.identifiers.get("technology", "")
    if found.kind == EntityKind.TECHNOLOGY and key:
        return Asked(filters={"technology": (key,)}).write(reverse("search"))
    name = found.name.replace('"', " ")
    return Asked(text=f'"{name}"').write(reverse("search"))


def reverse_contest(target: str) -> str:
    """Where something is contested; "" while no such room is there."""
    try:
        return reverse("contest", args=[target])
    except NoReverseMatch:
        return ""


def show_section(request: HttpRequest, room: queries.Room, found: Entity, *, section: str) -> HttpResponse:
    """All the facts of one section, some at a time."""
    size = queries.FACTS_A_VIEW
    offset = (read_page(request) - 1) * size
    facts, total = queries.list_section(room, found, section, offset=offset, limit=size) or ([], 0)
    if not facts:
        raise Http404
    pages = find_place(request, total, size=size, shown=len(facts))
    statements = room.statements(own=found.id, contradictions=queries.find_conflicts(room, found))
    context = {"label": SECTIONS[section], "statements": statements.make(facts), "pages": pages}
    return render(request, "registry/section.html", {**describe_head(found), **context})
