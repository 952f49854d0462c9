"""The queue: names that the pages have and that nobody has judged, the most telling first."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.link.candidates import list_candidates
from contrechamp.link.sightings import list_waiting
from contrechamp.link.verdicts import find_verdicts
from contrechamp.link.view import View
from contrechamp.vocabulary.judgement import Judgement, Name
from contrechamp.vocabulary.suggestion import Candidate, WaitingName
from contrechamp.website.accounts.team import team_only
from contrechamp.website.interface.words import MENTIONS
from contrechamp.website.registry.changes import NamedEntity, confirm_names, merge_names, refuse_names
from contrechamp.website.registry.cited import ShownPassage, show_passage
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.sorting import (
    NAME_KINDS,
    call_name,
    find_kind,
    guess_sort,
    list_identifiers,
    make_key,
    make_named,
    read_token,
    write_token,
)
from contrechamp.website.registry.views.desk import go_back, read_reason, read_who, render_room, team_view
from contrechamp.website.registry.words import list_sorts

A_PAGE = 12  # each with an image, which a browser without scripts loads at once
LONGEST_NAME = 300
LIKELY = 0.8  # of a candidate that is ticked at once


class QueueRow(NamedTuple):
    """A waiting name with its fields: `key` is their ending, `token` says which name it is, `into` the entry ticked."""

    key: str
    token: str
    waiting: WaitingName
    called: str
    sort: str
    sorts: list[tuple[str, str]]
    into: str
    shown: ShownPassage
    candidates: list[Candidate]
    address: str


class Ticked(NamedTuple):
    """A name that was ticked, and what its line says."""

    name: Name
    called: str
    sort: str
    into: str
    details: dict[str, str]


def write_name_address(name: Name) -> str:
    return f"{reverse('team-name')}?{urlencode({'k': name.kind, 'v': name.value})}"


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """The lines of the queue; several are ticked, and one decision is taken about them."""
    if request.method != "POST":
        return show_names(request)
    if request.POST.get("decision") == "look":  # Enter in a field decides nothing
        return show_names(request)
    ticked = read_ticked(request)
    if not ticked:
        return show_names(request, fault=_("Tick at least one line."), status=422)
    try:
        fault, kept = decide(request, ticked)
    except JudgementRefused as refusal:
        fault, kept = explain_refusal(refusal), []
    if fault:
        return show_names(request, fault=fault, status=422)
    return go_back(request, kept)


def read_ticked(request: HttpRequest) -> list[Ticked]:
    """The names ticked, with what their lines say; those that nobody waits for any more are left out."""
    found = [name for token in request.POST.getlist("nom") if (name := read_token(token))]
    verdicts = find_verdicts(team_view(), found)
    ticked = []
    for name in found:
        if name in verdicts and not verdicts[name].verdict:
            key, details = make_key(name), verdicts[name].details
            called = " ".join(request.POST.get(f"name-{key}", "").split()) or call_name(name)
            sort = request.POST.get(f"sort-{key}", "")
            sort = sort if sort in dict(list_sorts((find_kind(name.kind),))) else guess_sort(name, details)
            into = request.POST.get(f"into-{key}", "") or request.POST.get("into", "")
            ticked.append(Ticked(name, called, sort, into, details))
    return ticked


def decide(request: HttpRequest, ticked: Sequence[Ticked]) -> tuple[str, list[Judgement]]:
    """What is wrong ("" nothing), and the judgements that were kept."""
    who = read_who(request)
    match request.POST.get("decision"):
        case "confirm" | "another" as decision:
            if any(one.sort.endswith(":person") for one in ticked):
                return _(
                    "A person is entered alone, from the view of the name: role and passage are needed."
                ), []
            return "", confirm_names(
                [make_new(one, is_apart=decision == "another") for one in ticked], who=who
            )
        case "merge":
            if lost := [one.called for one in ticked if not team_view().find_entity(one.into)]:
                return _("Choose with what to merge: %(names)s.") % {"names": ", ".join(lost[:5])}, []
            return "", merge_names([(one.name, one.into) for one in ticked], who=who)
        case "refuse":
            return "", refuse_names([one.name for one in ticked], reason=read_reason(request), who=who)
    return _("Choose a decision."), []


def make_new(one: Ticked, *, is_apart: bool) -> NamedEntity:
    numbers = list_identifiers(one.name, one.details)
    entity = make_named(one.name, called=one.called, sort=one.sort, identifiers=numbers)
    others = list_candidates(team_view(), one.name) if is_apart else ()
    return NamedEntity(entity, one.name, tuple(other.entity.id for other in others))


def show_names(request: HttpRequest, *, fault: str = "", status: int = 200) -> HttpResponse:
    view = team_view()
    kind = request.GET.get("k", "") if request.GET.get("k", "") in NAME_KINDS else ""
    text = request.GET.get("q", "")[:LONGEST_NAME]
    offset = (read_page(request) - 1) * A_PAGE
    found, total = list_waiting(view, kind=kind, text=text, offset=offset, limit=A_PAGE)
    rows = [make_row(view, one, said=request.POST) for one in found]
    context = {
        "rows": rows,
        "kinds": [(key, MENTIONS[key]) for key in NAME_KINDS],
        "kind": kind,
        "text": text,
        "pages": find_place(request, total, size=A_PAGE, shown=len(rows)),
        "ticked": request.POST.getlist("nom"),
        "reason": request.POST.get("reason", ""),
        "fault": fault,
        "room": "team-names",
    }
    return render_room(request, "names", context, status=status)


def make_row(view: View, waiting: WaitingName, *, said: Mapping[str, str]) -> QueueRow:
    """The line with what was `said` on it already: nothing typed is lost when something else is wrong."""
    name, details, key = waiting.name, waiting.sighting.details, make_key(waiting.name)
    candidates = list_candidates(view, name)
    likely = candidates[0].entity.id if candidates and candidates[0].score >= LIKELY else ""
    return QueueRow(
        key,
        write_token(name),
        waiting,
        said.get(f"name-{key}") or call_name(name),
        said.get(f"sort-{key}") or guess_sort(name, details),
        list_sorts((find_kind(name.kind),)),
        said.get(f"into-{key}", "") if said else likely,
        show_passage(waiting.sighting.passage, words=waiting.sighting.text, with_sentence=True),
        candidates,
        write_name_address(name),
    )
