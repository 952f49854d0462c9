"""No text of a document, a file's name or a message's header becomes a script, even without the policy behind it.

The browser runs JavaScript and ignores our Content-Security-Policy: escaping alone has to hold.
"""

import html

import pytest
from tests.website.site import add_hostile_papers, build_site, read_scripts

pytestmark = pytest.mark.slow

FEWEST = 300
FEWEST_FIRING = 100
SIGN = "a script ran"
A_VIEW = 30


@pytest.fixture
def tab(browser, address):
    """A tab with JavaScript on and the policy off, that remembers every script that spoke."""
    context = browser.new_context(base_url=address, bypass_csp=True)
    page = context.new_page()
    page.fired = []
    page.add_init_script(f"window.alert = () => console.log('{SIGN}')")  # in every frame
    page.on("console", lambda message: page.fired.append(message.text) if message.text == SIGN else None)
    yield page
    context.close()


def test_the_control_fires_without_escaping(browser):
    """A search that finds nothing proves nothing until it has found what was planted."""
    raw = count_fired(browser, lambda script: script)
    assert raw >= FEWEST_FIRING
    assert count_fired(browser, html.escape) == 0


def count_fired(browser, write) -> int:
    """How many of the strings run in a bare page that says them through `write`."""
    context = browser.new_context()
    page, said, fired = context.new_page(), [""], []
    page.on("console", lambda message: fired.append(message.text) if message.text == SIGN else None)
    head = f"<!doctype html><title>x</title><script>alert = () => console.log('{SIGN}')</script>"
    page.route("**", lambda route: answer(route, f"{head}<div>{said[0]}</div>"))
    count = 0
    for script in read_scripts():
        said[0] = write(script).encode("utf-8", "replace").decode()
        fired.clear()
        page.goto("http://controle.exemple/", wait_until="load")
        page.wait_for_timeout(10)
        count += bool(fired)
    context.close()
    return count


def answer(route, text: str) -> None:
    if route.request.resource_type == "document":
        route.fulfill(body=text, content_type="text/html")
    else:
        route.abort()


def test_the_list_is_long_and_nothing_stands_twice():
    scripts = read_scripts()
    assert len(scripts) >= FEWEST
    assert len(set(scripts)) == len(scripts)


def test_no_script_runs_in_lists_results_and_feeds(tab, site):
    digests = add_hostile_papers()
    views = [f"/bibliotheque/?p={number}" for number in range(1, len(digests) // A_VIEW + 2)]
    views += [f"/chercher?q=ficelle&p={number}" for number in range(1, len(digests) // 10 + 2)]
    views += ["/bibliotheque/illisibles/", "/chercher.atom?q=ficelle", "/"]
    seen = 0
    for view in views:
        tab.goto(view, wait_until="load")
        seen += tab.content().count("alert")
    assert tab.fired == []
    assert seen > FEWEST  # the control: the strings were really there


def test_no_script_runs_in_documents_and_pages(tab, site):
    for digest in add_hostile_papers()[::3]:  # every title and snippet has been seen in the lists
        for view in (f"/d/{digest}/?q=alert", f"/d/{digest}/1/?q=alert"):
            shown = tab.goto(view, wait_until="domcontentloaded")
            assert shown.status in (200, 404), view
    assert tab.fired == []


def test_no_script_runs_when_ocr_has_read_it(tab, site):
    tab.goto(f"/d/{add_hostile_papers()[-1]}/1/?q=alert", wait_until="load")
    assert "alert" in tab.locator(".page-text").inner_text()
    assert tab.fired == []


def test_no_script_runs_in_passages(tab, site):
    for digest in add_hostile_papers()[::7]:
        tab.goto(f"/d/{digest}/1/citer?de=1&a=3", wait_until="domcontentloaded")
        assert tab.locator("h1").count() == 1
    assert tab.fired == []


def test_no_script_runs_from_the_address(tab, site):
    from urllib.parse import urlencode

    digest = build_site().digests["deliberation"]
    for number, script in enumerate(read_scripts()):
        for path in ("/chercher", f"/d/{digest}/1/")[: 1 + (number % 4 == 0)]:
            tab.goto(f"{path}?{urlencode({'q': script, 'organisme': script})}", wait_until="domcontentloaded")
    assert tab.fired == []


def test_a_title_cannot_leave_its_header(site, reader):
    """Names with line ends, quotes and other languages give one sound header of the download."""
    for digest in add_hostile_papers():
        answer = reader.get(f"/d/{digest}/original")
        disposition = answer["Content-Disposition"]
        assert disposition.startswith("attachment")
        assert not set(disposition) & set("\r\n\x00")
        assert "Set-Cookie" not in answer.headers
        answer.close()
