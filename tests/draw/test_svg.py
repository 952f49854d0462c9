"""What the writer of SVG lets through, and what it does not."""

import pytest
from lxml import etree
from tests.draw.vaucreuse import HOSTILE

from contrechamp.draw.svg import is_inner, paint, write_drawing, write_element, write_link, write_text


def test_hostile_words_stay_words():
    text = etree.fromstring(write_text(1, 2, HOSTILE))
    assert not len(text)
    assert text.text.startswith("</text><script>alert(1)</script>&\"'")
    assert "\u202e" not in text.text


def test_hostile_words_stay_in_their_attribute():
    group = etree.fromstring(write_element("g", {"aria_label": HOSTILE}))
    assert list(group.attrib) == ["aria-label"]


@pytest.mark.parametrize(
    "address", ["/facts/12", "?from=2019&to=2020", "#f12", "facts/12", "../facts/12", "./a:b"]
)
def test_links_of_the_site_are_links(address):
    link = etree.fromstring(write_link(address, write_text(0, 0, "fait")))
    assert (link.tag, link.get("href")) == ("a", address)


@pytest.mark.parametrize(
    "address",
    [
        "javascript:alert(1)",
        "//elsewhere/",
        "/\\elsewhere",
        "https://elsewhere/",
        "/\t/x",
        "a.b:c",
        " /x",
        "",
        "data:x",
    ],
)
def test_nothing_leads_out_of_the_site(address):
    assert not is_inner(address)
    assert etree.fromstring(write_link(address, write_text(0, 0, "fait"))).tag == "g"


def test_a_colour_is_named_for_the_style_sheet_and_said_for_a_file_alone():
    assert paint(fill="ink", stroke="none") == {"class_": "fill-ink", "fill": "#1c1813", "stroke": "none"}


def test_colours_are_those_of_the_gazette():
    from pathlib import Path

    import contrechamp.website.interface as interface
    from contrechamp.draw.svg import COLOURS

    sheet = (Path(interface.__file__).parent / "static/interface/gazette.css").read_text()
    for name, colour in COLOURS.items():
        assert f"--{name}: {colour};" in sheet
        assert f".drawing .fill-{name} {{ fill: var(--{name}); }}" in sheet.replace(".drawing.fill-ink, ", "")


def test_a_picture_with_links_is_a_group_so_that_they_are_heard():
    link = write_link("/f/1", write_text(0, 0, "fait"))
    assert (
        etree.fromstring(write_drawing(link, label="Frise", size=(10, 10), kind="x")).get("role") == "group"
    )
    still = write_drawing(write_text(0, 0, "rien"), label="Frise", size=(10, 10), kind="x")
    assert etree.fromstring(still).get("role") == "img"


@pytest.mark.parametrize(
    ("value", "said"), [(12, "12"), (12.04, "12"), (12.56, "12.6"), (-0.01, "0"), (10.0, "10")]
)
def test_numbers_are_short(value, said):
    assert write_element("g", {"x": value}) == f'<g x="{said}"/>'
