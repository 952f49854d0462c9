"""The network: who is tied to whom by a fact, directly or through what both have to do with."""

from tests.link.conftest import SECRET, cite

from contrechamp.pipeline.drawing.ties import find_network, list_tying_relations

ADDRESSES = {"entity": "/repertoire/{}".format, "fact": "/faits/{}".format}


def tell(view, **more) -> set[tuple[str, str, str]]:
    network = find_network(view, **ADDRESSES, **more)
    names = {actor.key: actor.label for actor in network.actors}
    return {(names[tie.source], tie.relation, names[tie.target]) for tie in network.ties}


def test_relations_of_devices_tie_nobody_and_those_of_actors_do():
    assert {"buys_from", "votes_for", "condemns", "opposes"} <= set(list_tying_relations())
    assert not {"counts", "stands_at", "moves"} & set(list_tying_relations())


def test_two_actors_are_tied_by_their_fact_which_is_its_address(book):
    city = book.add("actor", "Vaucreuse", category="body")
    firm = book.add("actor", "Noctiluque", category="company")
    fact = book.state(city, "buys_from", firm, when="2019")
    network = find_network(book.team, **ADDRESSES)
    (tie,) = network.ties
    assert (tie.address, tie.when, tie.sources) == (f"/faits/{fact}", "2019", 1)
    assert {actor.kind for actor in network.actors} == {"public_body", "company"}
    assert network.relations == {"buys_from": 1}


def test_an_act_in_which_two_actors_meet_stands_between_them_and_another_one_does_not(book):
    council, group = book.add("actor", "Conseil"), book.add("actor", "Minorité")
    shared, alone = book.add("act", "Délibération 7"), book.add("act", "Délibération 8")
    book.state(council, "votes_for", shared, value="21")
    book.state(group, "votes_against", shared, value="9")
    book.state(council, "votes_for", alone, value="30")
    assert {target for _, _, target in tell(book.team)} == {"Délibération 7"}
    assert len(tell(book.team, relation="votes_against")) == 1


def test_a_network_around_an_actor_has_its_own_ties_and_who_shares_an_act_with_it(book):
    city, firm, other = (book.add("actor", name) for name in ("Vaucreuse", "Noctiluque", "Lointaine"))
    group, act = book.add("actor", "Minorité"), book.add("act", "Délibération 7")
    book.state(city, "buys_from", firm)
    book.state(other, "buys_from", firm)
    book.state(city, "votes_for", act, value="3")
    book.state(group, "votes_against", act, value="3")
    around = tell(book.team, about=city)
    assert {who for who, _, _ in around} == {"Vaucreuse", "Minorité"} and len(around) == 3


def test_a_device_is_never_in_the_network(book):
    city, device = book.add("actor", "Vaucreuse"), book.add("device", "C1")
    book.state(city, "installs", device)
    assert tell(book.team) == set()


def test_readers_have_no_tie_of_papers_that_are_not_public(book):
    """T-A6, of the network."""
    city, firm = book.add("actor", "Vaucreuse"), book.add("actor", "Cachée")
    book.state(city, "buys_from", firm, source=cite(SECRET))
    network = find_network(book.everybody, **ADDRESSES)
    assert not network.actors and not network.ties and not network.relations
    assert len(tell(book.team)) == 1


def test_what_is_near_are_the_facts_of_the_entity_alone(book):
    city, group = book.add("actor", "Vaucreuse"), book.add("actor", "Minorité")
    act = book.add("act", "Délibération 7")
    book.state(city, "votes_for", act, value="3")
    book.state(group, "votes_against", act, value="3")
    assert {who for who, _, _ in tell(book.team, about=city, is_near=True)} == {"Vaucreuse"}
