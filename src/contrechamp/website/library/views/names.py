"""A list of names against the library: which of them stand in it, and where. Nothing of it is kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contrechamp.text.name_lists import MOST_NAMES, list_names, read_names
from contrechamp.vocabulary.search import NameHits
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.library import gate
from contrechamp.website.library.addresses import Asked
from contrechamp.website.library.name_file import KeepInMemory
from contrechamp.website.library.views.table import send_csv

FIRST_SHOWN = 3
MANY_NAMES = 150  # beyond, one page is shown of each: the view stays light
HEADINGS = ("nom", "pages", "documents", "premieres_pages")


# Nothing is changed or kept, so there is nothing to forge, and a reader gets no cookie for a token. A form of another
# site is refused all the same (`is_from_elsewhere`): nobody makes a reader's browser search on their behalf.
@csrf_exempt
@cache_control(no_store=True)  # in no browser's cache either, in whatever form
@require_http_methods(["GET", "HEAD", "POST"])
def names(request: HttpRequest) -> HttpResponse:
    """The form; what it finds; or the same as CSV."""
    file = KeepInMemory(request)
    request.upload_handlers = [file]
    if request.method != "POST":
        return show_names(request, [])
    if is_from_elsewhere(request):
        return show_names(
            request, [], fault=_("This form came from another site: write your list here."), status=403
        )
    wanted = list_names(request.POST.get("noms", "")) + read_names(file.content, is_csv=file.is_csv)
    wanted = list(dict.fromkeys(wanted))
    if not wanted or file.is_too_large:
        fault = (
            _("This file is too large.")
            if file.is_too_large
            else _("Write at least one name, or choose a file.")
        )
        return show_names(request, wanted[:MOST_NAMES], fault=fault, status=422)
    found = find_observatory().find_names(
        wanted[:MOST_NAMES], collections=gate.list_seen_collections(request)
    )
    found.sort(key=lambda one: (-one.pages, -one.documents))
    if "csv" in request.POST:
        return send_csv([HEADINGS, *(write_row(request, one) for one in found)], "liste.csv")
    return show_names(request, wanted[:MOST_NAMES], found=found, is_cut=len(wanted) > MOST_NAMES)


def is_from_elsewhere(request: HttpRequest) -> bool:
    """Whether the browser says that another site sent this form."""
    return request.headers.get("Sec-Fetch-Site", "same-origin") not in ("same-origin", "none")


def show_names(
    request: HttpRequest,
    wanted: list[str],
    *,
    found: list[NameHits] | None = None,
    fault: str = "",
    is_cut: bool = False,
    status: int = 200,
) -> HttpResponse:
    shown = FIRST_SHOWN if len(wanted) <= MANY_NAMES else 1
    context = {
        "names": "\n".join(wanted),
        "rows": [(one, write_search(one), list_first(one, shown)) for one in found or ()],
        "name_count": len(wanted),
        "found_count": sum(one.pages > 0 for one in found or ()),
        "fault": fault,
        "is_cut": is_cut,
        "most": MOST_NAMES,
        "room": "names",
    }
    return render(request, "library/names.html", context, status=status)


def write_phrase(one: NameHits) -> str:
    """The name as the search takes it, word for word."""
    return f'"{one.name.replace(chr(34), " ")}"'


def write_search(one: NameHits) -> str:
    return Asked(text=write_phrase(one)).write(reverse("search"))


def list_first(one: NameHits, most: int) -> list[tuple[str, str, int]]:
    """Address, title and page of the first hits."""
    asked = Asked(text=write_phrase(one))
    return [
        (asked.write(reverse("page", args=[hit.digest, hit.page])), hit.title, hit.page)
        for hit in one.first[:most]
    ]


def write_row(request: HttpRequest, one: NameHits) -> tuple:
    addresses = (
        request.build_absolute_uri(address) for address, _title, _page in list_first(one, FIRST_SHOWN)
    )
    return one.name, one.pages, one.documents, " ".join(addresses)
