"""Entries: corrected, merged, undone; persons wait for a second member; the journal tells it all."""

import pytest
from tests.website.registry.speaking import (
    add_entity,
    add_fact,
    cite,
    last_audit_line,
    last_judgement,
    public_view,
    team_view,
)


def view_of(entity) -> str:
    return f"/equipe/repertoire/{entity.id}"


def test_an_entry_is_corrected_and_tells_its_history(member):
    entity = add_entity("actor", "Orion", category="company", identifiers={"siren": "111", "osm": "7"})
    form = {
        "step": "correct",
        "name": "Orion Sécurité",
        "sort": "actor:association",
        "identifier-siren": "222",
    }
    assert member.post(view_of(entity), form).status_code == 302
    found = team_view().find_entity(entity.id)
    assert (found.name, found.category, found.identifiers) == (
        "Orion Sécurité",
        "association",
        {"siren": "222", "osm": "7"},
    )
    assert "entry corrected" in last_audit_line()
    shown = member.get(view_of(entity)).content.decode()
    assert shown.count('<li id="j-') == 2 and "corrigé" in shown


def test_a_correction_that_says_nothing_new_decides_nothing(member):
    entity = add_entity("place", "Rue des Essais")
    before = last_judgement().id
    member.post(view_of(entity), {"step": "correct", "name": "Rue des Essais", "sort": "place:"})
    assert last_judgement().id == before


def test_dates_of_an_act_and_the_place_of_a_device_are_checked(member):
    act = add_entity("act", "Arrêté d’essai", category="order")
    form = {"step": "correct", "name": act.name, "sort": "act:order", "identifier-number": "2013-7"}
    assert member.post(view_of(act), {**form, "detail-ends_on": "bientôt"}).status_code == 422
    assert member.post(view_of(act), {**form, "detail-ends_on": "juin 2018"}).status_code == 302
    assert team_view().find_entity(act.id).details == {"ends_on": "2018-06"}
    device = add_entity("device", "Caméra d’essai", category="dome")
    form = {"step": "correct", "name": device.name, "sort": "device:dome", "detail-latitude": "143"}
    answer = member.post(view_of(device), form)
    assert answer.status_code == 422 and "Rien n’a été écrit" in answer.content.decode()


def test_two_entries_become_one_and_are_parted_again(member, cameras):
    first, second = add_entity("project", "Réseau A"), add_entity("project", "Réseau B")
    fact = add_fact(first, "counts", words=cameras, value="12")
    looked = member.post(view_of(first), {"step": "look", "into": "réseau b"}).content.decode()
    assert second.id in looked
    form = {"step": "merge", "into": "réseau b", "into-said": "réseau b", "into-id": second.id}
    assert member.post(view_of(first), form)["Location"] == view_of(second)
    assert team_view().find_fact(fact.id).subject == second.id
    assert "Réseau A → Réseau B" in member.get("/equipe/arbitrages/").content.decode()
    member.post("/equipe/arbitrages/", {"decision": last_judgement().id})
    assert team_view().find_fact(fact.id).subject == first.id


def test_merging_with_nothing_is_told(member):
    entity = add_entity("actor", "Tout seul")
    assert member.post(view_of(entity), {"step": "merge", "into": ""}).status_code == 422
    form = {"step": "merge", "into": "Tout seul", "into-said": "Tout seul", "into-id": entity.id}
    answer = member.post(view_of(entity), form)
    assert answer.status_code == 422 and "ne font déjà qu’un" in answer.content.decode()


def test_an_entry_that_was_undone_keeps_its_history(member):
    entity = add_entity("actor", "Éphémère d’un jour")
    member.post("/equipe/arbitrages/", {"decision": last_judgement().id})
    assert member.get(view_of(entity)).status_code == 410
    assert member.get("/equipe/repertoire/zzzzzzzzzz").status_code == 404


def test_undoing_twice_and_undoing_nothing_are_told(member):
    add_entity("actor", "Deux fois")
    decision = last_judgement().id
    assert member.post("/equipe/arbitrages/", {"decision": decision}).status_code == 302
    again = member.post("/equipe/arbitrages/", {"decision": decision})
    assert again.status_code == 422 and "déjà défaite" in again.content.decode()
    assert member.post("/equipe/arbitrages/", {"decision": "x"}).status_code == 404


@pytest.mark.parametrize("target", ["https://ailleurs.exemple/", "//ailleurs.exemple/", "\\\\ailleurs"])
def test_undoing_leads_nowhere_else(member, target):
    add_entity("actor", "Ailleurs")
    answer = member.post("/equipe/arbitrages/", {"decision": last_judgement().id, "retour": target})
    assert answer["Location"] == "/equipe/arbitrages/"


def test_a_person_is_seen_by_nobody_before_another_member_confirms(member, second, cameras):
    person = add_entity(
        "actor", "Morgane Exemple", category="person", role="préfète", sources=(cite(cameras),)
    )
    fact = add_fact(person, "states", words=cameras, value="douze caméras")
    assert public_view().find_entity(person.id) is None and public_view().find_fact(fact.id) is None
    own = member.get("/equipe/personnes/").content.decode()
    assert "Morgane Exemple" in own and "quelqu’un d’autre doit les confirmer" in own
    refused = member.post("/equipe/personnes/", {"personne": person.id})
    assert refused.status_code == 422 and "C’est vous qui avez écrit" in refused.content.decode()
    assert "Je confirme en second" in second.get("/equipe/personnes/").content.decode()
    assert second.post("/equipe/personnes/", {"personne": person.id}).status_code == 302
    assert public_view().find_entity(person.id).role == "préfète" and public_view().find_fact(fact.id)
    assert last_audit_line() == f"Noa person confirmed {person.id}"
    assert "Morgane Exemple" not in member.get("/equipe/personnes/").content.decode()
    assert second.post("/equipe/personnes/", {"personne": person.id}).status_code == 422


def test_a_person_whose_words_change_waits_again(member, second, cameras):
    person = add_entity("actor", "Noa Exemple", category="person", role="maire", sources=(cite(cameras),))
    second.post("/equipe/personnes/", {"personne": person.id})
    form = {"step": "correct", "name": person.name, "sort": "actor:person", "role": "ministre"}
    assert second.post(view_of(person), form).status_code == 302
    assert public_view().find_entity(person.id) is None
    assert second.post("/equipe/personnes/", {"personne": person.id}).status_code == 422
    assert member.post("/equipe/personnes/", {"personne": person.id}).status_code == 302


def test_a_person_never_loses_the_role(member, cameras):
    person = add_entity("actor", "Lou Exemple", category="person", role="maire", sources=(cite(cameras),))
    form = {"step": "correct", "name": person.name, "sort": "actor:person", "role": ""}
    answer = member.post(view_of(person), form)
    assert answer.status_code == 422 and "rôle public" in answer.content.decode()


def test_searching_what_to_merge_with_keeps_the_corrections_typed(member):
    entity = add_entity("actor", "Régie à corriger")
    form = {"step": "look", "into": "régie", "name": "Régie corrigée", "sort": "actor:company"}
    shown = member.post(f"/equipe/repertoire/{entity.id}", form).content.decode()
    assert 'value="Régie corrigée"' in shown and '<option value="actor:company" selected>' in shown
