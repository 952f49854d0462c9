"""Proposals: rows, acts and sentences that would make facts; a member takes them, or refuses them, several at once."""

from collections.abc import Sequence

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.link.proposals import count_proposals, find_proposals, list_proposals
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.suggestion import Proposal
from contrechamp.website.accounts.team import team_only
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.registry.changes import refuse_proposals, take_proposals
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.proposal_rows import list_rows
from contrechamp.website.registry.taking_form import (
    PROJECT,
    SUBJECT,
    Choices,
    find_taken,
    keep_choices,
    read_choices,
    settle_choices,
)
from contrechamp.website.registry.undoing import count_made
from contrechamp.website.registry.views.desk import go_back, read_reason, read_who, render_room, team_view
from contrechamp.website.registry.words import PROPOSALS

SIZES = (12, 150)  # lines of a page: a few with their images, or many to be gone through
MOST_TAKEN = 500
LONGEST_TEXT = 300


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """The list; several are ticked, or all that is shown, and taken or refused."""
    choices = read_choices(request, team_view())
    decision = request.POST.get("decision")
    if request.method != "POST" or decision == "look":
        return show_proposals(request, choices)
    name = "montre" if decision == "take-all" else "proposition"
    ticked = find_proposals(team_view(), request.POST.getlist(name)[:MOST_TAKEN])
    if not ticked:
        return show_proposals(request, choices, fault=_("Tick at least one line."), status=422)
    try:
        if decision == "refuse":
            keys = [one.key for one in ticked]
            return go_back(
                request, refuse_proposals(keys, reason=read_reason(request), who=read_who(request))
            )
        fault = settle_choices(choices, ticked)
        if not fault:
            return take(request, ticked, choices=choices)
    except JudgementRefused as refusal:
        fault = explain_refusal(refusal)
    return show_proposals(request, choices, fault=fault, status=422)


def take(request: HttpRequest, ticked: Sequence[Proposal], *, choices: Choices) -> HttpResponse:
    """Establish them; the next lines come with the same choices, and with how much was made."""
    taken = find_taken(choices, ticked, sources=find_first_source(ticked))
    chosen = {"subject": taken.subject, "project": taken.project}
    kept = take_proposals([one.key for one in ticked], who=read_who(request), new=taken.new, **chosen)
    asked = keep_choices(request.GET, **chosen)
    if read_page(request) > 1 and has_page(request):
        asked["p"] = str(read_page(request))
    asked["fait"] = kept[0].id
    facts, entries = count_made(team_view(), kept)
    asked["faits"], asked["fiches"] = str(facts), str(entries)
    return redirect(f"{request.path}?{asked.urlencode()}")


def find_first_source(ticked: Sequence[Proposal]) -> tuple[Source, ...]:
    """Where the first of them stands: a person who enters as their subject is named there."""
    return (find_observatory().desk.make_source(ticked[0].passage),)


def read_asked(request: HttpRequest) -> dict[str, str]:
    """What narrows the list: kind, document, words."""
    kind = request.GET.get("k", "") if request.GET.get("k", "") in PROPOSALS else ""
    text = request.GET.get("q", "").strip()[:LONGEST_TEXT]
    return {"kind": kind, "digest": request.GET.get("d", ""), "text": text}


def read_size(request: HttpRequest) -> int:
    return next((size for size in SIZES if str(size) == request.GET.get("n")), SIZES[0])


def has_page(request: HttpRequest) -> bool:
    """Whether something stands on this page of the list still."""
    offset = (read_page(request) - 1) * read_size(request)
    return bool(list_proposals(team_view(), **read_asked(request), offset=offset, limit=1)[0])


def write_address(request: HttpRequest, choices: Choices, **other: str) -> str:
    """The same list from its first page, with what was chosen and these other parameters ("" leaves one out)."""
    subject, project = choices.ids
    asked = keep_choices(request.GET, subject=subject, project=project)
    for name, said in other.items():
        asked.pop(name, None)
        if said:
            asked[name] = said
    return f"{request.path}?{asked.urlencode()}" if asked else request.path


def write_ways(request: HttpRequest, choices: Choices, *, size: int) -> dict[str, object]:
    """Where the links of the list lead: each kind with how much of it waits, all of them, other sizes."""
    counts = count_proposals(team_view())
    return {
        "kinds": [
            {
                "key": key,
                "name": name,
                "count": counts.get(key, 0),
                "address": write_address(request, choices, k=key),
            }
            for key, name in PROPOSALS.items()
        ],
        "all_address": write_address(request, choices, k=""),
        "sizes": [
            {"size": one, "is_here": one == size, "address": write_address(request, choices, n=str(one))}
            for one in SIZES
        ],
    }


def show_proposals(
    request: HttpRequest, choices: Choices, *, fault: str = "", status: int = 200
) -> HttpResponse:
    """The list, with what each line would make as the choices stand."""
    view, asked, size = team_view(), read_asked(request), read_size(request)
    offset = (read_page(request) - 1) * size
    found, total = list_proposals(view, **asked, offset=offset, limit=size)
    subject, project = choices.ids
    carried = {
        "k": asked["kind"],
        "d": asked["digest"],
        "n": request.GET.get("n"),
        SUBJECT: subject,
        PROJECT: project,
    }
    context = {
        "rows": list_rows(view, found, subject=subject, project=project),
        **write_ways(request, choices, size=size),
        **asked,
        "kept": [(name, said) for name, said in carried.items() if said],
        "choices": choices,
        "ticked": request.POST.getlist("proposition"),
        "pages": find_place(request, total, size=size, shown=len(found)),
        "reason": request.POST.get("reason", ""),
        "fault": fault,
        "room": "team-proposals",
    }
    return render_room(request, "proposals", context, status=status)
