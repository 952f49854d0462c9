"""Pictures of pages stay light, and passages are marked where they stand."""

import random
from datetime import UTC, datetime

import pytest
from PIL import Image, ImageDraw

from contrechamp.archive.archive import Archive
from contrechamp.pipeline.pictures import MAX_BYTES, PictureMaker, _find_boxes, encode_picture
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.document import Box, HowRead, Page, Word
from contrechamp.vocabulary.search import Span

NOW = datetime(2026, 11, 12, tzinfo=UTC)
WORDS = (
    Word(0, 4, Box(0.1, 0.1, 0.2, 0.12)),
    Word(5, 12, Box(0.21, 0.1, 0.4, 0.12)),
    Word(13, 20, Box(0.1, 0.2, 0.3, 0.22)),
)


LINE = "Le conseil municipal autorise l’installation de cameras " * 2


def make_page(mode="L", lines=60):
    image = Image.new(mode, (1200, 1700), "white")
    pen = ImageDraw.Draw(image)
    for line in range(lines):
        pen.text(
            (80, 80 + 25 * line),
            "Le conseil municipal autorise l'installation de cameras " * 2,
            fill=0,
            font_size=20,
        )
    return image


def test_ink_on_paper_is_a_light_png():
    picture = encode_picture(make_page(), max_bytes=MAX_BYTES)
    assert picture.media_type == "image/png"
    assert len(picture.content) <= MAX_BYTES
    assert (picture.width, picture.height) == (1200, 1700)


@pytest.mark.parametrize("mode", ["L", "RGB"])
def test_a_photograph_is_made_lighter_as_long_as_it_can_be_read(mode):
    noise = Image.frombytes(
        mode, (1200, 1700), random.Random(1).randbytes(1200 * 1700 * (3 if mode == "RGB" else 1))
    )
    picture = encode_picture(noise, max_bytes=MAX_BYTES)
    assert picture.media_type == "image/webp"
    assert picture.width <= 600  # pure noise: nothing real is as heavy
    assert len(picture.content) < 5 * MAX_BYTES


def test_colours_that_mean_something_stay():
    image = make_page("RGB", lines=10)
    ImageDraw.Draw(image).rectangle((100, 600, 1100, 1500), fill=(200, 30, 30))
    assert encode_picture(image, max_bytes=MAX_BYTES).media_type == "image/webp"


def test_words_of_one_line_are_marked_together_and_a_new_line_apart():
    assert _find_boxes(WORDS, Span(0, 12)) == (Box(0.1, 0.1, 0.4, 0.12),)
    assert len(_find_boxes(WORDS, Span(5, 20))) == 2


def test_a_part_of_a_word_is_marked_in_part():
    (box,) = _find_boxes(WORDS, Span(2, 4))
    assert box.left == pytest.approx(0.15)
    assert box.right == pytest.approx(0.2)


def test_what_stands_nowhere_has_no_box():
    assert _find_boxes(WORDS, Span(30, 40)) == ()


def test_a_page_looked_at_again_is_not_opened_again_and_a_changed_one_is(tmp_path):
    """The places of its words are remembered: marking something else on it costs no sandbox."""
    with Archive.create(tmp_path / "archive", created_at=NOW) as archive:
        maker = PictureMaker(archive)
        digest = Digest("a" * 64)
        page = Page(1, "douze caméras fixes", HowRead.NATIVE)
        (first,) = maker.locate(digest, page, [Span(0, 5)])
        known = dict(maker._words)
        assert maker.locate(digest, page, [Span(0, 5), Span(6, 13)])[0] == first
        assert maker._words == known and len(known) == 1
        maker.locate(digest, Page(1, "treize caméras fixes", HowRead.NATIVE), [Span(0, 6)])
        assert len(maker._words) == 2
        for number in range(2, 60):
            maker.locate(digest, Page(number, "mot", HowRead.NATIVE), [Span(0, 3)])
        assert len(maker._words) <= 24
        maker.close()
