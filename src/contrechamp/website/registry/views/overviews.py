"""Views over all that is known: acts in force, contradictions, what is not known, how many devices."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from contrechamp.link.chains import list_acts
from contrechamp.link.contradictions import list_contradictions
from contrechamp.link.counting import list_counted
from contrechamp.link.unknowns import Unknown, count_unknowns, list_unknowns
from contrechamp.vocabulary.entity import Entity
from contrechamp.website.registry import queries
from contrechamp.website.registry.conflicts import list_conflicts
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.public_words import REASONS, UNKNOWNS
from contrechamp.website.registry.statements import Statement, write_name
from contrechamp.website.registry.terms import TermGroup, list_named, make_line, sort_acts

ACTS_A_GROUP, ACTS_A_VIEW = 10, 40
CONFLICTS_A_VIEW = 12
GAPS_A_KIND, GAPS_A_VIEW = 5, 30
COUNTED_A_VIEW = 4
LINES_A_TABLE, LINES_ALONE = 40, 200


@require_safe
def authorisations(request: HttpRequest) -> HttpResponse:
    """Acts by what is known of them today, those whose devices outlive them first; with `etat`, one group alone."""
    room, today = queries.open_room(request), timezone.localdate()
    groups = sort_acts(list_acts(room.view, on=today), on=today)
    counts = [(group.key, group.label, len(group.acts)) for group in groups]
    context = {"counts": counts, "today": today.isoformat(), "room": "registry", "pages": None}
    if chosen := request.GET.get("etat", ""):
        groups = [group for group in groups if group.key == chosen]
        if not groups:
            raise Http404
        groups = [cut_group(request, groups[0])]
        total = next(count for key, _label, count in counts if key == chosen)
        context["pages"] = find_place(request, total, size=ACTS_A_VIEW, shown=len(groups[0].acts))
    most = ACTS_A_VIEW if chosen else ACTS_A_GROUP
    named = room.view.find_entities(list_named(act for group in groups for act in group.acts[:most]))
    shown = [(group, [make_line(act, named) for act in group.acts[:most]]) for group in groups]
    return render(request, "registry/authorisations.html", {**context, "groups": shown, "chosen": chosen})


def cut_group(request: HttpRequest, group: TermGroup) -> TermGroup:
    """The part of one group that the address asks for."""
    first = (read_page(request) - 1) * ACTS_A_VIEW
    return group._replace(acts=group.acts[first : first + ACTS_A_VIEW])


@require_safe
def contradictions(request: HttpRequest) -> HttpResponse:
    """Facts that cannot all be true, side by side; with `de`, those about one entity."""
    room, about = queries.open_room(request), find_about(request)
    found = list_contradictions(room.view, about=about.id if about else "")
    first = (read_page(request) - 1) * CONFLICTS_A_VIEW
    statements = room.statements(contradictions=found)
    shown = found[first : first + CONFLICTS_A_VIEW]
    context = {
        "about": about,
        "conflicts": list_conflicts(shown, statements, most=CONFLICTS_A_VIEW),
        "reasons": REASONS,
        "total": len(found),
        "pages": find_place(request, len(found), size=CONFLICTS_A_VIEW, shown=len(shown)),
        "room": "registry",
    }
    return render(request, "registry/contradictions.html", context)


def find_about(request: HttpRequest) -> Entity | None:
    """The entity that a view is narrowed to by its address; 404 where it may not be seen."""
    key = request.GET.get("de", "")
    if not key:
        return None
    found = queries.open_room(request).view.find_entity(key)
    if found is None:
        raise Http404
    return found


@require_safe
def unknowns(request: HttpRequest) -> HttpResponse:
    """The gaps that the facts leave, each with a sentence to begin a request with; with `quoi`, one kind alone."""
    room, chosen = queries.open_room(request), request.GET.get("quoi", "")
    if chosen and chosen not in UNKNOWNS:
        raise Http404
    counted = count_unknowns(room.view)
    kinds = [chosen] if chosen else [kind for kind in UNKNOWNS if counted[kind]]
    most = GAPS_A_VIEW if chosen else GAPS_A_KIND
    offset = (read_page(request) - 1) * most if chosen else 0
    found = {kind: list_unknowns(room.view, kind, offset=offset, limit=most) for kind in kinds}
    facts = room.view.find_facts({gap.fact for gaps in found.values() for gap in gaps if gap.fact})
    statements = room.statements()
    statements.look_up(facts.values(), more=[gap.entity for gaps in found.values() for gap in gaps])
    made = {one.fact.id: one for one in statements.make(list(facts.values()), most_notes=1)}
    context = {
        "kinds": [tell_kind(kind, found[kind], counted[kind], statements.entities, made) for kind in kinds],
        "total": sum(counted.values()),
        "chosen": chosen,
        "pages": find_place(request, counted[chosen], size=most, shown=len(found[chosen]))
        if chosen
        else None,
        "room": "registry",
    }
    return render(request, "registry/unknowns.html", context)


def tell_kind(
    kind: str,
    gaps: list[Unknown],
    total: int,
    entities: dict[str, Entity],
    made: dict[str, Statement],
) -> dict:
    """One kind of gap with its gaps, each with the sentence that a request may begin with."""
    label, said, request = UNKNOWNS[kind]
    seen = [gap for gap in gaps if gap.entity in entities]
    lines = [
        (entities[gap.entity], made.get(gap.fact), str(request) % {"name": write_name(entities[gap.entity])})
        for gap in seen
    ]
    return {"key": kind, "label": label, "said": said, "lines": lines, "total": total}


@require_safe
def counts(request: HttpRequest) -> HttpResponse:
    """How many devices, by year, according to whom: a table for each thing counted; with `de`, for one alone."""
    room, about = queries.open_room(request), find_about(request)
    if about:
        counted, total, most = [about], 1, LINES_ALONE
    else:
        offset = (read_page(request) - 1) * COUNTED_A_VIEW
        found, total = list_counted(room.view, offset=offset, limit=COUNTED_A_VIEW)
        counted, most = [one.entity for one in found], LINES_A_TABLE
    against = list_contradictions(room.view, about=about.id if about else "")
    statements = room.statements(contradictions=against)
    context = {
        "about": about,
        "tables": [(entity, queries.list_years(room, entity, statements, limit=most)) for entity in counted],
        "devices": queries.list_devices_by_year(room, about) if read_page(request) == 1 else (),
        "pages": find_place(request, total, size=COUNTED_A_VIEW, shown=len(counted)),
        "room": "registry",
    }
    return render(request, "registry/counts.html", context)
