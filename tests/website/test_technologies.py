"""Technologies in plain words, and the facets of what is named; nothing betrays what is not public."""

import re

from tests.website.findings import HIDDEN_TECHNOLOGY, PLACE, SUPPLIER, TECHNOLOGY


def read(person, address, **asked):
    return person.get(address, asked).content.decode()


def test_technologies_are_listed_with_counts_and_those_not_met(reader):
    shown = read(reader, "/dispositifs")
    spoken, unmet = shown.split("Pas encore rencontrés")
    assert re.search(
        rf'href="/dispositifs/{TECHNOLOGY}">Caméra fixe</a><span class="count">1 document', spoken
    )
    assert f"/dispositifs/{HIDDEN_TECHNOLOGY}" in unmet


def test_a_technology_that_only_the_team_reads_of_is_not_met_by_a_reader(reader, member):
    spoken, _unmet = read(member, "/dispositifs").split("Pas encore rencontrés")
    assert f"/dispositifs/{HIDDEN_TECHNOLOGY}" in spoken
    assert "Aucune page n’en parle" in read(reader, f"/dispositifs/{HIDDEN_TECHNOLOGY}")
    assert "1 page en parle" in read(member, f"/dispositifs/{HIDDEN_TECHNOLOGY}")
    assert HIDDEN_TECHNOLOGY not in read(reader, "/bibliotheque/")
    assert "0 document" in read(reader, "/bibliotheque/", dispositif=HIDDEN_TECHNOLOGY)
    assert HIDDEN_TECHNOLOGY not in read(reader, "/chercher", q="caméras")


def test_a_technology_is_explained_and_leads_to_where_it_is_spoken_of(site, reader):
    shown = read(reader, f"/dispositifs/{TECHNOLOGY}")
    assert "<h1>Caméra fixe</h1>" in shown
    assert "Comment les papiers l’appellent" in shown and "Voisins" in shown
    assert "Repéré par une règle, pas vérifié" in shown
    assert f"/d/{site.digests['deliberation']}/1/" in shown
    assert f'href="/chercher.atom?dispositif={TECHNOLOGY}"' in shown
    assert f'href="/dispositifs/{TECHNOLOGY}?lieu={PLACE}"' in shown
    narrowed = read(reader, f"/dispositifs/{TECHNOLOGY}", lieu="Nulle part")
    assert "Aucune page n’en parle" in narrowed and "Nulle part" in narrowed


def test_a_technology_that_nobody_knows_has_no_view(reader, member):
    for person in (reader, member):
        assert person.get("/dispositifs/rien_de_tel").status_code == 404


def test_a_technology_is_followed_by_its_feed(site, reader):
    feed = read(reader, "/chercher.atom", dispositif=TECHNOLOGY)
    assert f"/d/{site.digests['deliberation']}/1/" in feed and "Caméra fixe</title>" in feed
    assert "<entry>" not in read(reader, "/chercher.atom", dispositif=HIDDEN_TECHNOLOGY)


def test_results_are_narrowed_by_what_pages_name(site, reader):
    shown = read(reader, "/chercher", q="caméra")
    for name, value in (
        ("dispositif", TECHNOLOGY),
        ("titulaire", SUPPLIER.replace(" ", "+")),
        ("lieu", PLACE),
    ):
        assert f"{name}={value}" in shown, name
    narrowed = read(reader, "/chercher", q="caméra", dispositif=TECHNOLOGY)
    assert "<h1>1 page</h1>" in narrowed and "Caméra fixe" in narrowed
    alone = read(reader, "/chercher", lieu=PLACE)
    assert "<h1>1 page</h1>" in alone and f"<title>{PLACE}" in alone


def test_the_question_itself_may_ask_for_what_pages_name(reader):
    for words in ('dispositif:"caméras fixes"', "lieu:sainte-ombre", 'titulaire:"vigie urbaine"'):
        shown = read(reader, "/chercher", q=words)
        assert "<h1>1 page</h1>" in shown, words
        assert "Nous ne connaissons pas ce champ" not in shown


def test_the_library_is_narrowed_by_what_documents_name(site, reader):
    shown = read(reader, "/bibliotheque/")
    assert f"/bibliotheque/?dispositif={TECHNOLOGY}" in shown and f"/bibliotheque/?lieu={PLACE}" in shown
    narrowed = read(reader, "/bibliotheque/", dispositif=TECHNOLOGY, lieu=PLACE)
    assert "1 document," in narrowed and site.digests["deliberation"] in narrowed
    assert site.digests["gazette"] not in narrowed
