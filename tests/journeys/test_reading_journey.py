"""A reader without JavaScript, by keyboard: from a word to a citation; every view is accessible."""

import re

import pytest
from tests.website.routes import TEAM, list_addresses
from tests.website.site import MEMBER, PASSWORD

pytestmark = pytest.mark.slow

NO_HTML = {
    "search-feed",
    "original",
    "page-image",
    "passage-image",
    "citation",
    "act-citation",
    "fact-data",
    "fact-citation",
    "table",
    "map-file",
    "robots",
}


@pytest.fixture
def page(browser, address):
    """A tab without JavaScript."""
    context = browser.new_context(java_script_enabled=False, base_url=address)
    yield context.new_page()
    context.close()


def test_from_a_word_to_a_citation_without_javascript(page):
    page.goto("/")
    page.fill("input[name=q]", "douze caméras")
    page.press("input[name=q]", "Enter")
    page.click("text=DELIB 117.txt")
    assert page.locator("mark").all_inner_texts()[:2] == ["douze", "caméras"]
    assert page.locator("svg rect.found").count() >= 2
    page.click("text=Citer cette phrase")
    assert "douze caméras" in page.locator(".cited-words").inner_text()
    assert re.fullmatch(r".*/d/\w{64}/1/\d+-\d+/", page.url)
    assert page.locator(".cutting img").get_attribute("src")


def test_lines_are_ticked_and_quoted_without_javascript(page, site):
    page.goto(f"/d/{site.digests['deliberation']}/1/")
    page.check("input[aria-label='Ligne 2']")
    page.check("input[aria-label='Ligne 3']")
    page.click("text=Citer ce qui est coché")
    assert page.locator(".cited-words").inner_text().strip("«\u202f").startswith("la convention relative")
    assert re.fullmatch(r".*/d/\w{64}/1/\d+-\d+/", page.url)


def test_what_a_page_names_is_chosen_and_quoted_without_javascript(page, site):
    page.goto(f"/d/{site.digests['deliberation']}/1/")
    assert page.locator(".named").count() >= 5 and page.locator("svg .framed").count() >= 5
    page.click(".named-key.named-sum")
    assert page.locator(".page-text .named").all_inner_texts() == ["148 200 € HT"]
    assert page.locator("svg .framed text").text_content() == "€"
    page.wait_for_load_state("networkidle")  # the picture is there, and nothing moves any more
    frame, image = (page.locator(one).bounding_box() for one in ("svg .framed rect", ".facsimile svg"))
    assert image["x"] <= frame["x"] and frame["y"] + frame["height"] <= image["y"] + image["height"]
    page.click("details[open] >> text=citer")
    assert "148 200 € HT" in page.locator(".cited-words").inner_text()


def test_from_a_result_to_its_act_and_to_a_citation_of_it(page):
    page.goto("/chercher?q=March%C3%A9")
    page.locator(".hit-act a").first.click()
    assert page.locator(".citation").inner_text().count("portant autorisation")
    page.click("text=Acte suivant")
    assert re.fullmatch(r".*/d/\w{64}/actes/\d+/", page.url)


def test_a_list_of_names_becomes_a_matrix_without_javascript_and_without_cookie(page):
    page.goto("/listes")
    page.fill("textarea", "douze caméras\nrien de tel")
    page.click("text=Chercher ces noms")
    assert page.locator("tbody tr").count() == 2
    with page.expect_download() as download:
        page.click("text=Télécharger le résultat")
    assert download.value.suggested_filename == "liste.csv"
    assert page.context.cookies() == []
    page.click("tbody a >> nth=1")
    assert page.locator("mark").first.inner_text() == "douze"


def test_selected_words_are_quoted_exactly_with_javascript(browser, address, site):
    """The improvement: what the mouse selects, over two lines and a marked word, is the passage."""
    context = browser.new_context(base_url=address)
    tab, faults = context.new_page(), []
    tab.on("console", lambda said: faults.append(said.text))
    tab.goto(f"/d/{site.digests['deliberation']}/1/?q=cam%C3%A9ras")
    assert tab.locator(".offer").is_hidden()
    tab.evaluate(
        """() => { const find = (word) => { const walk = document.createTreeWalker(
              document.querySelector('.page-text'), NodeFilter.SHOW_TEXT);
            while (walk.nextNode()) if (walk.currentNode.data.includes(word)) return walk.currentNode; };
          const first = find('douze'), last = find('protection');
          document.getSelection().setBaseAndExtent(first, first.data.indexOf('douze'), last, 'protection'.length) }"""
    )
    tab.click("text=Citer ce passage")
    cited = tab.locator(".cited-words").inner_text()
    assert cited.strip("«\u202f»") == "douze caméras de vidéoprotection"
    assert re.fullmatch(r".*/d/\w{64}/1/\d+-\d+/", tab.url)
    assert not faults
    context.close()


def test_the_frames_stand_on_the_words(page, site):
    """The frames on the image lie inside it, and one line high."""
    page.goto(f"/d/{site.digests['deliberation']}/1/?q=cam%C3%A9ras")
    image = page.locator(".facsimile svg").bounding_box()
    frame = page.locator("svg rect.found").first.bounding_box()
    assert image["x"] <= frame["x"] and frame["x"] + frame["width"] <= image["x"] + image["width"]
    assert image["y"] <= frame["y"] <= image["y"] + image["height"]
    assert frame["height"] < image["height"] / 10
    assert frame["width"] > frame["height"]


def test_the_keyboard_alone_reaches_the_results(browser, address):
    context = browser.new_context(base_url=address)
    tab = context.new_page()
    tab.goto("/bibliotheque/")
    tab.keyboard.press("Tab")
    assert tab.evaluate("document.activeElement.className") == "skip"
    tab.keyboard.press("Enter")
    assert tab.evaluate("document.activeElement.id") == "main"
    tab.goto("/")
    for _ in range(12):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.name") == "q":
            break
    tab.keyboard.type("caméras")
    tab.keyboard.press("Enter")
    tab.wait_for_url("**/chercher?q=*")
    walked = [walk(tab) for _ in range(60)]
    assert any(step["href"].startswith("/d/") for step in walked)
    assert all(step["outline"] for step in walked if step["tag"] != "BODY")
    context.close()


def walk(tab) -> dict:
    """One more Tab: where it led, and whether the focus is seen."""
    tab.keyboard.press("Tab")
    return tab.evaluate(
        """() => { const here = document.activeElement, style = getComputedStyle(here);
        return {tag: here.tagName, href: here.getAttribute('href') || '',
                outline: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2} }"""
    )


def sign_in(tab) -> None:
    tab.goto("/equipe/entrer")
    tab.fill("input[name=name]", MEMBER)
    tab.fill("input[name=password]", PASSWORD)
    tab.click("main button[type=submit]")
    tab.wait_for_url("**/equipe/deposer")


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_on_any_view(browser, address, site, scheme):
    from axe_playwright_python.sync_playwright import Axe

    options = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
    context = browser.new_context(base_url=address, bypass_csp=True, color_scheme=scheme)
    tab, found = context.new_page(), {}
    views = list_addresses(site)
    names = [name for name in views if name not in NO_HTML | TEAM]
    tab.set_content("<img src=x><input><p style='color:#ddd;background:#fff'>x")
    assert Axe().run(tab, options=options).response["violations"]  # the control
    for name in [*names, "sign-in", *sorted(TEAM)]:
        if name == sorted(TEAM)[0]:
            sign_in(tab)
        tab.goto(views[name])
        report = Axe().run(tab, options=options).response
        if report["violations"]:
            found[name] = [(rule["id"], rule["nodes"][0]["html"][:200]) for rule in report["violations"]]
    context.close()
    assert not found


@pytest.mark.parametrize("width", [320, 1280])
def test_no_view_is_wider_than_its_window(browser, address, site, width):
    """320 px is also 400 % of 1,280: nothing may ask for scrolling in two directions."""
    context = browser.new_context(base_url=address, viewport={"width": width, "height": 800})
    tab, wide = context.new_page(), []
    sign_in(tab)
    for name, view in list_addresses(site).items():
        if name not in NO_HTML:
            tab.goto(view)
            if tab.evaluate("document.documentElement.scrollWidth") > width:
                wide.append(name)
    context.close()
    assert not wide


def test_no_view_asks_anything_of_another_origin_nor_too_much(browser, address, site):
    context = browser.new_context(base_url=address)
    tab = context.new_page()
    for name, view in list_addresses(site).items():
        if name in NO_HTML:
            continue
        asked: list[str] = []
        tab.on("request", lambda request, asked=asked: asked.append(request.url))
        tab.goto(view)
        assert all(url.startswith(address) for url in asked), name
        assert len(asked) <= 6, (name, asked)
    assert context.cookies() == [] or {cookie["name"] for cookie in context.cookies()} == {"csrf"}
    context.close()


def test_a_folder_is_sent_and_a_collection_published_without_javascript(page, tmp_path):
    sign_in_without = page
    sign_in(sign_in_without)
    paper = tmp_path / "belette.txt"
    paper.write_text("La belette des caméras.")
    page.fill("input[name=collection]", "voyage")
    page.set_input_files("input[name=files]", str(paper))
    page.click("text=Déposer les documents")
    assert "1 document reçu" in page.locator("h1").inner_text()
    page.click("text=Suivre leur lecture")
    assert "belette.txt" in page.locator("main").inner_text()
    page.goto("/equipe/collections")
    page.locator("tr", has_text="voyage").locator("text=Publier").click()
    assert "1 document sera visible de tout le monde" in page.locator("main").inner_text()
    page.click("main button[type=submit]")
    assert "Tout le monde" in page.locator("tr", has_text="voyage").inner_text()
    page.locator("tr", has_text="voyage").locator("text=Reprendre au public").click()
    page.click("main button[type=submit]")
    assert "Équipe seulement" in page.locator("tr", has_text="voyage").inner_text()
    page.goto("/equipe/sortir")
    page.click("main button[type=submit]")
    assert page.context.cookies() == []


def test_a_failed_document_is_tried_again_without_javascript(page, site):
    sign_in(page)
    page.goto(f"/d/{site.digests['broken']}/")
    page.click("main button:has-text('Réessayer')")
    assert page.url.endswith(f"/d/{site.digests['broken']}/")
    assert "Un nouvel essai est en cours" in page.locator("main").inner_text()


def test_a_citation_fits_on_one_sheet_and_a_page_on_two(browser, address, site):
    import pypdfium2

    context = browser.new_context(base_url=address)
    tab, digest = context.new_page(), site.digests["deliberation"]
    for view, most in ((f"/d/{digest}/1/14-170/", 1), (f"/d/{digest}/1/?q=cam%C3%A9ras", 2)):
        tab.goto(view)
        document = pypdfium2.PdfDocument(tab.pdf(format="A4"))
        printed = "".join(page.get_textpage().get_text_range() for page in document)
        assert len(document) <= most, view
        assert digest[:8] in printed
        assert f"/d/{digest[:20]}" in printed.replace("\r\n", "")
        assert "Chercher" not in printed
    context.close()
