"""How Django finds the registry."""

from django.apps import AppConfig


class RegistryConfig(AppConfig):
    name = "contrechamp.website.registry"
