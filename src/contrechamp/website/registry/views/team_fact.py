"""Establishing a fact from a passage: first what it states, then of whom; and correcting one that stands."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from contrechamp.errors import JudgementRefused, RelationUnknown
from contrechamp.link.judging import make_id
from contrechamp.link.relations import find_relation
from contrechamp.link.verdicts import find_verdicts
from contrechamp.link.view import View
from contrechamp.vocabulary.entity import Entity
from contrechamp.vocabulary.fact import FACT_ENDS, MOST_SOURCES, Fact, Relation, Source
from contrechamp.vocabulary.judgement import Name
from contrechamp.website.accounts.team import team_only
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.awaiting import tell_when_awaited
from contrechamp.website.library.passages import find_lines, join_ticked
from contrechamp.website.library.views.page import read_line, require_page
from contrechamp.website.registry.changes import establish_fact
from contrechamp.website.registry.cited import find_sources, show_passage
from contrechamp.website.registry.faults import explain_refusal
from contrechamp.website.registry.forms import FactForm, tell_initial
from contrechamp.website.registry.picking import Pick, find_picked, make_pick, read_pick, settle_pick
from contrechamp.website.registry.sorting import NAME_KINDS, call_name
from contrechamp.website.registry.telling import tell_fact_of, tell_judgements
from contrechamp.website.registry.views.desk import read_who, render_room, team_view
from contrechamp.website.registry.words import group_relations

MOST_OFFERED = 40
HISTORY = 50
ENDS = ("subject", "object")


@dataclass
class Draft:
    """A fact while it is being written: its relation, ends, passages, and the fact that it corrects, if any."""

    relation: Relation
    form: FactForm
    picks: tuple[Pick, ...]
    sources: tuple[Source, ...]
    fact: Fact | None = None


@team_only
@require_safe
@tell_when_awaited
def establish(request: HttpRequest, digest: str, number: int) -> HttpResponse:
    """What was ticked or selected on a page: leads to the form with that passage."""
    card = gate.require_shown(digest, request)
    shown = require_page(card, number)
    ticked = request.GET.getlist("p")
    first, last = read_line(request.GET.get("de", "")), read_line(request.GET.get("a", ""))
    span = join_ticked(shown.text, ticked) if ticked else find_lines(shown.text, first, last or first)
    if span is None:
        context = {"card": card, "shown": shown, "line_count": shown.text.count("\n") + 1, "room": "page"}
        context["is_empty"] = not ticked and not first
        return render(request, "library/no_lines.html", context, status=400)
    passage = f"{card.digest}/{number}/{span.start}-{span.end}"
    return redirect(f"{reverse('team-fact-new')}?{urlencode({'passage': passage})}")


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def new_fact(request: HttpRequest) -> HttpResponse:
    """The relation is chosen first; its own form follows."""
    said = request.POST if request.method == "POST" else request.GET
    sources, wrong = find_sources([*said.getlist("passage"), said.get("address", "")])
    key = said.get("relation", "")
    try:
        relation = find_relation(key) if key else None
    except RelationUnknown:
        raise Http404 from None
    if relation is None or not sources:
        is_unchosen = bool(sources) and "relation" in said
        fault = _("Choose what this passage says.") if is_unchosen else ""
        return show_choice(request, sources, wrong=wrong, fault=fault)
    return work_on(request, relation, sources=tuple(sources), wrong=wrong)


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def fact(request: HttpRequest, key: str) -> HttpResponse:
    """Correct a fact: it keeps its id, and its history."""
    standing = team_view().find_fact(key)
    if standing is None:
        return show_gone(request, key)
    if request.method == "POST":
        written = [*request.POST.getlist("passage"), request.POST.get("address", "")]
        sources, wrong = find_sources(written, most=max(MOST_SOURCES, len(standing.sources)))
    else:
        sources, wrong = list(standing.sources), []
    relation = find_relation(standing.relation)
    return work_on(request, relation, sources=tuple(sources), wrong=wrong, standing=standing)


def show_gone(request: HttpRequest, key: str) -> HttpResponse:
    """A fact that no longer holds has its history still; one that never was has none."""
    judgements, _total = team_view().list_judgements(thing=f"f:{key}", limit=HISTORY)
    if not judgements:
        raise Http404
    context = {"history": tell_judgements(team_view(), judgements), "room": "team-judgements"}
    return render_room(request, "gone", context, status=410)


def show_choice(
    request: HttpRequest, sources: Sequence[Source], *, wrong: Sequence[str], fault: str
) -> HttpResponse:
    context = {
        "passages": [show_passage(one.passage, words=one.words) for one in sources],
        "groups": group_relations(),
        "wrong": wrong,
        "subject": request.GET.get("sujet", ""),
        "fault": fault,
        "room": "team-fact",
    }
    return render_room(request, "fact_choice", context, status=422 if fault else 200)


def work_on(
    request: HttpRequest,
    relation: Relation,
    *,
    sources: tuple[Source, ...],
    wrong: Sequence[str],
    standing: Fact | None = None,
) -> HttpResponse:
    """Show the form, look names up, or keep the fact."""
    view = team_view()
    is_sent = request.method == "POST"
    form = FactForm(
        request.POST if is_sent else None,
        relation=relation,
        initial=tell_initial(standing) if standing else None,
    )
    draft = Draft(
        relation, form, make_picks(view, relation, standing, subject=request.GET.get("sujet", "")), sources
    )
    draft.fact = standing
    if not is_sent:
        return show_draft(request, draft, wrong=wrong)
    for pick in draft.picks:
        read_pick(pick, request.POST, view)
    if request.POST.get("step") != "keep" or wrong:
        return show_draft(request, draft, wrong=wrong, is_looking=True)
    return keep_draft(request, draft)


def make_picks(view: View, relation: Relation, standing: Fact | None, *, subject: str) -> tuple[Pick, ...]:
    """The ends of the fact: of whom, to whom, under which act, according to whom."""
    known = {"subject": view.find_entity(subject) if subject else None}
    if standing is not None:
        ends = FACT_ENDS
        known = {end: view.find_entity(getattr(standing, end)) for end in ends if getattr(standing, end)}
    label = _("Who, or what")
    picks = [
        make_pick("subject", label, kinds=relation.subjects, entity=known.get("subject"), is_needed=True)
    ]
    if relation.objects:
        needs = not relation.has_both
        label = _("Whom, or what")
        picks.append(
            make_pick("object", label, kinds=relation.objects, entity=known.get("object"), is_needed=needs)
        )
    picks.append(make_pick("under", _("By which act"), kinds=("act",), entity=known.get("under")))
    speakers = ("actor", "act")
    picks.append(
        make_pick("according_to", _("According to whom"), kinds=speakers, entity=known.get("according_to"))
    )
    return tuple(picks)


def keep_draft(request: HttpRequest, draft: Draft) -> HttpResponse:
    for pick in draft.picks:
        settle_pick(pick)
    by_name = {pick.name: pick for pick in draft.picks}
    is_right = draft.form.is_valid() and not any(pick.error for pick in draft.picks) and bool(draft.sources)
    other = by_name.get("object")
    if (
        is_right
        and other
        and draft.relation.has_both
        and not other.typed
        and not draft.form.cleaned_data["value"]
    ):
        other.error, is_right = _("Write whom or what, or a value, or both."), False
    if not is_right:
        fault = "" if draft.sources else _("A fact needs at least one passage.")
        return show_draft(request, draft, fault=fault, status=422)
    made, entities = make_fact(draft)
    try:
        establish_fact(made, new=entities, is_new=draft.fact is None, who=read_who(request))
    except JudgementRefused as refusal:
        return show_draft(request, draft, fault=explain_refusal(refusal), status=422)
    return redirect(f"{reverse('team-fact', args=[made.id])}?fait=1")


def make_fact(draft: Draft) -> tuple[Fact, list[Entity]]:
    """The fact, and the entities that enter with it."""
    ends, entities = {}, []
    for pick in draft.picks:
        ends[pick.name], entity = find_picked(pick, sources=draft.sources)
        if entity is not None:
            entities.append(entity)
    said = draft.form.cleaned_data
    kept = {key: text for key, text in (draft.fact.details if draft.fact else {}).items() if key != "bound"}
    made = Fact(
        draft.fact.id if draft.fact else make_id(),
        relation=draft.relation.key,
        value=said.get("value", ""),
        when=said["time"],
        note=said["note"].strip(),
        sources=draft.sources,
        details={**kept, **draft.form.details},
        **ends,
    )
    return made, entities


def show_draft(
    request: HttpRequest,
    draft: Draft,
    *,
    wrong: Sequence[str] = (),
    fault: str = "",
    is_looking: bool = False,
    status: int = 200,
) -> HttpResponse:
    view = team_view()
    form = draft.form
    if is_looking:  # nothing is wrong yet with what was not meant to be kept
        said = {**request.POST.dict(), "is_since": "is_since" in request.POST}
        form = FactForm(relation=draft.relation, initial=said)
    context = {
        "relation": draft.relation,
        "form": form,
        "ends": [pick for pick in draft.picks if pick.name in ENDS],
        "around": [pick for pick in draft.picks if pick.name not in ENDS],
        "wrong_picks": [pick for pick in draft.picks if pick.error],
        "passages": [show_passage(one.passage, words=one.words) for one in draft.sources],
        "offered": offer_names(view, draft),
        "groups": group_relations(),
        "wrong": wrong,
        "fault": fault,
        "fact": draft.fact,
        "said": tell_fact_of(view, draft.fact) if draft.fact else "",
        "is_kept": "fait" in request.GET and request.method != "POST",
        "history": list_history(view, draft.fact) if draft.fact else [],
        "room": "team-fact",
    }
    return render_room(request, "fact", context, status=status)


def list_history(view: View, standing: Fact) -> list:
    judgements, _total = view.list_judgements(thing=f"f:{standing.id}", limit=HISTORY)
    return tell_judgements(view, judgements)


def offer_names(view: View, draft: Draft) -> list[str]:
    """Names to choose from while typing: entities that the cited pages name first, other names of these pages after."""
    places = dict.fromkeys((one.passage.digest, one.passage.page) for one in draft.sources)
    found = [
        Name(str(mention.kind), mention.value)
        for place in places
        for mention in find_observatory().findings.mentions(*place)
        if mention.kind in NAME_KINDS
    ]
    verdicts = find_verdicts(view, found)
    known = view.find_entities(one.entity for one in verdicts.values() if one.verdict == "is")
    called = [one.name for one in known.values()]
    waiting = [name for name in dict.fromkeys(found) if name not in verdicts or not verdicts[name].verdict]
    called += map(call_name, waiting)
    return list(dict.fromkeys(called))[:MOST_OFFERED]
