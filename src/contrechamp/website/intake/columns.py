"""What the columns of a file of rows hold: the team looks at what was understood, and says the rest."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from contrechamp.pipeline.importing import TableReport, survey_tables
from contrechamp.spot.columns import read_kinds
from contrechamp.vocabulary.digest import Digest
from contrechamp.website.accounts.team import team_only
from contrechamp.website.intake.changes import say_columns
from contrechamp.website.intake.forms import ColumnsForm
from contrechamp.website.intake.views import require_document
from contrechamp.website.interface.observatory import find_observatory

MOST_TABLES = 5  # with the most rows
MOST_COLUMNS = 60
MOST_PAGES = 100  # looked at: what headings mean does not change behind them


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def columns(request: HttpRequest, digest: str) -> HttpResponse:
    """The columns of a document's tables, with their first values and a select each."""
    card = require_document(digest)
    own = survey(card.digest)
    kind = choose_kind(request, own)
    reports = survey(card.digest, kind=kind)
    form = ColumnsForm(request.POST if request.method == "POST" else None, reports=reports, kind=kind)
    if form.is_bound and form.is_valid():
        remember(request, form, card.digest, kind=kind, own={report.signature: report.kind for report in own})
        return redirect(f"{reverse('columns', args=[card.digest])}?kind={kind}&retenu=1")
    context = {
        "card": card,
        "form": form,
        "tables": list(form.give_tables()),
        "kind": kind,
        "kinds": [(name, one.label) for name, one in read_kinds().items()],
        "is_kept": "retenu" in request.GET,
        "room": "columns",
    }
    return render(request, "intake/columns.html", context, status=422 if form.is_bound else 200)


def survey(digest: Digest, *, kind: str = "") -> list[TableReport]:
    """The tables that one view can show."""
    reports = survey_tables(find_observatory().archive, digest, kind=kind, most_pages=MOST_PAGES)
    return [report for report in reports if len(report.columns) <= MOST_COLUMNS][:MOST_TABLES]


def choose_kind(request: HttpRequest, own: list[TableReport]) -> str:
    """What the person says that the file holds, else what its headings say."""
    asked = (request.POST if request.method == "POST" else request.GET).get("kind", "")
    kinds = read_kinds()
    return (
        asked if asked in kinds else next((report.kind for report in own if report.kind), next(iter(kinds)))
    )


def remember(
    request: HttpRequest, form: ColumnsForm, digest: Digest, *, kind: str, own: dict[str, str]
) -> None:
    """Keep what differs from what the headings say by themselves."""
    for report, said in form.give_said():
        is_other_kind = own.get(report.signature, "") != kind and any(one.field for one in report.columns)
        if said or is_other_kind:
            who = {"member_name": request.user.name, "at": timezone.now()}
            say_columns(digest, kind, report.headings, said=said, **who)
