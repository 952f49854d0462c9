"""The table of formats agrees with what each reader says that it takes."""

import pkgutil
from importlib import import_module

from contrechamp.read import readers
from contrechamp.read.formats import READERS


def test_every_reader_is_in_the_table_with_all_its_types():
    said = {}
    for module in pkgutil.iter_modules(readers.__path__):
        reader = import_module(f"{readers.__name__}.{module.name}")
        said |= dict.fromkeys(getattr(reader, "MEDIA_TYPES", ()), module.name)
    assert said == READERS
