"""Days kept, file numbers and days of orders, as prefectures write them."""

import time

import pytest

from contrechamp.spot.order_terms import (
    find_file_number,
    find_first_day,
    find_last_day,
    find_retention,
    find_signing_day,
)
from contrechamp.text.folding import fold_keeping_length


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("les enregistrements seront détruits au-delà d'un délai maximum de 30 jours.", 30),
        ("les enregistrements sont détruits dans un délai maximum de quinze (15) jours", 15),
        ("sont détruits dans un délai maximum d'un mois, hormis ceux conservés", 30),
        ("La durée de conservation des images est fixée à 21 jours", 21),
        ("Les images sont conservées pendant 7 jours", 7),
        ("Le délai de conservation est porté de 15 à 30 jours.", 30),
        ("Le délai de conservation des images, porté de 15 jours à 28 jours", 28),
        ("l'augmentation du délai de conservation des images qui est de 30 jours", 30),
        ("Les enregistrements sont effacés dans un délai de 72 heures", 3),
        ("Un recours peut être formé dans un délai de deux mois", None),
        ("Le registre mentionne la date de destruction des images", None),
        ("les images sont conservées pendant 4000 jours", None),
    ],
)
def test_days_kept_are_read_where_images_are_destroyed_or_kept(text, days):
    assert find_retention([fold_keeping_length(text)]) == days


def test_the_first_article_that_speaks_of_keeping_counts():
    articles = ["rien", "les images sont conservees pendant 10 jours", "conservees pendant 20 jours"]
    assert find_retention(articles) == 10


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("la demande enregistrée sous le numéro 2025/0182.", "2025/0182"),
        (
            "la demande enregistrée sous les numéros 2023/0796-2023/1039-2025/0050.",
            "2023/0796-2023/1039-2025/0050",
        ),
        ("enregistrée sous les numéros 2023/0796 et 2025/0050, le", "2023/0796-2025/0050"),
        ("conformément au dossier n° 20150123 présenté", "20150123"),
        ("dossier enregistré sous le n° 2019/0214", "2019/0214"),
        ("l'arrêté n° 2024-44 du 29 avril 2024", ""),
        ("la demande présentée le 8 février 2021", ""),
    ],
)
def test_a_file_number_stands_behind_its_request(text, number):
    assert find_file_number([fold_keeping_length(text)]) == number


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Fait à Toulon, le 13 mai 2025 Pour le préfet", "2025-05-13"),
        ("Fait à Saint-Véran-des-Bruyères le 1er août 2024", "2024-08-01"),
        ("FAIT A CHAMPLORME, LE 03/06/2024", "2024-06-03"),
        ("Champlorme, le 4 décembre 2019", "2019-12-04"),
        ("Vu l'arrêté du 13 mai 2025", ""),
        ("Fait à Toulon, le 41 mai 2025", ""),
    ],
)
def test_an_order_is_signed_on_the_day_that_its_end_says(text, day):
    assert find_signing_day(text) == day


def test_the_last_signature_counts():
    assert find_signing_day("Fait à Ici, le 1 mai 2020. Arrête. Fait à Là, le 2 mai 2021.") == "2021-05-02"


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("L'échéance demeure fixée au 28 novembre 2024.", "2024-11-28"),
        ("autorisé jusqu'au 30 septembre 2026", "2026-09-30"),
        ("L'autorisation expire le 3 mars 2027", "2027-03-03"),
        ("pour une durée de cinq ans renouvelable", ""),
    ],
)
def test_an_end_is_a_date_that_is_stated_never_one_that_is_reckoned(text, day):
    assert find_last_day([fold_keeping_length(text)]) == day


def test_a_beginning_may_be_stated():
    assert find_first_day("pour cinq ans a compter du 5 juin 2025") == "2025-06-05"
    assert find_first_day("dans un delai de deux mois a compter de la notification") == ""


@pytest.mark.parametrize(
    "hostile", ["conserve ", "dossier numero 1", "fait a ", "a", "jusqu'au 1 ", "1/", "a, le "]
)
def test_a_hostile_article_takes_no_longer_than_its_length(hostile):
    text = hostile * (20_000 // len(hostile))
    began = time.perf_counter()
    find_retention([text]), find_file_number([text]), find_last_day([text]), find_signing_day(text[:4000])
    assert time.perf_counter() - began < 1
