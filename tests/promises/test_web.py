"""The website keeps the project's word: nothing kept about readers, nothing from elsewhere, light, in French."""

import gzip
import os
import re
import subprocess
import sys
from pathlib import Path

import polib
from tests.website.messages import CATALOGUE, Message, find_messages
from tests.website.routes import FORMS, TEAM, list_addresses, list_routes

MOST_BYTES = 100_000
# The two views with scripts from here, which only add a shorter way: one that quotes, one that moves the map by hand.
SCRIPTS = {"page": ("quote.js",), "map": ("leaflet.js", "map.js")}
STATIC = Path("src/contrechamp/website/interface/static/interface")
FAULTS = ("/nulle-part", f"/d/{'f' * 64}/", "/d/x/")


def list_views(site) -> dict[str, str]:
    return list_addresses(site) | {f"fault {number}": address for number, address in enumerate(FAULTS)}


def test_every_route_is_in_the_census(site):
    assert set(list_routes()) == set(list_addresses(site))


def test_every_answer_carries_the_strict_headers(site, reader, member):
    """T-P5, on all routes, as a reader and as the team."""
    for person in (reader, member):
        for name, address in list_views(site).items():
            headers = person.get(address).headers
            policy = headers["Content-Security-Policy"]
            assert "default-src 'none'" in policy, name
            assert "unsafe" not in policy, name
            scripts = re.findall(r"script-src ([^;]*)", policy)
            assert scripts == (["'self'"] if name in SCRIPTS else []), name
            assert headers["X-Content-Type-Options"] == "nosniff", name
            assert headers["X-Frame-Options"] == "DENY", name
            has_form = (name in FORMS | TEAM and person is member) or name in FORMS
            allowed = ("no-referrer", "same-origin") if has_form else ("no-referrer",)
            assert headers["Referrer-Policy"] in allowed, name


def test_readers_get_no_cookie(site, reader):
    for name, address in list_views(site).items():
        answer = reader.get(address)
        if name not in FORMS:
            assert "Set-Cookie" not in answer.headers and not answer.cookies, name
    assert "csrf" in reader.get("/equipe/entrer").cookies  # the control: the team's form has one


def test_cookies_are_strict_and_the_teams_alone(site, reader):
    from tests.website.site import MEMBER, PASSWORD

    cookies = reader.post("/equipe/entrer", {"name": MEMBER, "password": PASSWORD}).cookies
    for cookie in cookies.values():
        assert cookie["httponly"] and cookie["samesite"] == "Strict"


def test_nothing_comes_from_elsewhere(site, reader, member):
    """No element of any view fetches from another origin; no inline script or style, no handler."""
    own = re.compile(r'<script src="/static/(?:\w+)/(\w+)\.?\w*\.js" defer></script>')
    outside = re.compile(
        r'<(?:img|link|script|iframe|image|source|object|embed|use)\b[^>]*(?:src|href)="(?:\w+:)?//'
    )
    inline = re.compile(r"<script|<style|<[^>]*\s(?:style|on[a-z]+)=", re.I)
    for person in (reader, member):
        for name, address in list_views(site).items():
            answer = person.get(address)
            if answer["Content-Type"].startswith("text/html"):
                html = answer.content.decode()
                assert tuple(f"{script}.js" for script in own.findall(html)) == SCRIPTS.get(name, ()), name
                html = own.sub("", html)
                assert not outside.search(html), name
                assert not inline.search(html), name


def test_the_style_sheet_fetches_nothing(site):
    sheet = (STATIC / "gazette.css").read_text()
    assert "url(" not in sheet
    assert "@import" not in sheet


def test_the_script_of_the_map_asks_this_site_alone_and_keeps_nothing():
    script = Path("src/contrechamp/website/registry/static/registry/map.js").read_text()
    for word in (
        "XMLHttp",
        "sendBeacon",
        "localStorage",
        "cookie",
        "innerHTML",
        "eval",
        "import(",
        "http:",
        "https:",
    ):
        assert word not in script
    assert script.count("fetch(") == 1 and len(script) < 6_000


def test_the_script_of_pages_asks_nothing_and_keeps_nothing():
    script = (STATIC / "quote.js").read_text()
    for word in ("fetch", "XMLHttp", "sendBeacon", "localStorage", "cookie", "innerHTML", "eval", "import"):
        assert word not in script
    assert len(script) < 4_000


def weigh_scripts(names: tuple[str, ...], reader) -> tuple[int, int]:
    """Bytes of the scripts of a view as they travel, with the style sheet that Leaflet brings; and how many files."""
    from django.contrib.staticfiles.storage import staticfiles_storage

    folders = {"quote.js": "interface", "map.js": "registry"}
    paths = [f"{folders.get(name, 'leaflet')}/{name}" for name in names]
    paths += ["leaflet/leaflet.css"] if "leaflet.js" in names else []
    answers = [
        reader.get(staticfiles_storage.url(path), headers={"accept-encoding": "gzip"}) for path in paths
    ]
    weight = sum(len(b"".join(answer.streaming_content)) for answer in answers)
    for answer in answers:
        answer.close()
    return weight, len(paths)


def test_every_view_is_light(site, reader, member):
    """The first view: text and style compressed, and the image of the page; not those that load when scrolled to."""
    style = len(gzip.compress((STATIC / "gazette.css").read_bytes()))
    scripts = {name: weigh_scripts(names, reader) for name, names in SCRIPTS.items()}
    for person in (reader, member):
        for name, address in list_views(site).items():
            answer = person.get(address)
            if not answer["Content-Type"].startswith("text/html"):
                continue
            html = answer.content
            images = set(
                re.findall(r'<(?:image|img)\b(?! loading="lazy")[^>]*(?:href|src)="([^"]+)"', html.decode())
            )
            weight = len(gzip.compress(html)) + style + scripts.get(name, (0, 0))[0]
            weight += sum(len(person.get(image).content) for image in images)
            assert weight < MOST_BYTES, (name, weight)
            assert 1 + 2 + len(images) + scripts.get(name, (0, 0))[1] <= 6, name


def test_every_view_is_in_french_and_says_so(site, reader):
    for name, address in list_views(site).items():
        answer = reader.get(address, headers={"accept-language": "en"})
        if answer["Content-Type"].startswith("text/html") and answer.content:
            assert '<html lang="fr">' in answer.content.decode(), name


def test_french_is_complete(site):
    catalogue = polib.pofile(str(CATALOGUE))
    assert {Message(entry.msgid, entry.msgid_plural or "") for entry in catalogue} == find_messages()
    assert not catalogue.untranslated_entries()
    assert not catalogue.fuzzy_entries()
    compiled = polib.mofile(str(CATALOGUE.with_suffix(".mo")))
    assert {entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in compiled} == {
        entry.msgid: (entry.msgstr, entry.msgstr_plural) for entry in catalogue
    }


def test_french_is_printed_as_french_printers_do(site):
    for entry in polib.pofile(str(CATALOGUE)):
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            assert not re.search(r" [;:!?»]|« |\w'\w", text), text


def test_translations_keep_their_places(site):
    """Every %(name)s of a sentence is in its translation."""
    for entry in polib.pofile(str(CATALOGUE)):
        for text in entry.msgstr_plural.values() if entry.msgid_plural else [entry.msgstr]:
            places = r"%\(\w+\)"
            assert set(re.findall(places, text)) <= set(
                re.findall(places, entry.msgid + entry.msgid_plural)
            ), text
            if not entry.msgid_plural:
                assert set(re.findall(places, text)) == set(re.findall(places, entry.msgid)), text


def test_a_view_asks_the_websites_database_nothing_for_a_reader(site, reader):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    for name, address in list_views(site).items():
        with CaptureQueriesContext(connection) as queries:
            reader.get(address)
        assert len(queries) == 0, name


def test_faults_say_what_happened_and_what_to_do(site, reader):
    missing = reader.get("/nulle-part")
    assert missing.status_code == 404
    assert "Chercher dans tous les documents" in missing.content.decode()
    assert reader.post("/").status_code == 405


def test_a_full_disk_and_a_failure_are_told_without_a_database(site):
    from django.db.utils import OperationalError
    from django.test import RequestFactory

    from contrechamp.errors import DiskIsFull
    from contrechamp.website.interface.faults import show_failure
    from contrechamp.website.interface.middleware import ExplainFaults

    request = RequestFactory().get("/")
    explain = ExplainFaults(lambda request: None).process_exception
    for fault in (
        DiskIsFull("x"),
        OSError(28, "No space left"),
        OperationalError("database or disk is full"),
    ):
        answer = explain(request, fault)
        assert answer.status_code == 507
        assert "Ce qui a un reçu est sauf" in answer.content.decode()
    assert explain(request, ValueError("x")) is None
    assert show_failure(request).status_code == 500


def test_the_gallery_is_for_development(site, reader):
    from django.test import override_settings

    assert reader.get("/_interface").status_code == 404
    with override_settings(DEVELOPMENT=True):
        assert reader.get("/_interface").status_code == 200


def test_the_secret_key_is_made_once_and_for_its_owner_alone(site):
    from contrechamp.website.settings import keep_secret_key

    path = site.archive / "website" / "secret-key"
    assert path.stat().st_mode & 0o777 == 0o600
    assert keep_secret_key(path.parent) == path.read_text()


def test_every_setting_is_documented():
    settings = Path("src/contrechamp/website/settings.py").read_text()
    said = Path("docs/keepers/site.md").read_text()
    for name in set(re.findall(r"CONTRECHAMP_[A-Z_]+", settings)):
        assert f"`{name}`" in said, name


def test_an_unknown_host_gets_a_plain_answer(site):
    from django.test import Client

    answer = Client(headers={"host": "ailleurs.exemple"}).get("/")
    assert answer.status_code == 400
    assert "Cette demande n’a pas été comprise" in answer.content.decode()


def test_the_style_sheet_travels_packed_and_stays(site, reader):
    page = reader.get("/").content.decode()
    sheet = re.search(r'rel="stylesheet" href="([^"]+)"', page)[1]
    answer = reader.get(sheet, headers={"accept-encoding": "gzip"})
    assert answer["Content-Encoding"] == "gzip"
    assert "immutable" in answer["Cache-Control"]
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "Access-Control-Allow-Origin" not in answer.headers
    answer.close()


def test_behind_https_the_cookies_are_bound_to_the_host(site):
    names = "SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME", "CSRF_COOKIE_SECURE"
    ask = f"import contrechamp.website.settings as said; print(*(getattr(said, name) for name in {names}))"
    environment = os.environ | {"CONTRECHAMP_ARCHIVE": str(site.archive), "CONTRECHAMP_HTTPS": "1"}
    told = subprocess.run(
        [sys.executable, "-c", ask], env=environment, capture_output=True, text=True, check=True
    )
    assert told.stdout.split() == ["__Host-session", "__Host-csrf", "True"]


def test_a_wrong_setting_is_a_sentence_with_an_advice(site):
    environment = os.environ | {"CONTRECHAMP_UPLOAD": "2 Go", "LC_ALL": "fr_FR.UTF-8"}
    command = [sys.executable, "-m", "contrechamp.cli", "--archive", str(site.archive), "serve"]
    told = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
    assert told.returncode == 2
    assert told.stdout == ""
    assert "Le réglage CONTRECHAMP_UPLOAD vaut « 2 Go » : il faut un nombre entier." in told.stderr
    assert "Écrivez seulement des chiffres" in told.stderr
    assert "Traceback" not in told.stderr
