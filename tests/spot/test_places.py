"""Places are told from what only looks like one; what may be several places is named and not guessed."""

import time

import pytest

from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.places import find

LEXICONS = open_lexicons()


def list_found(text: str) -> list[tuple[str, str]]:
    return [(text[spotted.start : spotted.end], spotted.value) for spotted in find(text, LEXICONS)]


def read_details(text: str) -> dict[str, str]:
    return next(iter(find(text, LEXICONS))).details


@pytest.mark.parametrize(
    ("text", "words", "value", "insee"),
    [
        ("installée à Toulon.", "Toulon", "Toulon", "83137"),
        ("Fait à TOULON, le 6 mai", "TOULON", "Toulon", "83137"),
        ("à La Seyne-\nsur-Mer", "La Seyne-\nsur-Mer", "La Seyne-sur-Mer", "83126"),
        ("près de St-Etienne", "St-Etienne", "Saint-Étienne", "42218"),
        ("aux portes d’Hyères", "Hyères", "Hyères", "83069"),
        ("Commune des ARCS", "ARCS", "Les Arcs", "83004"),
        ("la commune de Mer", "Mer", "Mer", "41136"),
        ("93200 Saint-Denis", "Saint-Denis", "Saint-Denis", "93066"),
        ("Saint-Denis (974)", "Saint-Denis", "Saint-Denis", "97411"),
        ("à Annecy-le-Vieux", "Annecy-le-Vieux", "Annecy-le-Vieux", "74011"),
        ("à Saint-Denis", "Saint-Denis", "Saint-Denis", None),
    ],
)
def test_a_commune_is_found_with_its_code_when_no_other_can_be_meant(text, words, value, insee):
    (found,) = find(text, LEXICONS)
    assert (text[found.start : found.end], found.value) == (words, value)
    assert found.details.get("insee") == insee


@pytest.mark.parametrize(
    "text",
    [
        "DÉCLARATION AU TITRE DE L'ARTICLE L. 214-3",
        "PRÉFET DE LA SOMME\nDÉPENSES AU TITRE\nDE L'ANNÉE",
        "Le préfet de la Charente-Maritime : CIRCULATION A CONTRE SENS",
        "ASSOCIATION A CONTRE COURANT",
        "MODIFICATION DES CARREFOURS A FEUX TRICOLORES",
        "LES PLANTES DES GARRIGUES",
    ],
)
def test_a_word_of_a_heading_in_capitals_is_no_small_commune(text):
    assert not {"Le Titre", "Contré", "Feux", "Garrigues", "Le Sens"} & {
        value for _, value in list_found(text)
    }


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("COMMUNE DU TITRE", "Le Titre"),
        ("80132 LE TITRE", "Le Titre"),
        ("COMMUNE DE CONTRÉ", "Contré"),
        ("situé à CONTRE", "Contré"),
        ("17470 CONTRE", "Contré"),
        ("CONTRE (17)", "Contré"),
        ("VU LE MAIRE, FAIT A TOULON", "Toulon"),
    ],
)
def test_a_commune_in_capitals_that_is_a_word_too_is_told_by_its_company(text, value):
    assert value in {found for _, found in list_found(text)}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("signé Hugues d'Artemare, conseiller", []),
        ("signé Hugues d’Artemare, conseiller", []),
        ("HUGUES DE TOULON", []),
        ("la commune d'Artemare", ["Artemare"]),
        ("près de Toulon", ["Toulon"]),
    ],
)
def test_a_town_behind_a_first_name_is_a_persons(text, found):
    assert [value for _, value in list_found(text) if value in ("Artemare", "Toulon")] == found


def test_a_merged_commune_says_what_it_is_part_of():
    details = read_details("à Annecy-le-Vieux")
    assert details == {"type": "merged_commune", "insee": "74011", "departement": "74", "part_of": "74010"}


def test_the_departement_of_the_page_tells_which_commune_is_meant():
    assert read_details("à Saint-Raphaël").get("insee") is None
    found = {
        spotted.value: spotted.details for spotted in find("Le préfet du Var, à Saint-Raphaël", LEXICONS)
    }
    assert found["Saint-Raphaël"]["insee"] == "83118"


def test_a_small_commune_needs_its_departement_or_a_sure_word():
    assert list_found("Vu Rians, Salernes") == []
    assert list_found("Le préfet du Var, vu Rians") == [("Var", "Var"), ("Rians", "Rians")]
    assert list_found("les communes de Rians") == [("Rians", "Rians")]


@pytest.mark.parametrize(
    "text",
    [
        "M. Grasse, Mme Anne DE MEAUX, le général Valence",
        "au bord de Mer, un gâteau pour Lens Martin",
        "le Tribunal administratif de Toulon",
        "la Ville de Montpellier et le CHU de Nantes",
        "la Direction départementale des territoires et de la mer du Var",
        "Lorraine DURAND, France PETIT",
        "les orages, grasse, nantes en petites lettres",
        "Toulon Habitat, Jean Toulon",
        "mise en place du Conseil, au cours de Noël, voie de recours, sur place",
        "le Lot 2, à l’est, au Nord",
        "une place de choix, un quartier calme, la rue",
        "La réunion du conseil, la ZAC. Pour cela, le quartier et la Ville",
        "",
    ],
)
def test_what_only_looks_like_a_place_is_left_alone(text):
    assert list_found(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("située 12 bis, avenue Jean-Jaurès", [("12 bis, avenue Jean-Jaurès", "12 bis, avenue Jean-Jaurès")]),
        (
            "15 RUE DU 8 MAI 1945 A TOULON",
            [("15 RUE DU 8 MAI 1945", "15 rue du 8 Mai 1945"), ("TOULON", "Toulon")],
        ),
        ("341  chemin  des  Oliviers", [("341  chemin  des  Oliviers", "341 chemin des Oliviers")]),
        ("Place Émile-Zola. Le marché", [("Place Émile-Zola", "place Émile-Zola")]),
        (
            "avenue de la Justice de\nCastelnau",
            [("avenue de la Justice de\nCastelnau", "avenue de la Justice de Castelnau")],
        ),
        ("Rue Jean Mermoz\nÉchange foncier", [("Rue Jean Mermoz", "rue Jean Mermoz")]),
        ("5 rue de la gare", [("5 rue de la gare", "5 rue de la gare")]),
        ("boulevard du 112ème régiment d'infanterie", [("boulevard du 112ème régiment d'infanterie",) * 2]),
        ("le quartier de La Croix-Rousse", [("La Croix-Rousse", "La Croix-Rousse")]),
        ("la ZAC Via Domitia", [("ZAC Via Domitia", "ZAC Via Domitia")]),
        ("la gare des Arcs-Draguignan", [("gare des Arcs-Draguignan", "gare des Arcs-Draguignan")]),
        ('l’aérodrome "Le Castellet"', [('aérodrome "Le Castellet"', 'aérodrome "Le Castellet')]),
        ("l’école SEVIGNE- Réhabilitation", [("école SEVIGNE", "école SEVIGNE")]),
        ("la forêt de la DDTM", []),
    ],
)
def test_streets_sites_and_districts_are_told_by_the_word_that_begins_them(text, found):
    assert list_found(text) == found


@pytest.mark.parametrize(
    ("text", "details"),
    [
        ("le préfet du Nord", {"type": "departement", "departement": "59"}),
        ("en Seine-Saint-Denis", {"type": "departement", "departement": "93"}),
        ("les bords de Loire", {"type": "nature"}),
        ("en Occitanie", {"type": "region"}),
        ("en Belgique", {"type": "country"}),
        ("à Berlin", {"type": "city"}),
        ("rue de Lyon", {"type": "street"}),
    ],
)
def test_every_place_says_what_it_is(text, details):
    assert read_details(text) == details


def test_spans_are_of_the_text_as_given():
    text = "L’œuvre d’un\u00a0Marseillais, à Ma\u00adrseille"
    (found,) = find(text, LEXICONS)
    assert text[found.start : found.end] == "Ma\u00adrseille"


def test_the_article_of_the_beginning_gives_its_places(shared_data):
    text = (shared_data / "article-safe-city" / "article.txt").read_text("utf-8")
    values = {value for _, value in list_found(text)}
    assert values >= {"Saint-Étienne", "Rennes", "Montpellier", "Nancy", "Toulouse", "Berlin"}
    assert values >= {"place Jean Moulin", "avenue de la Libération"}


@pytest.mark.parametrize(
    "run",
    [
        "rue ",
        "rue de ",
        "Rue A",
        "La ",
        "12 ",
        "à Toulon ",
        "Saint-",
        "DE ",
        "d'",
        "(83",
        "Var",
        "quartier\n",
        "A'",
    ],
)
def test_a_hostile_page_costs_what_its_length_costs(run):
    started = time.process_time()
    list(find(run * 20_000, LEXICONS))
    assert time.process_time() - started < 6


def test_a_town_whose_name_is_a_word_is_one_beside_its_departement():
    assert ("La Garde", "La Garde") in list_found("Le préfet du Var : Hyères, La Garde, Toulon")
    assert list_found("La Garde républicaine") == []


def test_a_place_that_goes_on_is_not_cut_short():
    assert list_found("Le préfet du Var, au Val des Roses") == [("Var", "Var")]


def test_a_place_of_the_lexicon_is_no_street():
    assert read_details("la Côte d’Azur") == {"type": "nature"}
