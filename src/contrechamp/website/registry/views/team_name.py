"""One waiting name: everywhere it is seen, what it may be, and the four decisions with all their words."""

from typing import NamedTuple

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import FactWithoutPassage, JudgementRefused
from contrechamp.link.candidates import list_candidates
from contrechamp.link.sightings import list_sightings
from contrechamp.link.verdicts import Verdict, find_verdicts
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import PERSON, EntityKind
from contrechamp.vocabulary.judgement import Judgement, Name
from contrechamp.vocabulary.suggestion import Sighting
from contrechamp.website.accounts.team import team_only
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.registry.changes import NamedEntity, confirm_names, merge_names, refuse_names
from contrechamp.website.registry.cited import ShownPassage, show_passage
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.picking import Pick, make_pick, read_pick, settle_pick
from contrechamp.website.registry.public_words import SINGLE
from contrechamp.website.registry.sorting import (
    call_name,
    find_kind,
    guess_sort,
    list_identifiers,
    make_named,
)
from contrechamp.website.registry.views.desk import go_back, read_reason, read_who, render_room, team_view
from contrechamp.website.registry.words import IDENTIFIERS, list_sorts

A_PAGE = 8


class ShownSighting(NamedTuple):
    """Where a document has the name, ready to be shown."""

    sighting: Sighting
    shown: ShownPassage


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def name(request: HttpRequest) -> HttpResponse:
    """Search for what it may be, or take one of the four decisions."""
    view = team_view()
    asked = Name(request.GET.get("k", ""), request.GET.get("v", ""))
    verdict = find_verdicts(view, [asked]).get(asked)
    if verdict is None:
        raise Http404
    if verdict.verdict == "is" and view.find_entity(verdict.entity):
        return redirect("team-entity", key=verdict.entity)
    pick = make_pick("into", _("Another entry, by its name"), kinds=(find_kind(asked.kind),))
    if request.method != "POST":
        return show_name(request, asked, verdict, pick=pick)
    read_pick(pick, request.POST, view)
    if request.POST.get("decision") == "look":
        return show_name(request, asked, verdict, pick=pick)
    try:
        fault, kept = decide(request, asked, verdict, pick=pick)
    except JudgementRefused as refusal:
        fault, kept = explain_refusal(refusal), []
    if fault:
        return show_name(request, asked, verdict, pick=pick, fault=fault, status=422)
    return go_back(request, kept, path=reverse("team-names"))


def decide(request: HttpRequest, asked: Name, verdict: Verdict, *, pick: Pick) -> tuple[str, list[Judgement]]:
    """What is wrong ("" nothing), and the judgements that were kept."""
    who, said = read_who(request), request.POST
    match said.get("decision"):
        case "confirm" | "another" as decision:
            if said.get("sort", "").endswith(":person") and not said.get("role", "").strip():
                return _("Write the public role of this person: nobody enters without one."), []
            new = make_new(request, asked, verdict, is_apart=decision == "another")
            return "", confirm_names([new], who=who)
        case "merge":
            entity = said.get("candidate", "") or settle(pick)
            if not team_view().find_entity(entity):
                return pick.error or _("Choose with what to merge it."), []
            return "", merge_names([(asked, entity)], who=who)
        case "refuse":
            return "", refuse_names([asked], reason=read_reason(request), who=who)
    return _("Choose a decision."), []


def settle(pick: Pick) -> str:
    settle_pick(pick)
    return pick.chosen


def make_new(request: HttpRequest, asked: Name, verdict: Verdict, *, is_apart: bool) -> NamedEntity:
    """The entity that the form describes, with the most telling place of its name."""
    said, view = request.POST, team_view()
    sort = said.get("sort", "")
    sort = sort if sort in dict(list_all_sorts(asked)) else guess_sort(asked, verdict.details)
    numbers = {
        key: said.get(f"identifier-{key}", "").strip() for key, _label in IDENTIFIERS[sort.partition(":")[0]]
    }
    kept = {key: number for key, number in numbers.items() if number}
    best = list_sightings(view, asked, limit=1)[0]
    try:
        source = find_observatory().desk.make_source(best[0].passage) if best else None
    except FactWithoutPassage:
        source = None
    called = " ".join(said.get("name", "").split()) or call_name(asked)
    role = " ".join(said.get("role", "").split())
    entity = make_named(asked, called=called, sort=sort, identifiers=kept, role=role, source=source)
    others = list_candidates(view, asked) if is_apart else ()
    return NamedEntity(entity, asked, tuple(one.entity.id for one in others))


def list_all_sorts(asked: Name) -> list[tuple[str, str]]:
    """What it may be: its own kind first, then the others; no technology or place is a person."""
    own = find_kind(asked.kind)
    sorts = list_sorts((own,)) + list_sorts(tuple(str(kind) for kind in SINGLE if kind != own))
    return [one for one in sorts if one[0] != f"actor:{PERSON}" or own == EntityKind.ACTOR]


def show_name(
    request: HttpRequest, asked: Name, verdict: Verdict, *, pick: Pick, fault: str = "", status: int = 200
) -> HttpResponse:
    view: View = team_view()
    found, total = list_sightings(view, asked, offset=(read_page(request) - 1) * A_PAGE, limit=A_PAGE)
    numbers = list_identifiers(asked, verdict.details)
    own = find_kind(asked.kind)
    context = {
        "asked": asked,
        "may_be_person": own == EntityKind.ACTOR,
        "own_name": call_name(asked),
        "verdict": verdict,
        "called": request.POST.get("name", call_name(asked)),
        "sort": request.POST.get("sort") or guess_sort(asked, verdict.details),
        "sorts": list_all_sorts(asked),
        "identifiers": [
            (key, label, request.POST.get(f"identifier-{key}", numbers.get(key, "")))
            for key, label in IDENTIFIERS[own]
        ],
        "reason": request.POST.get("reason", ""),
        "role": request.POST.get("role", ""),
        "sightings": [ShownSighting(one, show_passage(one.passage, with_sentence=True)) for one in found],
        "candidates": list_candidates(view, asked),
        "chosen": request.POST.get("candidate", ""),
        "pick": pick,
        "pages": find_place(request, total, size=A_PAGE, shown=len(found)),
        "fault": fault,
        "room": "team-names",
    }
    return render_room(request, "name", context, status=status)
