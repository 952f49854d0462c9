"""What camera orders authorise, as prefectures word them: invented orders, each with its fields."""

import time

import pytest

from contrechamp.spot.authorisations import find_authorisations
from contrechamp.spot.lexicons import open_lexicons
from contrechamp.vocabulary.act import Act, Authorisation
from contrechamp.vocabulary.document import HowRead, Page

HEADING = "PRÉFET DE LA LORME\nCabinet\nARRÊTÉ PRÉFECTORAL\n"
RECITALS = (
    "Le préfet de la Lorme,\nVu le code de la sécurité intérieure, notamment ses articles L. 251-1 à L. 255-1 ;\n"
    "Vu l'avis de la commission départementale de vidéoprotection en sa séance du 3 avril 2024 ;\n"
)

BANK = (
    HEADING + "portant autorisation d'installation d'un système de vidéoprotection\n"
    "Commune de SAINT-VÉRAN-DES-BRUYÈRES\n(Crédit lormois)\n" + RECITALS,
    "Arrête\nArticle 1 er : le Chargé de Sécurité du Crédit lormois, est autorisé pour une durée de cinq ans "
    "renouvelable dans les conditions fixées au présent arrêté, à mettre en œuvre dans l'agence bancaire située "
    "3 rue des Tanneurs - bât. Quai Vauban à SAINT-VÉRAN-DES-\nBRUYÈRES (96120), un système de vidéoprotection composé "
    "de 9 caméras intérieures et de O caméra\nextérieure, conformément au dossier annexé à la demande enregistrée "
    "sous le numéro 2024/0192.\nArticle 2 : Le public devra être informé.\n"
    "Article 3 : Hormis le cas d'une enquête de flagrant délit, les enregistrements seront détruits au-delà d'un "
    "délai maximum de 30 \njours.\n2/3Préfecture de la LORME - 96-2024-05-05-00009 - Commission videoprotection 13",
    "Article 4 : La directrice de cabinet est chargée de l'exécution du présent arrêté.\nFait à Champlorme, le 1er mai "
    "2024\nPréfecture de la LORME - 96-2024-05-05-00009 - Commission videoprotection 14",
)
TOWN = (
    HEADING + "portant renouvellement de l'autorisation d'un système de vidéo-\nprotection\n" + RECITALS,
    "ARRÊTE\nArticle 1er – L'arrêté préfectoral susvisé du 8 juillet 2020 est abrogé.\nArticle 2 – Le maire de "
    "Pontlorme est autorisé, pour une durée de cinq ans renouvelable, à mettre en œuvre sur le territoire communal un "
    "système comportant douze (12) caméras extérieures et quatre-vingt-neuf caméras visionnant la voie publique, "
    "conformément au dossier n° 20240037.\nArticle 3 – La durée de conservation des images est fixée à quinze jours. "
    "L'autorisation est valable jusqu'au 2 juin 2029.\nFait à Champlorme, le 03/06/2024",
)
CHANGE = (
    HEADING
    + "portant modification d'un système de vidéoprotection\nCommune du CHEVALET\n(Gare routière)\n"
    + RECITALS,
    "ARRETE\nArticle 1er : La directrice des gares est autorisée à modifier l'installation conformément à la demande "
    "enregistrée sous les numéros 2023/0369-2024/0053.\nArticle 2 : Les modifications portent sur :\n- l'ajout de "
    "3 caméras intérieures ;\n- le délai de conservation des images, porté de 15 à 30 jours.\n"
    "Fait à Champlorme, le 6 mai 2024",
)
REFUSAL = (
    HEADING
    + "portant refus d'autorisation d'un système de vidéoprotection\nCommune des ESSARTINES\n(Bar Le Narvalet)\n"
    + RECITALS
    + "Considérant que 2 caméras intérieures filment les tables ;\n",
    "ARRETE\nArticle 1 – La demande enregistrée sous le numéro 2024/0049 est refusée.\n"
    "Fait à Champlorme, le 13 mai 2024",
)
CITED = (
    "Arrêté portant autorisation d'un système de vidéoprotection\n"
    + RECITALS
    + "Vu la demande présentée par le responsable de l'établissement Bar Le Contre-Ut, situé 4, place de la Halle, à "
    "Auzelles-les-Bains ;\n",
    "ARRÊTE\nArticle 1er — Le responsable de l'établissement Bar Le Contre-Ut est autorisé à mettre en œuvre à "
    "l'adresse susindiquée un système composé de 6 caméras (4 intérieures et deux extérieures), conformément au "
    "dossier enregistré sous le numéro 2024/0241.\nArticle 3 — Les images sont conservées pendant un mois.\n"
    "Fait à Champlorme, le 20 novembre 2024.",
)
WITHIN = (
    "Arrêté n° 2024-44 portant autorisation d'un système de vidéoprotection\n" + RECITALS,
    "ARRÊTE\nArticle 1 — Madame UNETELLE est autorisée, pour une durée de cinq ans renouvelable, à installer 4 caméras "
    "intérieures et 4 caméras extérieures au sein de l'établissement Supérette du Lavoir 46 rue du Lavoir 96130 "
    "CHAMPLORME-EN-BRUYÈRE, conformément à la demande enregistrée sous le numéro 2024/0087.\n"
    "Article 2 — Les enregistrements sont effacés dans un délai de 72 heures.\nFait à Champlorme, le 29 avril 2024",
)


def find_in(*texts: str, title: str = "") -> list[Authorisation]:
    pages = {number: Page(number, text, HowRead.NATIVE) for number, text in enumerate(texts, 5)}
    last = max(pages)
    act = Act(1, 5, last, 0, len(pages[last].text), title=title)
    return list(find_authorisations([act], pages.__getitem__, open_lexicons()))


def describe(found: Authorisation) -> tuple:
    return found.rule, found.commune, found.place, found.address, found.holder


def count(found: Authorisation) -> tuple:
    return found.cameras_inside, found.cameras_outside, found.cameras_public_way, found.retention_days


@pytest.mark.parametrize(
    ("order", "where", "cameras", "terms"),
    [
        (
            BANK,
            (
                "authorisation",
                "Saint-Véran-des-Bruyères",
                "Crédit lormois",
                "3 rue des Tanneurs - bât. Quai Vauban",
                "",
            ),
            (9, 0, 0, 30),
            (6, "2024/0192", "2024-05-01", ""),
        ),
        (
            TOWN,
            ("renewal", "Pontlorme", "territoire communal", "", "Le maire de Pontlorme"),
            (0, 12, 89, 15),
            (6, "20240037", "2024-06-03", "2029-06-02"),
        ),
        (
            CHANGE,
            ("modification", "Le Chevalet", "Gare routière", "", "La directrice des gares"),
            (None, None, None, 30),
            (6, "2023/0369-2024/0053", "2024-05-06", ""),
        ),
        (
            REFUSAL,
            ("refusal", "Les Essartines", "Bar Le Narvalet", "", ""),
            (None, None, None, None),
            (6, "2024/0049", "2024-05-13", ""),
        ),
        (
            CITED,
            ("authorisation", "Auzelles-les-Bains", "Bar Le Contre-Ut", "4, place de la Halle", ""),
            (4, 2, 0, 30),
            (6, "2024/0241", "2024-11-20", ""),
        ),
        (
            WITHIN,
            ("authorisation", "Champlorme-en-Bruyère", "Supérette du Lavoir", "46 rue du Lavoir", ""),
            (4, 4, 0, 3),
            (6, "2024/0087", "2024-04-29", ""),
        ),
    ],
    ids=["bank", "town", "change", "refusal", "address in the recitals", "address after the place"],
)
def test_an_order_says_where_how_many_and_for_how_long(order, where, cameras, terms):
    (found,) = find_in(*order)
    assert describe(found) == where
    assert count(found) == cameras
    assert (found.page, found.file_number, found.begins_on, found.ends_on) == terms


@pytest.mark.parametrize(
    "title",
    [
        "Arrêté portant réglementation de la circulation sur la RD 14",
        "Arrêté portant composition de la commission départementale de vidéoprotection",
        "Arrêté portant délégation de signature en matière d'autorisation de vidéoprotection",
        "Arrêté autorisant la captation d'images au moyen de caméras installées sur des aéronefs",
    ],
)
def test_an_act_that_allows_no_system_of_cameras_says_nothing(title):
    assert find_in("ARRÊTE\nArticle 1er : Il y a 3 caméras intérieures.", title=title) == []


def test_the_title_names_place_and_commune_where_the_heading_has_no_lines_for_them():
    title = (
        "Arrêté portant autorisation d’un système de vidéoprotection — Bijouterie Orfèvre & Fils, Mirebelle"
    )
    text = (
        RECITALS
        + "ARRÊTE\nArticle 1er — Le responsable de l'établissement Bijouterie Orfèvre & Fils, situé 12, rue du "
        "Lavoir, à Mirebelle, est autorisé à installer 9 caméras intérieures.\nFait à Champlorme, le 11 avril 2021."
    )
    (found,) = find_in(text, title=title)
    assert describe(found)[1:4] == ("Mirebelle", "Bijouterie Orfèvre & Fils", "12, rue du Lavoir")


def test_a_file_number_in_the_recitals_counts_where_no_article_has_one():
    text = (
        "Arrêté modifiant l'autorisation d'un système de vidéoprotection — commune de Pontlorme\n"
        + RECITALS
        + "Vu la demande présentée par le maire, enregistrée sous le numéro 2021/0061 ;\nARRÊTE\nArticle 1er — "
        "L'article 1er de l'arrêté du 28 novembre 2019 est ainsi modifié : le système est composé de 6 caméras "
        "extérieures et de 51 caméras visionnant la voie publique, soit 57 caméras.\n"
        "Article 2 — Le délai de conservation est porté de 15 à 30 jours.\n"
        "Article 3 — L'échéance demeure fixée au 28 novembre 2024.\n"
        "Fait à Champlorme, le 22 avril 2021."
    )
    (found,) = find_in(text)
    assert (found.rule, found.commune, found.file_number) == ("modification", "Pontlorme", "2021/0061")
    assert count(found) == (0, 6, 51, 30)
    assert (found.begins_on, found.ends_on) == ("2021-04-22", "2024-11-28")


def test_the_name_of_a_person_is_no_holder():
    text = TOWN[1].replace(
        "Le maire de Pontlorme", "M. Untel DE QUELQUEPART, Maire de la Commune de PONTLORME"
    )
    (found,) = find_in(TOWN[0], text)
    assert found.holder == "Maire de la Commune de PONTLORME"
    (found,) = find_in(TOWN[0], text.replace(", Maire de la Commune de PONTLORME", ""))
    assert found.holder == ""


def test_an_article_that_quotes_the_code_is_no_article_of_the_order():
    text = REFUSAL[1].replace("est refusée.", "est refusée. Article L. 253-4 du code, Article 9 du décret.")
    (found,) = find_in(REFUSAL[0], text)
    assert found.file_number == "2024/0049"


@pytest.mark.parametrize(
    "hostile", ["A", "1", " ", "situé ", "caméra ", "Article 1 ", "- ", "(", "un ", "de la "]
)
def test_a_hostile_page_takes_no_longer_than_its_length(hostile):
    title = "Arrêté portant autorisation d'un système de vidéoprotection"
    text = "ARRÊTE\nArticle 1er " + hostile * (20_000 // len(hostile))
    began = time.perf_counter()
    find_in(text, title=title)
    assert time.perf_counter() - began < 1
