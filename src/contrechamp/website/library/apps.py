"""How Django finds the library."""

from django.apps import AppConfig


class LibraryConfig(AppConfig):
    name = "contrechamp.website.library"
