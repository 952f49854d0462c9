"""Pictures in a real browser: without scripts, by keyboard, on a telephone, by a hand that moves the map."""

import pytest
from tests.website import facts

pytestmark = pytest.mark.slow

PICTURES = (
    "/carte",
    "/carte?etroit=1&liste=1",
    "/carte/sans-coordonnees",
    "/chronologie",
    "/chronologie?etroit=1",
    "/reseau",
    "/argent?quoi=ensembles",
    f"/repertoire/{facts.DEVICE}",
)


@pytest.fixture
def open_tab(browser, address):
    """Opens a view in a browser of its own; `faults` are what its console said."""
    contexts = []

    def open_(path: str, **options):
        context = browser.new_context(base_url=address, **options)
        contexts.append(context)
        tab = context.new_page()
        tab.faults = []
        tab.on(
            "console", lambda message: tab.faults.append(message.text) if message.type == "error" else None
        )
        tab.on("pageerror", lambda fault: tab.faults.append(str(fault)))
        tab.goto(path)
        return tab

    yield open_
    for context in contexts:
        context.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("path", PICTURES)
def test_axe_finds_nothing_on_a_picture(open_tab, path, scheme):
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    tab = open_tab(path, bypass_csp=True, color_scheme=scheme)
    found = Axe().run(tab, options=options).response["violations"]
    assert not [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


@pytest.mark.parametrize("path", PICTURES)
def test_a_picture_too_wide_for_a_telephone_scrolls_in_itself(open_tab, path):
    tab = open_tab(path, java_script_enabled=False, viewport={"width": 320, "height": 640})
    assert tab.evaluate("document.documentElement.scrollWidth") <= 320
    assert not tab.faults


def test_from_a_place_by_its_sign_to_the_passage_without_scripts(open_tab):
    tab = open_tab("/carte", java_script_enabled=False)
    tab.fill("#map-place", "place du marché")
    tab.press("#map-place", "Enter")
    assert "boite=" in tab.url
    tab.locator(".map-signs a").first.click()
    assert tab.url.endswith(f"/repertoire/{facts.DEVICE}")
    tab.locator(".side-note a").first.click()
    assert "/d/" in tab.url


def test_a_sign_is_reached_and_opened_by_keyboard(open_tab):
    tab = open_tab("/carte", java_script_enabled=False)
    for _ in range(40):
        tab.keyboard.press("Tab")
        if tab.evaluate("!!document.activeElement.closest('.map-signs')"):
            break
    tab.keyboard.press("Enter")
    tab.wait_for_url(f"**/repertoire/{facts.DEVICE}")


def test_a_hand_moves_the_map_and_the_address_follows(open_tab):
    tab = open_tab("/carte", viewport={"width": 1280, "height": 900})
    tab.wait_for_selector(".leaflet-control-zoom-in")
    with tab.expect_response(lambda answer: "cadre=" in answer.url) as moved:
        tab.click(".leaflet-control-zoom-in")
    assert moved.value.ok
    tab.wait_for_function("location.search.includes('boite=')")
    assert tab.locator(".map-live svg.drawing").count() >= 1
    assert not tab.faults
    asked = tab.url
    assert "cadre" not in asked
    tab.goto(asked)  # the address alone brings the same part of the globe
    assert tab.locator("#map").get_attribute("data-box")


def test_the_moved_map_still_leads_to_a_device(open_tab):
    tab = open_tab("/carte", viewport={"width": 1280, "height": 900})
    tab.wait_for_selector(".map-live .map-signs a")
    tab.locator(".map-live .map-signs a").first.click()
    tab.wait_for_url(f"**/repertoire/{facts.DEVICE}")


def test_a_sheet_prints_on_one_page_of_its_size(open_tab):
    import pypdfium2

    tab = open_tab("/carte/a4")
    document = pypdfium2.PdfDocument(tab.pdf(prefer_css_page_size=True))
    assert len(document) == 1
    assert [round(side) for side in document[0].get_size()] == [595, 842]
    document.close()
