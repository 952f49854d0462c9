"""How Django finds the interface."""

from django.apps import AppConfig


class InterfaceConfig(AppConfig):
    name = "contrechamp.website.interface"
