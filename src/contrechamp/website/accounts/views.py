"""Signing in and out."""

from django.conf import settings
from django.contrib.auth import login, logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_http_methods

from contrechamp.website.accounts.forms import SignInForm
from contrechamp.website.accounts.team import keep_form_page


@require_http_methods(["GET", "HEAD", "POST"])
def sign_in(request: HttpRequest) -> HttpResponse:
    if request.user.is_authenticated:
        return redirect(settings.LOGIN_REDIRECT_URL)
    form = SignInForm(request.POST if request.method == "POST" else None)
    target = request.POST.get("next") or request.GET.get("next") or ""
    if form.is_bound and form.is_valid():
        login(request, form.member)
        return redirect(find_target(request, target))
    context = {"form": form, "next": target, "room": "sign-in"}
    status = 422 if form.is_bound else 200
    return keep_form_page(render(request, "accounts/sign_in.html", context, status=status))


def find_target(request: HttpRequest, target: str) -> str:
    """The view that was asked for, if it is one of ours."""
    is_ours = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return target if is_ours else resolve_url(settings.LOGIN_REDIRECT_URL)


@require_http_methods(["GET", "HEAD", "POST"])
def sign_out(request: HttpRequest) -> HttpResponse:
    """A button first: a link alone must not sign anybody out."""
    if not request.user.is_authenticated:
        return redirect(settings.LOGOUT_REDIRECT_URL)
    if request.method == "POST":
        logout(request)
        response = redirect(settings.LOGOUT_REDIRECT_URL)
        response.delete_cookie(settings.CSRF_COOKIE_NAME, samesite="Strict")
        response.headers["Clear-Site-Data"] = '"cache", "storage"'
        return response
    return keep_form_page(render(request, "accounts/sign_out.html", {"room": "sign-out"}))
