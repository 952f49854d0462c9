"""Recognition sets pages straight, says how sure it is, and puts each word where it stands on the image given."""

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFilter

from contrechamp.read.ocr.grounds import lift_grounds
from contrechamp.read.ocr.recognise import DOUBTFUL_BELOW, fit, recognise
from contrechamp.read.ocr.straighten import find_ink, find_skew, has_gutter
from contrechamp.vocabulary.document import Box

from .papers import SENTENCE, draw_scan, find_font

LINES = (SENTENCE, "Le conseil municipal en prend acte.", "Fait à la mairie, le 12 mars 2019.") * 4


@pytest.fixture(scope="module")
def scan() -> Image.Image:
    return draw_scan(LINES)


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [0, 90, 180, 270])
def test_a_page_laid_in_any_way_on_the_glass_is_read(scan, degrees):
    found = recognise(scan.rotate(degrees, expand=True), languages="fra", dpi=150)
    assert found.text.split("\n")[:3] == list(LINES[:3])
    assert found.turns in ((0,) if degrees == 0 else (0, 1, 2, 3))
    word = next(word for word in found.words if found.text[word.start : word.end] == "vidéoprotection")
    assert _middle(word.box) == pytest.approx(_turned(0.594, 0.122, degrees), abs=0.05)


def _middle(box: Box) -> tuple[float, float]:
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _turned(x: float, y: float, degrees: int) -> tuple[float, float]:
    """Where a point of the page comes to lie when it is turned against the clock."""
    for _ in range(degrees // 90):
        x, y = y, 1 - x
    return x, y


@pytest.mark.slow
@pytest.mark.parametrize("degrees", [-4, 3])
def test_a_skewed_page_is_straightened_and_its_boxes_stay_on_the_words(scan, degrees):
    skewed = scan.rotate(degrees, fillcolor=255)
    found = recognise(skewed, languages="fra", dpi=150)
    assert sum(line in found.text for line in LINES) >= len(LINES) - 1
    for word in found.words:
        box = [round(side * size) for side, size in zip(word.box, skewed.size * 2, strict=True)]
        assert skewed.crop((box[0] - 2, box[1] - 2, box[2] + 2, box[3] + 2)).getextrema()[0] < 128


@pytest.mark.parametrize("degrees", [-5.0, -1.5, 0.0, 2.0, 4.5])
def test_the_skew_is_measured(scan, degrees):
    assert find_skew(find_ink(scan.rotate(degrees, fillcolor=255))) == pytest.approx(degrees, abs=0.35)


def test_a_page_without_ink_has_no_skew():
    assert find_skew(find_ink(Image.new("L", (800, 1000), 255))) == 0.0


def test_a_gutter_is_seen_between_columns_only(scan):
    assert not has_gutter(find_ink(scan))
    narrow = draw_scan(["Le conseil prend acte de la"] * 24)
    narrow.paste(narrow.crop((100, 0, 600, 1754)), (680, 0))
    assert has_gutter(find_ink(narrow))


@pytest.mark.slow
def test_two_columns_of_a_scan_are_read_one_after_the_other():
    left = draw_scan(["Rive gauche de la Seine"] * 20)
    right = draw_scan(["Bord droit de la Loire"] * 20)
    left.paste(right.crop((100, 0, 600, 1754)), (680, 0))
    lines = recognise(left, languages="fra", dpi=150).text.split("\n")
    assert lines[:20] == ["Rive gauche de la Seine"] * 20
    assert lines[20:] == ["Bord droit de la Loire"] * 20


@pytest.mark.slow
def test_a_blurred_page_is_doubtful_and_a_clean_one_is_not(scan):
    assert recognise(scan, languages="fra", dpi=150).confidence > 0.85
    blurred = scan.filter(ImageFilter.GaussianBlur(5))
    found = recognise(blurred, languages="fra", dpi=150)
    assert not found.text or found.confidence < DOUBTFUL_BELOW


def test_offsets_of_lines_and_words_point_into_the_text(scan):
    found = recognise(scan.crop((0, 150, 1240, 400)), languages="fra", dpi=150)
    assert [found.text[line.start : line.end] for line in found.lines] == found.text.split("\n")
    assert [found.text[word.start : word.end] for word in found.words] == found.text.split()


@pytest.mark.parametrize(("dpi", "expected"), [(600, 500), (300, 1000), (75, 4000), (10, 4000)])
def test_images_are_brought_to_the_resolution_tesseract_likes(dpi, expected):
    assert fit(Image.new("L", (1000, 1000)), dpi=dpi).width == expected


@pytest.mark.slow
def test_words_on_the_grey_head_of_a_table_are_read():
    image = Image.new("L", (1600, 400), 235)
    drawing = ImageDraw.Draw(image)
    drawing.rectangle((60, 60, 1540, 140), fill=178)
    for y in (80, 200, 300):
        drawing.text((100, y), "Prix unitaire des caméras de la commune", fill=60, font=find_font(40))
    lifted = np.asarray(lift_grounds(image))
    assert lifted[64:80, 80:1520].min() > 225  # the ground is as light as the paper
    assert lifted[80:120, 100:1000].min() < 100  # and the letters stay dark
    assert recognise(image, languages="fra").text.count("Prix unitaire des caméras") == 3


def test_a_page_without_a_grey_ground_stays_as_it_is():
    image = Image.new("L", (1600, 400), 235)
    ImageDraw.Draw(image).text((100, 80), "Prix unitaire", fill=60, font=find_font(40))
    assert lift_grounds(image) is image
