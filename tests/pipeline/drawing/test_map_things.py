"""What a map shows: states on a day, choices and their counts, places; to the team, and to everybody."""

from datetime import date

import numpy as np
import pytest
from tests.link.conftest import SECRET, cite

from contrechamp.draw.map_view import (
    DOME,
    EXPIRED,
    FIXED,
    IN_FORCE,
    PLANNED,
    REMOVED,
    UNKNOWN_STATE,
    MapView,
)
from contrechamp.draw.projection import Box
from contrechamp.pipeline.drawing.devices import find_devices
from contrechamp.pipeline.drawing.map_things import Describer, find_map_things, surround
from contrechamp.pipeline.drawing.places import (
    count_unplaced,
    find_places,
    list_known_places,
    list_unplaced,
    list_unplaced_at,
)

TODAY = date(2026, 3, 1)


@pytest.fixture
def city(book):
    return book.add("actor", "Vaucreuse")


def place_device(book, name: str, *, at: tuple[str, str] = ("43.6", "3.9"), **details: str) -> str:
    where = {"latitude": at[0], "longitude": at[1]} if at else {}
    return book.add("device", name, category="dome", details=where | details, sources=(cite(),))


def find_state(view, on: date) -> int:
    (state,) = find_devices(view).find_states(on).tolist()
    return state


def test_a_device_of_which_nothing_is_said_has_an_unknown_state_and_not_a_permitted_one(book):
    place_device(book, "C1")
    assert find_state(book.team, TODAY) == UNKNOWN_STATE


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2015, 1, 1), PLANNED),
        (date(2017, 6, 1), IN_FORCE),
        (date(2020, 12, 31), IN_FORCE),  # "2020-12" may end on its last day
        (date(2021, 1, 1), EXPIRED),
        (date(2023, 5, 1), REMOVED),
    ],
)
def test_a_device_goes_from_planned_to_removed_as_its_facts_say(book, city, on, state):
    device, act = place_device(book, "C1"), book.add("act", "Arrêté 12")
    book.state(city, "announces", device, when="2014")
    book.state(city, "installs", device, when="2016")
    book.state(act, "authorises", device, when="2016-03/2020-12")
    book.state(city, "removes", device, when="2023-04")
    assert find_state(book.team, on) == state


def test_an_authorisation_ends_when_its_act_does_where_nothing_nearer_is_said(book):
    device, act = place_device(book, "C1"), book.add("act", "Arrêté 12", details={"ends_on": "2019"})
    book.state(act, "authorises", device, when="2014")
    assert find_state(book.team, date(2019, 7, 1)) == IN_FORCE
    assert find_state(book.team, date(2020, 1, 1)) == EXPIRED


def test_a_second_authorisation_goes_on_where_the_first_one_ended(book):
    device, act = place_device(book, "C1"), book.add("act", "Arrêté 12")
    book.state(act, "authorises", device, when="2010/2014")
    book.state(act, "authorises", device, when="2016/2027")
    assert [find_state(book.team, date(year, 2, 1)) for year in (2012, 2015, 2020)] == [
        IN_FORCE,
        EXPIRED,
        IN_FORCE,
    ]


def test_a_device_that_was_put_up_again_is_not_removed(book, city):
    device = place_device(book, "C1")
    book.state(city, "removes", device, when="2018")
    book.state(city, "installs", device, when="2020")
    assert find_state(book.team, date(2019, 1, 1)) == REMOVED
    assert find_state(book.team, TODAY) == UNKNOWN_STATE


def test_what_only_the_team_may_read_changes_no_state_for_everybody(book, city):
    """T-A6: the removal stands in a paper that is not public."""
    device = place_device(book, "C1")
    book.state(city, "installs", device, when="2016")
    book.state(city, "removes", device, when="2020", source=cite(SECRET))
    assert find_state(book.team, TODAY) == REMOVED
    assert find_state(book.everybody, TODAY) == UNKNOWN_STATE


def test_a_device_that_only_the_team_may_see_is_in_no_column_count_or_place(book, city):
    """T-A6, of the columns."""
    book.add("device", "Cachée", details={"latitude": "43", "longitude": "3", "place": "rue Cachée"})
    book.add("device", "Cachée 2", details={"place": "rue Cachée"}, sources=(cite(SECRET),))
    things = find_map_things(book.everybody, on=TODAY, today=TODAY)
    assert things.total == 0 and not len(things.points.number) and things.find_box() is None
    assert list_known_places(book.everybody) == [] and find_places(book.everybody, "cachée") == []
    assert count_unplaced(book.everybody) == 0 and list_unplaced(book.everybody) == ([], 0)
    assert list_unplaced_at(book.everybody, "rue cachee") == []
    assert find_map_things(book.team, on=TODAY, today=TODAY).total == 2


def test_a_day_that_is_past_shows_what_was_known_by_then(book, city):
    early, late = place_device(book, "C1"), place_device(book, "C2")
    book.state(city, "installs", early, when="2010")
    book.state(city, "installs", late, when="2020")
    assert find_map_things(book.team, on=date(2015, 1, 1), today=TODAY).total == 1
    assert find_map_things(book.team, on=TODAY, today=TODAY).total == 2


def test_choices_are_counted_each_with_the_other_one_held(book, city):
    dome = place_device(book, "C1")
    book.add("device", "C2", category="fixed", details={"latitude": "43", "longitude": "3"})
    book.state(city, "removes", dome, when="2020")
    things = find_map_things(book.team, on=TODAY, today=TODAY, type=DOME)
    assert things.types[DOME] == 1 and things.types[FIXED] == 1
    assert things.states[REMOVED] == 1 and things.states[UNKNOWN_STATE] == 0
    assert len(things.points.number) == 1 and things.total == 2


def test_things_in_view_are_named_with_their_place(book):
    device = place_device(book, "C1", place="rue du Port")
    place_device(book, "C2", at=("50", "3"))
    things = find_map_things(book.team, on=TODAY, today=TODAY)
    shown = things.list_shown(MapView(Box(3.8, 43.5, 4.0, 43.7)))
    describer = Describer(book.team)
    assert describer.describe(shown) == [("C1", "rue du Port")]
    assert describer.ids[int(shown[0])] == device


def test_a_box_leaves_the_farthest_out_and_never_shrinks_to_a_point(book):
    crowd = np.concatenate([np.full(999, 43.6), [60.0]])
    box = surround(crowd, np.full(1000, 3.9), share=0.98)
    assert box.north < 44 and box.north > box.south and box.east > box.west
    assert surround(crowd, np.full(1000, 3.9)).north > 60


def test_places_are_those_of_the_registry_then_those_that_devices_name(book):
    square = book.add("place", "Place du Marché")
    commune = book.add(
        "place", "Vaucreuse", identifiers={"insee": "34999"}, details={"latitude": "43.7", "longitude": "4"}
    )
    device = place_device(book, "C1", place="rue du Port")
    book.state(device, "stands_at", square)
    names = {place.name: place.kind for place in list_known_places(book.team)}
    assert names == {"Place du Marché": "place", "Vaucreuse": "great", "rue du Port": "street"}
    assert [place.name for place in find_places(book.team, "marche")] == ["Place du Marché"]
    assert find_places(book.team, "marche")[0].latitude == pytest.approx(43.6)
    assert find_places(book.team, " ") == [] and commune


def test_devices_without_coordinates_are_listed_by_the_place_as_written(book):
    for name in ("A", "B"):
        place_device(book, name, at=(), place="Rue du Port")
    place_device(book, "C", at=())
    listed, total = list_unplaced(book.team)
    assert [(place.name, place.devices) for place in listed] == [("Rue du Port", 2), ("", 1)] and total == 2
    assert [name for _key, name in list_unplaced_at(book.team, listed[0].folded)] == ["A", "B"]
    assert count_unplaced(book.team) == 3


def test_what_was_worked_out_is_worked_out_again_after_a_judgement(book, city):
    place_device(book, "C1")
    first = find_devices(book.team)
    assert find_devices(book.team) is first and find_devices(book.everybody) is not first
    place_device(book, "C2")
    assert len(find_devices(book.team).number) == 2
