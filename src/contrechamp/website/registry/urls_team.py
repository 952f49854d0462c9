"""Addresses of the registry's rooms for the team."""

urlpatterns = []
