"""What a paper is, from its first page and its name; what no rule tells stays unknown."""

import pytest

from contrechamp.text.kinds import find_kind, guess_description, list_kinds
from contrechamp.vocabulary.document import Said

PAPERS = [
    ("EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS\nSéance du 28 février 2019", "a.pdf", "deliberation"),
    ("Ville de Vaucreuse\nObjet : avenant n° 3 au marché", "DEL-2022-048.pdf", "deliberation"),
    ("PROCÈS-VERBAL DU CONSEIL MUNICIPAL", "x.pdf", "minutes"),
    ("Préfecture\nRecueil spécial des actes administratifs n° 2023-031", "x.pdf", "gazette"),
    ("Cahier des clauses techniques particulières", "x.docx", "tender"),
    ("ACTE D’ENGAGEMENT", "x.pdf", "contract"),
    ("Lettre recommandée avec accusé de réception", "x.jpg", "letter"),
    ("", "BP 2020.xlsx", "budget"),
    ("", "PV_20230525_VF.pdf", "minutes"),
    ("", "liste-cameras.csv", "camera_list"),
    ("Bonjour", "notes.txt", ""),
    ("", "VilleMTP_MTP_CameraSurv.csv", "camera_list"),
]
DATES = [
    ("Séance du 28 février 2019", "", "2019-02-28"),
    ("Séance publique du jeudi 1er avril 2021", "", "2021-04-01"),
    ("SÉANCE DU 17 OCTOBRE 2019", "", "2019-10-17"),
    ("Vaucreuse, le 12 mars 2021", "", "2021-03-12"),
    ("Vu l’arrêté du 19 janvier 2009 portant approbation", "", ""),
    ("Réunion du 25/06/2013", "", "2013-06-25"),
    ("Séance du 31 février 2019", "", ""),
    ("", "PV_20230525_VF.pdf", "2023-05-25"),
    ("", "2014/delib 24-04-2014.pdf", "2014-04-24"),
    ("", "RAA du 5 décembre 2019.pdf", "2019-12-05"),
    ("", "budgets/2012-06 annexe.xls", "2012-06"),
    ("", "budgets 2012/annexe.xls", "2012"),
    ("", "facture 20210871.pdf", ""),
]


@pytest.mark.parametrize(("text", "path", "kind"), PAPERS)
def test_a_paper_says_its_kind(text, path, kind):
    assert guess_description(text, path, "application/pdf").kind.value == kind


@pytest.mark.parametrize(("text", "path", "date"), DATES)
def test_a_date_keeps_the_precision_that_the_paper_gives(text, path, date):
    assert guess_description(text, path, "application/pdf").date.value == date


def test_a_letter_is_called_by_its_object():
    assert guess_description("Objet : caméras du parc\n\nMadame,", "x.pdf", "").title == Said(
        "caméras du parc", "rule"
    )


@pytest.mark.parametrize(
    ("text", "body"),
    [
        ("PRÉFECTURE DE LA LORME\nCabinet", "Préfecture de la Lorme"),
        ("Mairie de Vaucreuse\nDirection générale", "Mairie de Vaucreuse"),
        ("La mairie dément, le journal persiste", ""),
        ("La commune dans son ensemble", ""),
    ],
)
def test_a_body_is_named_as_the_letterhead_names_it(text, body):
    assert guess_description(text, "x.pdf", "").body.value == body


def test_a_message_and_a_web_page_are_known_by_their_type():
    assert guess_description("", "x", "message/rfc822").kind.value == "message"
    assert guess_description("", "x", "text/html").kind.value == "web_page"


def test_a_person_may_say_a_kind_in_french_or_by_its_key():
    assert find_kind("Délibération") == find_kind("deliberation") == "deliberation"
    assert find_kind(" PV ") == "minutes"
    assert find_kind("Affiche") == "affiche"
    assert all(find_kind(key) == key for key in list_kinds())


def test_a_title_never_begins_in_the_middle_of_a_sentence():
    text = (
        "ORDRE DE SERVICE N° 4\nLe titulaire est invité à poser neuf caméras supplémentaires, avant le "
        "30 septembre 2021, sans attendre l'arrêté préfectoral modificatif."
    )
    assert guess_description(text, "OS n° 4.odt", "").title == Said()
    named = guess_description("Le préfet,\nArrêté préfectoral n° 12 du 3 mai 2021", "x.pdf", "").title
    assert named == Said("Arrêté préfectoral n° 12 du 3 mai 2021", "rule")
