"""What the tests of splitting share: the pages of a file, as its reader gives them."""

from collections.abc import Callable
from pathlib import Path

import pytest

from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Page


@pytest.fixture(scope="session")
def read_pages() -> Callable[[Path], list[Page]]:
    """Read a file of this machine without the sandbox: it is one of the project's own, or of the shared data."""

    def read(path: Path) -> list[Page]:
        with path.open("rb") as source:
            found = list(read_document(source, Request(untrusted_name=path.name)))
        return [finding for finding in found if isinstance(finding, Page)]

    return read
