"""The journal of decisions: who, when, what; each can be undone."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.accounts.team import team_only
from contrechamp.website.registry.changes import undo_judgement
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.telling import tell_judgements
from contrechamp.website.registry.undoing import Scope, find_scope, name_undoing
from contrechamp.website.registry.views.desk import read_who, render_room, team_view

A_PAGE = 30


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def judgements(request: HttpRequest) -> HttpResponse:
    """The last decisions first; undoing one is a decision too, and can be undone."""
    if request.method != "POST":
        return show_judgements(request)
    found = team_view().find_judgement(request.POST.get("decision", ""))
    if found is None:
        raise Http404
    scope = find_scope(team_view(), found)
    if scope.is_wide and not found.undone_by and "sure" not in request.POST:
        return ask_before(request, found, scope)
    try:
        undo_judgement(found, who=read_who(request))
    except JudgementRefused as refusal:
        return show_judgements(request, fault=explain_refusal(refusal), status=422)
    return redirect(find_way_back(request) or "team-judgements")


def find_way_back(request: HttpRequest) -> str:
    """Where the undoing was asked, "" where that is not here."""
    target = request.POST.get("retour", "")
    is_ours = target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None)
    return target if is_ours else ""


def ask_before(request: HttpRequest, found: Judgement, scope: Scope) -> HttpResponse:
    """More than one thing goes: what, and whether it is meant."""
    row = tell_judgements(team_view(), [found])[0]
    way_back = find_way_back(request)
    context = {"row": row, "button": name_undoing(scope), "way_back": way_back, "room": "team-judgements"}
    return render_room(request, "undo", context)


def show_judgements(request: HttpRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    view = team_view()
    found, total = view.list_judgements(offset=(read_page(request) - 1) * A_PAGE, limit=A_PAGE)
    context = {"rows": tell_judgements(view, found), "fault": fault, "room": "team-judgements"}
    context["pages"] = find_place(request, total, size=A_PAGE, shown=len(found))
    return render_room(request, "judgements", context, status=status)
