"""Contesting: a reader's form without account, cookie or script; what is sent waits until a member reads it."""

import secrets
from datetime import timedelta

from django.core.signing import BadSignature, SignatureExpired, TimestampSigner
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from contrechamp.website.library.views.names import is_from_elsewhere
from contrechamp.website.registry.contest_changes import Received, receive_contest
from contrechamp.website.registry.contests import Target, find_target
from contrechamp.website.registry.forms import ContestForm

SHORTEST_SECONDS = 4  # nobody reads the form and writes a sentence faster
LONGEST = timedelta(hours=12)
SALT = "contest"


# There is no session to forge on behalf of, and a reader gets no cookie for a token. Forms of other sites, and those
# that a program sends at once, are refused all the same.
@csrf_exempt
@cache_control(no_store=True)
@require_http_methods(["GET", "HEAD", "POST"])
def contest(request: HttpRequest, key: str) -> HttpResponse:
    """The form; what it says once sent; or, where too many wait, how to write on paper."""
    target = find_target(key, request)
    if target is None:
        raise Http404
    if request.method != "POST":
        return show_contest(request, target, ContestForm())
    form = ContestForm(request.POST)
    if is_from_elsewhere(request):
        fault = _("This form came from another site: write here what you contest.")
        return show_contest(request, target, form, fault=fault, status=403)
    if fault := find_haste(request.POST.get("pris", ""), key):
        return show_contest(request, target, form, fault=fault, status=422)
    if not form.is_valid():
        return show_contest(request, target, form, status=422)
    return receive(request, target, form)


def receive(request: HttpRequest, target: Target, form: ContestForm) -> HttpResponse:
    """Where nothing is kept, nothing is written anywhere, the error log included."""
    reason, token = form.cleaned_data["reason"], request.POST["pris"]
    received = receive_contest(target.key, reason=reason, token=token, today=timezone.localdate())
    if received == Received.AGAIN:
        fault = _("This form was sent already. To say something else, wait a few seconds, and send it again.")
        return show_contest(request, target, form, fault=fault, status=409)
    is_kept = received == Received.KEPT
    context = {"target": target, "reason": reason, "is_kept": is_kept, "room": "contest"}
    answer = render(request, "registry/contest_sent.html", context, status=200 if is_kept else 429)
    answer._has_been_logged = True
    return answer


def make_token(key: str) -> str:
    """Signed, with the second, and drawn anew for each form: two readers of one second have two."""
    return TimestampSigner(salt=SALT).sign(f"{key} {secrets.token_hex(8)}")


def find_haste(token: str, key: str) -> str:
    """Why a form cannot be taken yet, or no longer; "" where nothing speaks against it. What was written stays."""
    signer = TimestampSigner(salt=SALT)
    try:
        if signer.unsign(token, max_age=LONGEST).partition(" ")[0] != key:
            raise BadSignature
    except BadSignature:
        return _("This form was open for too long. Nothing is lost: send it again now.")
    try:
        signer.unsign(token, max_age=SHORTEST_SECONDS)
    except SignatureExpired:
        return ""
    return _("That was faster than anybody writes. Nothing is lost: wait a few seconds, and send it again.")


def show_contest(
    request: HttpRequest, target: Target, form: ContestForm, *, fault: str = "", status: int = 200
) -> HttpResponse:
    """After a fault the clock of the form goes on: it was read already."""
    taken = request.POST.get("pris", "")
    is_early = bool(fault) and status == 422 and taken.startswith(f"{target.key} ")
    token = taken if is_early and not is_stale(taken) else make_token(target.key)
    context = {"target": target, "form": form, "fault": fault, "token": token, "room": "contest"}
    return render(request, "registry/contest.html", context, status=status)


def is_stale(token: str) -> bool:
    try:
        TimestampSigner(salt=SALT).unsign(token, max_age=LONGEST)
    except BadSignature:
        return True
    return False
