"""Every address of the site, each room's own first, and the views for what goes wrong."""

from django.urls import include, path

urlpatterns = [
    path("", include("contrechamp.website.registry.urls")),
    path("", include("contrechamp.website.library.urls")),
    path("", include("contrechamp.website.intake.urls")),
    path("", include("contrechamp.website.accounts.urls")),
    path("", include("contrechamp.website.interface.urls")),
]
handler400 = "contrechamp.website.interface.faults.show_bad_request"
handler403 = "contrechamp.website.interface.faults.show_forbidden"
handler404 = "contrechamp.website.interface.faults.show_missing"
handler500 = "contrechamp.website.interface.faults.show_failure"
