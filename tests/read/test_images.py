"""Images are pages: recognised, upright, within limits; a damaged one says so."""

import io

import pytest
from PIL import Image

from contrechamp.read import reasons
from contrechamp.read.dispatch import read_document, render_page
from contrechamp.read.reader import Request
from contrechamp.vocabulary.document import HowRead, Page, ReadingState

from .papers import SENTENCE, draw_scan, save_image


def _read(content: bytes, **asked):
    *pages, reading = read_document(io.BytesIO(content), Request(**asked))
    return [page for page in pages if isinstance(page, Page)], reading


@pytest.mark.slow
@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP", "GIF", "BMP"])
def test_every_kind_of_image_is_recognised(kind):
    pages, reading = _read(save_image(draw_scan([SENTENCE] * 2, size=(1240, 600)), kind))
    assert [page.how_read for page in pages] == [HowRead.OCR]
    assert "caméras de vidéoprotection aux abords des écoles" in pages[0].text
    assert (reading.state, reading.reader) == (ReadingState.READ, "image")


@pytest.mark.slow
def test_each_page_of_a_tiff_is_a_page():
    first, second = (
        draw_scan([f"Page {word} du rapport annuel"] * 2, size=(1240, 500)) for word in ("une", "deux")
    )
    content = save_image(first, "TIFF", save_all=True, append_images=[second], dpi=(150, 150))
    pages, reading = _read(content)
    assert ["une" in pages[0].text, "deux" in pages[1].text] == [True, True]
    assert reading.page_count == 2
    assert pages[0].width == pytest.approx(1240 * 72 / 150, abs=1)
    later, _ = _read(content, first_page=2)
    assert [page.number for page in later] == [2]


@pytest.mark.slow
def test_transparent_ink_lies_on_white_paper():
    ink = draw_scan([SENTENCE] * 2, size=(1240, 500)).point(lambda value: 255 - value)
    transparent = Image.new("RGBA", ink.size, (0, 0, 0, 0))
    transparent.putalpha(ink)
    assert "vidéoprotection" in _read(save_image(transparent, "PNG"))[0][0].text


def test_an_image_without_text_is_an_empty_page():
    pages, reading = _read(save_image(Image.new("RGB", (600, 400), "white"), "PNG"))
    assert (pages[0].how_read, reading.state) == (HowRead.EMPTY, ReadingState.READ)


def test_a_cut_image_is_unreadable_with_a_reason():
    content = save_image(draw_scan(), "PNG")
    pages, reading = _read(content[: len(content) // 3])
    assert [page.how_read for page in pages] == [HowRead.FAILED]
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, reasons.PAGE_BROKEN)


def test_a_file_that_only_begins_like_an_image_is_unreadable():
    _, reading = _read(b"\x89PNG\r\n\x1a\n" + bytes(200))
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, reasons.BROKEN)


def test_without_language_data_the_image_is_kept_and_said_unread():
    pages, reading = _read(save_image(draw_scan([SENTENCE], size=(800, 300)), "PNG"), languages="tlh")
    assert pages[0].how_read is HowRead.FAILED
    assert (reading.state, reading.reason) == (ReadingState.UNREADABLE, reasons.NO_OCR)


def test_an_image_is_shown_as_wide_as_asked():
    pixels = render_page(
        io.BytesIO(save_image(Image.new("RGB", (600, 300), "red"), "JPEG")), Request(), page=1, width_px=200
    )
    assert (pixels.width, pixels.height, pixels.mode) == (200, 100, "RGB")
    assert pixels.content[0] > 200 and len(pixels.content) == 200 * 100 * 3
