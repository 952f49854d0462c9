"""Proposals: rows, acts and sentences that would make facts; a member takes them, or refuses them, several at once."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from contrechamp.errors import JudgementRefused
from contrechamp.link.proposals import count_proposals, find_proposals, list_proposals
from contrechamp.link.taking import list_established
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import Judgement
from contrechamp.vocabulary.suggestion import Proposal
from contrechamp.website.accounts.team import team_only
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.registry.changes import refuse_proposals, take_proposals
from contrechamp.website.registry.cited import ShownPassage, show_passage
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.paging import find_place, read_page
from contrechamp.website.registry.picking import Pick, find_picked, make_pick, read_pick, settle_pick
from contrechamp.website.registry.proposing import tell_proposal
from contrechamp.website.registry.views.desk import go_back, read_reason, read_who, render_room, team_view
from contrechamp.website.registry.words import PROPOSALS

A_PAGE = 12  # each with an image, which a browser without scripts loads at once
MOST_TAKEN = 500


class ProposalRow(NamedTuple):
    """A proposal, the statements that it would make, where it stands, and whether all of that is established."""

    proposal: Proposal
    kind: str
    statements: list[str]
    shown: ShownPassage
    is_established: bool


SUBJECTS = ("project", "actor", "technology", "place", "act", "device")


def make_subject(said: Mapping[str, str] | None = None) -> Pick:
    """Of what, or of whom: of numbers it must be said, of others where the passage does not say it."""
    label = _("Of what the numbers are; who buys, votes or installs, where the passage does not say it")
    pick = make_pick("subject", label, kinds=SUBJECTS)
    return read_pick(pick, said, team_view()) if said is not None else pick


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def proposals(request: HttpRequest) -> HttpResponse:
    """The list; several are ticked, and taken or refused."""
    if request.method != "POST":
        return show_proposals(request, make_subject())
    pick = make_subject(request.POST)
    keys = request.POST.getlist("proposition")[:MOST_TAKEN]
    ticked = find_proposals(team_view(), keys)
    if request.POST.get("decision") == "look":
        return show_proposals(request, pick)
    if not ticked:
        return show_proposals(request, pick, fault=_("Tick at least one line."), status=422)
    try:
        fault, kept = decide(request, ticked, pick=pick)
    except JudgementRefused as refusal:
        fault, kept = explain_refusal(refusal), []
    return show_proposals(request, pick, fault=fault, status=422) if fault else go_back(request, kept)


def decide(request: HttpRequest, ticked: Sequence[Proposal], *, pick: Pick) -> tuple[str, list[Judgement]]:
    """What is wrong ("" nothing), and the judgements that were kept."""
    who, keys = read_who(request), [one.key for one in ticked]
    if request.POST.get("decision") == "refuse":
        return "", refuse_proposals(keys, reason=read_reason(request), who=who)
    pick.is_needed = any(one.kind == "count" for one in ticked)
    settle_pick(pick)
    if pick.error:
        return _("Say of what the numbers are: nothing else is asked."), []
    subject, entity = find_picked(pick, sources=find_first_source(ticked))
    new = [entity] if entity is not None else []
    return "", take_proposals(keys, who=who, subject=subject, new=new)


def find_first_source(ticked: Sequence[Proposal]) -> tuple[Source, ...]:
    """Where the first of them stands: a person who enters as their subject is named there."""
    return (find_observatory().desk.make_source(ticked[0].passage),)


def show_proposals(request: HttpRequest, pick: Pick, *, fault: str = "", status: int = 200) -> HttpResponse:
    view = team_view()
    kind = request.GET.get("k", "") if request.GET.get("k", "") in PROPOSALS else ""
    digest = request.GET.get("d", "")
    offset = (read_page(request) - 1) * A_PAGE
    found, total = list_proposals(view, kind=kind, digest=digest, offset=offset, limit=A_PAGE)
    counts = count_proposals(view)
    established = list_established(view, found)
    rows = [
        ProposalRow(
            one,
            str(PROPOSALS[one.kind]),
            tell_proposal(one),
            show_passage(one.passage, words=one.text),
            one.key in established,
        )
        for one in found
    ]
    context = {
        "rows": rows,
        "kinds": [(key, name, counts.get(key, 0)) for key, name in PROPOSALS.items()],
        "kind": kind,
        "pick": pick,
        "ticked": request.POST.getlist("proposition"),
        "pages": find_place(request, total, size=A_PAGE, shown=len(rows)),
        "reason": request.POST.get("reason", ""),
        "fault": fault,
        "room": "team-proposals",
    }
    return render_room(request, "proposals", context, status=status)
