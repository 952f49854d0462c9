"""What the tests of readers share: run one on bytes and sort what it gives."""

import io
from collections.abc import Callable
from importlib import import_module
from pathlib import Path
from typing import NamedTuple

import pytest

from contrechamp.read.formats import READERS
from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Notice, Property, Request
from contrechamp.vocabulary.document import Child, Page


class Found(NamedTuple):
    """What a reader gave, sorted."""

    pages: list[Page]
    children: list[Child]
    properties: dict[str, str]
    notices: list[str]

    @property
    def text(self) -> str:
        return "\n".join(page.text for page in self.pages)


def sort_findings(findings) -> Found:
    found = Found([], [], {}, [])
    for finding in findings:
        match finding:
            case Page():
                found.pages.append(finding)
            case Child():
                found.children.append(finding)
            case Property(key, value):
                found.properties[key] = value
            case Notice(reason):
                found.notices.append(reason)
    return found


@pytest.fixture(scope="session")
def read_bytes() -> Callable[..., Found]:
    """Read bytes as the type that they are found to be."""

    def read(content: bytes, name: str = "", *, password: str = "") -> Found:
        source = io.BytesIO(content)
        reader = import_module(f"contrechamp.read.readers.{READERS[find_media_type(source, name)]}")
        source.seek(0)
        return sort_findings(reader.read(source, Request(untrusted_name=name, password=password)))

    return read


@pytest.fixture(scope="session")
def office_samples() -> Path:
    return Path(__file__).resolve().parent.parent / "samples" / "office"
