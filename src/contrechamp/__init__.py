"""Contrechamp: the paper trail of a city's surveillance, searchable, sourced and public."""

__version__ = "0.1.0"
