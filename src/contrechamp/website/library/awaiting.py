"""Pages that are being read again: what stands in the place of a view that needs them."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from contrechamp.errors import DocumentUnknown
from contrechamp.website.library import gate

RETRY_SECONDS = 60


def tell_when_awaited(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """The view, or 503 while the pages it needs are read anew (a new version of reading, a disk that lost them)."""

    @wraps(view)
    def answer(request: HttpRequest, digest: str, **parts: object) -> HttpResponse:
        try:
            return view(request, digest, **parts)
        except DocumentUnknown:
            context = {"card": gate.require_shown(digest, request), "room": "document"}
            response = render(request, "library/awaited.html", context, status=503)
            response.headers["Retry-After"] = str(RETRY_SECONDS)
            return response

    return answer
