"""A number is an act's only beside the body that gave it."""

import pytest
from tests.link.conftest import SECRET
from tests.link.test_taking import CONTRACT, ORDER, VOTE, desk

from contrechamp.link.view import FactFilter
from contrechamp.vocabulary.judgement import JudgementKind as Kind

__all__ = ["desk"]
LYON = {
    **CONTRACT,
    "buyer": "Lyon",
    "supplier": "Noctiluque",
    "object": "Caméras de Lyon",
    "number": "2019-01",
}
NICE = {
    **CONTRACT,
    "buyer": "Nice",
    "supplier": "Prosopène",
    "object": "Caméras de Nice",
    "number": "2019-01",
}


def list_acts(desk) -> list[str]:
    return sorted(one.entity.name for one in desk.team.list_entities(kind="act")[0])


def list_contracts(desk) -> set[tuple[str, str]]:
    facts = desk.team.list_facts(FactFilter(relations=("buys_from",)))[0]
    return {(desk.name(one.subject), desk.name(one.under)) for one in facts}


@pytest.mark.parametrize("is_at_once", [True, False])
def test_two_buyers_with_one_number_have_two_contracts(desk, is_at_once):
    desk.propose("a", "contract", LYON)
    desk.propose("b", "contract", NICE, digest=SECRET)
    for keys in [("a", "b")] if is_at_once else [("a",), ("b",)]:
        desk.take(*keys)
    assert list_contracts(desk) == {("Lyon", "Caméras de Lyon"), ("Nice", "Caméras de Nice")}
    desk.propose("c", "contract", {**NICE, "supplier": "Noctiluque", "object": "Avenant"}, digest=SECRET)
    desk.take("c")
    assert list_acts(desk) == ["Caméras de Lyon", "Caméras de Nice"]


def test_a_later_row_of_the_same_buyer_is_about_the_same_contract_also_under_another_name(desk):
    desk.propose("a", "contract", LYON)
    desk.take("a")
    (lyon,) = (one.entity.id for one in desk.team.list_entities(text="lyon", kind="actor")[0])
    desk.book.decide(Kind.NAME, names=[["actor", "VILLE DE LYON", ""]], entity=lyon)
    desk.propose("b", "contract", {**LYON, "buyer": "VILLE DE LYON", "supplier": "Prosopène"})
    desk.propose("c", "contract", {name: said for name, said in LYON.items() if name != "buyer"})
    desk.take("b")
    desk.take("c", subject=lyon)
    assert list_acts(desk) == ["Caméras de Lyon"]


def test_a_contract_without_supplier_is_known_by_the_buyer_that_its_row_names(desk):
    rows = {"a": LYON, "b": NICE, "c": {**LYON, "amount_maximum": "60000.00"}}
    for key, fields in rows.items():
        desk.propose(key, "contract", {**fields, "supplier": ""})
        desk.take(key)
    assert list_acts(desk) == ["Caméras de Lyon", "Caméras de Nice"]


def test_where_nobody_is_known_to_buy_a_number_finds_nothing(desk):
    desk.book.add("act", "Marché de Lyon", category="contract", identifiers={"number": "2019-01"})
    desk.propose("a", "contract", NICE)
    desk.take("a")
    assert list_acts(desk) == ["Caméras de Nice", "Marché de Lyon"]


def test_the_number_of_a_camera_hides_no_contract(desk):
    desk.propose("a", "contract", LYON)
    desk.take("a")
    desk.book.add("device", "Caméra", identifiers={"number": "2019-01"})
    desk.propose("b", "contract", {**LYON, "supplier": "Prosopène"})
    desk.take("b")
    assert list_acts(desk) == ["Caméras de Lyon"]


def test_two_councils_with_one_number_have_two_deliberations(desk):
    desk.propose("a", "vote", VOTE)
    desk.propose("b", "vote", {**VOTE, "body": "Conseil départemental", "act_title": "Autre"}, digest=SECRET)
    desk.propose("c", "vote", {**VOTE, "votes_for": "45", "act": "4"}, digest=SECRET)
    desk.take("a")
    desk.take("b")
    desk.take("c")
    told = {
        (desk.name(one.subject), desk.name(one.object)) for one in desk.team.list_facts()[0] if one.object
    }
    assert told == {("Conseil municipal", "Vidéo"), ("Conseil départemental", "Autre")}


def test_an_order_of_the_same_prefecture_in_another_document_is_the_same(desk):
    orders = {"a": "Préfecture A", "b": "Préfecture B", "c": "Préfecture A"}
    for (key, body), digest in zip(orders.items(), ("1" * 64, "2" * 64, "3" * 64), strict=True):
        desk.propose(key, "authorisation", {**ORDER, "body": body}, digest=digest)
        desk.take(key)
    assert len(list_acts(desk)) == 2
