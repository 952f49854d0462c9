"""Contests that wait: a member accepts one, with words of their own that everybody will read, or sets it aside."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.website.accounts.team import team_only
from contrechamp.website.registry.contest_changes import accept_contest, set_contest_aside
from contrechamp.website.registry.contests import Target, find_target
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.forms import AcceptForm
from contrechamp.website.registry.models import Contest
from contrechamp.website.registry.views.desk import go_back, read_who, render_room


class ContestRow(NamedTuple):
    """A contest, what it is about (None: that is gone), and the form that accepts it."""

    contest: Contest
    target: Target | None
    form: AcceptForm


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def contests(request: HttpRequest) -> HttpResponse:
    """All that wait: the queue is bounded, and fits one view."""
    if request.method != "POST":
        return show_contests(request)
    number = request.POST.get("contestation", "")
    contest = Contest.objects.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if contest is None:
        return show_contests(request, fault=_("This contest no longer waits."), status=422)
    if request.POST.get("decision") != "accept":
        set_contest_aside(contest, who=read_who(request))
        return redirect("team-contests")
    target, form = find_target(contest.target, request), AcceptForm(request.POST, prefix=f"c{contest.pk}")
    if target is None or not form.is_valid():
        return show_contests(request, wrong=form, number=contest.pk, status=422)
    try:
        kept = accept_contest(
            contest, target.thing, reason=form.cleaned_data["reason"], who=read_who(request)
        )
    except JudgementRefused as refusal:
        return show_contests(request, fault=explain_refusal(refusal), status=422)
    return go_back(request, kept)


def show_contests(
    request: HttpRequest,
    *,
    wrong: AcceptForm | None = None,
    number: int = 0,
    fault: str = "",
    status: int = 200,
) -> HttpResponse:
    rows = [
        ContestRow(
            one,
            find_target(one.target, request),
            wrong if wrong is not None and one.pk == number else AcceptForm(prefix=f"c{one.pk}"),
        )
        for one in Contest.objects.all()
    ]
    context = {"rows": rows, "fault": fault, "room": "team-contests"}
    return render_room(request, "contests", context, status=status)
