"""Contests that wait: a member accepts one, with words of their own that everybody will read, or sets it aside."""

from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.accounts.team import team_only
from contrechamp.website.registry.contest_changes import accept_contest, set_contest_aside
from contrechamp.website.registry.contests import Target, find_target
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.forms import AcceptForm
from contrechamp.website.registry.models import Contest
from contrechamp.website.registry.views.desk import go_back, read_who, render_room


class ContestRow(NamedTuple):
    """A contest, what it is about (None: that is gone), the form that accepts it; `is_asked`: to be set aside?"""

    contest: Contest
    target: Target | None
    form: AcceptForm
    is_asked: bool


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def contests(request: HttpRequest) -> HttpResponse:
    """All that wait: the queue is bounded, and fits one view. A decision is "accept-12", "ask-12" or "aside-12"."""
    if request.method != "POST":
        return show_contests(request)
    verb, _dash, number = request.POST.get("decision", "").partition("-")
    contest = Contest.objects.filter(pk=number).first() if number.isascii() and number.isdigit() else None
    if verb not in ("accept", "ask", "aside"):
        return show_contests(request, fault=_("Choose a decision."), status=422)
    if contest is None:
        return show_contests(request, fault=_("This contest no longer waits."), status=422)
    match verb:
        case "accept":
            return accept(request, contest)
        case "aside":
            set_contest_aside(contest, who=read_who(request))
            if has_words(request):
                return show_contests(request, is_aside=True)
            return redirect(f"{reverse('team-contests')}?ecartee=1")
    return show_contests(request, asked=contest.pk)


def accept(request: HttpRequest, contest: Contest) -> HttpResponse:
    target, form = find_target(contest.target, request), AcceptForm(request.POST, prefix=f"c{contest.pk}")
    if target is None or not form.is_valid():
        return show_contests(request, wrong=form, status=422)
    reason = form.cleaned_data["reason"]
    try:
        kept = accept_contest(contest, target.thing, reason=reason, who=read_who(request))
    except JudgementRefused as refusal:
        return show_contests(request, fault=explain_refusal(refusal), status=422)
    return show_contests(request, done=kept[0]) if has_words(request) else go_back(request, kept)


def has_words(request: HttpRequest) -> bool:
    """Whether something was typed beside a contest that waits still: then it is shown at once, and stays."""
    return any(
        request.POST.get(f"c{number}-reason") for number in Contest.objects.values_list("pk", flat=True)
    )


def show_contests(
    request: HttpRequest,
    *,
    wrong: AcceptForm | None = None,
    asked: int = 0,
    fault: str = "",
    done: Judgement | None = None,
    is_aside: bool = False,
    status: int = 200,
) -> HttpResponse:
    """`asked` is the one that would be set aside: that cannot be undone, so it is asked once."""
    rows = []
    for one in Contest.objects.all():
        form = wrong if wrong is not None and wrong.prefix == f"c{one.pk}" else fill_form(request, one)
        rows.append(ContestRow(one, find_target(one.target, request), form, one.pk == asked))
    is_aside = is_aside or (request.method != "POST" and "ecartee" in request.GET)
    context = {"rows": rows, "fault": fault, "is_aside": is_aside, "room": "team-contests"}
    return render_room(request, "contests", context | ({"done": done} if done else {}), status=status)


def fill_form(request: HttpRequest, contest: Contest) -> AcceptForm:
    """With the words that were typed; nothing is wrong with them yet."""
    prefix = f"c{contest.pk}"
    return AcceptForm(prefix=prefix, initial={"reason": request.POST.get(f"{prefix}-reason", "")})
