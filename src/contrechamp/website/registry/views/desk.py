"""What all rooms of the team share: the whole registry, who decides, what was just done, where to go back."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone

from contrechamp.link.view import View
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.registry.changes import Who
from contrechamp.website.registry.undoing import Scope, find_scope, name_undoing

LONGEST_REASON = 500


def team_view() -> View:
    return find_observatory().desk.view(None)


def read_who(request: HttpRequest) -> Who:
    return Who(request.user.name, timezone.now())


def read_reason(request: HttpRequest) -> str:
    return request.POST.get("reason", "").strip()[:LONGEST_REASON]


def render_room(request: HttpRequest, name: str, context: dict, *, status: int = 200) -> HttpResponse:
    """A view of the team: `done` is the decision that was just taken, `here` where an undoing comes back to."""
    asked = request.GET.copy()
    for passing in ("fait", "faits", "fiches"):
        asked.pop(passing, None)
    here = f"{request.path}?{asked.urlencode()}" if asked else request.path
    said = {"done": find_done(request), "here": here, "fault": "", "made": tell_made(request), **context}
    said["undoing"] = name_undoing(find_scope(team_view(), said["done"])) if said["done"] else ""
    return render(request, f"registry/team/{name}.html", said, status=status)


def find_done(request: HttpRequest) -> Judgement | None:
    """The decision that was just taken, so that it can be undone at once."""
    if request.method == "POST" or "fait" not in request.GET:
        return None
    done = team_view().find_judgement(request.GET["fait"])
    return done if done is not None and not done.undone_by else None


def tell_made(request: HttpRequest) -> str:
    """How many facts and entries the decision brought, where the address says so: "12 facts, 3 entries"."""
    facts, entities = (read_count(request, name) for name in ("faits", "fiches"))
    return str(Scope(entities, facts, 0))


def read_count(request: HttpRequest, name: str) -> int:
    """A number of the address; 0 where it is none."""
    said = request.GET.get(name, "")
    return int(said) if said.isascii() and said.isdigit() and len(said) < 7 else 0


def go_back(request: HttpRequest, kept: Sequence[Judgement], *, path: str = "") -> HttpResponse:
    """To the same list, or to `path`; it tells what was done and lets it be undone."""
    asked = request.GET.copy()
    if path:
        asked.clear()
    asked["fait"] = kept[0].id if kept else ""
    return redirect(f"{path or request.path}?{asked.urlencode()}")
