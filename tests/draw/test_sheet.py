"""Sheets of paper: the right size, alone as a file, in black where wished."""

import re

import pytest
from lxml import etree
from tests.draw.map_things import ADDRESSES, TOWN, find_crowd, label_things, make_points, scatter_points

from contrechamp.draw.map_view import MapView
from contrechamp.draw.sheet import Sheet, draw_sheet
from contrechamp.draw.words import Words

VIEW = MapView.around(*TOWN, zoom=13, addresses=ADDRESSES)
SOURCES = "Sources : arrêté n° 12 du 4 mars 2024, page 7."


def draw(points, view=VIEW, **about):
    sheet = Sheet("Caméras de la ville", "État au 25 novembre 2026", SOURCES, **about)
    return draw_sheet(points, view, sheet=sheet, words=Words(), describe=label_things)


@pytest.mark.parametrize(
    ("size", "is_landscape", "wide", "high"),
    [("a4", False, 210, 297), ("a4", True, 297, 210), ("a3", False, 297, 420), ("a3", True, 420, 297)],
)
def test_sheets_have_their_size_in_millimetres(size, is_landscape, wide, high):
    drawing = draw(make_points(TOWN), size=size, is_landscape=is_landscape)
    tree = etree.fromstring(drawing.svg.encode())
    assert (tree.get("width"), tree.get("height")) == (f"{wide}mm", f"{high}mm")
    assert tree.get("viewBox") == f"0 0 {drawing.width} {drawing.height}"
    assert drawing.width / drawing.height == pytest.approx(wide / high, rel=0.002)


def test_title_date_and_sources_are_on_it_and_no_link():
    drawing = draw(make_points(TOWN))
    for text in ("Caméras de la ville", "État au 25 novembre 2026", SOURCES, "in force"):
        assert text in drawing.svg
    assert "<a " not in drawing.svg and "/dispositifs/" not in drawing.svg


def test_black_is_black_and_white_and_greys():
    drawing = draw(scatter_points(2_000), MapView.around(46.5, 2.5, zoom=6))
    colours = set(re.findall(r"#[0-9a-f]{6}", drawing.svg))
    assert colours and all(one[1:3] == one[3:5] == one[5:7] for one in colours)
    assert 'class="' not in drawing.svg


def test_colour_is_there_where_it_is_wished():
    drawing = draw(make_points(TOWN, state=1), is_black=False)
    assert "#a5281b" in drawing.svg


@pytest.mark.parametrize("size", ["a4", "a3"])
@pytest.mark.parametrize("is_landscape", [False, True])
def test_nothing_is_drawn_below_the_sheet(size, is_landscape):
    points = scatter_points(20_000)
    drawing = draw(points, MapView.around(*find_crowd(points), zoom=12), size=size, is_landscape=is_landscape)
    tree = etree.fromstring(drawing.svg.encode())
    feet = tree.xpath("/*/*[@transform][last()]")[0]
    top = float(re.search(r" ([\d.]+)\)", feet.get("transform"))[1])
    lowest = max(float(y) for y in feet.xpath(".//*[local-name()='text']/@y"))
    assert top + lowest <= drawing.height - 30
    assert len(drawing.svg.encode()) < 150_000


def test_a_hostile_title_is_text():
    sheet = Sheet("<script>\u202e", "</svg>", "\x00")
    svg = draw_sheet(make_points(TOWN), VIEW, sheet=sheet, words=Words(), describe=label_things).svg
    assert "<script>" not in svg and etree.fromstring(svg.encode()) is not None
