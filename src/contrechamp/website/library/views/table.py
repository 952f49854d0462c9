"""A table of a page as CSV."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.http import require_safe

from contrechamp.text.safe_csv import render_csv
from contrechamp.website.library import gate
from contrechamp.website.library.awaiting import tell_when_awaited
from contrechamp.website.library.tables import find_table, read_rows
from contrechamp.website.library.views.page import require_page


@require_safe
@tell_when_awaited
def table(request: HttpRequest, digest: str, number: int, rank: int) -> HttpResponse:
    """Headings and rows, as a file that no spreadsheet takes for formulas."""
    card = gate.require_shown(digest, request)
    shown = require_page(card, number)
    found = find_table(card, shown, rank)
    if found is None:
        raise Http404
    rows = [found.columns, *read_rows(found, shown.text)]
    return send_csv(rows, f"{card.digest[:12]}-p{number}-tableau-{rank}.csv")


def send_csv(rows: list, name: str) -> HttpResponse:
    """Rows as a CSV file of this name (ASCII)."""
    response = HttpResponse(render_csv(rows), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
