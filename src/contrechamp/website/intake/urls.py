"""Addresses of the intake."""

from django.urls import path, re_path

from contrechamp.website.intake import columns, receipts, views

urlpatterns = [
    path("equipe/deposer", views.intake, name="intake"),
    re_path(r"^equipe/deposer/(?P<places>[0-9,-]{1,2000})$", receipts.receipts, name="receipts"),
    path("equipe/lecture", views.progress, name="progress"),
    path("equipe/collections", views.collections, name="collections"),
    path("equipe/collections/publier", views.publish, name="publish"),
    path("equipe/collections/reprendre", views.unpublish, name="unpublish"),
    re_path(r"^equipe/relire/(?P<digest>[0-9a-f]{64})$", views.retry, name="retry"),
    re_path(r"^equipe/colonnes/(?P<digest>[0-9a-f]{64})$", columns.columns, name="columns"),
    re_path(r"^equipe/retirer/(?P<digest>[0-9a-f]{64})$", views.withdraw, name="withdraw"),
]
