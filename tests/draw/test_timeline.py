"""The timeline: nothing more exact than its papers, nothing lost, at ten events and at 200,000."""

import re

import pytest
from tests.draw.pictures import SVG, find_words, list_addresses, list_collisions, list_texts, read_picture
from tests.draw.vaucreuse import COUNCIL, EVENTS, HOSTILE, make_events

from contrechamp.draw.timeline import WORDS, Event, draw_timeline
from contrechamp.draw.timeline_plan import plan_timeline
from contrechamp.draw.timeline_wide import Scale, arrange_spots
from contrechamp.draw.words import Words


def draw(events, **asked):
    return draw_timeline(events, words=Words(), find_address=write_address, **asked)


def write_address(first: str, last: str, lane: str) -> str:
    return f"?from={first}&to={last}&kind={lane}"


def make_same(count: int, when: str, lane: str = "") -> list[Event]:
    return [Event(str(k), "", "x", when, lane) for k in range(count)]


def plan(events, **asked):
    return plan_timeline(events, first="", last="", others="Autres", find_address=None, **asked)


def measure_marks(when: str, *, first="2018", last="2023") -> list[float]:
    """How wide the marks of one event are, in days."""
    root = read_picture(draw([Event("1", "", "x", when)], first=first, last=last))
    group = next(g for g in root.iter(f"{SVG}g") if g.find(f"{SVG}title") is not None)
    pixels = (1000 - 28) / (6 * 365.25)
    return [float(rect.get("width")) / pixels for rect in group.iter(f"{SVG}rect")]


def test_each_event_is_a_link_to_its_page_and_a_row_of_the_table():
    drawing = draw(EVENTS)
    assert set(list_addresses(read_picture(drawing))) == {event.address for event in EVENTS}
    assert {row[2].address for row in drawing.table.rows} == {event.address for event in EVENTS}
    assert drawing.table.total == len(EVENTS) == len(drawing.table.rows)
    assert drawing.table.omitted == ""


def test_a_year_is_drawn_as_a_whole_year():
    assert measure_marks("2020") == [pytest.approx(366, abs=2)]


def test_a_month_is_drawn_as_a_whole_month():
    assert measure_marks("2020-03") == [pytest.approx(31, abs=1)]


def test_a_day_is_drawn_as_a_point():
    root = read_picture(draw([Event("1", "", "x", "2020-03-03")], first="2018", last="2023"))
    assert not measure_marks("2020-03-03")
    assert len(list(root.iter(f"{SVG}circle"))) == 2  # the event, and the legend


def test_a_period_is_full_only_where_it_is_certain():
    assert measure_marks("2019/2022") == [pytest.approx(days, abs=2) for days in (365, 731, 365)]


def test_what_lasts_has_a_tip_instead_of_an_end():
    root = read_picture(draw([Event("1", "", "x", "2020-01-01/")], first="2018", last="2023"))
    assert len(list(root.iter(f"{SVG}path"))) == 2  # the event, and the legend


def test_precision_is_kept_in_words():
    rows = {row[2].text: row[0].text for row in draw(EVENTS).table.rows}
    assert rows["Réception : 71 caméras"] == "2021"
    assert rows["Avenant n° 2"] == "2020-11"
    assert rows["Autorisation de 57 caméras"] == "2021-10-18/"


@pytest.mark.parametrize("width", [480, 640, 1000, 1400])
@pytest.mark.parametrize("events", [EVENTS, make_events(20), make_events(60), make_events(100)])
def test_no_words_lie_on_others(events, width):
    assert list_collisions(find_words(read_picture(draw(events, width=width)))) == []


@pytest.mark.parametrize("events", [EVENTS, make_events(39), make_events(1000)])
def test_no_words_lie_on_others_on_a_telephone(events):
    root = read_picture(draw(events, width=360, is_narrow=True))
    assert list_collisions(find_words(root)) == []
    assert all(words.left >= 0 and words.right <= 361 for words in find_words(root))


@pytest.mark.parametrize("width", [640, 1000])
def test_words_stay_inside_the_picture(width):
    places = find_words(read_picture(draw(EVENTS, width=width)))
    assert all(words.left >= 0 and words.right <= width + 1 for words in places)


def test_marks_and_words_of_a_strip_never_touch():
    events = [event._replace(lane="") for event in make_events(60)]
    one = plan(events)
    scale = Scale(one.start, one.end, 14, 986)
    spots, _height = arrange_spots(one.lanes[0].placed, scale, say=lambda key, **_: key, write_date=str)
    boxes = [spot.box for spot in spots]
    for k, (left, top, right, bottom) in enumerate(boxes):
        for other in boxes[k + 1 :]:
            assert right <= other[0] or other[2] <= left or bottom <= other[1] or other[3] <= top


@pytest.mark.parametrize("count", [10, 100, 1000, 20000])
@pytest.mark.parametrize("is_narrow", [False, True])
def test_nothing_is_lost_when_things_are_gathered(count, is_narrow):
    events = make_events(count)
    one = plan(events, is_narrow=is_narrow)
    assert sum(len(lane.placed) + sum(bar.count for bar in lane.bars) for lane in one.lanes) == count
    drawing = draw(events, is_narrow=is_narrow)
    assert len(drawing.table.rows) == sum(len(lane.placed) + len(lane.bars) for lane in one.lanes)
    assert drawing.table.total == count


def test_a_few_acts_stay_readable_beside_a_thousand_devices():
    crowd = [event._replace(lane="Caméras") for event in make_events(1000)]
    texts = list_texts(read_picture(draw([*EVENTS, *crowd])))
    assert "Autorisation de 57 caméras" in texts


def test_a_bar_leads_to_its_years_and_its_strip():
    events = make_same(70, "2014", "Actes") + make_same(1, "2004", "Actes")
    assert list_addresses(read_picture(draw(events))) == [
        "?from=2004&to=2004&kind=Actes",
        "?from=2014&to=2014&kind=Actes",
    ]


def test_events_of_a_year_are_not_shared_out_over_its_months():
    events = make_same(70, "2014-03") + make_same(99, "2014")
    (lane,) = plan(events).lanes
    assert [(bar.when, bar.count, bar.is_coarse) for bar in lane.bars] == [
        ("2014", 99, True),
        ("2014-03", 70, False),
    ]


def test_a_coarse_bar_is_hollow():
    events = make_same(70, "2014-03") + make_same(99, "2014")
    dashed = [r for r in read_picture(draw(events)).iter(f"{SVG}rect") if r.get("stroke-dasharray")]
    assert len(dashed) == 2  # the bar, and the legend


def test_what_has_no_date_is_said():
    drawing = draw([*EVENTS, Event("x", "", "sans date", ""), Event("y", "", "date fausse", "2014-02-30")])
    assert drawing.table.omitted == "2 have no date that is known."
    assert len(drawing.table.rows) == len(EVENTS)


def test_what_lies_outside_is_said():
    drawing = draw(EVENTS, first="2021", last="2021")
    assert re.fullmatch(r"\d+ lie outside the years shown\.", drawing.table.omitted)
    assert "Maintenance du réseau" in [row[2].text for row in drawing.table.rows]


def test_many_strips_become_twelve():
    drawing = draw(make_events(3000, lanes=40))
    assert "The 29 shortest strips are drawn as one." in drawing.table.omitted
    assert "Others" in list_texts(read_picture(drawing))


def test_strips_stand_in_the_order_of_the_caller():
    assert plan(EVENTS).lanes[0].name == COUNCIL


def test_states_are_told_by_words():
    texts = " ".join(list_texts(read_picture(draw(EVENTS))))
    assert all(word in texts for word in ("contested", "expired", "in force"))


def test_the_same_events_give_the_same_picture():
    assert draw(make_events(500)) == draw(make_events(500))


@pytest.mark.parametrize("is_narrow", [False, True])
def test_hostile_words_are_only_words(is_narrow):
    drawing = draw(
        [Event("1", "javascript:alert(1)", HOSTILE, "2014", HOSTILE, "in_force")], is_narrow=is_narrow
    )
    assert list_addresses(read_picture(drawing)) == []


@pytest.mark.parametrize("when", ["0001", "9998-12-31", "0001/9998", "/0001", "9998/"])
@pytest.mark.parametrize("is_narrow", [False, True])
def test_the_ends_of_the_calendar_are_drawn(when, is_narrow):
    read_picture(draw([Event("1", "", "x", when)], is_narrow=is_narrow))
    read_picture(draw([Event(str(k), "", "x", when) for k in range(100)], is_narrow=is_narrow))


@pytest.mark.parametrize("is_narrow", [False, True])
def test_nothing_is_a_picture_too(is_narrow):
    drawing = draw([], is_narrow=is_narrow)
    assert list_texts(read_picture(drawing)) == [WORDS["nothing"]]
    assert (drawing.table.rows, drawing.table.total) == ((), 0)
