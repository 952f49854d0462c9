"""One entry of the registry as the team works on it: its words, its names, its merging, its history."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.link.sightings import list_names_of
from contrechamp.link.view import FactFilter
from contrechamp.vocabulary.entity import Entity
from contrechamp.website.accounts.team import team_only
from contrechamp.website.registry.changes import correct_entity, merge_entities
from contrechamp.website.registry.cited import show_passage
from contrechamp.website.registry.contests import reverse_or
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.forms import EntityForm
from contrechamp.website.registry.picking import Pick, make_pick, read_pick, settle_pick
from contrechamp.website.registry.telling import tell_facts, tell_judgements
from contrechamp.website.registry.views.desk import read_who, render_room, team_view
from contrechamp.website.registry.words import name_sort

MOST_FACTS = 50
MOST_NAMES = 100
HISTORY = 50


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def entity(request: HttpRequest, key: str) -> HttpResponse:
    """Correct its words, or merge it with another of its kind."""
    found = team_view().find_entity(key)
    if found is None:
        return show_gone(request, key)
    form = EntityForm(None, entity=found, said=request.POST)
    pick = make_pick("into", _("Merge with"), kinds=(str(found.kind),), is_needed=True)
    if request.method != "POST":
        return show_entity(request, found, form=form, pick=pick)
    read_pick(pick, request.POST, team_view())
    try:
        match request.POST.get("step"):
            case "correct":
                return correct(request, found, pick=pick)
            case "merge":
                return merge(request, found, pick=pick)
    except JudgementRefused as refusal:
        return show_entity(request, found, form=form, pick=pick, fault=explain_refusal(refusal), status=422)
    return show_entity(request, found, form=form, pick=pick)


def correct(request: HttpRequest, found: Entity, *, pick: Pick) -> HttpResponse:
    form = EntityForm(request.POST, entity=found)
    if not form.is_valid():
        return show_entity(request, found, form=form, pick=pick, status=422)
    changes = form.list_changes()
    if changes:
        correct_entity(found, changes=changes, who=read_who(request))
    return redirect("team-entity", key=found.id)


def merge(request: HttpRequest, found: Entity, *, pick: Pick) -> HttpResponse:
    settle_pick(pick)
    into = team_view().find_entity(pick.chosen) if not pick.error else None
    if into is None:
        form = EntityForm(None, entity=found, said=request.POST)
        return show_entity(request, found, form=form, pick=pick, status=422)
    merge_entities(found, into=into, who=read_who(request))
    return redirect("team-entity", key=into.id)


def show_entity(
    request: HttpRequest, found: Entity, *, form: EntityForm, pick: Pick, fault: str = "", status: int = 200
) -> HttpResponse:
    view = team_view()
    facts, total = view.list_facts(FactFilter(about=found.id), order="new", limit=MOST_FACTS)
    judgements, _count = view.list_judgements(thing=f"e:{found.id}", limit=HISTORY)
    context = {
        "entity": found,
        "sort": name_sort(found.kind, found.category),
        "form": form,
        "pick": pick,
        "names": list_names_of(view, found.id)[:MOST_NAMES],
        "passages": [show_passage(one.passage, words=one.words) for one in found.sources],
        "facts": tell_facts(view, facts),
        "fact_count": total,
        "history": tell_judgements(view, judgements),
        "public_address": reverse_or("entity", found.id),
        "fault": fault,
        "room": "team-names",
    }
    return render_room(request, "entity", context, status=status)


def show_gone(request: HttpRequest, key: str) -> HttpResponse:
    """An entry that was undone has its history still."""
    judgements, _total = team_view().list_judgements(thing=f"e:{key}", limit=HISTORY)
    if not judgements:
        raise Http404
    context = {"history": tell_judgements(team_view(), judgements), "room": "team-judgements"}
    return render_room(request, "gone", context, status=410)
