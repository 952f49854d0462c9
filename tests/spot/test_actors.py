"""Bodies, companies, associations, courts and offices in invented sentences; each find has its exact words."""

import time
from itertools import pairwise

import pytest

from contrechamp.spot import actors
from contrechamp.spot.actors import is_siren
from contrechamp.spot.lexicons import open_lexicons
from contrechamp.spot.spotter import Spotted
from contrechamp.spot.spotting import spot_page
from contrechamp.vocabulary.document import HowRead, Page
from contrechamp.vocabulary.mention import find_facet


def find_in(text: str) -> list[Spotted]:
    return list(actors.find(text, open_lexicons()))


def say(text: str) -> list[tuple[str, str, str]]:
    """Words as they stand, canonical name, category."""
    return [(text[one.start : one.end], one.value, one.details["category"]) for one in find_in(text)]


def words(text: str) -> list[str]:
    return [said[0] for said in say(text)]


@pytest.mark.parametrize(
    ("text", "found", "value"),
    [
        ("saisie de la CNIL le 3 mai", "CNIL", "Commission nationale de l'informatique et des libertés"),
        ("l’ANSSI recommande", "ANSSI", "Agence nationale de la sécurité des systèmes d'information"),
        ("la Ville de Toulon a signé", "Ville de Toulon", "Ville de Toulon"),
        ("la ville de\nMontpellier a signé", "ville de\nMontpellier", "Ville de Montpellier"),
        ("LA MAIRIE DE VAUCREUSE", "MAIRIE DE VAUCREUSE", "Ville de Vaucreuse"),
        ("par la Commune de Pontlorme,", "Commune de Pontlorme", "Ville de Pontlorme"),
        ("la mairie d’Hyères attend", "mairie d’Hyères", "Ville d'Hyères"),
        ("2/6Préfecture du VAR - 83-2025", "Préfecture du VAR", "Préfecture du Var"),
        (
            "la sous-préfecture de Marcevelle",
            "sous-préfecture de Marcevelle",
            "Sous-préfecture de Marcevelle",
        ),
        ("le Département de la Lorme", "Département de la Lorme", "Département de la Lorme"),
        ("la Région Occitanie verse", "Région Occitanie", "Région Occitanie"),
        (
            "la communauté de  \ncommunes de la Vallée de la Vernelle,",
            "communauté de  \ncommunes de la Vallée de la Vernelle",
            "Communauté de communes de la Vallée de la Vernelle",
        ),
        ("la métropole Aix-Marseille-Provence vote", "métropole Aix-Marseille-Provence", None),
        ("le ministère de la transition écologique et solidaire - et", None, None),
        (
            "Direction Départementale\nde l'Emploi, du Travail et des Solidarités\nService",
            "Direction Départementale\nde l'Emploi, du Travail et des Solidarités",
            "Direction départementale de l'emploi, du travail et des solidarités",
        ),
        ("le centre de gestion 34 organise", "centre de gestion 34", "Centre de gestion 34"),
        ("le Centre hospitalier Jeanne Untel", "Centre hospitalier Jeanne Untel", None),
        (
            "l'Agence de l'Eau Adour-\nGaronne",
            "Agence de l'Eau Adour-\nGaronne",
            "Agence de l'eau Adour-Garonne",
        ),
        (
            "la police municipale de Toulon patrouille",
            "police municipale de Toulon",
            "Police municipale de Toulon",
        ),
        (
            "la chambre de commerce et d'industrie de la Lorme",
            None,
            "Chambre de commerce et d'industrie de la Lorme",
        ),
        ("le Directeur de la Police Nationale", "Police Nationale", "Police nationale"),
    ],
)
def test_public_bodies_have_one_name_however_they_are_written(text, found, value):
    ((said, name, category),) = say(text)
    assert category == "body"
    assert found is None or said == found
    assert value is None or name == value


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("saisir le Tribunal Administratif de Toulon : 5 rue", "Tribunal administratif de Toulon"),
        ("la cour d’assises de Versailles a jugé", "Cour d'assises de Versailles"),
        ("le Conseil d'État annule", "Conseil d'État"),
        ("la CJUE juge", "Cour de justice de l'Union européenne"),
    ],
)
def test_courts_are_named_by_their_seat(text, value):
    ((_, name, category),) = say(text)
    assert (name, category) == (value, "court")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("la société Noctiluque Systèmes est chargée", ["Noctiluque Systèmes"]),
        ("les entreprises Dupanloup et Zélande ont remis", ["Dupanloup", "Zélande"]),
        ("le groupement Auriphane / Méthalorme, titulaire", ["Auriphane", "Méthalorme"]),
        ("la SARL LES TROIS CHÊNES répond", ["SARL LES TROIS CHÊNES"]),
        ("Méthalorme France S.A.S. exploite", ["Méthalorme France S.A.S."]),
        ("M. Untel, Président Directeur Général de Balandrin, est autorisé", ["Balandrin"]),
        ("le bureau d'études Sciences et Rivières a mesuré", ["Sciences et Rivières"]),
        ("la société « Chez nous » et la société est", ["Chez nous"]),
        ("le bureau d'études S.T.R. a été chargé", ["S.T.R."]),
        ("la Société d'Équipement de la Lorme et", ["Société d'Équipement de la Lorme"]),
        ("auprès de la Banque Populaire du Lac,", ["Banque Populaire du Lac"]),
        ("Thales et Engie ont investi", ["Thales", "Engie"]),
    ],
)
def test_companies_are_announced_by_a_word_or_a_legal_form(text, found):
    said = say(text)
    assert [one[0] for one in said] == found
    assert {one[2] for one in said} == {"company"}


@pytest.mark.parametrize(
    "text",
    [
        "la société a répondu que le marché",
        "une entreprise de travaux publics",
        "le titulaire du marché remet 214 plans",
        "le Groupement National des Semences et Plants",
        "Semaine Entreprise Téléphone de garde",
        "il est tombé dans une orange, et le thales de ce pays",
        "Le Conseil Municipal de la Ville, la Préfecture et l'Agglomération",
        "les associations de riverains et un travail collectif Important",
        "Nature du prêt : SA durée est de cinq ans",
        "ARRÊTÉ n° DDTM/SAF/2025-035, la ville de France la plus surveillée",
        "le président de la République et le directeur du Cabinet",
        "le président de la Républiqu e et le président du Burkina Faso",
        "Directeur de l'Ordre Public, Directrice de la Prévention, directeur de la Voirie",
        "le directeur général des Ressources Humaines, la directrice des Affaires Scolaires",
        "DIRECTEUR DE LA VOIRIE, responsable du Stationnement",
    ],
)
def test_common_words_are_no_actors(text):
    assert say(text) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("l'association Regards de Vaucreuse demande", ["association Regards de Vaucreuse"]),
        ("L’association « La Truite lormoise » a pour but", ["La Truite lormoise"]),
        (
            "la Fédération Nationale des Guetteurs au service de la Sécurité Civile,",
            ["Fédération Nationale des Guetteurs au service de la Sécurité Civile"],
        ),
        ("contre Google par la Quadrature du net,", ["Google", "Quadrature du net"]),
    ],
)
def test_associations_keep_the_word_that_announces_them_unless_they_are_quoted(text, found):
    assert words(text) == found


def test_a_company_known_by_a_role_alone_keeps_its_rule_wherever_it_is_named_and_is_chosen_by_nobody():
    text = (
        "M. Untel, gérant de Chez Nous (CN), et le directeur du garage Lormois. Chez Nous, garage Lormois, CN"
    )
    assert words(text) == ["Chez Nous", "CN", "garage Lormois", "Chez Nous", "garage Lormois", "CN"]
    assert {one.rule for one in find_in(text)} == {"company-run"}
    found = spot_page(Page(1, text, HowRead.NATIVE), tables=(), lexicons=open_lexicons())
    assert not any(find_facet(one) == "supplier" for one in found)


def test_rows_of_subsidies_name_those_who_get_them():
    text = "Danse\n1113 LES GENS DU PORT Fonctionnement 1 500\n5044 CAFÉ DES AMIS\nDE LA LORME Projet 1 000\nTotal 2\n"
    assert words(text) == ["LES GENS DU PORT", "CAFÉ DES AMIS\nDE LA LORME"]


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("M. le maire de Vaucreuse présente", "Maire de Vaucreuse"),
        ("la préfète du Var arrête", "Préfet du Var"),
        ("le préfet de police décide", "Préfet de police"),
        ("l'adjoint à la sécurité répond", "Adjoint à la sécurité"),
        ("l'adjointe déléguée à la tranquillité publique", "Adjoint à la tranquillité publique"),
    ],
)
def test_persons_count_by_their_office(text, value):
    ((_, name, category),) = say(text)
    assert (name, category) == (value, "office")


def test_the_name_of_a_person_is_no_actor():
    assert say("Madame Unetelle DE QUELQUEPART et M. Untel, présents ; absent : Jean-Paul Personne.") == []


def test_an_acronym_in_brackets_stands_for_its_name_in_the_rest_of_the_page():
    text = "la direction des jardins et des rivières (DJR) ; la DJR répond. Le syndicat mixte des eaux (S.M.E.), le SME"
    found = find_in(text)
    assert [text[one.start : one.end] for one in found] == [
        "direction des jardins et des rivières",
        "DJR",
        "DJR",
        "syndicat mixte des eaux",
        "S.M.E.",
        "SME",
    ]
    assert len({one.value for one in found}) == 2


def test_a_name_that_was_announced_once_is_found_again():
    text = "la société Noctiluque Systèmes. Noctiluque Systèmes ; l'association Regards, puis l'association regards"
    assert words(text) == [
        "Noctiluque Systèmes",
        "Noctiluque Systèmes",
        "association Regards",
        "association regards",
    ]


def test_a_town_knows_its_insee_code_and_ends_where_its_name_ends():
    (found,) = find_in("la Ville de Toulon Habitat")
    assert (found.value, found.details["insee"]) == ("Ville de Toulon", "83137")


def test_a_number_behind_a_name_counts_only_with_its_key():
    text = "la société Noctiluque (SIREN 732 829 320) et la société Auriphane (SIRET 123 456 789 00012)"
    first, second = find_in(text)
    assert first.details["siren"] == "732829320"
    assert "siren" not in second.details


@pytest.mark.parametrize(
    ("written", "holds"),
    [
        ("732 829 320", True),
        ("73282932000074", True),
        ("732 829 321", False),
        ("73282932000075", False),
        ("7328293200", False),
    ],
)
def test_the_keys_of_siren_and_siret_are_luhn_s(written, holds):
    assert is_siren(written) is holds


def test_spans_stand_in_order_and_never_overlap():
    text = (
        "Le maire de la Ville de Toulon et la société SPIE SAS, le tribunal administratif de Toulon, la CNIL. "
        * 20
    )
    found = find_in(text)
    assert len(found) >= 80
    assert all(a.end <= b.start for a, b in pairwise(found))


@pytest.mark.parametrize(
    "hostile",
    [
        "A",
        "A ",
        "de la ",
        "Ville de ",
        "association ",
        "S.A.",
        "(A",
        "société A",
        "1 ",
        "direction générale ",
        "A-\n",
        "«",
        "A'",
    ],
)
def test_a_hostile_page_takes_no_longer_than_its_length(hostile):
    find_in("rien")
    began = time.perf_counter()
    find_in(hostile * (20_000 // len(hostile)))
    assert time.perf_counter() - began < 1


def test_a_collective_adds_offices_and_companies_of_its_own(tmp_path):
    own = 'kind = "office"\nsource = "PV du 3 mai"\n[entries.referent]\nlabel = "Référent vidéo"\n'
    (tmp_path / "own.toml").write_text(own, encoding="utf-8")
    assert not open_lexicons().has_names("office")
    (found,) = actors.find("le référent vidéo répond", open_lexicons(tmp_path))
    assert (found.value, found.details["category"]) == ("Référent vidéo", "office")


def test_a_legal_form_behind_a_known_name_makes_no_other_company():
    lexicons = open_lexicons()
    for words in ("Thales SAS", "Thales SA", "Thales, S.A.S."):
        (found,) = actors.find(f"Le marché va à {words} cette année.", lexicons)
        assert found.value == "Thales"
    values = [one.value for one in actors.find("Le marché va à Thalesia SAS cette année.", lexicons)]
    assert "Thales" not in values
