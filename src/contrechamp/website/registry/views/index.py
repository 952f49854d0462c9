"""The registry's first view, and its lists: entities of one kind by name, facts from the last established."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.fact import Fact
from contrechamp.website.library.addresses import Asked, read_asked
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.public_words import KINDS, KINDS_SAID, SLUGS, find_kind
from contrechamp.website.registry.queries import Room, open_room

ENTITIES_A_VIEW = 60
NEW_FACTS, LOOKED_THROUGH = 8, 400
FACTS_A_VIEW = 40


@require_safe
def registry(request: HttpRequest) -> HttpResponse:
    """What there is, how many of each, what was established last; or, with words, the entities of that name."""
    room, asked = open_room(request), read_asked(request.GET)
    if asked.text:
        return show_found(request, room)
    counted = room.view.count_kinds()
    facts, total = room.view.list_facts(order="new", limit=LOOKED_THROUGH)
    batches = group_alike(facts)[:NEW_FACTS]
    statements = room.statements().make([batch[0] for batch in batches], most_notes=2)
    kinds = [
        {"slug": SLUGS[kind], "label": label, "said": KINDS_SAID[kind], "count": counted.get(kind, 0)}
        for kind, label in KINDS.items()
    ]
    lines = [(said, len(batch) - 1) for said, batch in zip(statements, batches, strict=True)]
    is_counted = total == len(facts)  # otherwise a line may have more like it further back
    context = {"kinds": kinds, "lines": lines, "is_counted": is_counted, "fact_count": total}
    return render(request, "registry/index.html", {**context, "room": "registry", "asked": asked})


def group_alike(facts: Sequence[Fact]) -> list[list[Fact]]:
    """Facts that say the same of several things at once (twelve cameras of one list), by their first one."""
    groups: dict[tuple, list[Fact]] = {}
    for fact in facts:
        paper = fact.sources[0].passage.digest if fact.sources else ""
        said = (fact.relation, fact.value, fact.when, fact.under, fact.according_to, paper)
        groups.setdefault(said, []).append(fact)
    return list(groups.values())


def show_found(request: HttpRequest, room: Room) -> HttpResponse:
    """Entities of all kinds whose names have these words."""
    asked, path = read_asked(request.GET), reverse("registry")
    return list_entities(request, room, path=path, title="", asked=asked)


@require_safe
def entities(request: HttpRequest, slug: str) -> HttpResponse:
    """Entities of one kind, by name or by how much is known of them, narrowed by words of their names."""
    kind = find_kind(slug)
    asked, room = read_asked(request.GET), open_room(request)
    path = reverse("entities", args=[slug])
    return list_entities(request, room, path=path, title=str(KINDS[kind]), asked=asked, kind=kind)


def list_entities(
    request: HttpRequest, room: Room, *, path: str, title: str, asked: Asked, kind: str = ""
) -> HttpResponse:
    """A list of entities, narrowed and ordered as the address says."""
    by_facts = request.GET.get("ordre") == "faits"
    found, total = room.view.list_entities(
        kind=kind,
        text=asked.text,
        order="facts" if by_facts else "name",
        offset=(read_page(request) - 1) * ENTITIES_A_VIEW,
        limit=ENTITIES_A_VIEW,
    )
    context = {
        "title": title,
        "kind": kind,
        "said": KINDS_SAID.get(kind, ""),
        "path": path,
        "found": found,
        "asked": asked,
        "by_facts": by_facts,
        "pages": find_place(request, total, size=ENTITIES_A_VIEW, shown=len(found)),
        "room": "registry",
    }
    return render(request, "registry/entities.html", context)


@require_safe
def facts(request: HttpRequest) -> HttpResponse:
    """Every fact, the last established first."""
    room = open_room(request)
    found, total = room.view.list_facts(
        order="new", offset=(read_page(request) - 1) * FACTS_A_VIEW, limit=FACTS_A_VIEW
    )
    pages = find_place(request, total, size=FACTS_A_VIEW, shown=len(found))
    context = {"statements": room.statements().make(found, most_notes=2), "pages": pages, "room": "registry"}
    return render(request, "registry/facts.html", context)
