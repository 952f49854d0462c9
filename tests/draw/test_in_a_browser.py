"""Pictures as a browser sets them: its own fonts, its own boxes, its own idea of what can be reached."""

import shutil
from pathlib import Path

import pytest
from tests.draw.vaucreuse import ACTORS, EVENTS, MONEY, PRICE, TIES, make_events, make_network

import contrechamp.website.interface as interface
from contrechamp.draw.money import draw_money
from contrechamp.draw.money_growth import draw_growth
from contrechamp.draw.network import draw_network
from contrechamp.draw.timeline import draw_timeline
from contrechamp.draw.words import Words

pytestmark = pytest.mark.slow

_SHEET = Path(interface.__file__).parent / "static/interface/gazette.css"
_MEASURE = """() => [...document.querySelectorAll('svg text')].filter(t => !t.closest('g[aria-hidden]')).map(t => {
  const b = t.getBBox(); return [b.x, b.y + b.height * 0.2, b.x + b.width, b.y + b.height * 0.85, t.textContent] })"""

PICTURES = {
    "timeline": draw_timeline(EVENTS, words=Words()),
    "narrow timeline": draw_timeline(EVENTS, words=Words(), width=360, is_narrow=True),
    "crowded timeline": draw_timeline(
        make_events(20000), words=Words(), find_address=lambda *asked: "?narrower"
    ),
    "network": draw_network(ACTORS, TIES, words=Words()),
    "narrow network": draw_network(ACTORS, TIES, words=Words(), width=360),
    "crowded network": draw_network(*make_network(300, 1000), words=Words()),
    "money": draw_money(MONEY, by="supplier", words=Words()),
    "narrow money": draw_money(MONEY, by="supplier", words=Words(), width=360),
    "growth": draw_growth(PRICE, words=Words()),
    "narrow growth": draw_growth(PRICE, words=Words(), width=360),
}


@pytest.fixture(scope="module")
def browser():
    playwright = pytest.importorskip("playwright.sync_api")
    path = shutil.which("chromium") or shutil.which("chromium-browser")
    if not path:
        pytest.skip("there is no Chromium on this machine (apt-get install chromium)")
    with playwright.sync_playwright() as running:
        browser = running.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield browser
        browser.close()


@pytest.fixture(params=PICTURES)
def page(browser, request):
    drawing = PICTURES[request.param]
    page = browser.new_page(viewport={"width": drawing.width + 32, "height": 800})
    page.set_content(
        f"<!doctype html><html lang=en><title>x</title><style>{_SHEET.read_text()}</style>"
        f"<main><h1>x</h1>{drawing.svg}</main>"
    )
    yield page
    page.close()


def test_no_words_lie_on_others(page):
    boxes = page.evaluate(_MEASURE)
    touching = [
        (one[4], other[4])
        for k, one in enumerate(boxes)
        for other in boxes[k + 1 :]
        if one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
    ]
    assert touching == []


def test_words_stay_inside_the_picture(page):
    width = page.evaluate("document.querySelector('svg').viewBox.baseVal.width")
    assert all(box[0] >= -1 and box[2] <= width + 1 for box in page.evaluate(_MEASURE))


def test_every_link_is_reached_and_named(page):
    axe = pytest.importorskip("axe_playwright_python.sync_playwright")
    found = axe.Axe().run(page).response["violations"]
    told = [(rule["id"], [node["html"][:160] for node in rule["nodes"]][:2]) for rule in found]
    assert [rule for rule in told if rule[0] not in ("region",)] == []
