"""Pages of rows, and the team's tables on a telephone, in a real browser without JavaScript."""

import pytest
from tests.journeys.test_reading_journey import page, sign_in  # noqa: F401
from tests.website.site import CAMERAS, PUBLIC, take_in

from contrechamp.vocabulary.digest import compute_digest

pytestmark = pytest.mark.slow

NARROW = {"width": 360, "height": 740}
WIDE_ROWS = "".join(
    ";".join(
        f"{name} {number}" for name in ("repère", "quartier", "adresse", "titulaire", "montant", "suivi")
    )
    + "\n"
    for number in range(1, 100)
)


@pytest.fixture
def rows(site):
    """A long table of many columns that everybody may read."""
    content = ("Repère;Quartier;Adresse;Titulaire;Montant;Suivi\n" + WIDE_ROWS).encode()
    take_in(site, [("rows", PUBLIC, "vrac/lignes.csv", content)])
    return compute_digest(content)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_a_page_of_rows(browser, address, rows, scheme):
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    context = browser.new_context(base_url=address, bypass_csp=True, color_scheme=scheme)
    tab = context.new_page()
    tab.goto(f"/d/{rows}/1/?q=quartier")
    found = Axe().run(tab, options=options).response["violations"]
    context.close()
    assert not [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in found]


@pytest.mark.parametrize("width", [360, 1280])
def test_a_hundred_rows_are_a_table_of_one_screen_that_scrolls_in_itself(browser, address, rows, width):
    context = browser.new_context(
        base_url=address, java_script_enabled=False, viewport=NARROW | {"width": width}
    )
    tab = context.new_page()
    tab.goto(f"/d/{rows}/1/")
    assert tab.evaluate("document.documentElement.scrollWidth") <= width
    assert tab.evaluate("document.documentElement.scrollHeight") < 4000
    table = tab.locator(".sideways-tall")
    is_cut = table.evaluate("one => one.scrollWidth > one.clientWidth")
    assert is_cut == (width == 360)
    assert "gradient" in table.evaluate("one => getComputedStyle(one).backgroundImage")
    context.close()


def test_from_a_word_to_its_row_and_to_its_citation_without_javascript(page, rows):  # noqa: F811
    page.goto(f"/d/{rows}/1/?q=%22quartier+50%22")
    page.locator(".found-list a").first.click()
    row = page.locator("tr:target")
    assert "quartier 50" in row.inner_text()
    top, screen = row.bounding_box()["y"], page.viewport_size["height"]
    assert 0 <= top < screen
    row.locator("a").click()
    assert "repère 50 | quartier 50" in page.locator(".cited-words").inner_text()


def test_on_a_telephone_nothing_that_one_chooses_by_is_out_of_sight(browser, address, site):
    context = browser.new_context(base_url=address, viewport=NARROW)
    tab = context.new_page()
    sign_in(tab)
    tab.goto("/equipe/collections")
    links = tab.locator("table a").all()
    assert links and all(is_inside(link) for link in links)
    tab.goto(f"/equipe/colonnes/{compute_digest(CAMERAS.encode())}?kind=cameras")
    row = tab.locator("table.stacked tbody tr").first
    heading, values, choice = row.locator("th"), row.locator("td.told-by"), row.locator("select")
    assert is_inside(values) and is_inside(choice)
    assert list(map(top_of, (heading, values, choice))) == sorted(map(top_of, (heading, values, choice)))
    tab.goto("/listes")
    above, below = tab.locator("main .buttons button").all()
    assert top_of(below) - top_of(above) > above.bounding_box()["height"] + 5
    context.close()


def is_inside(element) -> bool:
    box = element.bounding_box()
    return box["x"] >= 0 and box["x"] + box["width"] <= NARROW["width"]


def top_of(element) -> float:
    return element.bounding_box()["y"]
