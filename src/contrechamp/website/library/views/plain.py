"""Texts that do not change: what is kept about readers, how to quote, what robots are asked."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

# Pictures have one address each; their views and orders are without end.
_WITHOUT_END = ("/equipe/", "/chercher", "/carte?", "/carte.svg", "/chronologie?", "/reseau?", "/argent?")
ROBOTS = "User-agent: *\n" + "".join(f"Disallow: {path}\n" for path in _WITHOUT_END)


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    return render(request, "library/about.html", {"room": "about"})


@require_safe
def how_to_cite(request: HttpRequest) -> HttpResponse:
    return render(request, "library/how_to_cite.html", {"room": "how-to-cite"})


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    return HttpResponse(ROBOTS, content_type="text/plain; charset=utf-8")
