"""The receipts of an upload have an address of their own: their places in the ledger stand in it."""

from collections.abc import Sequence

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from contrechamp.vocabulary.archive import Refusal
from contrechamp.website.accounts.team import team_only
from contrechamp.website.intake.places import read_places
from contrechamp.website.interface.observatory import find_observatory

MOST_REFUSALS = 100  # remembered while the session lasts
_REFUSED = "refused"


@team_only
@require_safe
def receipts(request: HttpRequest, places: str) -> HttpResponse:
    """What was received at these places in the ledger, and what this person sent beside it that was refused."""
    spans = read_places(places)
    found = find_observatory().list_receipts(spans)
    if not found:
        raise Http404
    context = {
        "collection": found[0].provenance.collection,
        "receipts": found,
        "refusals": recall_refusals(request, places),
        "room": "intake",
    }
    return render(request, "intake/received.html", context)


def remember_refusals(request: HttpRequest, places: str, refusals: Sequence[Refusal]) -> None:
    """For the view of the receipts alone: a refusal is no document, and nothing else keeps it."""
    told = [[one.untrusted_path, str(one.reason)] for one in refusals[:MOST_REFUSALS]]
    request.session[_REFUSED] = {"places": places, "told": told}


def recall_refusals(request: HttpRequest, places: str) -> list[dict[str, str]]:
    """What was refused of the upload with these receipts, if it was the last one of this session."""
    kept = request.session.get(_REFUSED, {})
    told = kept.get("told", ()) if kept.get("places") == places else ()
    return [{"untrusted_path": path, "reason": reason} for path, reason in told]
