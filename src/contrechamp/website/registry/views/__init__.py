"""Views of the registry, a file for each room."""
