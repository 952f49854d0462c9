"""What the team does with what comes in: send files, watch them being read, publish, withdraw."""

from collections.abc import Callable, Collection

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.http import require_http_methods, require_safe

from contrechamp.errors import NotADigest
from contrechamp.vocabulary.archive import Refusal
from contrechamp.vocabulary.catalogue import DocumentCard
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.provenance import Receipt
from contrechamp.website.accounts.models import AuditLine
from contrechamp.website.accounts.team import team_only
from contrechamp.website.intake.changes import (
    bring_back_document,
    publish_collection,
    receive_upload,
    retry_document,
    unpublish_collection,
    withdraw_document,
)
from contrechamp.website.intake.forms import PasswordForm, UploadForm, WithdrawForm
from contrechamp.website.intake.places import write_places
from contrechamp.website.intake.receipts import remember_refusals
from contrechamp.website.interface.observatory import find_observatory
from contrechamp.website.interface.uploads import PathKeepingParser, SpooledFile, SpoolFiles

REFRESH_SECONDS = 5
LATEST = 12
MOST_WITHDRAWN = 100
DEFAULT_COLLECTION = "équipe"


@csrf_exempt  # the token is checked in `take_upload`, once the spool stands ready for the files
@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def intake(request: HttpRequest) -> HttpResponse:
    spool = SpoolFiles(settings.SPOOL_FOLDER, request, most_bytes=settings.LARGEST_FILE_BYTES)
    request.upload_handlers = [spool]
    request.multipart_parser_class = PathKeepingParser
    try:
        return take_upload(request, spool)
    finally:
        spool.discard()


@csrf_protect
def take_upload(request: HttpRequest, spool: SpoolFiles) -> HttpResponse:
    if request.method != "POST":
        return show_intake(request, UploadForm(initial={"collection": DEFAULT_COLLECTION}))
    form = UploadForm(request.POST)
    files = [file for name in ("files", "folder") for file in request.FILES.getlist(name)]
    if not files and not spool.refused:
        form.add_error(None, _("Choose at least one file."))
    if not form.is_valid():
        return show_intake(request, form, status=422)
    return keep_files(request, form.cleaned_data["collection"], files, refused=spool.refused)


def show_intake(request: HttpRequest, form: UploadForm, *, status: int = 200) -> HttpResponse:
    observatory = find_observatory()
    context = {
        "form": form,
        "collections": observatory.collections(),
        "isolation": observatory.isolation,
        "most_bytes": settings.LARGEST_FILE_BYTES,
        "room": "intake",
    }
    return render(request, "intake/intake.html", context, status=status)


def keep_files(
    request: HttpRequest, collection: str, files: list[SpooledFile], *, refused: list[Refusal]
) -> HttpResponse:
    """Leads to the receipts, so that reloading them sends nothing again; what was refused alone is told at once."""
    answers = receive_upload(
        files, collection=collection, receiver=request.user.name, received_at=timezone.now()
    )
    receipts = [answer for answer in answers if isinstance(answer, Receipt)]
    refusals = [*refused, *(answer for answer in answers if not isinstance(answer, Receipt))]
    if receipts:
        places = write_places(receipts)
        if refusals:
            remember_refusals(request, places, refusals)
        return redirect("receipts", places=places)
    context = {"receipts": (), "refusals": refusals, "room": "intake"}
    return render(request, "intake/received.html", context, status=413)


@team_only
@require_safe
def progress(request: HttpRequest) -> HttpResponse:
    """How far the reading is; the view renews itself only for those who ask for it."""
    observatory = find_observatory()
    is_followed = "suivre" in request.GET
    state = observatory.progress()
    done = state.read + state.partly_read + state.unreadable
    context = {
        "progress": state,
        "isolation": observatory.isolation,
        "done": done,
        "total": done + state.waiting,
        "latest": observatory.list_documents(order="received", limit=LATEST).cards,
        "acts": AuditLine.objects.all()[:LATEST],
        "is_followed": is_followed,
        "seconds": REFRESH_SECONDS,
        "room": "progress",
    }
    response = render(request, "intake/progress.html", context)
    if is_followed:
        response.headers["Refresh"] = str(REFRESH_SECONDS)
    return response


@team_only
@require_safe
def collections(request: HttpRequest) -> HttpResponse:
    """All collections; publishing one is a separate act, with its own view and its own warning."""
    observatory = find_observatory()
    withdrawn = observatory.list_withdrawn(limit=MOST_WITHDRAWN)
    context = {"collections": observatory.collections(), "withdrawn": withdrawn, "room": "collections"}
    return render(request, "intake/collections.html", context)


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def publish(request: HttpRequest) -> HttpResponse:
    """Show a collection to everybody, after a look at what they will see."""
    hidden = {entry.name for entry in find_observatory().collections() if not entry.is_public}
    return confirm(request, publish_collection, among=hidden, template="intake/publish.html")


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def unpublish(request: HttpRequest) -> HttpResponse:
    """Take a collection back from the public, after a look at what will no longer be seen."""
    shown = find_observatory().public_collections()
    return confirm(request, unpublish_collection, among=shown, template="intake/unpublish.html")


def confirm(
    request: HttpRequest, act: Callable[..., None], *, among: Collection[str], template: str
) -> HttpResponse:
    """`act` on the collection named, once it was seen on `template` how many documents it is about."""
    name = (request.POST if request.method == "POST" else request.GET).get("name", "")
    if name not in among:
        raise Http404
    if request.method == "POST":
        act(name, member_name=request.user.name, at=timezone.now())
        return redirect("collections")
    count = find_observatory().count_shown_by(name)
    return render(request, template, {"name": name, "count": count, "room": "collections"})


def require_document(digest: str) -> DocumentCard:
    try:
        card = find_observatory().find_document(Digest(digest))
    except NotADigest:
        card = None
    if card is None:
        raise Http404
    return card


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def retry(request: HttpRequest, digest: str) -> HttpResponse:
    """Let a document that failed be read again; one that is locked needs its password, a withdrawn one rests."""
    card = require_document(digest)
    if card.is_withdrawn:
        return render(request, "intake/retry.html", {"card": card, "room": "retry"}, status=409)
    form = PasswordForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and (form.is_valid() or not card.is_locked):
        password = form.cleaned_data.get("password", "") if card.is_locked else ""
        retry_document(card.digest, password=password, member_name=request.user.name, at=timezone.now())
        return redirect("document", digest=card.digest)
    context = {"form": form, "card": card, "room": "retry"}
    return render(request, "intake/retry.html", context, status=422 if form.is_bound else 200)


@team_only
@require_http_methods(["GET", "HEAD", "POST"])
def withdraw(request: HttpRequest, digest: str) -> HttpResponse:
    """Withdraw one document, or bring it back, after a look at which one it is."""
    card = require_document(digest)
    if card.is_withdrawn and request.method == "POST":
        bring_back_document(card.digest, member_name=request.user.name, at=timezone.now())
        return redirect("document", digest=card.digest)
    form = WithdrawForm(request.POST if request.method == "POST" else None)
    if form.is_bound and form.is_valid():
        reason = form.cleaned_data["reason"]
        withdraw_document(card.digest, reason=reason, member_name=request.user.name, at=timezone.now())
        return redirect("document", digest=card.digest)
    context = {"form": form, "card": card, "room": "withdraw"}
    return render(request, "intake/withdraw.html", context, status=422 if form.is_bound else 200)
