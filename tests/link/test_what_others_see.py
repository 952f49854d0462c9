"""What is asked over all facts betrays nothing that only papers of the team say."""

from datetime import date

from tests.link.conftest import SECRET, cite

from contrechamp.link.chains import list_acts
from contrechamp.link.contradictions import list_contradictions
from contrechamp.link.unknowns import list_unknowns

TODAY = date(2026, 11, 25)


def test_a_device_that_only_a_paper_of_the_team_installs_stands_for_the_team_alone(book):
    order, camera, city = book.add("act", "Arrêté"), book.add("device", "Caméra"), book.add("actor", "Ville")
    book.state(order, "authorises", camera, when="2015/2020")
    book.state(city, "installs", camera, when="2016", source=cite(SECRET))
    (seen,), (known,) = list_acts(book.everybody, on=TODAY), list_acts(book.team, on=TODAY)
    assert seen.standing == () and known.standing == (camera,)
    book.state(city, "removes", camera, when="2021", source=cite(SECRET))
    book.state(city, "installs", camera, when="2016")
    assert list_acts(book.everybody, on=TODAY)[0].standing == (camera,)
    assert list_acts(book.team, on=TODAY)[0].standing == ()


def test_a_gap_closed_by_a_paper_of_the_team_stays_open_for_everybody(book):
    order, camera, square = (
        book.add("act", "Arrêté"),
        book.add("device", "Caméra"),
        book.add("place", "Place"),
    )
    book.state(camera, "stands_at", square)
    book.state(order, "authorises", camera, source=cite(SECRET))
    assert [one.entity for one in list_unknowns(book.everybody, "device_without_authorisation")] == [camera]
    assert list_unknowns(book.team, "device_without_authorisation") == []


def test_a_place_as_written_of_a_device_that_nobody_else_sees_closes_no_gap(book):
    order, square = book.add("act", "Arrêté"), book.add("place", "Place des Tilleuls")
    book.state(order, "authorises", square)
    book.add("device", "Caméra", details={"place": "place des Tilleuls"}, sources=(cite(SECRET),))
    assert [one.entity for one in list_unknowns(book.everybody, "authorisation_without_device")] == [square]
    assert list_unknowns(book.team, "authorisation_without_device") == []


def test_one_act_is_told_as_it_is_among_all(book):
    first, second, third = (book.add("act", name) for name in ("Un", "Deux", "Trois"))
    network = book.add("project", "Réseau")
    for act, when in ((first, "2010/2015"), (second, "2015/2030"), (third, "2000/2005")):
        book.state(act, "authorises", network, when=when)
    book.state(second, "renews", first)
    among = {act.entity.id: act for act in list_acts(book.team, on=TODAY)}
    for key in (first, second, third):
        assert list_acts(book.team, on=TODAY, about=[key]) == [among[key]]
    assert among[first].renewed_by == second


def test_contradictions_of_a_merged_entity_are_those_of_the_other(book):
    network, other = book.add("project", "Réseau"), book.add("project", "Le réseau")
    book.state(network, "counts", value="48", when="2019")
    book.state(other, "counts", value="62", when="2019")
    assert list_contradictions(book.team, about=network) == []
    book.decide("merge", entity=network, into=other)
    assert list_contradictions(book.team, about=other) == list_contradictions(book.team, about=network) != []
