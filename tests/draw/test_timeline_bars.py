"""How many months a bar is of, what an axis names, and how states are told apart by shape."""

import pytest
from lxml import etree
from tests.draw.pictures import SVG, list_texts, read_picture

from contrechamp.draw.spans import read_span
from contrechamp.draw.svg import Markup
from contrechamp.draw.timeline import Event, draw_timeline
from contrechamp.draw.timeline_marks import LENGTH, draw_band, draw_period, draw_point
from contrechamp.draw.timeline_plan import plan_timeline
from contrechamp.draw.words import Words


def gather(whens: list[str]) -> list[str]:
    """The dates of the bars of a hundred events at each of these dates."""
    events = [Event(f"{when}-{k}", "", "x", when) for when in whens for k in range(100)]
    plan = plan_timeline(events, first="", last="", others="", find_address=None)
    return [bar.when for lane in plan.lanes for bar in lane.bars]


@pytest.mark.parametrize(
    ("whens", "bars"),
    [
        (["2020-01-05", "2020-03", "2022-06-25"], ["2020-01", "2020-03", "2022-06"]),
        (["2012-02-05", "2020-03", "2020-06-25"], ["2012-01/2012-03", "2020-01/2020-03", "2020-04/2020-06"]),
        (["1999-02", "2020-03", "2020-06-25", "2022"], ["1999", "2020", "2022"]),
        (["1911-02", "1918", "2020-06-25"], ["1910/1919", "2020/2029"]),
        (["1311-02", "1318", "2020-06-25"], ["1300/1399", "2000/2099"]),
    ],
)
def test_bars_are_as_long_as_they_can_be_told_apart(whens, bars):
    assert gather(whens) == bars


def test_a_period_is_counted_where_it_begins():
    assert gather(["2019-03-02/2022", "2021"]) == ["2019-03", "2021"]


def test_a_period_without_a_beginning_is_counted_where_it_ends():
    assert gather(["/2021-04-03", "2021-07-01"]) == ["2021-04", "2021-07"]


def name_axis(first: str, last: str) -> list[str]:
    drawing = draw_timeline([Event("1", "", "x", first)], words=Words(), first=first, last=last)
    (axis, *_rest) = read_picture(drawing)
    return [text.text for text in axis.iter(f"{SVG}text")]


def test_an_axis_names_every_year_where_there_is_room():
    assert name_axis("2015", "2019") == ["2015", "2016", "2017", "2018", "2019"]


def test_an_axis_of_months_names_them():
    assert name_axis("2019-01", "2019-06") == [f"2019-0{month}" for month in range(1, 7)]


def test_an_axis_of_centuries_names_decades_only():
    years = [int(year) for year in name_axis("1801", "2024")]
    assert all(year % 10 == 0 for year in years) and 8 <= len(years) <= 25


def parse(*pieces: Markup) -> etree._Element:
    return etree.fromstring(f"<g>{''.join(pieces)}</g>")


def test_a_day_in_force_is_full_and_an_expired_one_hollow():
    (full,), (hollow,) = parse(draw_point(5, 5, state="in_force")), parse(draw_point(5, 5, state="expired"))
    assert full.get("class") == "fill-ink stroke-ink" and hollow.get("class") == "fill-paper stroke-ink"


def test_what_is_contested_has_a_shape_of_its_own():
    shapes = [element.tag for element in parse(draw_point(5, 5, state="contested"))]
    assert shapes == ["path", "circle"]


def test_an_unknown_state_is_drawn_like_none():
    assert draw_point(5, 5, state="<b>") == draw_point(5, 5, state="")


def test_the_possible_is_fainter_than_the_certain():
    (faint,), (full,) = (
        parse(draw_band(0, 50, y=5, state="", is_faint=is_faint)) for is_faint in (True, False)
    )
    assert float(faint.get("fill-opacity")) < 0.5 and full.get("fill-opacity") is None
    assert float(faint.get("height")) == LENGTH


def test_a_month_of_less_than_a_pixel_is_still_seen():
    (band,) = parse(draw_band(10, 10.2, y=5, state=""))
    assert float(band.get("width")) == 6


@pytest.mark.parametrize(("when", "tips"), [("2014/2017", 0), ("2014/", 1), ("/2017", 1)])
def test_only_open_ends_have_tips(when, tips):
    drawn = parse(draw_period(read_span(when), (0, 90), sure=(20, 70), y=5, state="in_force"))
    assert len(drawn.findall("path")) == tips


def test_of_a_period_that_may_be_empty_nothing_is_full():
    drawn = parse(draw_period(read_span("2014/2014"), (0, 90), sure=(90, 0), y=5, state=""))
    assert [float(rect.get("fill-opacity")) for rect in drawn] == [pytest.approx(0.3, abs=0.1)]


def test_words_of_the_caller_are_used():
    words = Words({"expired": "expiré", "sources": "{count} sources"}, write_date=lambda when: f"le {when}")
    drawing = draw_timeline([Event("1", "", "x", "2014", "", "expired", 1200)], words=words)
    assert "le 2014 · expiré · 1\u202f200 sources" in list_texts(read_picture(drawing))
