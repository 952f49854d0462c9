"""The team at its desk, and a reader who contests: without JavaScript, by keyboard, in a real browser."""

import re

import pytest
from tests.website.registry.conftest import OTHER, OTHER_PASSWORD
from tests.website.registry.speaking import add_entity, add_fact, cite, find_named, public_view, team_view
from tests.website.registry.waiting import add_name, find_words
from tests.website.site import MEMBER, PASSWORD

from contrechamp.link.view import FactFilter

pytestmark = pytest.mark.slow
CONTEST_WAIT_MILLISECONDS = 5_500  # the form is not taken sooner


@pytest.fixture(scope="module", autouse=True)
def other_member(site):
    """Another account, made before the browser's event loop runs."""
    from contrechamp.website.accounts.changes import add_account, has_account

    if not has_account(OTHER):
        add_account(OTHER, OTHER_PASSWORD)


@pytest.fixture
def page(browser, address):
    """A tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


@pytest.fixture
def words(site):
    return find_words(site.digests["deliberation"], "douze caméras")


def sign_in(page, name: str = MEMBER, password: str = PASSWORD) -> None:
    page.goto("/equipe/entrer")
    page.fill("input[name=name]", name)
    page.fill("input[name=password]", password)
    page.press("input[name=password]", "Enter")


def tab_to(page, selector: str, *, most: int = 80) -> None:
    """Press Tab until the focus is there."""
    wanted = page.locator(selector).first
    for _ in range(most):
        page.keyboard.press("Tab")
        if wanted.evaluate("here => here === document.activeElement"):
            return
    raise AssertionError(f"{selector} is not reached")


def test_a_batch_of_names_is_entered_and_undone_by_keyboard(page, words):
    for name in ("Clavier Un", "Clavier Deux"):
        add_name("actor", name, words)
    sign_in(page)
    page.goto("/equipe/repertoire/?q=clavier")
    assert page.locator(".judge").count() == 2 and page.locator(".judge mark").count() == 2
    for number in (0, 1):
        tab_to(page, f".judge-tick input >> nth={number}")
        page.keyboard.press("Space")
    tab_to(page, "button[value=confirm]")
    page.keyboard.press("Enter")
    page.wait_for_url("**fait=*")
    assert find_named("Clavier Un") and find_named("Clavier Deux")
    tab_to(page, "text=Défaire cette décision")
    page.keyboard.press("Enter")
    assert "Clavier Deux" in page.locator("main").inner_text()  # two entries go: that is asked once
    tab_to(page, "button[name=sure]")
    page.keyboard.press("Enter")
    page.wait_for_url(lambda url: "q=clavier" in url and "fait=" not in url)
    assert page.locator(".judge").count() == 2
    assert find_named("Clavier Un") is None


def test_a_fact_is_made_from_the_lines_of_a_page(page, site):
    sign_in(page)
    page.goto(f"/d/{site.digests['deliberation']}/1/")
    page.check("input[aria-label='Ligne 2']")
    page.check("input[aria-label='Ligne 3']")
    page.locator(".quoting-bar >> text=Établir un fait").click()
    page.select_option("select[name=relation]", "buys_from")
    page.click("text=Continuer")
    page.fill("input[name=subject]", "Commune du Trajet")
    page.fill("input[name=object]", "Poseur du Trajet")
    page.fill("input[name=when]", "25 juin 2024")
    page.press("input[name=when]", "Enter")  # looks the names up, and keeps nothing
    assert "Rien au répertoire n’a ce nom." in page.locator("#pick-subject").inner_text()
    page.select_option("select[name=subject-new]", "actor:body")
    page.select_option("select[name=object-new]", "actor:company")
    page.click("text=Établir ce fait")
    assert re.fullmatch(r".*/equipe/faits/\w{10}\?fait=1", page.url)
    assert "Établi." in page.locator("[role=status]").inner_text()
    (fact,) = team_view().list_facts(FactFilter(about=find_named("Poseur du Trajet").id))[0]
    assert fact.when == "2024-06-25" and fact.sources[0].words.startswith("la convention relative")
    page.locator(".journal >> text=Défaire").first.click()
    assert "N’est plus au répertoire" in page.locator("h1").inner_text()
    assert team_view().find_fact(fact.id) is None


def test_selected_words_lead_to_a_fact_with_javascript(browser, address, site):
    context = browser.new_context(base_url=address)
    tab = context.new_page()
    sign_in(tab)
    tab.goto(f"/d/{site.digests['deliberation']}/1/?reperes=aucun")
    tab.evaluate(
        """() => { const walk = document.createTreeWalker(
              document.querySelector('.page-text'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (walk.currentNode.data.includes('Adopté par 21')) break;
            const node = walk.currentNode, start = node.data.indexOf('21 voix');
            document.getSelection().setBaseAndExtent(node, start, node, start + '21 voix pour'.length) }"""
    )
    tab.click(".offer >> text=Établir un fait")
    assert tab.locator(".cited-words").inner_text() == "21 voix pour"
    assert tab.locator("select[name=relation]").is_visible()
    context.close()


def test_a_person_is_confirmed_by_another_account(page, words):
    role = {"category": "person", "role": "maire du Trajet", "sources": (cite(words),)}
    person = add_entity("actor", "Camille du Trajet", by=MEMBER, **role)
    sign_in(page)
    page.goto("/equipe/personnes/")
    row = page.locator(".judge", has_text="Camille du Trajet")
    assert row.locator("text=Je confirme en second").count() == 0
    page.goto("/equipe/sortir")
    page.click("main button[type=submit]")
    sign_in(page, OTHER, OTHER_PASSWORD)
    page.goto("/equipe/personnes/")
    page.locator(".judge", has_text="Camille du Trajet").locator("text=Je confirme en second").click()
    assert public_view().find_entity(person.id).name == "Camille du Trajet"


def test_a_reader_contests_and_a_member_lets_it_show(page, words):
    fact = add_fact(add_entity("project", "Réseau du Trajet"), "counts", words=words, value="12")
    page.goto(f"/contester/fait/{fact.id}")
    page.fill("textarea", "On en compte dix sur place.")
    page.click("text=Envoyer au collectif")
    assert "attendez quelques secondes" in page.locator("[role=alert]").inner_text()
    page.wait_for_timeout(CONTEST_WAIT_MILLISECONDS)
    page.click("text=Envoyer au collectif")  # the words stayed
    assert "C’est reçu" in page.locator("h1").inner_text()
    assert page.context.cookies() == []
    assert public_view().find_fact(fact.id).contest == ""
    sign_in(page)
    page.goto("/equipe/contestations/")
    row = page.locator(".judge", has_text="On en compte dix sur place.")
    row.locator("textarea").fill("Un relevé sur place en compte dix.")
    row.locator("text=Montrer que c’est contesté").click()
    assert "C’est gardé." in page.locator("[role=status]").inner_text()
    assert public_view().find_fact(fact.id).contest == "Un relevé sur place en compte dix."


@pytest.mark.parametrize("width", [320, 1280])
def test_no_room_of_the_team_is_wider_than_the_screen(browser, address, site, width):
    from tests.website.routes import list_registry_addresses

    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    tab = context.new_page()
    sign_in(tab)
    for name, view in list_registry_addresses(site).items():
        tab.goto(view)
        width_of = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert tab.evaluate(width_of) <= 0, name
    context.close()
