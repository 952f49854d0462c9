"""Numbers of devices by what is counted; which entities stand near another one; gaps about one of them."""

from tests.link.conftest import SECRET, cite

from contrechamp.link.counting import list_counted, list_counts, list_years_of_devices
from contrechamp.link.nearness import list_near
from contrechamp.link.parts import list_facts_of_parts
from contrechamp.link.unknowns import list_unknowns


def make_numbers(book):
    network, noise = book.add("project", "Réseau"), book.add("technology", "Capteur de bruit")
    vote, city = book.add("act", "Délibération"), book.add("actor", "Vaucreuse")
    late = book.state(network, "counts", value="71", when="2021")
    early = book.state(vote, "decides", network, value="48", when="2019-02-28")
    book.state(city, "installs", noise, value="21", when="2022")
    book.state(network, "counts", value="83", when="2023", source=cite(SECRET))
    book.state(vote, "decides", network, when="2019")  # no number
    return network, noise, early, late


def test_what_is_counted_is_listed_with_how_much_is_said_of_it(book):
    network, noise, _early, _late = make_numbers(book)
    found, total = list_counted(book.team)
    assert [(one.entity.id, one.facts) for one in found] == [(network, 3), (noise, 1)] and total == 2
    found, total = list_counted(book.everybody, limit=1, offset=1)
    assert [one.entity.id for one in found] == [noise] and total == 2
    assert [one.facts for one in list_counted(book.everybody)[0]] == [2, 1]


def test_the_numbers_of_one_thing_are_in_the_order_of_their_times(book):
    network, _noise, early, late = make_numbers(book)
    assert [fact.id for fact in list_counts(book.everybody, network)] == [early, late]
    assert len(list_counts(book.team, network)) == 3 and len(list_counts(book.team, network, limit=1)) == 1


def test_a_merged_thing_is_counted_with_the_other(book):
    network, _noise, early, late = make_numbers(book)
    other = book.add("project", "Le réseau")
    book.decide("merge", entity=network, into=other)
    assert [fact.id for fact in list_counts(book.everybody, network)] == [early, late]
    assert list_counted(book.everybody)[0][0].entity.id == other


def test_near_entities_are_those_with_most_facts_in_common(book):
    city, firm, act = book.add("actor", "Ville"), book.add("actor", "Firme"), book.add("act", "Marché")
    hidden = book.add("actor", "Autre")
    book.state(city, "buys_from", firm, when="2019", under=act)
    book.state(city, "buys_from", firm, when="2020")
    book.state(city, "buys_from", hidden, source=cite(SECRET))
    assert [(one.entity.id, one.facts) for one in list_near(book.everybody, city)] == [(firm, 2), (act, 1)]
    assert {one.entity.id for one in list_near(book.team, city)} == {firm, act, hidden}
    assert len(list_near(book.team, city, limit=1)) == 1 and list_near(book.everybody, hidden) == []


def test_gaps_can_be_asked_of_one_entity(book):
    order, other = book.add("act", "Arrêté", category="order"), book.add("act", "Autre", category="order")
    place = book.add("place", "Place")
    for act in (order, other):
        book.state(act, "authorises", place)
    assert [gap.entity for gap in list_unknowns(book.team, "retention_unknown", about=order)] == [order]
    assert len(list_unknowns(book.team, "retention_unknown")) == 2
    assert list_unknowns(book.team, "authorisation_without_device", about=order) == []
    assert list_unknowns(book.team, "authorisation_without_device", about=place)[0].entity == place


def test_devices_named_one_by_one_are_counted_year_by_year(book):
    city, other = book.add("actor", "Vaucreuse"), book.add("actor", "Préfecture")
    cameras = [book.add("device", f"C-{number}") for number in range(4)]
    for camera, year in zip(cameras, ("2004", "2004-06", "2005", ""), strict=True):
        book.state(city, "installs", camera, when=year)
    book.state(other, "removes", cameras[0], when="2006-01-02")
    book.state(city, "installs", cameras[0], when="2004", source=cite(page=2))  # told twice, there once
    told = [
        (year.year, year.installed, year.removed, year.standing) for year in list_years_of_devices(book.team)
    ]
    assert told == [("", 1, 0, 1), ("2004", 2, 0, 3), ("2005", 1, 0, 4), ("2006", 0, 1, 3)]


def test_they_are_counted_for_one_project_alone(book):
    city, network = book.add("actor", "Vaucreuse"), book.add("project", "Réseau")
    inside, outside = book.add("device", "C-1"), book.add("device", "C-2")
    for camera in (inside, outside):
        book.state(city, "installs", camera, when="2004")
    book.state(inside, "part_of", network)
    (year,) = list_years_of_devices(book.team, project=network)
    assert year.installed == 1 and year.subject == city


def test_a_project_gathers_what_its_acts_say_of_money_and_votes(book):
    network, contract = book.add("project", "Réseau"), book.add("act", "Marché", category="contract")
    city, firm, other = (book.add("actor", name) for name in ("Ville", "Sogétrel", "Autre"))
    price = book.state(contract, "costs", value="15000.00", when="2006-08", details={"bound": "minimum"})
    sale = book.state(city, "buys_from", firm, under=contract, when="2006-07")
    book.state(city, "buys_from", other, when="2006")
    assert list_facts_of_parts(book.team, network) == ([], 0)
    book.state(contract, "part_of", network)
    facts, total = list_facts_of_parts(book.team, network)
    assert ([fact.id for fact in facts], total) == ([sale, price], 2)
    assert [fact.id for fact in list_facts_of_parts(book.team, network, offset=1)[0]] == [price]
