"""What the tests of procurement share: rows by their headings, the report, the samples."""

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from contrechamp.read.procurement.rows import HEADINGS

SAMPLES = Path(__file__).resolve().parents[2] / "samples" / "procurement"


class Imported(NamedTuple):
    """A file as rows (heading -> cell), kept texts, the report, what it says of itself."""

    rows: list[dict[str, str]]
    texts: str
    report: str
    properties: dict[str, str]
    notices: list[str]

    def say(self, heading: str) -> list[str]:
        return [row[heading] for row in self.rows]


def import_found(found) -> Imported:
    rows, texts, report, headings = [], [], "", HEADINGS
    for page in found.pages:
        if page.label.startswith("lignes"):
            lines = page.text.split("\n")
            if page.number == 1:
                headings = lines.pop(0).split(" | ")
            rows += [_read_line(line, headings) for line in lines]
        elif page.label == "compte rendu":
            report = page.text
        else:
            texts.append(page.text)
    return Imported(rows, "\n".join(texts), report, found.properties, found.notices)


def _read_line(line: str, headings: list[str]) -> dict[str, str]:
    cells = line.split(" | ")
    assert len(cells) <= len(headings), line
    return dict(zip(headings, cells + [""] * len(headings), strict=False))


@pytest.fixture(scope="session")
def import_bytes(read_bytes) -> Callable[..., Imported]:
    return lambda content, name="": import_found(read_bytes(content, name))


@pytest.fixture(scope="session")
def import_sample(import_bytes) -> Callable[[str], Imported]:
    return lambda name: import_bytes((SAMPLES / name).read_bytes(), name)


@pytest.fixture(scope="session")
def import_shared(import_bytes, shared_data) -> Callable[[str], Imported]:
    return lambda path: import_bytes((shared_data / path).read_bytes(), path)
