"""Addresses of the pictures of the registry."""

from django.urls import path, re_path

from contrechamp.website.registry.views import pictures, pictures_map

urlpatterns = [
    path("carte", pictures_map.show_map, name="map"),
    path("carte.svg", pictures_map.map_file, name="map-file"),
    re_path(r"^carte/(?P<size>a4|a3)$", pictures_map.map_sheet, name="map-sheet"),
    path("carte/sans-coordonnees", pictures_map.unplaced, name="map-unplaced"),
    path("chronologie", pictures.timeline, name="timeline"),
    path("reseau", pictures.network, name="network"),
    path("argent", pictures.money, name="money"),
]
