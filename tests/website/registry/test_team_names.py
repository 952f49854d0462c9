"""Names that wait: entered, recognised, held apart, refused, several at once; each decision noted and undoable."""

import pytest
from tests.website.registry.speaking import add_entity, find_named, last_audit_line, last_judgement, team_view
from tests.website.registry.waiting import add_name
from tests.website.site import MEMBER

from contrechamp.link.verdicts import find_verdicts
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name

QUEUE = "/equipe/repertoire/"


def post(member, tokens, decision, **fields):
    return member.post(QUEUE, {"nom": tokens, "decision": decision, **fields})


def find_verdict(token: str):
    kind, _bar, value = token.partition("|")
    return find_verdicts(team_view(), [Name(kind, value)])[Name(kind, value)]


def test_a_name_waits_with_its_words_its_image_and_its_rule(member, council):
    add_name("actor", "Noctiluque", council, details={"category": "company"}, beside=3)
    shown = member.get(QUEUE, {"q": "noctil"}).content.decode()
    assert "Noctiluque" in shown and "<mark>Le conseil municipal</mark>" in shown
    assert f"/d/{council.digest}/1/{council.start}-{council.end}/passage.png" in shown
    assert "règle «\u202fessai\u202f», version 7" in shown
    assert '<option value="actor:company" selected>' in shown
    assert "Aucun nom" in member.get(QUEUE, {"q": "zzzz"}).content.decode()


def test_several_names_enter_at_once_and_one_undoing_takes_them_back(member, council):
    tokens = [add_name("actor", name, council) for name in ("Luminaire Un", "Luminaire Deux")]
    answer = post(member, tokens, "confirm")
    assert answer.status_code == 302 and "fait=" in answer["Location"]
    assert find_named("Luminaire Un") and find_named("Luminaire Deux")
    assert [find_verdict(token).verdict for token in tokens] == ["is", "is"]
    assert last_audit_line() == f"{MEMBER} names confirmed Luminaire Un, Luminaire Deux"
    shown = member.get(answer["Location"]).content.decode()
    assert "Défaire cette décision" in shown
    assert "Défaire cette décision (2\u202ffiches)" in shown or "(2 fiches)" in shown
    undo = {"decision": last_judgement().id, "retour": QUEUE}
    asked = member.post("/equipe/arbitrages/", undo).content.decode()
    assert "Défaire une décision" in asked and "Luminaire Deux" in asked and find_named("Luminaire Un")
    back = member.post("/equipe/arbitrages/", {**undo, "sure": "1"})
    assert back["Location"] == QUEUE
    assert find_named("Luminaire Un") is None and find_verdict(tokens[0]).verdict == ""


def test_the_numbers_that_the_pages_give_enter_with_the_name(member, council):
    token = add_name("actor", "Siréna", council, details={"category": "company", "siren": "552081317"})
    post(member, [token], "confirm")
    entity = find_named("Siréna")
    assert entity.category == "company" and entity.identifiers == {"siren": "552081317"}


def test_a_name_enters_under_the_words_that_the_line_says(member, council):
    from contrechamp.website.registry.sorting import make_key

    token = add_name("actor", "VIGILE SARL", council)
    key = make_key(Name("actor", "VIGILE SARL"))
    post(member, [token], "confirm", **{f"name-{key}": " Vigile ", f"sort-{key}": "actor:association"})
    assert find_named("Vigile").category == "association"


def test_a_candidate_is_offered_with_its_reason_and_never_taken_alone(member, council):
    known = add_entity("actor", "Électre", identifiers={"siren": "111222337"})
    token = add_name("actor", "ELECTRE SAS", council, details={"siren": "111222337"})
    shown = member.get(QUEUE, {"q": "electre sas"}).content.decode()
    assert "Peut-être est-ce" in shown and "SIREN 111222337" in shown and known.id in shown
    assert find_verdict(token).verdict == ""
    from contrechamp.website.registry.sorting import make_key

    key = make_key(Name("actor", "ELECTRE SAS"))
    assert post(member, [token], "merge", **{f"into-{key}": known.id}).status_code == 302
    assert find_verdict(token)[:2] == ("is", known.id)
    assert last_judgement().kind == Kind.NAME


def test_merging_asks_with_what(member, council):
    token = add_name("actor", "Sans Suite", council)
    answer = post(member, [token], "merge")
    assert answer.status_code == 422 and "Sans Suite" in answer.content.decode()
    assert find_verdict(token).verdict == ""


def test_another_one_is_held_apart_from_what_it_looks_like(member, council):
    known = add_entity("actor", "Homonyme")
    token = add_name("actor", "Homonyme", council)
    post(member, [token], "another")
    made = find_verdict(token).entity
    assert made != known.id
    assert sorted(last_judgement().content["pairs"][0]) == sorted([made, known.id])


def test_a_refusal_keeps_its_reason_and_the_name_leaves(member, council):
    token = add_name("actor", "Bruit", council)
    post(member, [token], "refuse", reason="un mot de la phrase")
    assert find_verdict(token).verdict == "refused"
    assert last_judgement().content["reason"] == "un mot de la phrase"
    assert "Bruit" not in member.get(QUEUE, {"q": "bruit"}).content.decode().split("<h1>")[1].split("<ol")[-1]


def test_nothing_ticked_and_no_decision_are_told(member, council):
    assert post(member, [], "confirm").status_code == 422
    token = add_name("actor", "Indécis", council)
    assert post(member, [token], "").status_code == 422
    assert post(member, ["actor|personne ne l’a vu"], "confirm").status_code == 422


def test_one_name_has_a_view_of_its_own_where_any_entry_can_be_searched(member, council):
    known = add_entity("actor", "Régie des Ondes")
    token = add_name("actor", "La Régie", council)
    view = "/equipe/repertoire/nom?k=actor&v=La+R%C3%A9gie"
    assert "Où on le lit" in member.get(view).content.decode()
    looked = member.post(view, {"decision": "look", "into": "régie"}).content.decode()
    assert known.id in looked
    form = {"decision": "merge", "into": "régie", "into-said": "régie", "into-id": known.id}
    assert member.post(view, form).status_code == 302
    assert find_verdict(token).entity == known.id
    assert member.get(view)["Location"] == f"/equipe/repertoire/{known.id}"


def test_a_person_enters_from_that_view_with_role_and_passage_and_waits(member, council):
    add_name("actor", "Dominique Exemple", council)
    view = "/equipe/repertoire/nom?k=actor&v=Dominique+Exemple"
    form = {"decision": "confirm", "name": "Dominique Exemple", "sort": "actor:person"}
    refused = member.post(view, form)
    assert refused.status_code == 422 and "rôle public" in refused.content.decode()
    assert member.post(view, {**form, "role": "maire"}).status_code == 302
    person = find_named("Dominique Exemple")
    assert person.role == "maire" and person.sources and not person.is_open


@pytest.mark.parametrize("token", ["actor|Personne en lot"])
def test_no_person_enters_in_a_batch(member, council, token):
    from contrechamp.website.registry.sorting import make_key

    add_name("actor", "Personne en lot", council)
    key = make_key(Name("actor", "Personne en lot"))
    assert post(member, [token], "confirm", **{f"sort-{key}": "actor:person"}).status_code == 422


def test_a_name_that_no_page_has_is_not_found(member):
    assert member.get("/equipe/repertoire/nom?k=actor&v=rien").status_code == 404


@pytest.mark.parametrize("view", [QUEUE, "/equipe/repertoire/nom?k=actor&v=Nom+en+attente"])
def test_enter_in_a_field_decides_nothing(member, council, view):
    import contextlib
    import sqlite3

    with contextlib.suppress(sqlite3.IntegrityError):
        add_name("actor", "Nom en attente", council)
    form = member.get(view).content.decode().partition('<form method="post"')[2]
    assert 'value="look"' in form.partition("</button>")[0]
    sent = member.post(view, {"nom": ["actor|Nom en attente"], "decision": "look", "reason": "x"})
    assert sent.status_code == 200 and find_verdict("actor|Nom en attente").verdict == ""


def test_what_was_typed_on_every_line_stays_after_a_fault(member, council):
    from contrechamp.website.registry.sorting import make_key

    token = add_name("actor", "Tapé Trop Vite", council)
    key = make_key(Name("actor", "Tapé Trop Vite"))
    typed = {f"name-{key}": "Tapé lentement", f"sort-{key}": "actor:association", "reason": "à revoir"}
    shown = member.post(f"{QUEUE}?q=tape", {"nom": [token], "decision": "merge", **typed})
    said = shown.content.decode()
    assert shown.status_code == 422 and 'value="Tapé lentement"' in said and 'value="à revoir"' in said
    assert '<option value="actor:association" selected>' in said and f'value="{token}" checked' in said
    view = "/equipe/repertoire/nom?k=actor&v=Tap%C3%A9+Trop+Vite"
    said = member.post(view, {"decision": "merge", "name": "", "reason": "à revoir"}).content.decode()
    assert 'id="name" name="name" value=""' in said and 'value="à revoir"' in said


def test_a_technology_waits_under_its_label_and_what_happened_waits_nowhere(member, council):
    add_name("technology", "thermal_camera", council)
    shown = member.get(QUEUE, {"k": "technology", "q": "thermal"}).content.decode()
    assert "<bdi>Caméra thermique</bdi>" in shown and "<bdi>thermal_camera" not in shown
    view = member.get("/equipe/repertoire/nom?k=technology&v=thermal_camera").content.decode()
    assert "<h1><bdi>Caméra thermique</bdi></h1>" in view
    assert "k=event" not in shown


def test_a_public_role_and_what_stands_above_are_spoken_of_only_where_they_are(member, council):
    add_name("place", "Quai Sans Pareil", council)
    add_name("actor", "Actrice Sans Pareille", council)
    place = member.get("/equipe/repertoire/nom?k=place&v=Quai+Sans+Pareil").content.decode()
    actor = member.get("/equipe/repertoire/nom?k=actor&v=Actrice+Sans+Pareille").content.decode()
    assert "Rôle public" not in place and "actor:person" not in place
    assert "Rôle public" in actor and "actor:person" in actor
    assert 'value="another"' not in place and 'value="merge"' not in place
