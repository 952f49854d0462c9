"""How Django finds the intake."""

from django.apps import AppConfig


class IntakeConfig(AppConfig):
    name = "contrechamp.website.intake"
