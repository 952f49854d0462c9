"""What is not known is found, and no longer once a fact says it."""

from tests.link.conftest import SECRET, cite

from contrechamp.link.unknowns import KINDS, count_unknowns, list_unknowns
from contrechamp.vocabulary.judgement import JudgementKind as Kind


def test_nothing_is_unknown_where_nothing_is_known(book):
    assert count_unknowns(book.team) == dict.fromkeys(KINDS, 0)


def test_an_authorisation_without_contract_until_a_contract_concerns_the_same(book):
    order = book.add("act", "Arrêté", category="order")
    network = book.add("project", "Réseau")
    book.state(order, "authorises", network, value="35")
    assert [one.entity for one in list_unknowns(book.team, "authorisation_without_contract")] == [order]
    contract = book.add("act", "Marché", category="contract")
    assert [one.entity for one in list_unknowns(book.team, "contract_without_deliberation")] == [contract]
    book.state(contract, "concerns", network)
    assert list_unknowns(book.team, "authorisation_without_contract") == []
    decision = book.add("act", "Délibération", category="deliberation")
    book.state(decision, "authorises", contract)
    assert list_unknowns(book.team, "contract_without_deliberation") == []


def test_a_decision_that_authorises_the_contract_itself_has_its_contract(book):
    decision = book.add("act", "Délibération", category="deliberation")
    contract = book.add("act", "Marché", category="contract")
    book.state(decision, "authorises", contract)
    assert list_unknowns(book.team, "authorisation_without_contract") == []


def test_the_price_of_an_amendment_is_found_with_that_of_its_contract(book):
    contract, amendment = book.add("act", "Marché"), book.add("act", "Avenant 1", category="amendment")
    book.state(amendment, "amends", contract)
    book.state(amendment, "costs", value="98700.00", details={"bound": "awarded"})
    assert len(list_unknowns(book.team, "sum_never_found")) == 1
    book.state(contract, "costs", value="1642000.00", details={"bound": "final"})
    assert list_unknowns(book.team, "sum_never_found") == []


def test_a_sum_that_was_announced_and_never_found(book):
    network = book.add("project", "Réseau")
    fact = book.state(network, "costs", value="900000.00", details={"bound": "estimated"})
    (found,) = list_unknowns(book.team, "sum_never_found")
    assert (found.entity, found.fact) == (network, fact)
    book.state(network, "costs", value="1642000.00", details={"bound": "final"})
    assert list_unknowns(book.team, "sum_never_found") == []


def test_devices_and_authorisations_that_do_not_meet(book):
    order, place = book.add("act", "Arrêté"), book.add("place", "Place des Tilleuls")
    camera = book.add("device", "Caméra", sources=(cite(),))
    book.state(order, "authorises", place)
    assert [one.entity for one in list_unknowns(book.team, "device_without_authorisation")] == [camera]
    assert [one.entity for one in list_unknowns(book.team, "authorisation_without_device")] == [place]
    other = book.add("device", "Autre", details={"place": "place des TILLEULS"})  # as written, no coordinates
    book.state(order, "authorises", other)
    assert list_unknowns(book.team, "authorisation_without_device") == []
    book.state(order, "authorises", camera)
    assert list_unknowns(book.team, "device_without_authorisation") == []


def test_a_decision_without_vote_and_an_authorisation_without_retention(book):
    decision, order = book.add("act", "Délibération", category="deliberation"), book.add("act", "Arrêté")
    council, network = book.add("actor", "Conseil"), book.add("project", "Réseau")
    book.state(decision, "decides", network, value="48")
    book.state(order, "authorises", network)
    assert count_unknowns(book.team)["vote_unknown"] == count_unknowns(book.team)["retention_unknown"] == 1
    book.state(council, "votes_for", decision, value="24")
    book.state(order, "keeps", value="15")
    assert count_unknowns(book.team)["vote_unknown"] == count_unknowns(book.team)["retention_unknown"] == 0


def test_what_everybody_may_not_see_leaves_no_gap_of_its_own(book):
    order, network = book.add("act", "Arrêté"), book.add("project", "Réseau")
    book.state(order, "authorises", network, source=cite(SECRET))
    assert count_unknowns(book.team)["retention_unknown"] == 1
    assert count_unknowns(book.everybody)["retention_unknown"] == 0


def test_pages_of_unknowns_follow_each_other(book):
    cameras = {book.add("device", f"Caméra {number}") for number in range(5)}
    first = list_unknowns(book.team, "device_without_authorisation", limit=3)
    rest = list_unknowns(book.team, "device_without_authorisation", offset=3, limit=3)
    assert {one.entity for one in (*first, *rest)} == cameras


def test_a_later_vote_decides_no_earlier_contract(book):
    contract = book.add("act", "Marché", category="contract", details={"date": "2010-05-26"})
    decision = book.add("act", "Délibération", category="deliberation", details={"date": "2014-02-17"})
    network = book.add("project", "Réseau")
    for act in (contract, decision):
        book.state(act, "concerns", network)
    assert [one.entity for one in list_unknowns(book.team, "contract_without_deliberation")] == [contract]
    book.decide(Kind.CORRECT, entity=decision, changes={"details": {"date": "2010-04"}})
    assert list_unknowns(book.team, "contract_without_deliberation") == []
