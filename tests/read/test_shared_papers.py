"""Every paper of the shared data that is no PDF and no image: nothing escapes, whatever is inside."""

import io
from importlib import import_module

import pytest

from contrechamp.errors import DocumentIsBroken, DocumentIsEncrypted
from contrechamp.read.formats import READERS
from contrechamp.read.media_type import find_media_type
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import Child

FOLDERS = ("robust-tika", "mail-mikel", "mail-cpython", "montpellier", "osm-cameras", "boamp-xml")
ELSEWHERE = ("pdf", "image")


def read_with_children(content: bytes, name: str, *, depth: int) -> int:
    """How many documents were read, those inside included."""
    kind = find_media_type(io.BytesIO(content), name)
    if READERS.get(kind, "pdf") in ELSEWHERE:
        return 0
    reader = import_module(f"contrechamp.read.readers.{READERS[kind]}")
    read = 1
    try:
        for finding in reader.read(io.BytesIO(content), Request(untrusted_name=name)):
            if isinstance(finding, Child) and depth:
                read += read_with_children(finding.untrusted_content, finding.untrusted_path, depth=depth - 1)
    except (DocumentIsBroken, DocumentIsEncrypted) as error:
        assert str(error)
    return read


@pytest.mark.parametrize("folder", FOLDERS)
def test_no_paper_of_the_shared_data_makes_a_reader_fail(shared_data, folder):
    papers = sorted(path for path in (shared_data / folder).rglob("*") if path.is_file())
    assert (
        sum(read_with_children(path.read_bytes(), path.name, depth=4) for path in papers) >= len(papers) // 3
    )
