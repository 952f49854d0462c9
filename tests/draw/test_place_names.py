"""Names on a map: none over another, the important ones first."""

from itertools import combinations

import pytest
from lxml import etree

from contrechamp.draw.map_view import MapView
from contrechamp.draw.place_names import Name, _measure_name, find_nearest, write_names

VIEW = MapView.around(43.61, 3.88, zoom=12, width=400, height=300)


def read_names(markup: str) -> list[str]:
    return etree.fromstring(f"<svg>{markup}</svg>").xpath("//text/text()")


def test_the_more_important_of_two_names_in_one_place_is_written():
    names = [
        Name(200, 150, "Rue Basse", is_fixed=True, rank=2),
        Name(200, 150, "Ville Haute", is_fixed=True, rank=1),
    ]
    assert read_names(write_names(names, VIEW, taken=[])) == ["Ville Haute"]


def test_a_name_moves_a_little_to_keep_off_a_sign_and_a_street_does_not():
    sign = (190.0, 140.0, 210.0, 160.0)
    moved = write_names([Name(200, 150, "Ville Haute")], VIEW, taken=[sign])
    assert read_names(moved) == ["Ville Haute"] and 'y="150' not in moved
    assert not write_names([Name(200, 150, "Rue Basse", "street", is_fixed=True)], VIEW, taken=[sign])


def test_names_never_cover_each_other_nor_leave_the_frame():
    names = [Name(20 * (n % 20), 15 * (n // 20), f"Lieu {n}", turn=n % 90) for n in range(400)]
    markup = write_names(names, VIEW, taken=[])
    shown = set(read_names(markup))
    assert 5 < len(shown) <= 40
    areas = [place_as_written(name, markup) for name in names if name.text in shown]
    for one, other in combinations(areas, 2):
        assert one[0] >= other[2] or other[0] >= one[2] or one[1] >= other[3] or other[1] >= one[3]
    assert all(area[0] >= 0 and area[1] >= 0 and area[2] <= 400 and area[3] <= 300 for area in areas)


def place_as_written(name: Name, markup: str) -> tuple[float, ...]:
    (y,) = etree.fromstring(f"<svg>{markup}</svg>").xpath(f"//text[text()='{name.text}']/@y")
    middle = min((0, -20, 20, -34, 34), key=lambda step: abs(name.y + step + 13.5 * 0.34 - float(y)))
    return _measure_name(name._replace(y=name.y + middle))


def test_a_name_is_written_once():
    names = [Name(100, 100, "Rue Longue"), Name(300, 200, "Rue Longue")]
    assert read_names(write_names(names, VIEW, taken=[])) == ["Rue Longue"]


@pytest.mark.parametrize("text", ["", "   ", "x" * 200])
def test_what_is_no_name_is_not_written(text):
    assert not write_names([Name(200, 150, text)], VIEW, taken=[])


def test_names_are_plain_text():
    markup = write_names([Name(200, 150, "<b>\u202eeûR")], VIEW, taken=[])
    assert read_names(markup) == ["<b>eûR"]


def test_the_nearest_name_is_found_within_reach():
    names = [Name(10, 10, "Ici"), Name(50, 10, "Là"), Name(12, 10, "Pays", "great")]
    assert find_nearest(11, 10, names=names) == "Ici"
    assert find_nearest(300, 300, names=names) == "" == find_nearest(0, 0, names=[])
