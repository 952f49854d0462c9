"""The map: sound, bounded, every sign a link in words, the same thing as a table."""

import math
import re

import numpy as np
import pytest
from lxml import etree
from tests.draw.map_things import ADDRESSES, TOWN, find_crowd, label_things, make_points, scatter_points

from contrechamp.draw.map import draw_map
from contrechamp.draw.map_marks import Label
from contrechamp.draw.map_view import STATES, TYPES, Addresses, MapView
from contrechamp.draw.map_words import STATE_KEYS, TYPE_KEYS, WORDS
from contrechamp.draw.projection import Box
from contrechamp.draw.words import Words
from contrechamp.vocabulary.drawing import Drawing

SVG = "{http://www.w3.org/2000/svg}"
HOSTILE = '</title><script>alert(1)</script>" onload=x \u202egro\x00\ufffe\ud800'
MOST_BYTES = 100_000


def draw(points, view, **others) -> Drawing:
    return draw_map(points, view, **{"words": Words(), "describe": label_things} | others)


def parse(drawing: Drawing) -> etree._Element:
    return etree.fromstring(drawing.svg.encode())


def list_links(drawing: Drawing) -> dict[str, str]:
    """Address and title of each link."""
    return {link.get("href"): link.findtext(f"{SVG}title") for link in parse(drawing).iter(f"{SVG}a")}


def weigh(drawing: Drawing) -> int:
    """Bytes of the SVG and of its table, as a page writes it: a link in the first cell of a row."""
    cells = [cell for row in drawing.table.rows for cell in row]
    table = sum(len(f'<td><a href="{cell.address}">{cell.text}</a></td>'.encode()) for cell in cells)
    return len(drawing.svg.encode()) + table


@pytest.fixture(scope="module")
def many():
    return scatter_points(200_000)


@pytest.mark.parametrize("zoom", [0, 4, 6, 8, 10, 11, 12, 13, 14, 15, 16, 17, 19])
def test_any_view_of_200000_things_is_light(many, zoom):
    drawing = draw(many, MapView.around(*find_crowd(many), zoom=zoom, addresses=ADDRESSES))
    assert weigh(drawing) < MOST_BYTES
    parse(drawing)


def test_each_thing_alone_is_a_link_that_says_its_name_type_and_state():
    points = make_points(
        TOWN, (43.615, 3.89), state=[0, 1], type=[1, 3], direction=[90, np.nan], number=[71, 72]
    )
    links = list_links(draw(points, MapView.around(*TOWN, zoom=14, addresses=ADDRESSES)))
    assert links == {
        "/dispositifs/71": "Caméra 71, rue de la République, dome camera, in force, looks east",
        "/dispositifs/72": "Caméra 72, rue de la République, number-plate reader, expired",
    }


def test_a_cluster_leads_to_the_box_of_its_things_and_says_their_states():
    points = make_points((43.6100, 3.8800), (43.6101, 3.8801), (43.6102, 3.8800), state=[0, 1, 1])
    drawing = draw(points, MapView.around(*TOWN, zoom=12, addresses=ADDRESSES))
    assert list_links(drawing) == {
        "/carte?boite=3.88000,43.61000,3.88010,43.61020": "3 devices (1 in force, 2 expired)"
    }
    assert "3" in parse(drawing).xpath("//*[@aria-hidden='true']/*/text()")


def test_a_cluster_across_the_antimeridian_leads_to_the_short_box():
    boxes = []
    view = MapView(Box(170, -20, -170, -10), addresses=Addresses(lambda box: boxes.append(box) or "/x"))
    draw(make_points((-17.0, 179.99), (-17.0, -179.99)), view)
    assert boxes == [Box(179.99, -17.0, -179.99, -17.0)]


def test_only_things_alone_are_described_and_all_at_once(many):
    asked = []
    view = MapView.around(*find_crowd(many), zoom=17, addresses=ADDRESSES)
    drawing = draw(many, view, describe=lambda numbers: asked.append(numbers) or label_things(numbers))
    (numbers,) = asked
    assert len(numbers) == sum(address.startswith("/dispositifs/") for address in list_links(drawing))


def test_an_empty_map_says_so_and_asks_nobody():
    drawing = draw(make_points(), MapView.around(*TOWN, zoom=12), describe=None)
    assert WORDS["nothing"] in drawing.svg
    assert drawing.table.rows == () and drawing.table.total == 0


def test_the_table_counts_what_the_map_shows(many):
    drawing = draw(many, MapView.around(*find_crowd(many), zoom=9, addresses=ADDRESSES))
    counts = [int(row[-1].text.replace("\u202f", "")) for row in drawing.table.rows]
    assert sum(counts) == drawing.table.total or drawing.table.omitted
    assert counts == sorted(counts, reverse=True)
    assert all(len(row) == len(drawing.table.headings) for row in drawing.table.rows)
    assert {row[0].address for row in drawing.table.rows} <= set(list_links(drawing))


def test_rows_left_out_and_things_without_a_place_are_said(many):
    crowded = draw(many, MapView.around(*find_crowd(many), zoom=12, addresses=ADDRESSES)).table
    assert len(crowded.rows) == 60 and re.search(r"60 largest of \d+ signs", crowded.omitted)
    lost = draw(make_points(TOWN, (math.nan, 0.0), (91.0, 0.0)), MapView.around(*TOWN, zoom=12))
    assert lost.table.omitted.startswith("2 things") and "2 things without usable" in lost.svg


def test_hostile_labels_stay_text():
    points = make_points(TOWN)
    drawing = draw(
        points,
        MapView.around(*TOWN, zoom=14, addresses=ADDRESSES),
        describe=lambda numbers: [Label(HOSTILE, HOSTILE)],
    )
    tree = parse(drawing)
    assert not list(tree.iter(f"{SVG}script")) and "\u202e" not in drawing.svg and "\x00" not in drawing.svg
    assert "<script>" in next(iter(list_links(drawing).values()))


def test_an_address_that_leaves_the_site_is_no_link():
    addresses = Addresses(open=lambda number: "javascript:alert(1)")
    assert not list_links(draw(make_points(TOWN), MapView.around(*TOWN, zoom=14, addresses=addresses)))


@pytest.mark.parametrize(
    ("degrees", "word", "side"),
    [
        (0, "north", (0, -1)),
        (90, "east", (1, 0)),
        (180, "south", (0, 1)),
        (270, "west", (-1, 0)),
        (-90, "west", (-1, 0)),
        (359.9, "north", (0, -1)),
    ],
)
def test_cones_open_where_the_camera_looks(degrees, word, side):
    view = MapView.around(*TOWN, zoom=16, width=400, height=400)
    drawing = draw(make_points(TOWN, direction=degrees), view)
    assert f"looks {word}" in drawing.svg
    x0, y0, x1, y1, x2, y2 = find_cone(drawing)
    middle = ((x1 + x2) / 2 - x0, (y1 + y2) / 2 - y0)
    assert (x0, y0) == (pytest.approx(200, abs=0.2), pytest.approx(200, abs=0.2))
    assert np.dot(middle, side) > 25 and abs(np.cross([*middle, 0], [*side, 0])[2]) < 1


def find_cone(drawing: Drawing) -> list[float]:
    """The tip, the left and the right corner of the first cone."""
    path = parse(drawing).xpath("//*[@fill-opacity='0.2']/@d")[0]
    tip, left, arc = re.match(r"M([^L]+)L([^A]+)A\S+ \S+ 0 0 1 ([^Z]+)Z", path).groups()
    return [float(number) for number in f"{tip} {left} {arc}".split()]


@pytest.mark.parametrize("state", range(STATES))
@pytest.mark.parametrize("kind", range(TYPES))
def test_every_state_and_type_is_told_by_a_shape_and_by_a_word(state, kind):
    drawing = draw(make_points(TOWN, state=state, type=kind), MapView.around(*TOWN, zoom=16))
    texts = " ".join(parse(drawing).xpath("//*[local-name()='text']/text()"))
    assert WORDS[STATE_KEYS[state]] in texts and WORDS[TYPE_KEYS[kind]] in texts
    assert f'id="map-{kind}{state}"' in drawing.svg


def test_states_differ_in_shape_and_not_in_colour_alone():
    shapes = set()
    for state in range(STATES):
        drawing = draw(make_points(TOWN, state=state), MapView.around(*TOWN, zoom=16))
        symbol = parse(drawing).xpath(f"//*[@id='map-0{state}']")[0]
        bare = re.sub(r' (class|fill|stroke|id)="[^"]*"', "", etree.tostring(symbol).decode())
        shapes.add(bare)
    assert len(shapes) == STATES


def test_shares_of_a_ring_follow_the_counts():
    points = make_points(*[TOWN] * 4, state=[0, 0, 0, 1])
    drawing = draw(points, MapView.around(*TOWN, zoom=12, width=400, height=400))
    rings = parse(drawing).xpath("//*[@fill='none' and @pointer-events='none']/*/@d")
    x0, y0, x1, y1 = read_ends(rings[1])
    assert (x0 < 200, round(y0), round(x1), y1 < 200) == (
        True,
        200,
        200,
        True,
    )  # the last quarter: nine to twelve


def read_ends(arc: str) -> list[float]:
    start, end = re.match(r"M(\S+ [^A]+)A\S+ \S+ 0 [01] 1 (.+)$", arc).groups()
    return [float(number) for number in f"{start} {end}".split()]


def test_the_scale_bar_is_true():
    view = MapView.around(*TOWN, zoom=12)
    drawing = draw(make_points(TOWN), view)
    width = float(re.search(r"M-9-5V2H([\d.]+)V-5", drawing.svg)[1]) + 9
    assert width * view.metres == pytest.approx(2000, rel=0.01) and "2 km" in drawing.svg


def test_words_come_from_the_caller():
    french = Words({"in_force": "en service", "fixed": "caméra fixe", "plain": "Sans fond de carte."})
    drawing = draw(make_points(TOWN), MapView.around(*TOWN, zoom=14), words=french)
    assert "caméra fixe, en service" in drawing.svg and "Sans fond de carte." in drawing.svg


def test_the_svg_stands_alone_and_obeys_the_strictest_policy(many):
    drawing = draw(many, MapView.around(*find_crowd(many), zoom=13, addresses=ADDRESSES))
    for element in parse(drawing).iter():
        assert etree.QName(element).localname not in ("script", "style", "image", "foreignObject")
        for name, value in element.attrib.items():
            assert (
                not name.startswith("on") and name != "style" and "http" not in value.replace(SVG[1:-1], "")
            )


def test_two_maps_in_one_page_do_not_share_names():
    points = make_points(TOWN)
    names = [
        set(parse(draw(points, MapView.around(*TOWN, zoom=14, prefix=prefix))).xpath("//@id"))
        for prefix in ("map", "narrow")
    ]
    assert names[0] and not names[0] & names[1]


def test_what_is_used_again_keeps_the_class_that_the_style_sheet_asks_for():
    """`<use>` copies a symbol without the picture around it: colours of the dark would not reach it."""
    drawing = draw(make_points(TOWN), MapView.around(*TOWN, zoom=14))
    assert [one.get("class") for one in parse(drawing).iter(f"{SVG}g") if one.get("id")] == ["drawing"]


def test_the_same_things_give_the_same_map(many):
    view = MapView.around(*find_crowd(many), zoom=12, addresses=ADDRESSES)
    assert draw(many, view) == draw(many, view)
