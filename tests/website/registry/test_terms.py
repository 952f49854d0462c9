"""Acts by what is known of them on one day."""

from datetime import date

import pytest

from contrechamp.link.chains import ActState
from contrechamp.vocabulary.entity import Entity, EntityKind

TODAY = date(2026, 8, 31)


def make_act(key: str, state: str, **more) -> ActState:
    devices = more.pop("devices", ("d",))
    said = {"devices": devices, "is_authorisation": bool(devices), **more}
    return ActState(Entity(key, EntityKind.ACT, key), state, **said)


@pytest.mark.parametrize(
    ("act", "group"),
    [
        (make_act("a", "expired", ends_on="2020", standing=("d",)), "outlived"),
        (make_act("a", "repealed", standing=("d",)), "outlived"),
        (make_act("a", "expired", ends_on="2020", standing=("d",), renewed_by="b"), "expired"),
        (make_act("a", "expired", ends_on="2020"), "expired"),
        (make_act("a", "in_force", ends_on="2027-02-28"), "soon"),
        (make_act("a", "in_force", ends_on="2027-03-01"), "in_force"),
        (make_act("a", "in_force", ends_on="2027"), "in_force"),  # some day of that year
        (make_act("a", "in_force", begins_on="2019"), "unknown"),
        (make_act("a", "unknown"), "unknown"),
        (make_act("a", "coming", begins_on="2030"), "coming"),
    ],
)
def test_an_act_is_in_one_group(site, act, group):
    from contrechamp.website.registry.terms import find_group

    assert find_group(act, on=TODAY) == group


def test_the_most_pressing_come_first_and_mere_ties_are_left_out(site):
    from contrechamp.website.registry.terms import sort_acts

    acts = [
        make_act("tie", "unknown", devices=()),
        make_act("good", "in_force", ends_on="2030"),
        make_act("old", "expired", ends_on="2020", standing=("d",)),
    ]
    groups = sort_acts(acts, on=TODAY)
    assert [(group.key, [act.entity.id for act in group.acts]) for group in groups] == [
        ("outlived", ["old"]),
        ("in_force", ["good"]),
    ]


def test_six_months_later_is_the_last_day_of_a_shorter_month(site):
    from contrechamp.website.registry.terms import add_months

    assert add_months(TODAY, 6) == date(2027, 2, 28)
    assert add_months(date(2026, 11, 25), 6) == date(2027, 5, 25)


def test_a_line_names_the_first_things_and_counts_the_rest(site):
    from contrechamp.website.registry.terms import MOST_NAMED, list_named, make_line

    devices = tuple(f"d{number}" for number in range(10))
    act = make_act("a", "expired", devices=devices, renewed_by="b")
    named = {key: Entity(key, EntityKind.DEVICE, key) for key in list_named([act]) if key != "d0"}
    line = make_line(act, named)
    assert [one.id for one in line.things] == list(devices[1:MOST_NAMED])
    assert line.more == 10 - MOST_NAMED and line.renewal.id == "b"
