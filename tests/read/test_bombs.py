"""Files made to exhaust the machine: each ends within its limits, and says why."""

import struct
import zlib

import pytest

from contrechamp.read import reasons
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import open_sandbox
from contrechamp.vocabulary.document import ReadingState

from .papers import build_pdf, make_pages_pdf, make_stream, write_line


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox() as sandbox:
        yield sandbox


def _end(sandbox, folder, content: bytes):
    path = folder / "bomb"
    path.write_bytes(content)
    findings = list(sandbox.read(path, Request()))
    return len(findings), findings[-1]


def _make_black_png(side: int) -> bytes:
    """A square of `side` pixels in a few kilobytes."""
    rows, row = zlib.compressobj(9), bytes(1 + (side + 7) // 8)
    body = b"".join(rows.compress(row) for _ in range(side)) + rows.flush()
    header = struct.pack(">IIBBBBB", side, side, 1, 0, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"IDAT", body), (b"IEND", b""))
    framed = [struct.pack(">I", len(c)) + k + c + struct.pack(">I", zlib.crc32(k + c)) for k, c in chunks]
    return b"\x89PNG\r\n\x1a\n" + b"".join(framed)


@pytest.mark.parametrize("side", [60_000, 13_000], ids=["3.6 gigapixels", "169 megapixels"])
def test_an_image_of_more_pixels_than_any_scan_is_refused(sandbox, tmp_path, side):
    content = _make_black_png(side)
    assert len(content) < 600_000
    count, reading = _end(sandbox, tmp_path, content)
    assert (count, reading.state, reading.reason) == (1, ReadingState.UNREADABLE, reasons.IMAGE_TOO_LARGE)


def test_a_million_pages_in_a_kilobyte_stop_at_the_limit(sandbox, tmp_path):
    levels = [b"<</Type/Catalog/Pages 2 0 R>>"]
    for level in range(6):
        kids = b" ".join([b"%d 0 R" % (level + 3)] * 10)
        levels.append(b"<</Type/Pages/Kids[%s]/Count %d>>" % (kids, 10 ** (6 - level)))
    levels.append(b"<</Type/Page/MediaBox[0 0 200 200]>>")
    content = build_pdf(*levels)
    assert len(content) < 2_000
    _, reading = _end(sandbox, tmp_path, content)
    assert (reading.state, reading.reason) == (ReadingState.PARTLY_READ, reasons.TOO_MANY_PAGES)


def test_a_page_of_endless_strokes_ends(sandbox, tmp_path):
    content = make_pages_pdf(make_stream(b"0 0 1 1 re f\n" * 3_000_000), write_line("Après"))
    count, reading = _end(sandbox, tmp_path, content)
    assert count == 3
    assert reading.state in (ReadingState.READ, ReadingState.PARTLY_READ)
