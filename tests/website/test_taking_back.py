"""T-A6: a collection that is taken back from the public shows nowhere: no page, word, name, count or image of it."""

import pytest
from tests.website.site import CANARY, PUBLIC, make_message, take_in

from contrechamp.vocabulary.digest import compute_digest

WORD, NAME = "gypaète", "lot à reprendre"
TURNS = " ".join(f"Au tour n° {turn}, il tourne à gauche de la caméra {turn * 7}." for turn in range(40))
ALONE = f"Arrêté du 3 mai 1987. Le {WORD} survole les caméras. {TURNS}"
PAPERS = [
    ("alone", NAME, f"{WORD}/arrêté.txt", ALONE.encode()),
    ("near", PUBLIC, "copie.txt", ALONE.replace(WORD, "milan").encode()),
    ("both", NAME, f"{WORD}/sittelle.txt", b"La sittelle reste publique."),
    ("both", PUBLIC, "sittelle.txt", b"La sittelle reste publique."),
    ("mail", NAME, f"{WORD}.eml", make_message("Rapaces", f"Le {WORD} encore.", number="<g1@exemple.org>")),
]
DIGESTS = {label: compute_digest(content) for label, _, _, content in PAPERS}
PARTS = ("", "original", "1/", "1/image", "1/0-9/", "1/0-9/passage.png", "1/0-9/citation.txt")
HIDDEN = [f"/d/{DIGESTS['alone']}/{part}" for part in PARTS] + [
    f"/d/{DIGESTS['mail']}/",
    f"/d/{DIGESTS['mail']}/1/",
]
LISTS = [
    "/",
    "/bibliotheque/",
    "/bibliotheque/?annee=1987",
    "/chercher?q=cam%C3%A9ras",
    "/chercher?q=rapaces+survole",
    "/chercher?q=survole&fonds=lot+%C3%A0+reprendre",
    "/chercher.atom?q=survole+encore",
    f"/d/{DIGESTS['near']}/",
    f"/d/{DIGESTS['both']}/",
]


@pytest.fixture(scope="module")
def taken_back(site):
    """The collection was published, was seen everywhere, and is taken back through the site."""
    from django.test import Client
    from tests.website.site import MEMBER, PASSWORD

    take_in(site, PAPERS)
    member, reader = Client(headers={"host": "localhost"}), Client(headers={"host": "localhost"})
    member.post("/equipe/entrer", {"name": MEMBER, "password": PASSWORD})
    look = member.get("/equipe/collections/publier", {"name": NAME}).content.decode()
    assert "2 documents seront visibles de tout le monde" in look
    assert reader.get(HIDDEN[0]).status_code == 404  # looking publishes nothing
    assert member.post("/equipe/collections/publier", {"name": NAME}).status_code == 302
    for view in HIDDEN:  # the controls
        answer = reader.get(view)
        assert answer.status_code == 200, view
        answer.close()
    assert DIGESTS["alone"] in reader.get(f"/d/{DIGESTS['near']}/").content.decode()
    assert WORD in reader.get("/chercher.atom?q=survole+encore").content.decode()
    look = member.get("/equipe/collections/reprendre", {"name": NAME}).content.decode()
    assert "2 documents ne seront plus visibles" in look
    assert member.post("/equipe/collections/reprendre", {"name": NAME}).status_code == 302


def test_its_addresses_are_addresses_of_nothing(taken_back, reader):
    missing = reader.get(f"/d/{'0' * 64}/").content
    for view in HIDDEN:
        assert reader.get(view).content == missing, view


def test_no_list_search_feed_or_neighbour_tells_of_it(taken_back, reader):
    for view in LISTS:
        shown = reader.get(view).content.decode()
        assert WORD not in shown, view
        assert NAME not in shown or "fonds=" in view, view  # an address is told as it was asked
        assert DIGESTS["alone"] not in shown, view
        assert DIGESTS["mail"] not in shown, view


def test_nobody_can_ask_which_public_papers_stand_in_it_too(taken_back, reader):
    assert DIGESTS["both"] in reader.get("/chercher", {"q": "sittelle"}).content.decode()
    chosen = reader.get("/chercher", {"q": "sittelle", "fonds": NAME}).content.decode()
    assert DIGESTS["both"] not in chosen


def test_what_another_collection_shows_stays_and_the_team_keeps_all(taken_back, reader, member):
    assert "sittelle" in reader.get(f"/d/{DIGESTS['both']}/1/").content.decode()
    assert WORD in member.get(f"/d/{DIGESTS['alone']}/1/").content.decode()
    assert "collection reprise au public" in member.get("/equipe/lecture").content.decode()


def test_only_what_is_public_can_be_taken_back(taken_back, member):
    for name in (NAME, CANARY, ""):
        assert member.get("/equipe/collections/reprendre", {"name": name}).status_code == 404
