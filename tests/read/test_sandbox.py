"""Reading through the wall: a lost page is named, the rest is read, and one Reading always closes."""

import random
from itertools import pairwise

import pytest
from PIL import Image

from contrechamp.errors import DocumentIsBroken
from contrechamp.read import reasons
from contrechamp.read.dispatch import read_document
from contrechamp.read.reader import Request
from contrechamp.read.sandbox import Limits, open_sandbox
from contrechamp.vocabulary.document import HowRead, Page, Reading, ReadingState

from .papers import SENTENCE, draw_pdf, draw_scan, make_pages_pdf, make_stream, save_image, write_line


@pytest.fixture(scope="module")
def sandbox():
    with open_sandbox() as sandbox:
        yield sandbox


@pytest.fixture
def keep(tmp_path):
    def write(content: bytes):
        path = tmp_path / "original"
        path.write_bytes(content)
        return path

    return write


def _split(findings):
    *rest, reading = findings
    assert isinstance(reading, Reading)
    return [finding for finding in rest if isinstance(finding, Page)], reading


def test_what_comes_through_the_wall_is_what_the_reader_says(sandbox, keep):
    content = draw_pdf(
        lambda c: c.drawString(50, 700, SENTENCE), lambda c: c.drawString(50, 700, "Deuxième page")
    )
    path = keep(content)
    walled, _ = _split(sandbox.read(path, Request()))
    with path.open("rb") as file:
        direct, _ = _split(read_document(file, Request()))
    assert [page.text for page in walled] == [page.text for page in direct] == [SENTENCE, "Deuxième page"]


def test_a_page_that_takes_all_memory_is_lost_alone(sandbox, keep):
    bomb = make_stream(bytes(1 << 29), times=2)
    pages, reading = _split(
        sandbox.read(keep(make_pages_pdf(write_line("Avant"), bomb, write_line("Après"))), Request())
    )
    assert [page.how_read for page in pages] == [HowRead.NATIVE, HowRead.FAILED, HowRead.NATIVE]
    assert pages[1].reason == reasons.CRASHED and pages[2].text == "Après"
    assert reading.state is ReadingState.PARTLY_READ and reading.page_count == 3


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_lost_alone(keep):
    noise = Image.frombytes("1", (2480, 3504), random.Random(5).randbytes(2480 * 3504 // 8))
    content = draw_pdf(
        lambda c: c.drawString(50, 700, SENTENCE),
        lambda c: c.drawInlineImage(noise, 0, 0, 595, 842),
        lambda c: c.drawString(50, 700, "Après"),
    )
    with open_sandbox(limits=Limits(page_seconds=1.0)) as hurried:
        pages, reading = _split(hurried.read(keep(content), Request()))
    assert [page.how_read for page in pages] == [HowRead.NATIVE, HowRead.FAILED, HowRead.NATIVE]
    assert pages[1].reason == reasons.TOO_SLOW
    assert reading.state is ReadingState.PARTLY_READ


def test_a_document_of_which_every_page_kills_its_reader_is_given_up(keep):
    bomb = make_stream(bytes(1 << 29), times=2)
    with open_sandbox(limits=Limits(failures_in_a_row=2)) as sandbox:
        pages, reading = _split(sandbox.read(keep(make_pages_pdf(*[bomb] * 5)), Request()))
    assert len(pages) == 2
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, reasons.CRASHED)


def test_the_warm_parent_is_started_again_when_it_dies(sandbox, keep):
    path = keep(make_pages_pdf(write_line("Bonjour")))
    sandbox._session._process.kill()
    sandbox._session._process.wait()
    assert _split(sandbox.read(path, Request()))[0][0].text == "Bonjour"


def test_a_reader_given_up_halfway_leaves_the_sandbox_usable(sandbox, keep):
    path = keep(make_pages_pdf(*[write_line(f"Page {number}") for number in range(50)]))
    findings = sandbox.read(path, Request())
    assert next(findings).text == "Page 0"
    findings.close()
    assert len(_split(sandbox.read(path, Request()))[0]) == 50


def test_two_documents_may_be_read_at_the_same_time(sandbox, keep, tmp_path):
    first = keep(make_pages_pdf(write_line("Un"), write_line("Deux")))
    second = tmp_path / "other"
    second.write_bytes(make_pages_pdf(write_line("Trois"), write_line("Quatre")))
    one, other = sandbox.read(first, Request()), sandbox.read(second, Request())
    assert [next(one).text, next(other).text, next(one).text, next(other).text] == [
        "Un",
        "Trois",
        "Deux",
        "Quatre",
    ]


def test_a_page_is_drawn_in_grey_when_it_has_no_colour(sandbox, keep):
    def draw(canvas):
        canvas.drawString(50, 700, SENTENCE)

    pixels = sandbox.render(keep(draw_pdf(draw)), page=1, width_px=400)
    assert (pixels.width, pixels.mode) == (400, "L")
    assert min(pixels.content) < 128 < max(pixels.content)


def test_a_page_that_is_not_there_is_refused_with_a_reason(sandbox, keep):
    with pytest.raises(DocumentIsBroken, match=reasons.PAGE_BROKEN):
        sandbox.render(keep(make_pages_pdf(write_line("Seule"))), page=2, width_px=400)


def test_words_are_located_in_the_text_that_was_read(sandbox, keep):
    path = keep(draw_pdf(lambda c: c.drawString(50, 700, SENTENCE)))
    words = sandbox.locate(path, page=1, request=Request())
    assert [SENTENCE[word.start : word.end] for word in words] == SENTENCE.split()
    assert all(before.box.right <= after.box.left + 0.01 for before, after in pairwise(words))


def test_a_name_of_any_length_is_only_a_hint(sandbox, keep):
    path = keep(make_pages_pdf(write_line("Bonjour")))
    assert (
        _split(sandbox.read(path, Request(untrusted_name="é\udcff" * 200_000 + ".pdf")))[0][0].text
        == "Bonjour"
    )


def test_an_empty_file_says_so(sandbox, keep):
    pages, reading = _split(sandbox.read(keep(b""), Request()))
    assert (pages, reading.state, reading.reason) == ([], ReadingState.UNREADABLE, reasons.EMPTY_FILE)


@pytest.mark.slow
def test_a_scan_is_recognised_behind_the_wall(sandbox, keep):
    pages, reading = _split(sandbox.read(keep(save_image(draw_scan(), "PNG")), Request()))
    assert "caméras de vidéoprotection" in pages[0].text
    assert reading.state is ReadingState.READ
