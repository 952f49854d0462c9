"""The states on the map and in exports are the same: one rule, in columns and step by step."""

import random
from datetime import date

import pytest
from tests.pipeline.drawing.test_map_things import place_device

from contrechamp.draw.map_view import EXPIRED, IN_FORCE, PLANNED, REMOVED, UNKNOWN_STATE
from contrechamp.link.standing import find_standing
from contrechamp.link.streaming import take_moment
from contrechamp.pipeline.drawing.devices import find_devices

STATES = {
    "in_force": IN_FORCE,
    "expired": EXPIRED,
    "planned": PLANNED,
    "removed": REMOVED,
    "unknown": UNKNOWN_STATE,
}
RELATIONS = ("announces", "installs", "removes", "authorises")
DAYS = [date(year, month, 1) for year in range(2008, 2022) for month in (1, 7)]


@pytest.fixture
def city(book):
    return book.add("actor", "Vaucreuse")


def find_states(view, on: date) -> list[int]:
    return find_devices(view).find_states(on).tolist()


@pytest.mark.parametrize(
    ("on", "state"),
    [
        (date(2009, 1, 1), UNKNOWN_STATE),  # nothing was said of it by then
        (date(2012, 1, 1), UNKNOWN_STATE),
        (date(2016, 1, 1), REMOVED),
        (date(2019, 1, 1), UNKNOWN_STATE),
        (date(2021, 1, 1), REMOVED),
    ],
)
def test_a_device_that_came_and_went_twice_has_the_state_of_its_last_step(book, city, on, state):
    device = place_device(book, "C1")
    for relation, year in (("installs", 2010), ("removes", 2015), ("installs", 2018), ("removes", 2020)):
        book.state(city, relation, device, when=str(year))
    assert find_states(book.team, on) == [state]


def test_a_device_is_known_since_its_first_step(book, city):
    device = place_device(book, "C1")
    for year in (2018, 2010):
        book.state(city, "installs", device, when=str(year))
    assert find_devices(book.team).find_known(date(2012, 1, 1)).tolist() == [True]


@pytest.mark.parametrize("is_fact", [True, False])
def test_an_authorisation_ends_with_its_act_in_exports_too(book, is_fact):
    device = place_device(book, "C1")
    act = book.add("act", "Arrêté", details={"ends_on": "2031" if is_fact else "2014"})
    book.state(act, "authorises", device, when="2010")
    if is_fact:
        book.state(act, "ends_on", value="2014")
    with take_moment(book.everybody) as moment:
        ((_entity, steps, _sources),) = moment.iterate_placed()
    standing = find_standing(steps, on=date(2020, 1, 1))
    assert (standing.state, standing.authorised_until) == ("expired", "2014")
    assert find_states(book.everybody, date(2020, 1, 1)) == [EXPIRED]


def test_the_map_and_the_exports_agree_on_any_history(book, city):
    chance = random.Random(7)
    act = book.add("act", "Arrêté")
    for number in range(25):
        device = place_device(book, f"C{number}")
        for _ in range(chance.randrange(5)):
            relation, year = chance.choice(RELATIONS), chance.randrange(2010, 2018)
            when = chance.choice((f"{year}", f"{year}-05", f"{year}-05-17", ""))
            if relation == "authorises":
                book.state(act, relation, device, when=chance.choice((f"{year}/{year + 3}", f"{year}/", "")))
            else:
                book.state(city, relation, device, when=when)
    with take_moment(book.team) as moment:
        placed = [(entity.id, steps) for entity, steps, _sources in moment.iterate_placed()]
    assert len(placed) == 25
    seen = set()
    for on in DAYS:
        states = [STATES[find_standing(steps, on=on).state] for _key, steps in placed]
        assert find_states(book.team, on) == states, on
        seen.update(states)
    assert seen == set(STATES.values())
