"""The rooms of the team are closed to everybody else, their forms need a token, and their questions are bounded."""

import re

import pytest
from tests.website.registry.seeds import ensure_seeds
from tests.website.registry.speaking import add_entity, add_fact, last_judgement
from tests.website.registry.waiting import add_name
from tests.website.routes import TEAM, list_registry_addresses
from tests.website.site import MEMBER, PASSWORD


def list_team_views(site) -> list[str]:
    return [view for name, view in list_registry_addresses(site).items() if name in TEAM]


def test_a_reader_is_led_to_the_sign_in_and_nothing_is_decided(site, reader):
    ensure_seeds(site)
    before = last_judgement().id
    for view in list_team_views(site):
        answer = reader.get(view)
        assert answer.status_code == 302 and answer["Location"].startswith("/equipe/entrer?next="), view
        sent = reader.post(view, {"decision": before, "step": "keep", "personne": "x"})
        assert sent.status_code == 302 and sent["Location"].startswith("/equipe/entrer"), view
    assert last_judgement().id == before


def test_an_entry_that_is_not_there_looks_like_any_other_to_a_reader(reader):
    for key in ("zzzzzzzzzz", "0000000000"):
        assert reader.get(f"/equipe/repertoire/{key}").status_code == 302
        assert reader.get(f"/equipe/faits/{key}").status_code == 302


def test_a_form_without_its_token_decides_nothing(site):
    from django.test import Client

    client = Client(headers={"host": "localhost"}, enforce_csrf_checks=True)
    token = re.search(
        r'name="csrfmiddlewaretoken" value="([^"]+)"', client.get("/equipe/entrer").content.decode()
    )[1]
    form = {"name": MEMBER, "password": PASSWORD, "csrfmiddlewaretoken": token}
    assert client.post("/equipe/entrer", form).status_code == 302
    before = last_judgement().id
    for view in list_team_views(site):
        if "/etablir/" not in view:
            assert client.post(view, {"decision": before}).status_code == 403, view
    assert last_judgement().id == before


@pytest.mark.parametrize(
    "view", ["/equipe/repertoire/?p=99999999", "/equipe/arbitrages/?p=-1", "/equipe/propositions/?p=x"]
)
def test_a_page_of_a_list_that_makes_no_sense_is_a_page(member, view):
    assert member.get(view).status_code == 200


def count_queries(person, view: str) -> int:
    """How often the registry's book is asked for one view."""
    from tests.website.registry.waiting import find_observatory

    asked: list[str] = []
    book = find_observatory().desk.registry.book
    with book.reading() as connection:
        connection.set_trace_callback(asked.append)
        try:
            assert person.get(view).status_code == 200
        finally:
            connection.set_trace_callback(None)
    return len(asked)


def test_an_entry_with_many_facts_asks_no_more_often(site, member, cameras):
    few, many = add_entity("project", "Réseau léger"), add_entity("project", "Réseau lourd")
    for number in range(40):
        add_fact(many, "counts", words=cameras, value=str(number), when=str(1950 + number))
    add_fact(few, "counts", words=cameras, value="1")
    member.get(f"/equipe/repertoire/{many.id}")
    light, heavy = (count_queries(member, f"/equipe/repertoire/{one.id}") for one in (few, many))
    assert 0 < heavy <= light + 2


def test_hostile_names_stay_text(site, member, cameras):
    hostile = "<script>alert(1)</script>\u202e"
    add_name("actor", hostile, cameras)
    entity = add_entity("actor", f"{hostile}entré")
    views = ("/equipe/repertoire/?q=alert", "/equipe/arbitrages/", f"/equipe/repertoire/{entity.id}")
    for view in views:
        shown = member.get(view).content.decode()
        assert "<script>alert" not in shown, view
        assert "&lt;script&gt;alert" in shown, view
