"""The permanent addresses of the registry."""

from django.urls import include, path

urlpatterns = [
    path("", include("contrechamp.website.registry.urls_team")),
]
