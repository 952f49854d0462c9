"""The permanent addresses of the registry."""

from django.urls import include, path, re_path

from contrechamp.website.registry.public_words import SLUGS
from contrechamp.website.registry.views import entity, fact, index, overviews

ID = r"(?P<key>[0-9a-hjkmnp-tv-z]{10})"
KIND = rf"(?P<slug>{'|'.join(SLUGS.values())})"

urlpatterns = [
    path("", include("contrechamp.website.registry.urls_team")),
    path("repertoire/", index.registry, name="registry"),
    re_path(rf"^repertoire/{KIND}$", index.entities, name="entities"),
    path("repertoire/faits", index.facts, name="facts"),
    path("repertoire/autorisations", overviews.authorisations, name="authorisations"),
    path("repertoire/contradictions", overviews.contradictions, name="contradictions"),
    path("repertoire/inconnues", overviews.unknowns, name="unknowns"),
    path("repertoire/comptages", overviews.counts, name="counts"),
    re_path(rf"^repertoire/{ID}$", entity.entity, name="entity"),
    re_path(rf"^faits/{ID}$", fact.fact, name="fact"),
    re_path(rf"^faits/{ID}\.json$", fact.fact_data, name="fact-data"),
    re_path(rf"^faits/{ID}/citation\.(?P<form>txt|html|bib)$", fact.fact_citation, name="fact-citation"),
]
