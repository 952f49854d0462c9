"""Which acts are in force on a day, and which have expired while what they allowed is still there."""

from datetime import date

import pytest

from contrechamp.link.chains import find_state, list_acts

TODAY = date(2026, 11, 25)


def states(book, **more) -> dict[str, str]:
    return {act.entity.name: act.state for act in list_acts(book.team, on=TODAY, **more)}


@pytest.mark.parametrize(
    ("begins_on", "ends_on", "state"),
    [
        ("", "", "unknown"),
        ("2021", "", "in_force"),
        ("2027-01", "", "coming"),
        ("2021-01-01", "2026-11-25", "in_force"),
        ("2021-01-01", "2026-11-24", "expired"),
        ("2021", "2026", "in_force"),  # a year lasts to its end
        ("", "2025-12", "expired"),
    ],
)
def test_an_act_is_in_force_from_its_first_day_to_its_last(begins_on, ends_on, state):
    assert find_state(begins_on, ends_on, on=TODAY) == state


def test_an_authorisation_expires_while_its_camera_is_still_there(book):
    order, city = book.add("act", "Arrêté 2019"), book.add("actor", "Vaucreuse")
    camera, gone = book.add("device", "Caméra 1"), book.add("device", "Caméra 2")
    for device in (camera, gone):
        book.state(order, "authorises", device, when="2019-12-05/2024-12-04")
        book.state(city, "installs", device, when="2020")
    book.state(city, "removes", gone, when="2021")
    (act,) = list_acts(book.team, on=TODAY)
    assert (act.state, act.begins_on, act.ends_on) == ("expired", "2019-12-05", "2024-12-04")
    assert set(act.devices) == {camera, gone} and act.standing == (camera,)


def test_a_camera_put_up_again_is_there_and_one_that_will_go_is_not_gone_yet(book):
    order, city = book.add("act", "Arrêté"), book.add("actor", "Vaucreuse")
    again, later = book.add("device", "C-1"), book.add("device", "C-2")
    for device in (again, later):
        book.state(order, "authorises", device, when="2019/2024")
        book.state(city, "installs", device, when="2010")
    book.state(city, "removes", again, when="2015")
    book.state(city, "installs", again, when="2018")
    book.state(city, "removes", later, when="2030")
    (act,) = list_acts(book.team, on=TODAY)
    assert set(act.standing) == {again, later}


def test_a_repeal_ends_an_act_from_the_day_it_comes(book):
    first, second = book.add("act", "Première"), book.add("act", "Abrogation")
    book.state(first, "begins_on", value="2019")
    book.state(second, "repeals", first, when="2027-01-01")
    assert states(book)["Première"] == "in_force"
    book.undo(book.last())
    book.state(second, "repeals", first, when="2023-05-25")
    assert states(book)["Première"] == "repealed"
    first_act = next(act for act in list_acts(book.team, on=TODAY) if act.entity.id == first)
    assert (first_act.begins_on, first_act.ends_on) == ("2019", "2023-05-25")


def test_an_end_that_comes_before_the_repeal_stays_the_end(book):
    first, second = book.add("act", "Première"), book.add("act", "Abrogation")
    book.state(first, "ends_on", value="2022")
    book.state(second, "repeals", first, when="2023-05-25/")
    assert [act.ends_on for act in list_acts(book.team, on=TODAY) if act.entity.id == first] == ["2022"]


def test_only_what_authorises_things_that_watch_is_an_authorisation(book):
    vote, contract = book.add("act", "Délibération"), book.add("act", "Marché")
    order, other = book.add("act", "Arrêté"), book.add("act", "Autre arrêté")
    book.state(vote, "authorises", contract)
    book.state(contract, "ends_on", value="2023")
    book.state(order, "authorises", book.add("place", "Place"))
    book.state(other, "authorises", value="35")
    acts = {act.entity.id: act for act in list_acts(book.team, on=TODAY)}
    assert [acts[key].is_authorisation for key in (vote, contract, order, other)] == [
        False,
        False,
        True,
        True,
    ]
    assert acts[vote].devices == () and len(acts[order].devices) == 1


def test_an_act_that_ended_says_which_act_in_force_renews_it(book):
    old, new = book.add("act", "Arrêté 2019"), book.add("act", "Arrêté 2024")
    book.state(old, "ends_on", value="2024-12-04")
    book.state(new, "ends_on", value="2029-12-04")
    book.state(new, "renews", old)
    acts = {act.entity.id: act for act in list_acts(book.team, on=TODAY)}
    assert acts[old].state == "expired" and acts[old].renewed_by == new
    assert [link.is_reverse for link in acts[old].links] == [True]
    assert list(acts) == [old, new]  # what ends first comes first


def test_the_details_of_an_act_speak_where_no_fact_does(book):
    book.add("act", "Seul")
    act = book.add("act", "Marché", details={"date": "2019-06", "ends_on": "2023-06"})
    other = book.add("act", "Avenant")
    book.state(other, "amends", act)
    assert states(book, about=[act]) == {"Marché": "expired"}
