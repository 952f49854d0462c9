"""Base templates, components and styles, each made once."""
