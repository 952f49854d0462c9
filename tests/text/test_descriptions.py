"""What a paper says of itself on its first page, or its path."""

import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contrechamp.text.kinds import KINDS, find_kind, guess_description
from contrechamp.vocabulary.document import Said

PDF = "application/pdf"


def describe(text, path="", media_type=PDF):
    return guess_description(text, path, media_type)


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("VILLE DE X\nEXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nSéance du 3 mai 2019", "deliberation"),
        ("Extrait du registre des \ndélibérations du Conseil \nMunicipal", "deliberation"),
        ("PROCÈS-VERBAL DE LA SÉANCE DU CONSEIL MUNICIPAL", "minutes"),
        ("COMPTE RENDU SOMMAIRE\nConseil municipal du 30 juin 2022", "minutes"),
        ("RECUEIL DES ACTES\nADMINISTRATIFS\nN° 2019-118", "gazette"),
        ("Le préfet de la Lorme\nARRÊTÉ PRÉFECTORAL n° 12 portant autorisation", "order"),
        ("AVIS D’APPEL PUBLIC À LA CONCURRENCE", "tender"),
        ("Cahier des clauses techniques particulières", "tender"),
        ("ACTE D’ENGAGEMENT", "contract"),
        ("AVENANT N° 2 au marché 19", "amendment"),
        ("Budget primitif 2020", "budget"),
        ("Collectif\nObjet : demande de documents\nMonsieur le maire,", "letter"),
        ("Une page qui ne dit rien de ce qu'elle est", ""),
        ("", ""),
    ],
)
def test_the_first_page_says_the_kind(text, kind):
    assert describe(text).kind == Said(kind, "rule" if kind else "")


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("Conseil/DEL-2019-014 (numérisée).pdf", "deliberation"),
        ("Conseil/2021-04-01 PV.pdf", "minutes"),
        ("Préfecture/RAA SPECIAL 2023.pdf", "gazette"),
        ("Marché/CCTP vidéoprotection.pdf", "tender"),
        ("Marché/avenant2_scan.pdf", "amendment"),
        ("Vrac/DEL.docx/photo.jpg", ""),
    ],
)
def test_a_silent_page_leaves_the_word_to_the_path(path, kind):
    found = describe("", path).kind
    assert found.value == kind or (kind == "" and found.source == "path")


def test_a_message_is_a_message_whatever_it_speaks_of():
    assert describe("ARRÊTÉ n° 12", "boite.eml", "message/rfc822").kind.value == "message"


def test_a_table_of_cameras_is_told_from_other_tables():
    text = "id;camera;latitude;longitude\n1;Place;43.6;3.8"
    assert describe(text, "x.csv", "text/csv").kind.value == "camera_list"
    assert describe("a;b\n1;2", "x.csv", "text/csv").kind.value == "table"


@pytest.mark.parametrize(
    ("text", "path", "date"),
    [
        ("Séance du jeudi 28 février 2019", "", Said("2019-02-28", "rule")),
        ("Séance publique du \njeudi 24 avril 2014", "", Said("2014-04-24", "rule")),
        ("Vaucreuse, le 12 janvier 2021", "", Said("2021-01-12", "rule")),
        ("PUBLIÉ LE 5 DÉCEMBRE 2019", "", Said("2019-12-05", "rule")),
        ("Fait à X, le 12/03/2020", "", Said("2020-03-12", "rule")),
        ("Vu la loi du 6 janvier 1978 et le décret du 2 mars 1999", "", Said("", "")),
        ("", "2013/06/note.pdf", Said("2013", "path")),
        ("", "PV_20230525_VF.pdf", Said("2023-05-25", "path")),
        ("", "constat 12-01-2023.pdf", Said("2023-01-12", "path")),
        ("", "lettre 6 mars 2023.jpg", Said("2023-03-06", "path")),
        ("", "compte de juin 2013.pdf", Said("2013-06", "path")),
        ("", "DEL-2019-014.pdf", Said("2019", "path")),
        ("", "mandats 2019-2022.csv", Said("", "")),
        ("Séance du 31 février 2019", "", Said("", "")),
    ],
)
def test_a_date_keeps_its_source_and_its_precision(text, path, date):
    assert describe(text, path).date == date


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("VILLE DE SAINT-DENIS\nExtrait", "Ville de Saint-Denis"),
        ("Département de la Lorme\nVILLE DE VAUCREUSE\nSéance", "Ville de Vaucreuse"),
        ("Recueil\nPréfecture du VAR - Recueil des actes administratifs", "Préfecture du Var"),
        ("Commune de La Garde\nle", "Commune de La Garde"),
        ("rien", ""),
    ],
)
def test_the_body_is_named_in_ordinary_letters(text, body):
    assert describe(text).body.value == body


def test_the_object_is_the_title():
    text = "Ville\nOBJET : Extension du réseau de caméras\nde vidéoprotection urbaine\nLe maire"
    assert describe(text).title == Said("Extension du réseau de caméras", "rule") or describe(
        text
    ).title.value.startswith("Extension du réseau de caméras")


@pytest.mark.parametrize("word", ["Délibération", "délib", "PV", "RAA", "cctp", "deliberation"])
def test_a_person_may_name_a_kind_in_many_words(word):
    assert find_kind(word) in KINDS


def test_an_unknown_kind_stays_in_small_letters():
    assert find_kind(" Carnet ") == "carnet"


@given(st.text(max_size=300), st.text(max_size=60))
def test_no_page_and_no_path_troubles_the_rules(text, path):
    description = describe(text, path)
    for said in (description.title, description.date, description.body, description.kind):
        assert bool(said.value) == bool(said.source)


def test_papers_of_a_real_council_say_what_they_are(shared_data):
    import pypdfium2

    archive = next((shared_data / "montpellier").rglob("VilleMTP_MTP_Delib_2014_04_24.zip"))
    found = set()
    with zipfile.ZipFile(archive) as papers:
        for name in [name for name in papers.namelist() if name.endswith(".pdf")][:12]:
            text = pypdfium2.PdfDocument(papers.read(name))[0].get_textpage().get_text_range()
            said = describe(text.replace("\r\n", "\n"), name)
            found.add((said.kind.value, said.date.value, said.body.value))
    assert found == {("deliberation", "2014-04-24", "Ville de Montpellier")}
