"""Map, timeline, network, money: whatever an address asks, a sane picture, and nothing that is not public."""

import json
import re
from contextlib import contextmanager

import pytest
from tests.website import facts
from tests.website.registry.test_public_rooms import read, tell
from tests.website.site import CANARY

PICTURES = ("/carte", "/chronologie", "/reseau", "/argent")
ROOMS = (
    *PICTURES,
    "/carte?boite=3.8,43.6,3.9,43.7&liste=1",
    "/carte?etroit=1&jour=2012",
    "/carte?type=dome&etat=expiree",
    "/carte?lieu=sarcelle",
    "/carte.svg",
    "/carte/a4",
    "/carte/a3?sens=paysage",
    "/carte/a4?fichier=1",
    "/carte/sans-coordonnees",
    "/chronologie?etroit=1",
    "/chronologie?voie=argent&de=2010&a=2025",
    f"/chronologie?sur={facts.CITY}",
    f"/chronologie?sur={facts.SECRET_FIRM}",
    "/reseau?relation=buys_from",
    f"/reseau?autour={facts.CITY}",
    f"/reseau?autour={facts.MAYOR}",
    f"/reseau?entre={facts.CITY},{facts.SECRET_FIRM}",
    "/argent?par=annee&quoi=ensembles",
    "/argent?par=financeur",
    f"/argent?marche={facts.SECRET_FIRM}",
    f"/argent?sur={facts.SECRET_FIRM}",
    f"/repertoire/{facts.NETWORK}",
    f"/repertoire/{facts.DEVICE}",
    f"/repertoire/{facts.CITY}",
)
GARBAGE = (
    "boite=1,2,3",
    "boite=a,b,c,d",
    "boite=nan,inf,-inf,1e999",
    "boite=200,95,-200,-95",
    "boite=3,44,4,43",
    "boite=170,-20,-170,20",
    "boite=-180,-90,180,90",
    "boite=3.87,43.61,3.87,43.61",
    "centre=43.6,3.9&zoom=99",
    "centre=43.6,3.9&zoom=15",
    "centre=%00,&zoom=-1",
    "cadre=99999x1&legende=9999",
    "cadre=x&legende=%E2%88%9E",
    "type=%3Cscript%3E&etat=%22",
    "jour=2021-02-30",
    "jour=0000",
    "jour=9999-12-31",
    "lieu=%00%3Cscript%3E",
    "liste=1&p=9999999999",
    "tri=9&etroit=2",
    "tri=-4",
    "de=2030&a=2010",
    "de=20&a=x",
    "voie=%27%3B--",
    "sur=zzzzzzzzzz",
    "autour=0000000000",
    "entre=a,b",
    f"entre={facts.CITY},{facts.CITY}",
    "relation=counts",
    "par=x&quoi=y&groupe=%3Cb%3E",
    "marche=0000000000",
)


@pytest.mark.parametrize("asked", GARBAGE)
@pytest.mark.parametrize("path", [*PICTURES, "/carte.svg", "/carte/a4", "/carte/sans-coordonnees"])
def test_whatever_an_address_asks_the_answer_is_a_picture(reader, path, asked):
    answer = reader.get(f"{path}?{asked}")
    assert answer.status_code in (200, 302, 404)
    assert answer.status_code != 404 or (path.endswith("sans-coordonnees") and "lieu=" in asked)
    assert "<script>" not in answer.content.decode() and "<b>" not in answer.content.decode()


def test_nothing_that_is_not_public_is_in_any_picture_table_or_file(site, reader):
    """T-A6: devices, actors, ties and sums of the team, and persons not confirmed."""
    for room in ROOMS:
        shown = read(reader, room).replace('value="sarcelle"', "").replace("« sarcelle »", "")
        for word in (CANARY, *facts.HIDDEN_NAMES, *facts.HIDDEN_ENTITIES, *facts.HIDDEN_FACTS):
            assert word not in re.sub(r'(?:href="|data-|value=")[^"]*', "", shown), (room, word)
        for key in (*facts.HIDDEN_ENTITIES, *facts.HIDDEN_FACTS):
            assert f"/repertoire/{key}" not in shown and f"/faits/{key}" not in shown, (room, key)


def test_the_team_sees_what_readers_do_not(member):
    """The control of the test before."""
    assert "Œil de la sarcelle" in tell(member, "/carte?liste=1")
    assert "Sarcelle Sécurité" in tell(member, "/reseau")
    assert "2 appareils connus" in tell(member, "/carte")


def test_the_map_has_its_table_its_legend_and_leads_to_each_device(reader):
    shown = read(reader, "/carte")
    assert f'href="/repertoire/{facts.DEVICE}"' in shown
    said = tell(reader, "/carte")
    assert "1 appareil connu" in said and "Caméra 7, place du Marché" in said
    assert "autorisation expirée" in said and "La même chose en tableau" in said


def test_on_another_day_the_state_is_that_days(reader):
    assert "autorisation en vigueur" in tell(reader, "/carte?jour=2018")
    assert "Telle qu’au 2018" in tell(reader, "/carte?jour=2018")
    before = tell(reader, "/carte?jour=1999")
    assert "0 appareil connu" in before and "Aucun appareil connu ici." in before


def test_a_place_that_is_looked_for_is_gone_to(reader):
    answer = reader.get("/carte?lieu=place+du+marche&type=dome")
    assert answer.status_code == 302 and answer["Location"].startswith("/carte?boite=3.8")
    assert "type=dome" in answer["Location"]
    assert f'href="/repertoire/{facts.DEVICE}"' in read(reader, answer["Location"])
    assert "Aucun lieu nommé « nulle part »" in tell(reader, "/carte?lieu=nulle+part")


def test_the_devices_in_view_are_named_for_who_sees_no_map(reader):
    shown = read(reader, "/carte?liste=1")
    assert 'id="appareils"' in shown and "Caméra 7" in shown


def test_a_sheet_is_of_its_size_and_its_file_stands_alone(reader):
    for size, width in (("a4", "210mm"), ("a3", "297mm")):
        assert f'width="{width}"' in read(reader, f"/carte/{size}")
        file = reader.get(f"/carte/{size}?fichier=1")
        assert file["Content-Type"].startswith("image/svg+xml") and file.content.startswith(b"<svg")
    assert 'width="297mm"' in read(reader, "/carte/a4?sens=paysage")
    assert reader.get("/carte/a5").status_code == 404


def test_the_timeline_narrows_by_years_and_by_strip(reader):
    said = tell(reader, "/chronologie")
    assert "La même chose en tableau" in said and "2016" in said
    assert "La ville de Sainte-Ombre installe la caméra 7" in said
    votes = tell(reader, "/chronologie?voie=appareils&de=2016&a=2016")
    assert "installe" in votes and "autorise" not in votes


@contextmanager
def nothing_public():
    from contrechamp.website.interface.observatory import find_observatory

    observatory = find_observatory()
    names = observatory.public_collections()
    for name in names:
        observatory.unpublish_collection(name)
    try:
        yield
    finally:
        for name in names:
            observatory.publish_collection(name)


def test_the_network_of_readers_teaches_the_next_step_and_the_teams_has_ties(reader, member):
    with nothing_public():  # other tests of the site, which all share, tie actors in open papers
        assert "Aucun fait ne lie encore deux acteurs" in tell(reader, "/reseau")
    shown = tell(member, f"/reseau?entre={facts.CITY},{facts.SECRET_FIRM}")
    assert "achète à" in shown and "Ville de Sainte-Ombre" in shown


def test_money_of_whole_projects_stands_apart(reader):
    assert "148 200 € HT" not in tell(reader, "/argent")
    assert "148 200 € HT" in tell(reader, "/argent?quoi=ensembles&par=annee")


def test_a_table_is_sorted_by_a_link_and_says_so(reader):
    shown = read(reader, "/chronologie?tri=1")
    assert 'aria-sort="ascending"' in shown and "tri=-1" in shown
    first, last = (read(reader, f"/chronologie?tri={column}") for column in ("1", "-1"))
    rows = [re.findall(r"<tr><td>(.*?)</td>", shown) for shown in (first, last)]
    assert rows[0][0] != rows[1][0] and sorted(rows[0]) == sorted(rows[1])


def test_an_entry_shows_its_own_pictures_each_with_its_table(reader):
    shown = read(reader, f"/repertoire/{facts.DEVICE}")
    assert shown.count('class="small-picture"') >= 1
    assert shown.count('class="small-picture"') == shown.count("<details><summary>La même chose en tableau")
    for svg in re.findall(r"<svg.*?</svg>", shown, re.S):
        assert len(svg.encode()) < 20_000


def test_pictures_are_in_the_masthead_and_lead_to_each_other(reader):
    shown = read(reader, "/argent")
    for path in ("/carte", "/chronologie", "/reseau"):
        assert f'href="{path}"' in shown
    assert json.dumps("/carte") in json.dumps(re.findall(r'href="([^"]+)"', read(reader, "/")))
