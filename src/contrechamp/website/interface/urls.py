"""The gallery of components."""

from django.urls import path

from contrechamp.website.interface import gallery

urlpatterns = [path("_interface", gallery.gallery, name="gallery")]
