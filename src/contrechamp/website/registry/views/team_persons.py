"""Persons in a public role who wait for a second member: nobody outside the team sees them before."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused, SecondPersonNeeded
from contrechamp.link.verdicts import find_member, list_waiting_persons
from contrechamp.vocabulary.entity import Entity
from contrechamp.website.accounts.team import team_only
from contrechamp.website.registry.changes import confirm_person
from contrechamp.website.registry.cited import ShownPassage, show_passage
from contrechamp.website.registry.faults import SENTENCES, explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.views.desk import read_who, render_room, team_view

A_PAGE = 10


class PersonRow(NamedTuple):
    """A person who waits, who wrote the words, and whether whoever looks may confirm."""

    entity: Entity
    member: str
    may_confirm: bool
    passages: list[ShownPassage]


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def persons(request: HttpRequest) -> HttpResponse:
    """Who waits; another member than the one who wrote the words confirms."""
    if request.method != "POST":
        return show_persons(request)
    person = team_view().find_entity(request.POST.get("personne", ""))
    if person is None or not person.is_person or person.is_open:
        return show_persons(request, fault=_("This person no longer waits."), status=422)
    if find_member(team_view(), person.id) == request.user.name:
        return show_persons(request, fault=str(SENTENCES[SecondPersonNeeded]), status=422)
    try:
        confirm_person(person, who=read_who(request))
    except JudgementRefused as refusal:
        return show_persons(request, fault=explain_refusal(refusal), status=422)
    return redirect("team-persons")


def show_persons(request: HttpRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    view = team_view()
    found, total = list_waiting_persons(view, offset=(read_page(request) - 1) * A_PAGE, limit=A_PAGE)
    rows = []
    for key, member in found:
        entity = view.find_entity(key)
        if entity is not None:
            passages = [show_passage(one.passage, words=one.words) for one in entity.sources]
            rows.append(PersonRow(entity, member, member != request.user.name, passages))
    context = {"rows": rows, "fault": fault, "room": "team-persons"}
    context["pages"] = find_place(request, total, size=A_PAGE, shown=len(rows))
    return render_room(request, "persons", context, status=status)
