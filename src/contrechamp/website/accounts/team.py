"""Views for the team alone: behind a sign-in, never kept by a browser."""

import functools
from collections.abc import Callable

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse

View = Callable[..., HttpResponse]


def keep_form_page(response: HttpResponse) -> HttpResponse:
    """Headers of a view with a form: never stored; its own address goes with the form, and nowhere else.

    With `no-referrer` a browser says that the form comes from "null", and the check against forged forms refuses it.
    """
    response.headers["Referrer-Policy"] = "same-origin"
    response.headers["Cache-Control"] = "no-store"
    return response


def team_only(view: View) -> View:
    """Whoever is not signed in is led to the sign-in; the body of the request is not read before."""

    @functools.wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path() if request.method == "GET" else "/")
        return keep_form_page(view(request, *args, **kwargs))

    return guarded
