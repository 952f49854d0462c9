"""How Django finds the accounts."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "contrechamp.website.accounts"
