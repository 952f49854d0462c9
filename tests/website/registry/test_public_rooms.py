"""What readers find in the registry: statements with their sources, and nothing that is not public."""

import json
import re

import pytest
from tests.website import facts
from tests.website.registry.speaking import public_view, team_view
from tests.website.routes import list_addresses
from tests.website.site import CANARY


def read(person, address: str) -> str:
    """The view as it is read: no-break spaces aside."""
    answer = person.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode().replace("\u202f", " ").replace("\u00a0", " ")


def tell(person, address: str) -> str:
    """The words of its text, without any mark-up."""
    cells = re.sub(r"</t[hd]>", " ", read(person, address))
    return " ".join(re.sub(r"<[^>]*>", "", cells).split())


ROOMS = (
    "/repertoire/",
    "/repertoire/faits",
    "/repertoire/acteurs",
    "/repertoire/acteurs?ordre=faits",
    "/repertoire/actes",
    "/repertoire/appareils",
    "/repertoire/?q=sarcelle",
    "/repertoire/?q=fant",
    "/repertoire/autorisations",
    "/repertoire/contradictions",
    "/repertoire/inconnues",
    "/repertoire/comptages",
    *(f"/repertoire/{key}" for key in (facts.COUNCIL, facts.CITY, facts.NETWORK, facts.VOTE, facts.DEVICE)),
    *(f"/faits/{key}{rest}" for key in facts.PUBLIC_FACTS for rest in ("", ".json", "/citation.txt")),
)


def test_nothing_that_is_not_public_is_in_any_room(site, reader):
    """T-A6: a person not confirmed, facts and names that only papers of the team carry, entities without facts."""
    for room in ROOMS:
        shown = read(reader, room).replace('value="sarcelle"', "").replace("“sarcelle”", "")
        shown = re.sub(r"«\s*sarcelle\s*»|<title>sarcelle[^<]*|q=sarcelle", "", shown)
        for word in (CANARY, *facts.HIDDEN_NAMES, *facts.HIDDEN_ENTITIES, *facts.HIDDEN_FACTS):
            assert word not in shown, (room, word)
        for name in ("secret", "withdrawn", "parent"):
            assert site.digests[name] not in shown, (room, name)


def test_what_is_hidden_has_the_address_of_nothing(reader):
    """T-A1: unknown and not public give the same answer, byte for byte."""
    nothing = reader.get("/repertoire/0000000000").content
    hidden = [f"/repertoire/{key}" for key in facts.HIDDEN_ENTITIES]
    hidden += [f"/faits/{key}{rest}" for key in facts.HIDDEN_FACTS for rest in ("", ".json", "/citation.bib")]
    hidden += [
        f"/repertoire/comptages?de={facts.SECRET_FIRM}",
        f"/repertoire/contradictions?de={facts.MAYOR}",
    ]
    for address in hidden:
        answer = reader.get(address)
        assert answer.status_code == 404 and answer.content == nothing, address


def test_the_team_sees_all_of_it_marked(member):
    assert "Sarcelle Sécurité" in read(member, "/repertoire/acteurs")
    assert "Équipe seulement" in read(member, f"/faits/{facts.SECRET_FACT}")
    mayor = read(member, f"/repertoire/{facts.MAYOR}")
    assert "Équipe seulement, jusqu’à ce qu’une deuxième personne confirme" in mayor and "maire" in mayor


def test_counts_are_those_of_what_may_be_seen(reader, member):
    count = re.compile(r'kind-count">(\d+)</span> <span class="kind-name">Acteurs')
    seen, all_of_them = public_view().count_kinds()["actor"], team_view().count_kinds()["actor"]
    assert count.search(read(reader, "/repertoire/"))[1] == str(seen)
    assert count.search(read(member, "/repertoire/"))[1] == str(all_of_them) and all_of_them >= seen + 3
    assert f"Les {public_view().list_facts()[1]} faits" in read(reader, "/repertoire/")


def test_an_entity_is_a_page_of_statements_each_with_its_numbered_source(site, reader):
    shown = read(reader, f"/repertoire/{facts.NETWORK}")
    told = tell(reader, f"/repertoire/{facts.NETWORK}")
    assert "<h1><bdi>Réseau du port</bdi></h1>" in shown
    assert "Le 25 juin 2024, la délibération 117 décide 12 caméras pour le réseau du port." in told
    assert "Le coût du réseau du port est estimé à 148 200 € HT." in told
    assert "En 2024, selon la ville de Sainte-Ombre, le réseau du port compte 12 caméras." in told
    assert f'href="/repertoire/{facts.VOTE}"' in shown and f'href="/repertoire/{facts.NETWORK}"' not in shown
    assert 'href="#source-1"' in shown and shown.count('id="source-1"') == 1
    assert "douze caméras" in shown and f"/d/{site.digests['deliberation']}/1/" in shown


def test_two_facts_that_cannot_both_be_true_stand_side_by_side_and_marked(reader):
    for address in (f"/repertoire/{facts.NETWORK}", "/repertoire/contradictions", f"/faits/{facts.COUNTED}"):
        told = tell(reader, address)
        assert "compte 12 caméras." in told and "compte 40 caméras." in told, address
        assert "Contesté" in told and "la mairie en compte moins" in told
    alone = tell(reader, f"/repertoire/contradictions?de={facts.DEVICE}")
    assert "Jusqu’ici, aucun fait du répertoire n’en contredit un autre" in alone


def test_a_merged_entity_leads_to_the_other_one(reader):
    answer = reader.get(f"/repertoire/{facts.BRANCH}")
    assert answer.status_code == 302 and answer.headers["Location"] == f"/repertoire/{facts.CITY}"
    assert "SIREN" in read(reader, f"/repertoire/{facts.CITY}")


def test_a_device_has_its_history_and_its_expired_act_says_so(reader):
    device = tell(reader, f"/repertoire/{facts.DEVICE}")
    assert device.index("autorise la caméra 7") < device.index("installe la caméra 7")
    assert "Son histoire, étape par étape" in device and "Caméra dôme" in device
    order = tell(reader, f"/repertoire/{facts.ORDER}")
    assert (
        "Expiré" in order
        and "Terme passé : décembre 2020." in order
        and "1 appareil dont aucun papier ne dit qu’il a été retiré" in order
    )


def test_authorisations_are_sorted_by_what_is_pressing(reader):
    told = tell(reader, "/repertoire/autorisations")
    assert "Expirées, sans que rien ne dise les caméras retirées" in told and "Arrêté 12" in told
    alone = tell(reader, "/repertoire/autorisations?etat=outlived")
    assert "Arrêté 12" in alone and reader.get("/repertoire/autorisations?etat=rien").status_code == 404


def test_a_gap_comes_with_a_sentence_to_begin_a_request(reader):
    told = tell(reader, "/repertoire/inconnues")
    assert "Une autorisation, et aucun marché trouvé" in told
    assert "par lesquels a été fourni ce qu’autorise l’arrêté 12." in told
    assert "les mandats de paiement et le décompte final pour le réseau du port." in told
    assert "Arrêté 12" in tell(reader, "/repertoire/inconnues?quoi=retention_unknown")
    assert reader.get("/repertoire/inconnues?quoi=rien").status_code == 404
    assert "Ce que nous ne savons pas" in tell(reader, f"/repertoire/{facts.ORDER}")


def test_numbers_stand_by_year_with_who_says_them(reader):
    told = tell(reader, "/repertoire/comptages")
    assert "2024 12 comptage, selon la ville de Sainte-Ombre" in told
    assert "2024 12 décision, selon la délibération 117" in told
    assert "Une autre source dit autre chose" in told
    assert tell(reader, f"/repertoire/comptages?de={facts.NETWORK}").count("2024") >= 3


def test_a_technology_is_explained_and_searched_by_what_pages_name(reader):
    shown = read(reader, f"/repertoire/{facts.TECHNOLOGY}")
    assert "/chercher?dispositif=fixed_camera" in shown and 'href="/dispositifs/fixed_camera"' in shown
    assert "emploie la caméra fixe" in tell(reader, f"/repertoire/{facts.TECHNOLOGY}")
    assert "/chercher?q=%22R%C3%A9seau+du+port%22" in read(reader, f"/repertoire/{facts.NETWORK}")


def test_a_fact_shows_its_passages_its_dates_and_how_to_cite_it(site, reader):
    shown = read(reader, f"/faits/{facts.COUNTED}")
    assert "Établi" in shown and "Corrigé" in shown and "12 novembre 2026" in shown and "Camille" not in shown
    assert "douze caméras" in shown and "passage.png" in shown
    assert site.digests["deliberation"][:8] in shown
    text = read(reader, f"/faits/{facts.COUNTED}/citation.txt")
    assert text.startswith("En 2024, selon la ville de Sainte-Ombre") and "[1] « douze caméras »" in text
    assert site.digests["deliberation"] in read(reader, f"/faits/{facts.COUNTED}/citation.bib")
    block = read(reader, f"/faits/{facts.COUNTED}/citation.html")
    assert block.startswith("<blockquote") and f"/faits/{facts.COUNTED}" in block
    assert "Contesté" in tell(reader, f"/faits/{facts.COUNTED_AGAIN}")


def test_a_fact_as_data_says_what_its_view_says(site, reader):
    said = json.loads(reader.get(f"/faits/{facts.BOTH}.json").content)
    assert said["sentence"] == "Le réseau du port emploie la caméra fixe."
    assert said["subject"] == {"id": facts.NETWORK, "name": "Réseau du port", "kind": "project"}
    assert [one["document"] for one in said["passages"]] == [site.digests["deliberation"]]
    assert "by" not in said and said["established_on"] == "2026-11-12"


def test_names_are_looked_for_and_lists_end(reader):
    assert "Ville de Sainte-Ombre" in tell(reader, "/repertoire/?q=ombre")
    assert "Aucune fiche ne porte ce nom" in tell(reader, "/repertoire/?q=introuvable")
    assert "Aucune fiche" in tell(reader, "/repertoire/acteurs?q=<script>")
    assert reader.get("/repertoire/rien").status_code == 404
    for address in ("/repertoire/faits?p=9", f"/repertoire/{facts.CITY}?partie=rien"):
        assert reader.get(address).status_code == 404


def test_a_part_of_an_entity_can_be_read_alone(reader):
    told = tell(reader, f"/repertoire/{facts.NETWORK}?partie=money")
    assert "148 200 € HT" in told and "compte 12" not in told


@pytest.mark.parametrize(
    "name", ["registry", "entities", "entity", "fact", "counts", "contradictions", "unknowns"]
)
def test_a_reader_gets_no_cookie_and_a_light_view(site, reader, name):
    answer = reader.get(list_addresses(site)[name])
    assert not answer.cookies and len(answer.content) < 60_000


def test_a_contradiction_has_one_column_for_each_value_and_says_of_what(reader):
    shown = read(reader, "/repertoire/contradictions")
    title = re.search(r'<h2 class="conflict-title".*?</h2>', shown)[0]
    assert "Nombre de caméras, <a" in title and "Des valeurs différentes pour une même chose" in title
    for conflict in shown.split('<section class="conflict"')[1:]:
        values = re.findall(r'<p class="side-value">(.*?)</p>', conflict)
        assert len(values) > 1 and len(values) == len(set(values))
    assert 'class="side-number"' not in shown


def test_notes_of_an_entry_are_numbered_from_one_also_below_contradictions(reader):
    shown = read(reader, f"/repertoire/{facts.NETWORK}")
    assert "conflict-title" in shown and re.search(r'class="side-number">(\d+)', shown)[1] == "1"


@pytest.mark.parametrize(
    "room", ["acteurs", "faits", "contradictions", "comptages", "autorisations?etat=outlived"]
)
def test_beyond_the_last_page_of_a_list_there_is_nothing(reader, room):
    mark = "&" if "?" in room else "?"
    assert reader.get(f"/repertoire/{room}{mark}p=1").status_code == 200
    assert reader.get(f"/repertoire/{room}{mark}p=9999").status_code == 404


def test_a_list_counts_the_same_facts_as_the_entry_tells(reader):
    """Also those in which it is the act or the one who says so."""
    shown = read(reader, "/repertoire/acteurs?ordre=faits")
    for key, count in re.findall(r'<a href="/repertoire/(\w{10})">.*?<span class="count">(\d+) fait', shown):
        statements = read(reader, f"/repertoire/{key}").count('<li class="statement"')
        assert statements == int(count), key
