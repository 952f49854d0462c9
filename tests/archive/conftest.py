"""An archive in an empty folder, and captures for it."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from contrechamp.archive import Archive
from contrechamp.vocabulary.document import Description
from contrechamp.vocabulary.provenance import Capture, Provenance

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


@pytest.fixture
def now() -> datetime:
    return NOW


@pytest.fixture
def archive(tmp_path: Path):
    with Archive.create(tmp_path / "archive", created_at=NOW) as archive:
        yield archive


@pytest.fixture
def make_capture():
    def make(source, path="papers/deliberation.pdf", *, collection="team", parent=None, description=None):
        provenance = Provenance(
            way_in="inside" if parent else "folder",
            way_in_version="1",
            untrusted_path=path,
            received_at=NOW,
            collection=collection,
            parent=parent,
        )
        return Capture(source, provenance, description or Description())

    return make


@pytest.fixture
def keep(archive, make_capture):
    """Keep some bytes; the digest."""

    def keep_bytes(content, path="papers/deliberation.pdf", **facts):
        (receipt,) = archive.accession([make_capture(content, path, **facts)])
        return receipt.digest

    return keep_bytes
