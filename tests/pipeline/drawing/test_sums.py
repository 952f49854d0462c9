"""Money: which sums stand on one line, who is paid, who pays, and how a price grew."""

from decimal import Decimal

import pytest
from tests.link.conftest import SECRET, cite

from contrechamp.pipeline.drawing.sums import find_money, list_growth


@pytest.fixture
def contract(book):
    """A contract of a city with a firm."""
    city, firm = book.add("actor", "Vaucreuse"), book.add("actor", "Noctiluque")
    act = book.add("act", "Marché 12", details={"date": "2019-04-02"})
    book.state(city, "buys_from", firm, under=act)
    return act


def pay(book, subject: str, value: str, bound: str = "awarded", **more) -> str:
    details = {"bound": bound, "tax": more.pop("tax", "HT")}
    return book.state(subject, "costs", value=value, details=details, **more)


def read(view, **more):
    return find_money(view, fact="/faits/{}".format, **more)


def test_a_price_has_the_supplier_of_its_act_and_the_year_of_its_paper(book, contract):
    fact = pay(book, contract, "148200.00")
    (line,) = read(book.team).acts
    assert (line.supplier, line.year, line.amount) == ("Noctiluque", "2019-04-02", Decimal("148200.00"))
    assert (line.address, line.label, line.tax, line.kind) == (f"/faits/{fact}", "Marché 12", "HT", "awarded")


def test_a_subcontractor_has_no_price_of_the_act_under_which_it_works(book, contract):
    firm = next(one.entity.id for one in book.team.list_entities(text="Noctiluque")[0])
    book.state(firm, "buys_from", book.add("actor", "Auriphane"), under=contract)
    pay(book, contract, "100.00")
    assert read(book.team).acts[0].supplier == "Noctiluque"


def test_the_year_that_a_sum_is_said_of_goes_before_the_date_of_the_act(book, contract):
    pay(book, contract, "100.00", when="2021")
    assert read(book.team).acts[0].year == "2021"


def test_two_bounds_are_one_line_and_no_amount(book, contract):
    pay(book, contract, "100.00", "minimum")
    pay(book, contract, "400.00", "maximum")
    (line,) = read(book.team).acts
    assert (line.amount, line.minimum, line.maximum) == (None, 100, 400)


def test_papers_that_differ_on_a_price_give_bounds_and_are_never_added(book, contract):
    pay(book, contract, "100.00")
    pay(book, contract, "130.00")
    (line,) = read(book.team).acts
    assert (line.amount, line.minimum, line.maximum) == (None, 100, 130)


def test_papers_that_agree_on_a_price_are_one_line(book, contract):
    pay(book, contract, "100.00")
    pay(book, contract, "100.00")
    (line,) = read(book.team).acts
    assert line.amount == 100


def test_without_tax_and_with_tax_are_two_lines(book, contract):
    pay(book, contract, "100.00")
    pay(book, contract, "120.00", tax="TTC")
    assert {line.tax for line in read(book.team).acts} == {"HT", "TTC"}


def test_what_a_whole_project_costs_is_no_price_of_an_act(book, contract):
    network = book.add("project", "Réseau")
    pay(book, network, "900.00")
    pay(book, contract, "100.00")
    money = read(book.team)
    assert [line.label for line in money.wholes] == ["Réseau"] and len(money.acts) == 1


def test_who_pays_is_a_list_of_its_own(book):
    network, state = book.add("project", "Réseau"), book.add("actor", "Fonds")
    book.state(network, "funded_by", state, value="50.00", when="2012", details={"bound": "granted"})
    book.state(network, "funded_by", state)  # without a sum: nothing to draw
    (line,) = read(book.team).funded
    assert (line.funder, line.amount, line.kind, line.year) == ("Fonds", 50, "awarded", "2012")


def test_amendments_of_amendments_grow_the_first_price_in_the_order_of_time(book, contract):
    first = book.add("act", "Avenant 1", details={"date": "2020"})
    second = book.add("act", "Avenant 2", details={"date": "2021"})
    book.state(first, "amends", contract)
    book.state(second, "amends", first)
    for act, value in ((second, "20.00"), (contract, "100.00"), (first, "10.00")):
        pay(book, act, value)
    pay(book, contract, "130.00", "final")
    money = read(book.team)
    assert money.growing == [(contract, "Marché 12")]
    steps = [(line.label, line.amount) for line in list_growth(money, contract)]
    assert steps == [("Marché 12", 100), ("Avenant 1", 10), ("Avenant 2", 20), ("Marché 12", 130)]


def test_two_acts_that_amend_each_other_are_no_endless_chain(book, contract):
    other = book.add("act", "Avenant")
    book.state(other, "amends", contract)
    book.state(contract, "amends", other)
    pay(book, contract, "100.00")
    assert len(read(book.team).acts) == 1


def test_the_money_of_a_firm_is_that_of_its_contracts_and_their_amendments(book, contract):
    amendment, other = book.add("act", "Avenant 1"), book.add("act", "Marché 13")
    book.state(amendment, "amends", contract)
    for act in (contract, amendment, other):
        pay(book, act, "10.00")
    firm = next(one.entity.id for one in book.team.list_entities(text="Noctiluque")[0])
    assert {line.label for line in read(book.team, about=firm).acts} == {"Marché 12", "Avenant 1"}
    assert {line.supplier for line in read(book.team, about=firm).acts} == {"Noctiluque"}
    assert {line.label for line in read(book.team, about=contract).acts} == {"Marché 12", "Avenant 1"}


def test_readers_have_no_sum_and_no_supplier_of_papers_that_are_not_public(book):
    """T-A6, of money: the paper that names the supplier is hidden, the one with the price is not."""
    city, firm, act = book.add("actor", "V"), book.add("actor", "Cachée"), book.add("act", "Marché 12")
    book.state(city, "buys_from", firm, under=act, source=cite(SECRET))
    pay(book, act, "100.00")
    pay(book, act, "130.00", source=cite(SECRET))
    (line,) = read(book.everybody).acts
    assert (line.supplier, line.amount) == ("", 100)
    assert read(book.team).acts[0].supplier == "Cachée"
