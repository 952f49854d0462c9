"""What names a person makes no actor and gives no act its public name: a person enters by hand."""

import pytest
from tests.link.test_proposing import LIST, VIDEO, contract, say, supplier
from tests.link.test_taking import CAMERA, CONTRACT, ORDER, VOTE, desk

from contrechamp.errors import JudgementRefused
from contrechamp.link.persons import NAMED, leave_persons_out, names_person, tells_person
from contrechamp.link.proposing import RowReader
from contrechamp.link.view import FactFilter

__all__ = ["desk"]
SOMEBODY = "Mme Odile VERTPRÉ"


@pytest.mark.parametrize(
    "text",
    [
        "M. Jean DUPRAT",
        "M DUPRAT",
        "Entretien des caméras par M. Duprat",
        SOMEBODY,
        "MME VERTPRE",
        "Monsieur Duprat Jean",
        "MADAME VERTPRÉ",
        "MM. Duprat et Vertpré",
        "autorisant Madame É. Vertpré à filmer",
        "Maître Duprat",
        "rue du Port, chez M. Duprat",
    ],
)
def test_the_plain_signs_of_a_person(text):
    assert tells_person(text)


@pytest.mark.parametrize(
    "text",
    [
        "Noctiluque",
        "M. le maire",
        "MONSIEUR LE MAIRE",
        "Madame la préfète",
        "rue Madame Curie",
        "12, avenue du Docteur Roux",
        "École Mme de Sévigné",
        "Maître d'ouvrage : la ville",
        "Caméra M 14",
        "Club MED",
        "",
    ],
)
def test_an_office_a_street_and_a_firm_are_none(text):
    assert not tells_person(text)


def list_names(desk) -> set[str]:
    return {one.entity.name for one in desk.team.list_entities()[0]}


def test_a_supplier_who_is_a_person_is_left_out_and_the_others_stay(desk):
    fields = {**CONTRACT, "supplier": f"{SOMEBODY}\nProsopène", "supplier_siren": "\n123456789"}
    desk.propose("a", "contract", fields)
    desk.take("a")
    assert [one[1] for one in desk.state("buys_from")] == ["Prosopène"]
    (firm,) = (one.entity for one in desk.team.list_entities(text="prosopene")[0])
    assert firm.identifiers == {"siren": "123456789"}
    assert SOMEBODY not in list_names(desk) and desk.waits() == []


def test_an_object_that_names_a_person_gives_the_act_a_plain_name(desk):
    desk.propose("a", "contract", {**CONTRACT, "object": f"Expertise de {SOMEBODY}", "number": ""})
    desk.propose("b", "contract", {**CONTRACT, "object": f"Expertise de {SOMEBODY}"})
    desk.take("a")
    desk.take("b")
    names = {desk.name(fact.subject) for fact in desk.team.list_facts(FactFilter(relations=("costs",)))[0]}
    assert names == {"Marché du 2010-05-25", "Marché 2010-118 du 2010-05-25"}


def test_what_a_mention_of_a_person_tells_is_told_with_the_proposal(desk):
    mentions = (
        say("person", "Odile Vertpré", "spacy"),
        supplier("Noctiluque"),
        supplier("Odile VERTPRÉ"),
        say("technology", "camera", "lexicon", **VIDEO),
    )
    proposal = RowReader(LIST).read(
        contract(*mentions, subject="Caméras, suivi par Odile Vertpré", number="2010-118")
    )
    assert proposal.fields["supplier"] == "Noctiluque"
    assert proposal.fields[NAMED] == "object\nsubject"
    desk.propose("a", "contract", {**proposal.fields, "buyer": "Vaucreuse"})
    desk.take("a")
    assert not any("Vertpré" in name for name in list_names(desk))
    assert list_names(desk) >= {"Marché 2010-118", "Noctiluque"}


def test_a_supplier_that_its_column_tells_as_a_person_is_said(desk):
    mentions = (
        say("person", "Odile Vertpré", "rows/supplier"),
        say("technology", "camera", "lexicon", **VIDEO),
    )
    sums = (say("sum", "900.00", "rows/amount"), say("date", "2010-05-25", "rows/notified_on"))
    proposal = RowReader(LIST).read(contract(*mentions, *sums, subject="Caméras"))
    assert proposal.fields[NAMED] == "supplier"
    desk.propose("a", "contract", proposal.fields)
    desk.take("a")
    assert list_names(desk) == {"Caméras", "camera"}  # neither a buyer nor a supplier


def test_a_row_of_which_nothing_stays_waits_for_a_person_to_enter_it(desk):
    desk.propose("a", "contract", {"object": "Étude", "buyer": "Vaucreuse", "supplier": SOMEBODY})
    with pytest.raises(JudgementRefused):
        desk.take("a")
    assert desk.waits() == ["a"] and list_names(desk) == set()


def test_a_buyer_who_is_a_person_is_no_buyer(desk):
    desk.propose("a", "contract", {**CONTRACT, "buyer": SOMEBODY})
    with pytest.raises(JudgementRefused):
        desk.take("a")


@pytest.mark.parametrize(
    ("kind", "fields", "name"),
    [
        ("authorisation", {**ORDER, "act_title": f"Arrêté, {SOMEBODY}"}, "Arrêté 96-2019-11-28 du 2019-11-28"),
        ("vote", {**VOTE, "act_title": f"Désignation de {SOMEBODY}", "act_number": ""}, "Délibération du 2019-02-28"),
        ("device", {**CAMERA, "name": f"Chez {SOMEBODY}"}, "rue du Port-Sec"),
        ("device", {"name": SOMEBODY, "place": SOMEBODY}, "Caméra"),
    ],
)  # fmt: skip
def test_an_act_and_a_device_have_names_without_persons(desk, kind, fields, name):
    desk.propose("a", kind, fields)
    desk.take("a")
    assert name in list_names(desk) and not any("VERTPRÉ" in one for one in list_names(desk))
    with desk.team.reading() as connection:
        told = connection.execute("SELECT group_concat(name || details) FROM entities").fetchone()[0]
    assert "VERTPRÉ" not in told


def test_what_a_place_or_a_holder_tells_goes_with_its_field():
    fields = {"place": "chez M. Duprat", "commune": "Vaucreuse", NAMED: "holder", "holder": "Odile Vertpré"}
    assert leave_persons_out(fields) == {"commune": "Vaucreuse", NAMED: "holder\nplace"}
    assert names_person(fields) and not names_person(CONTRACT)
