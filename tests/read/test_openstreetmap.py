"""Of a file of OpenStreetMap the elements that watch are kept, as many as a table may have, and a cut is told."""

import pytest
from tests.read.pbf_writer import write_file

from contrechamp.read import reasons
from contrechamp.read.openstreetmap import Chosen, Element

CAMERA = {"man_made": "surveillance"}
SHOP = {"shop": "bakery"}


def choose(*tags: dict, most: int = 3) -> Chosen:
    chosen = Chosen(most=most)
    chosen.take_all(Element("node", number, (43.0, 3.0), one) for number, one in enumerate(tags, 1))
    return chosen


def list_numbers(chosen: Chosen) -> list[int]:
    return [element.number for element in chosen.list_elements()]


@pytest.mark.parametrize("tags", [CAMERA, SHOP])
def test_the_first_are_kept_and_the_cut_is_told(tags):
    chosen = choose(*[tags] * 10)
    assert (list_numbers(chosen), chosen.is_cut) == ([1, 2, 3], True)


@pytest.mark.parametrize("tags", [CAMERA, SHOP])
def test_a_file_of_exactly_as_many_is_not_cut(tags):
    chosen = choose(*[tags] * 3, {})
    assert (list_numbers(chosen), chosen.is_cut) == ([1, 2, 3], False)


def test_what_does_not_watch_gives_way_and_its_cut_with_it():
    chosen = choose(*[SHOP] * 5, CAMERA, SHOP, CAMERA)
    assert (list_numbers(chosen), chosen.is_cut) == ([6, 8], False)
    assert list_numbers(choose(*[CAMERA] * 3, *[SHOP] * 5)) == [1, 2, 3]
    assert not choose(*[CAMERA] * 3, *[SHOP] * 5).is_cut


def test_nothing_is_looked_at_any_more_when_nothing_more_can_be_kept():
    elements = (Element("node", number, (43.0, 3.0), CAMERA) for number in range(10))
    Chosen(most=3).take_all(elements)
    assert next(elements).number == 4  # the fourth said that there are more


def write_xml(count: int) -> bytes:
    one = '<node id="1" lat="43" lon="3"><tag k="man_made" v="surveillance"/></node>'
    return f'<osm version="0.6">{one * count}</osm>'.encode()


def write_pbf(count: int) -> bytes:
    return write_file(dense=[(1, 43.0, 3.0, CAMERA)] * count)


@pytest.mark.parametrize("write", [write_xml, write_pbf])
@pytest.mark.parametrize(
    ("count", "notices"), [(50, []), (51, [reasons.TABLE_CUT]), (5_000, [reasons.TABLE_CUT])]
)
def test_a_crowd_of_cameras_is_cut_in_either_form_and_says_so(read_bytes, monkeypatch, write, count, notices):
    """As a few thousand bytes of the packed form that hold millions of cameras, with a limit that is soon reached."""
    monkeypatch.setattr(Chosen, "MOST", 50)
    found = read_bytes(write(count))
    assert (found.text.count("node/1"), found.notices) == (50, notices)
