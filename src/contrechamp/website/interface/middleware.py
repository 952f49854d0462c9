"""Headers for every answer, compression where no secret travels, and faults told in plain words."""

import errno
import sqlite3
from collections.abc import Callable

from django.conf import settings
from django.db.utils import OperationalError
from django.http import HttpRequest, HttpResponse
from django.middleware.gzip import GZipMiddleware

from contrechamp.errors import DiskIsFull
from contrechamp.website.interface.faults import show_full_disk

Answerer = Callable[[HttpRequest], HttpResponse]


class ReaderHeaders:
    """What Django does not set by itself; a view that set a header keeps its own."""

    def __init__(self, answer: Answerer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "interest-cohort=()")
        is_team = settings.SESSION_COOKIE_NAME in request.COOKIES
        response.headers.setdefault("Cache-Control", "no-store" if is_team else "private, no-cache")
        return response


class CompressForReaders(GZipMiddleware):
    """Compress what anybody may read; an answer that carries a token or a session stays as it is."""

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        has_secret = settings.SESSION_COOKIE_NAME in request.COOKIES or response.cookies
        return response if has_secret else super().process_response(request, response)


def is_full_disk(fault: BaseException | None) -> bool:
    """Whether this fault, or one behind it, says that there is no room left."""
    while fault is not None:
        if isinstance(fault, DiskIsFull):
            return True
        if isinstance(fault, OSError) and fault.errno in (errno.ENOSPC, errno.EDQUOT):
            return True
        if isinstance(fault, (sqlite3.OperationalError, OperationalError)) and "full" in str(fault):
            return True
        fault = fault.__cause__ or fault.__context__
    return False


class ExplainFaults:
    """The web error page's one place of bulk catching: a full disk says so, the rest goes to the 500 view."""

    def __init__(self, answer: Answerer):
        self.answer = answer

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.answer(request)

    def process_exception(self, request: HttpRequest, fault: Exception) -> HttpResponse | None:
        return show_full_disk(request) if is_full_disk(fault) else None
