"""A fact is made from the lines of a page, corrected under its id, undone; never without a passage."""

import re
from urllib.parse import parse_qs, urlsplit

import pytest
from tests.website.registry.speaking import (
    add_entity,
    add_fact,
    find_named,
    last_audit_line,
    last_judgement,
    team_view,
)

from contrechamp.link.view import FactFilter

NEW = "/equipe/faits/nouveau"


def list_facts_of(name: str):
    return team_view().list_facts(FactFilter(about=find_named(name).id))[0]


def test_the_page_leads_the_team_and_nobody_else_to_the_form(site, reader, member, cameras):
    page = f"/d/{cameras.digest}/1/"
    assert "Établir un fait" in member.get(page).content.decode()
    assert "Établir un fait" not in reader.get(page).content.decode()
    asked = member.get(f"/equipe/etablir/{cameras.digest}/1", {"p": [f"{cameras.start}-{cameras.end}"]})
    assert parse_qs(urlsplit(asked["Location"]).query) == {"passage": [cameras.written]}
    assert member.get(f"/equipe/etablir/{cameras.digest}/1").status_code == 400
    lines = member.get(f"/equipe/etablir/{cameras.digest}/1", {"de": "2", "a": "3"})
    assert lines.status_code == 302


def test_the_relation_is_chosen_first_in_plain_words(member, cameras):
    shown = member.get(NEW, {"passage": cameras.written}).content.decode()
    assert '<optgroup label="Argent">' in shown and ">… achète à …</option>" in shown
    assert "douze caméras de vidéo" in shown
    assert "Un fait commence par son passage" in member.get(NEW).content.decode()
    assert member.get(NEW, {"passage": cameras.written, "relation": "mange"}).status_code == 404


def test_a_fact_with_two_new_ends_is_made_in_one_go(member, cameras):
    form = {"passage": [cameras.written], "relation": "buys_from", "step": "keep"}
    form |= {"subject": "Ville de Vaucreuse", "object": "Lampyre SAS", "when": "juin 2024"}
    asked = member.post(NEW, form)
    assert asked.status_code == 422 and "dites ce que c’est pour l’ajouter" in asked.content.decode()
    form |= {"subject-said": form["subject"], "subject-new": "actor:body"}
    form |= {"object-said": form["object"], "object-new": "actor:company"}
    kept = member.post(NEW, form)
    assert kept.status_code == 302 and re.fullmatch(r"/equipe/faits/\w{10}\?fait=1", kept["Location"])
    (fact,) = list_facts_of("Lampyre SAS")
    assert (fact.relation, fact.when, fact.established_by) == ("buys_from", "2024-06", "Camille")
    assert fact.sources[0].passage.start == cameras.start
    assert find_named("Ville de Vaucreuse").category == "body"
    assert last_audit_line() == f"Camille fact established {fact.id} buys_from"
    assert "Établi." in member.get(kept["Location"]).content.decode()


def test_names_are_looked_up_and_chosen_without_a_script(member, cameras):
    first = add_entity("actor", "Halo Nord", category="company")
    add_entity("actor", "Halo Sud")
    form = {"passage": [cameras.written], "relation": "owned_by", "subject": "halo", "object": "Halo Sud"}
    looked = member.post(NEW, {**form, "step": "look"})
    shown = looked.content.decode()
    assert looked.status_code == 200 and first.id in shown and "une entreprise" in shown
    assert "Cela n’a pas encore pu être fait" not in shown
    ambiguous = member.post(NEW, {**form, "step": "keep"})
    assert (
        ambiguous.status_code == 422 and "Choisissez parmi ce qui a été trouvé" in ambiguous.content.decode()
    )
    chosen = {**form, "subject-said": "halo", "subject-id": first.id, "step": "keep"}
    assert member.post(NEW, chosen).status_code == 302
    (fact,) = list_facts_of("Halo Nord")
    assert fact.object == find_named("Halo Sud").id


def test_what_was_chosen_for_other_words_no_longer_counts(member, cameras):
    known = add_entity("actor", "Phare Ancien")
    form = {"passage": [cameras.written], "relation": "owned_by", "object": "Phare Ancien", "step": "keep"}
    answer = member.post(
        NEW, {**form, "subject": "Phare Neuf", "subject-said": "Phare Ancien", "subject-id": known.id}
    )
    assert answer.status_code == 422 and find_named("Phare Neuf") is None


@pytest.mark.parametrize(
    ("relation", "said", "wrong"),
    [
        ("counts", {"value": "beaucoup"}, "Écrivez un nombre\u202f: 12"),
        ("counts", {"value": ""}, "Écrivez ce que dit le passage"),
        ("counts", {"value": "12", "when": "le mois passé"}, "Ce n’est pas une date"),
        ("counts", {"value": "12", "when": "2024", "until": "2019"}, "La fin vient avant"),
        ("decides", {"value": ""}, "Écrivez qui ou quoi"),
        ("costs", {"value": "12", "bound": "jamais"}, "bound"),
    ],
)
def test_what_is_wrong_is_told_beside_what_was_written(member, cameras, relation, said, wrong):
    subject = find_named("Projet Aube") or add_entity("project", "Projet Aube")
    act = find_named("Acte Aube") or add_entity("act", "Acte Aube", category="deliberation")
    name = act.name if relation == "decides" else subject.name
    form = {"passage": [cameras.written], "relation": relation, "subject": name, "step": "keep", **said}
    answer = member.post(NEW, form)
    assert answer.status_code == 422 and wrong in answer.content.decode()
    assert not team_view().list_facts(FactFilter(about=subject.id))[1]


def test_a_sum_between_bounds_and_an_open_period_are_kept_as_said(member, cameras):
    project = add_entity("project", "Projet Crépuscule")
    form = {"passage": [cameras.written], "relation": "costs", "subject": project.name, "step": "keep"}
    form |= {"value": "148 200 €", "bound": "maximum", "when": "2024", "is_since": "on", "note": "HT"}
    assert member.post(NEW, form).status_code == 302
    (fact,) = list_facts_of(project.name)
    assert (fact.value, fact.when, fact.details, fact.note) == (
        "148200.00",
        "2024/",
        {"bound": "maximum"},
        "HT",
    )


def test_a_second_passage_is_added_by_its_address_and_one_is_taken_away(member, cameras, council):
    project = add_entity("project", "Projet Brume")
    form = {"passage": [cameras.written], "relation": "counts", "subject": project.name, "value": "12"}
    shown = member.post(NEW, {**form, "address": f"http://localhost/d/{council.written}/", "step": "look"})
    assert (
        shown.content.decode().count('name="passage"') >= 2
        and "Le conseil municipal" in shown.content.decode()
    )
    wrong = member.post(NEW, {**form, "address": "/d/nulle-part", "step": "keep"}).content.decode()
    assert "Aucun passage ne se trouve" in wrong
    kept = member.post(NEW, {**form, "passage": [cameras.written, council.written], "step": "keep"})
    (fact,) = list_facts_of(project.name)
    assert len(fact.sources) == 2
    view = kept["Location"].partition("?")[0]
    again = {"subject": project.name, "value": "13", "step": "keep", "passage": [council.written]}
    assert member.post(view, again).status_code == 302
    (corrected,) = list_facts_of(project.name)
    assert corrected.id == fact.id and corrected.value == "13" and len(corrected.sources) == 1
    assert "Camille fact corrected" in last_audit_line()


def test_no_fact_is_kept_without_a_passage(member, cameras):
    project = add_entity("project", "Projet Nu")
    fact = add_fact(project, "counts", words=cameras, value="12")
    answer = member.post(f"/equipe/faits/{fact.id}", {"subject": project.name, "value": "13", "step": "keep"})
    assert answer.status_code == 422 and "Un fait a besoin d’un passage au moins" in answer.content.decode()
    assert team_view().find_fact(fact.id).value == "12"


def test_a_fact_tells_its_history_and_is_undone_from_there(member, cameras):
    project = add_entity("project", "Projet Écho")
    fact = add_fact(project, "counts", words=cameras, value="12", when="2013")
    view = f"/equipe/faits/{fact.id}"
    shown = member.get(view).content.decode()
    assert "En 2013, le projet Écho compte 12\u00a0appareils." in shown and "établi" in shown
    member.post("/equipe/arbitrages/", {"decision": last_judgement().id, "retour": view})
    gone = member.get(view)
    assert gone.status_code == 410 and "N’est plus au répertoire" in gone.content.decode()
    member.post("/equipe/arbitrages/", {"decision": last_judgement().id})
    assert team_view().find_fact(fact.id) is not None
    assert member.get("/equipe/faits/zzzzzzzzzz").status_code == 404


def test_a_person_comes_in_with_role_and_the_passage_of_the_fact(member, cameras):
    add_entity("actor", "Mairie d’Essai", category="body")
    form = {"passage": [cameras.written], "relation": "serves_at", "object": "Mairie d’Essai", "step": "keep"}
    form |= {"subject": "Alix Exemple", "subject-said": "Alix Exemple", "subject-new": "actor:person"}
    assert member.post(NEW, form).status_code == 422
    assert member.post(NEW, {**form, "subject-role": "adjointe à la sécurité"}).status_code == 302
    person = find_named("Alix Exemple")
    assert person.role == "adjointe à la sécurité" and person.sources[0].passage.start == cameras.start
    assert not person.is_open


def test_the_names_of_the_page_are_offered_while_typing(member, cameras):
    shown = member.get(NEW, {"passage": cameras.written, "relation": "buys_from"}).content.decode()
    assert '<datalist id="offered">' in shown and "Vigie Urbaine" in shown


def test_what_a_page_names_leads_the_team_to_its_place(member, reader, site, council):
    from tests.website.registry.waiting import add_name

    add_name("actor", "Vigie Urbaine", council)
    page = f"/d/{site.digests['deliberation']}/1/"
    shown = member.get(page).content.decode()
    assert "/equipe/repertoire/nom?k=actor&amp;v=Vigie+Urbaine" in shown and "à juger" in shown
    assert "/equipe/" not in reader.get(page).content.decode().replace("/equipe/entrer", "")


def test_every_passage_of_a_fact_survives_its_correction_and_one_too_many_is_told(member, cameras):
    from contrechamp.vocabulary.fact import MOST_SOURCES

    project = add_entity("project", "Projet Aux Trente Passages")
    length = cameras.end - cameras.start
    written = [
        f"{cameras.digest}/1/{cameras.start}-{cameras.start + length - skipped}"
        for skipped in range(length)
        if cameras.text[: length - skipped].strip()
    ]
    form = {"relation": "counts", "subject": project.name, "value": "12", "step": "keep"}
    assert len(written) > 12
    assert member.post(NEW, {**form, "passage": written[:12]}).status_code == 302
    (fact,) = list_facts_of(project.name)
    assert len(fact.sources) == 12
    more = [f"{cameras.digest}/1/{start}-{cameras.end}" for start in range(cameras.start, cameras.end - 8)]
    asked = member.post(NEW, {**form, "passage": [*written, *more]})
    assert len({*written, *more}) > MOST_SOURCES
    assert asked.status_code == 200 and "30 passages au plus" in asked.content.decode()


def test_nothing_chosen_and_no_name_are_told_where_one_looks(member, cameras):
    shown = member.get(NEW, {"passage": cameras.written}).content.decode()
    assert '<option value="">Choisissez…</option>' in shown and "pas encore pu" not in shown
    unchosen = member.get(NEW, {"passage": cameras.written, "relation": ""})
    assert unchosen.status_code == 422 and "Choisissez ce que dit ce passage" in unchosen.content.decode()
    form = {"passage": [cameras.written], "relation": "buys_from", "step": "keep"}
    summary = member.post(NEW, form).content.decode().partition('role="alert"')[2].partition("</ul>")[0]
    assert summary.count("Écrivez un nom.") == 2 and 'href="#id_subject"' in summary


def test_a_date_stands_in_its_field_as_its_help_writes_it_and_stays_the_same(member, cameras):
    project = add_entity("project", "Projet Daté")
    fact = add_fact(project, "counts", words=cameras, value="12", when="2021-10-15/2023-02")
    shown = member.get(f"/equipe/faits/{fact.id}").content.decode()
    assert 'value="15/10/2021"' in shown and 'value="février 2023"' in shown
    form = {"passage": [cameras.written], "subject": project.name, "value": "12", "step": "keep"}
    form |= {"when": "15/10/2021", "until": "février 2023"}
    assert member.post(f"/equipe/faits/{fact.id}", form).status_code == 302
    assert team_view().find_fact(fact.id).when == "2021-10-15/2023-02"


def test_a_member_goes_from_what_everybody_sees_to_its_correction(reader, member, cameras):
    fact = add_fact(add_entity("project", "Projet Public"), "counts", words=cameras, value="12")
    for view, team in ((f"/faits/{fact.id}", "faits"), (f"/repertoire/{fact.subject}", "repertoire")):
        link = f'href="/equipe/{team}/{view.rpartition("/")[2]}"'
        assert link in member.get(view).content.decode()
        assert link not in reader.get(view).content.decode()
