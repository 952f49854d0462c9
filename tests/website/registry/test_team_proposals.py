"""Proposals: shown with the facts they would make, taken and refused several at once."""

import pytest
from tests.website.registry.speaking import add_entity, find_named, last_audit_line, team_view
from tests.website.registry.waiting import add_proposal

from contrechamp.link.proposals import find_proposals
from contrechamp.link.view import FactFilter
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.suggestion import Proposal

LIST = "/equipe/propositions/"


def is_waiting(key: str) -> bool:
    return bool(find_proposals(team_view(), [key]))


def test_a_proposal_says_what_it_would_make_with_its_passage(member, cameras):
    add_proposal(
        "contract", cameras, buyer="Vaucreuse", supplier="Noctiluque", amount_maximum="148200.00", weight=9
    )
    shown = member.get(LIST, {"k": "contract"}).content.decode()
    assert (
        "Vaucreuse achète à Noctiluque" in shown
        and "Le montant maximum du marché est de 148\u202f200\u202f€." in shown
    )
    assert (
        "douze caméras" in shown
        and "passage.png" in shown
        and "règle «\u202fessai\u202f», version 7" in shown
    )


def test_several_are_refused_at_once_with_a_reason(member, cameras):
    keys = [add_proposal("device", cameras, place=f"rue {number}") for number in (1, 2)]
    answer = member.post(LIST, {"proposition": keys, "decision": "refuse", "reason": "vu deux fois"})
    assert answer.status_code == 302 and not any(map(is_waiting, keys))
    assert "proposals refused" in last_audit_line()
    assert "Défaire cette décision" in member.get(answer["Location"]).content.decode()


def test_taking_numbers_asks_of_what_they_are_and_nothing_else(member, cameras):
    key = add_proposal("count", cameras, count="12", device="fixed_camera", date="2024")
    asked = member.post(LIST, {"proposition": [key], "decision": "take"})
    assert asked.status_code == 422 and "Dites de quoi sont les nombres" in asked.content.decode()
    project = add_entity("project", "Réseau compté")
    looked = member.post(LIST, {"decision": "look", "subject": "réseau compté"}).content.decode()
    assert project.id in looked and is_waiting(key)
    form = {"proposition": [key], "decision": "take", "subject": "Réseau compté"}
    answer = member.post(LIST, {**form, "subject-said": "Réseau compté", "subject-id": project.id})
    assert answer.status_code == 302 and not is_waiting(key)
    (fact,) = team_view().list_facts(FactFilter(about=project.id))[0]
    assert (fact.relation, fact.value, fact.when) == ("counts", "12", "2024")
    assert "proposals taken" in last_audit_line()


def test_a_contract_is_taken_with_its_buyer_its_supplier_and_its_passage(member, cameras):
    fields = {
        "buyer": "Vaucreuse Centre",
        "supplier": "Luciole SAS",
        "object": "Caméras",
        "amount": "148200.00",
    }
    key = add_proposal("contract", cameras, notified_on="2024-06", number="24-7", **fields)
    assert member.post(LIST, {"proposition": [key], "decision": "take"}).status_code == 302
    facts, _total = team_view().list_facts(FactFilter(about=find_named("Luciole SAS").id))
    assert [one.relation for one in facts] == ["buys_from"]
    assert facts[0].sources[0].passage.start == cameras.start


def test_nothing_ticked_is_told(member):
    assert member.post(LIST, {"decision": "take"}).status_code == 422


@pytest.mark.parametrize(
    ("kind", "fields", "said"),
    [
        (
            "contract",
            {"supplier": "B", "date": "2013-06", "number": "7"},
            "l’acheteur achète à B (juin 2013) | numéro 7",
        ),
        (
            "authorisation",
            {"place": "gare", "cameras_inside": "3", "ends_on": "2018"},
            "un acte autorise des caméras\u202f: gare | 3 à l’intérieur | jusqu’à 2018",
        ),
        (
            "device",
            {"place": "quai", "direction": "90"},
            "un appareil se trouve à\u202f: quai | tourné à 90° depuis le nord",
        ),
        (
            "count",
            {"count": "48", "device": "fixed_camera", "date": "2019"},
            "48 appareils\u202f: Caméra fixe | 2019",
        ),
        (
            "vote",
            {"votes_for": "46", "votes_against": "10", "outcome": "adoptée à l’unanimité"},
            "un vote\u202f: 46 pour, 10 contre, « adoptée à l’unanimité »",
        ),
        ("vote", {"autre": "chose"}, "autre: chose"),
    ],
)
def test_each_kind_says_only_what_was_understood(site, kind, fields, said):
    from django.utils.translation import override

    from contrechamp.website.registry.proposing import tell_proposal

    with override("fr"):
        assert tell_proposal(Proposal("k", kind, Passage("0" * 64, 1, 0, 1), "", fields)) == said.split(" | ")


def test_what_is_refused_leaves_no_entry_behind(member, cameras):
    key = add_proposal(
        "vote", cameras, act_title="Un vote", autre="rien ne s’y lit", outcome="", votes_for=""
    )
    lost = add_proposal("contract", cameras, object="rien de lisible")
    form = {"proposition": [key, lost], "decision": "take", "subject": "Conseil perdu"}
    form |= {"subject-said": "Conseil perdu", "subject-new": "actor:body"}
    answer = member.post(LIST, form)
    assert answer.status_code == 422 and "Rien n’a été écrit" in answer.content.decode()
    assert find_named("Conseil perdu") is None and is_waiting(lost)


def test_a_person_enters_as_a_subject_with_the_passage_of_the_proposal(member, cameras):
    key = add_proposal("contract", cameras, supplier="Lanterne SAS", object="Caméras", amount="10.00")
    form = {"proposition": [key], "decision": "take", "subject": "Sacha Exemple", "subject-role": "maire"}
    form |= {"subject-said": "Sacha Exemple", "subject-new": "actor:person"}
    assert member.post(LIST, form).status_code == 302
    person = find_named("Sacha Exemple")
    assert person.sources[0].passage.start == cameras.start and not person.is_open


def test_enter_in_a_field_decides_nothing(member, cameras):
    key = add_proposal("device", cameras, place="rue Entrée", weight=50)
    shown = member.get(LIST, {"k": "device"}).content.decode()
    first = shown.partition('class="queue"')[2].partition("</button>")[0]
    assert 'value="look"' in first and is_waiting(key)


def test_what_stands_already_is_said_and_makes_no_second_fact(member, cameras, council):
    fields = {"act_number": "2031-014-XY", "act_title": "Vote répété", "act_kind": "deliberation"}
    fields |= {"body": "Conseil Répété", "votes_for": "24", "votes_against": "8", "weight": 900}
    first = add_proposal("vote", cameras, **fields)
    assert member.post(LIST, {"proposition": [first], "decision": "take"}).status_code == 302
    again = add_proposal("vote", council, **fields)
    shown = member.get(LIST, {"k": "vote"}).content.decode()
    assert "Tout cela est déjà établi" in shown.partition(again)[2].partition("</li>")[0]
    answer = member.post(LIST, {"proposition": [again], "decision": "take"})
    assert (
        "Défaire cette décision<" in member.get(answer["Location"]).content.decode()
    )  # no fact would go with it
    facts, total = team_view().list_facts(FactFilter(about=find_named("Conseil Répété").id))
    assert total == 2 and all(len(one.sources) == 2 for one in facts)


def add_contract(words, **more: str) -> str:
    fields = {
        "buyer": "Ville Rangée",
        "supplier": "Balise SAS",
        "object": "Caméras rangées",
        "number": "31-77",
    }
    return add_proposal(
        "contract", words, **{**fields, "technology": "camera", "amount": "10.00", "weight": 700, **more}
    )


def read_list(statements: str) -> list[str]:
    return statements.partition('class="plain-list statements"')[2].partition("</ul>")[0].split("<li")


def test_every_fact_that_would_be_written_is_told_the_technology_too(member, cameras):
    key = add_contract(cameras)
    shown = read_list(member.get(LIST, {"k": "contract"}).content.decode().partition(key)[2])
    answer = member.post(LIST, {"proposition": [key], "decision": "take"})
    act = find_named("Caméras rangées")
    facts, total = team_view().list_facts(FactFilter(about=act.id))
    assert sorted(one.relation for one in facts) == ["buys_from", "concerns", "costs"] and total == 3
    assert sum("quiet" not in line for line in shown[1:]) == 3 and "sur la caméra" in "".join(shown)
    assert "faits=3" in answer["Location"]


def test_what_was_made_is_counted(member, cameras):
    key = add_contract(cameras, supplier="Comptée SAS", number="31-78", object="Caméras comptées")
    answer = member.post(LIST, {"proposition": [key], "decision": "take"})
    said = member.get(answer["Location"]).content.decode().partition('role="status"')[2].partition("<a")[0]
    assert "C’est gardé. " in said and "3 faits." in said and "fiche" in said


def test_a_new_project_is_said_once_and_stays_chosen_for_the_next_lines(member, cameras):
    first = add_contract(cameras, number="32-1", object="Premier lot rangé")
    form = {
        "proposition": [first],
        "decision": "take",
        "project": "Réseau rangé",
        "project-said": "Réseau rangé",
    }
    assert (
        member.post(f"{LIST}?k=contract", form).status_code == 422
    )  # nothing has this name: it has to be added
    answer = member.post(f"{LIST}?k=contract", {**form, "project-new": "project:"})
    project = find_named("Réseau rangé")
    assert f"projet={project.id}" in answer["Location"] and "k=contract" in answer["Location"]
    second = add_contract(cameras, number="32-2", object="Second lot rangé")
    shown = member.get(answer["Location"]).content.decode()
    assert "fait partie du réseau rangé" in shown.partition(second)[2].partition("</ul>")[0]
    kept = {"project": "Réseau rangé", "project-said": "Réseau rangé", "project-id": project.id}
    member.post(answer["Location"], {"proposition": [second], "decision": "take", **kept})
    facts, total = team_view().list_facts(FactFilter(object=project.id, relations=("part_of",)))
    assert total == 2 and {one.sources[0].passage.start for one in facts} == {cameras.start}


def test_a_project_that_is_not_there_is_asked_again_and_nothing_is_written(member, cameras):
    key = add_contract(cameras, number="33-1", object="Lot perdu")
    answer = member.post(LIST, {"proposition": [key], "decision": "take", "project": "Réseau introuvable"})
    assert answer.status_code == 422 and "Choisissez le projet" in answer.content.decode()
    assert is_waiting(key) and find_named("Réseau introuvable") is None


def test_all_that_is_shown_is_taken_without_a_tick_and_nothing_else(member, cameras):
    keys = [add_proposal("device", cameras, place=f"rue Toute {number}", weight=800) for number in range(14)]
    page = f"{LIST}?k=device&q=cam%C3%A9ras"
    shown = [key for key in keys if key in member.get(page).content.decode()]
    assert len(shown) == 12 and "Établir tout ce qui est montré (12)" in member.get(page).content.decode()
    answer = member.post(page, {"montre": shown, "decision": "take-all"})
    assert answer.status_code == 302 and "fiches=12" in answer["Location"]
    assert [key for key in keys if is_waiting(key)] == [key for key in keys if key not in shown]


def test_many_lines_come_without_images(member, cameras):
    keys = [add_proposal("device", cameras, place=f"rue Longue {number}", weight=990) for number in range(25)]
    few, many = (member.get(LIST, {"k": "device", "n": n}).content.decode() for n in ("12", "150"))
    assert "passage.png" in few and "passage.png" not in many
    assert all(key in many for key in keys) and f"/1/{cameras.start}-{cameras.end}/" in many
    assert (
        member.post(f"{LIST}?n=150", {"montre": keys, "decision": "refuse", "proposition": keys}).status_code
        == 302
    )


def test_words_of_the_row_narrow_the_list_and_stay_with_kind_and_size(member, cameras, council):
    here, there = add_proposal("count", cameras, count="7"), add_proposal("count", council, count="8")
    shown = member.get(LIST, {"k": "count", "q": "CAMERAS douze", "n": "150"}).content.decode()
    assert here in shown and there not in shown
    assert (
        "q=CAMERAS+douze" in shown and 'name="k" value="count"' in shown and 'name="n" value="150"' in shown
    )
    assert "n’a ces mots" in member.get(LIST, {"q": "nulle part"}).content.decode()


def test_the_last_page_that_was_emptied_leads_to_the_first(member, cameras):
    keys = [
        add_proposal("vote", cameras, outcome="adopté", act_title=f"Acte {n}", weight=-9) for n in range(13)
    ]
    page = f"{LIST}?k=vote&p=2"
    last = [key for key in keys if key in member.get(page).content.decode()]
    answer = member.post(page, {"montre": last, "decision": "take-all"})
    assert answer.status_code == 302 and member.get(answer["Location"]).status_code == 200
