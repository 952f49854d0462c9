"""Pictures stay light and quick, however many things they are of."""

import gzip

import pytest
from tests.draw.pictures import read_picture
from tests.draw.vaucreuse import make_events, make_money, make_network

from contrechamp.draw.money import draw_money
from contrechamp.draw.network import draw_network
from contrechamp.draw.timeline import draw_timeline
from contrechamp.draw.words import Words


def weigh(drawing) -> tuple[int, int]:
    """Bytes of the picture and of its table, compressed; things in it."""
    cells = "".join(cell.text + cell.address for row in drawing.table.rows for cell in row)
    root = read_picture(drawing)
    return len(gzip.compress((drawing.svg + cells).encode())), sum(1 for _ in root.iter())


@pytest.mark.parametrize("is_narrow", [False, True])
def test_a_timeline_of_200_000_events_is_light(is_narrow):
    drawing = draw_timeline(
        make_events(200_000), words=Words(), is_narrow=is_narrow, find_address=lambda *asked: "?x"
    )
    weight, things = weigh(drawing)
    assert weight < 12_000 and things < 900


def test_a_timeline_of_200_000_events_of_20_000_actors_is_light():
    weight, things = weigh(draw_timeline(make_events(200_000, lanes=20_000), words=Words()))
    assert weight < 25_000 and things < 2500


@pytest.mark.parametrize("width", [360, 1000])
def test_a_network_of_200_000_facts_is_light(width):
    actors, ties = make_network(20_000, 200_000)
    weight, things = weigh(draw_network(actors, ties, words=Words(), width=width))
    assert weight < 30_000 and things < 1500


@pytest.mark.parametrize("by", ["supplier", "year", "funder"])
def test_money_of_200_000_sums_is_light(by):
    weight, things = weigh(draw_money(make_money(200_000), by=by, words=Words()))
    assert weight < 30_000 and things < 2500
