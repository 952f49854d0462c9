"""Without a base map: a net of degrees, the places of the papers, and a line that says so."""

import re

import numpy as np
import pytest
from tests.draw.map_things import TOWN, label_things, make_points

from contrechamp.draw.map import draw_map
from contrechamp.draw.map_view import MapView
from contrechamp.draw.plain_ground import KnownPlace, PlainGround
from contrechamp.draw.projection import Box
from contrechamp.draw.words import Words

SQUARE = np.array([(43.60, 3.87), (43.60, 3.89), (43.62, 3.89), (43.62, 3.87)])
VIEW = MapView.around(*TOWN, zoom=13)


def test_known_places_are_named_and_clusters_say_what_they_are_near():
    ground = PlainGround("Sans fond.", [KnownPlace("Quartier Bas", 43.6101, 3.8801)])
    points = make_points(TOWN, TOWN)
    drawing = draw_map(points, VIEW, base=ground, words=Words(), describe=label_things)
    assert "Quartier Bas</text>" in drawing.svg and "Sans fond." in drawing.svg
    assert drawing.table.rows[0][0].text == "around Quartier Bas"


def test_a_cluster_far_from_any_name_says_its_degrees():
    drawing = draw_map(make_points(TOWN, TOWN), VIEW, words=Words(), describe=label_things)
    assert drawing.table.rows[0][0].text == "latitude 43,610, longitude 3,880"


def test_streets_are_named_from_near_only():
    ground = PlainGround("", [KnownPlace("Rue Basse", *TOWN, "street")])
    far, near = (ground.draw(MapView.around(*TOWN, zoom=zoom), taken=[], most_bytes=0) for zoom in (12, 15))
    assert not far.names and "Rue Basse" in near.names


def test_places_out_of_view_are_left_out():
    ground = PlainGround("", [KnownPlace("Ailleurs", 48.85, 2.35)])
    assert ground.draw(VIEW, taken=[], most_bytes=48_000).names == ""


def test_outlines_are_drawn_where_they_touch_the_view():
    here, away = (
        PlainGround("", outlines=[SQUARE + shift]).draw(VIEW, taken=[], most_bytes=48_000) for shift in (0, 3)
    )
    assert len(re.findall(r"Z", here.shapes)) == 1 and "Z" not in away.shapes


def test_outlines_take_no_more_bytes_than_there_are():
    shapes = PlainGround("", outlines=[SQUARE] * 500).draw(VIEW, taken=[], most_bytes=2_000).shapes
    assert 10 < shapes.count("Z") < 100 and len(shapes) < 3_000


def test_an_outline_beyond_the_pole_or_of_two_points_is_no_outline():
    ground = PlainGround("", outlines=[SQUARE + np.array([60, 0]), SQUARE[:2], SQUARE * np.nan])
    assert "Z" not in ground.draw(VIEW, taken=[], most_bytes=48_000).shapes


@pytest.mark.parametrize("zoom", [0, 2, 5, 9, 13, 17, 19])
def test_the_net_has_a_few_lines_at_every_scale(zoom):
    shapes = PlainGround("").draw(MapView.around(*TOWN, zoom=zoom), taken=[], most_bytes=48_000).shapes
    assert 2 <= len(re.findall("[HV]", shapes)) <= 40


def test_the_net_crosses_the_antimeridian():
    shapes = PlainGround("").draw(MapView(Box(178, -18, -178, -16)), taken=[], most_bytes=48_000).shapes
    assert len(re.findall("V", shapes)) >= 3
