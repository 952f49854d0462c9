"""Views for what goes wrong: what happened, that nothing was lost, what to do."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import get_template


def show_missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: the same for what does not exist and for what this reader may not see."""
    return render(request, "interface/404.html", status=404)


def show_bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "interface/400.html", status=400)


def show_forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    return render(request, "interface/403.html", status=403)


def refuse_forgery(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form came without its token: most often a view left open since yesterday."""
    return render(request, "interface/403.html", {"is_stale_form": True}, status=403)


def show_failure(request: HttpRequest) -> HttpResponse:
    """500: a fixed text that needs no database and no session."""
    return render_bare("interface/500.html", status=500)


def show_full_disk(request: HttpRequest) -> HttpResponse:
    """507: no room left; needs no database either."""
    return render_bare("interface/507.html", status=507)


def render_bare(name: str, *, status: int) -> HttpResponse:
    """Without the request: whatever broke must not break this too."""
    text = get_template(name).render({"collective_name": settings.COLLECTIVE_NAME})
    return HttpResponse(text, status=status)
