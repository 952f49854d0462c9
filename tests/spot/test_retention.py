"""How long images and data are kept."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import retention

KEPT = {
    "Les images sont conservées 30 jours.": "30",
    "Délai de conservation des enregistrements : quinze jours": "15",
    "les enregistrements seront détruits au-delà d'un délai maximum de 30  \njours.": "30",
    "données conservées un mois": "30",
    "Les images sont effacées au bout de 72 heures.": "3",
    "Les données sont supprimées après un an": "365",
    "Au terme d'un délai de 15 jours, les images sont automatiquement effacées.": "15",
    "images stockées deux semaines": "14",
    "La durée de conservation des images est de 21 (vingt et un) jours": "21",
    "conservation des images pendant six mois": "180",
}
NOT_KEPT = [
    "Les documents sont conservés dix ans.",
    "L'autorisation est valable 5 ans. Les images sont conservées.",
    "Les images sont conservées. Un recours peut être formé dans un délai de deux mois.",
    "Le marché dure 4 ans, images comprises.",
    "Les images sont conservées ; la convention est conclue pour trois ans",
    "conservation des images 36 heures",
    "la destruction des images est punie de six mois de prison ou d'une amende",
]


@pytest.mark.parametrize(("text", "days"), KEPT.items())
def test_a_delay_after_which_images_or_data_go_is_a_retention_in_days(text, days):
    assert list_values(retention, text) == [days]


@pytest.mark.parametrize("text", NOT_KEPT)
def test_other_delays_are_none(text):
    assert list_values(retention, text) == []


def test_the_words_are_the_duration_alone():
    assert list_found(retention, "les images sont conservées quinze jours au plus") == [
        ("quinze jours", "15")
    ]


def test_the_unit_stays_as_written_and_a_maximum_is_said():
    assert list_details(retention, "images conservées un mois maximum") == [
        {"unit": "month", "bound": "maximum"}
    ]
    assert list_details(retention, "images conservées un mois") == [{"unit": "month"}]


def test_a_new_sentence_or_article_cuts_what_was_said_before():
    assert list_values(retention, "Les images sont conservées.\nArticle 4 : le titulaire a 30 jours") == []
