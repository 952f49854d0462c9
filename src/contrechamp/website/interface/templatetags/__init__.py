"""Filters and tags of the gazette."""
