"""The readers by media type, found in their folder: the bench runs them without the sandbox."""

import importlib
import pkgutil

from contrechamp.read import readers


def load_readers() -> dict:
    """Media type -> module."""
    modules = [
        importlib.import_module(f"{readers.__name__}.{found.name}")
        for found in pkgutil.iter_modules(readers.__path__)
    ]
    return {media_type: module for module in modules for media_type in getattr(module, "MEDIA_TYPES", ())}
