"""Numbers of contracts, acts, deliberations, files."""

import pytest
from tests.spot.spotted import list_details, list_found, list_values

from contrechamp.spot import numbers

WRITTEN = {
    "arrêté préfectoral n° 2025/08/MCI du 25 mars": ("2025/08/MCI", "act"),
    "marché n° 4E0176": ("4E0176", "contract"),
    "délibérations du conseil\nde Vaucreuse\nn° 2014 / 143\nSéance": ("2014/143", "deliberation"),
    "ARRÊTÉ n°\nDDTM/SAF/BCFSP/2025 - 035 du 5 mai": ("DDTM/SAF/BCFSP/2025-035", "act"),
    "demande  enregistrée  sous  le  \nnuméro 2025/0187.": ("2025/0187", "file"),
    "(agrément n° 83-25-166)": ("83-25-166", "agreement"),
    "appel d'offres ouvert n° 3D0325 7010 est": ("3D03257010", "contract"),
    "convention n°2007/58 du": ("2007/58", "convention"),
    "délibération n°C_2023_214 de": ("C_2023_214", "deliberation"),
    "permis de construire n° PC 13 VO100": ("PC13VO100", "file"),
}


@pytest.mark.parametrize(("text", "said"), WRITTEN.items())
def test_a_number_is_known_with_what_it_is_of(text, said):
    assert list_values(numbers, text) == [said[0]]
    assert list_details(numbers, text) == [{"of": said[1]}]


@pytest.mark.parametrize(
    "text",
    ["loi n° 2014-366", "lot n° 2", "page n° 3", "n° 12", "marché, lot n° 2", "20° C", "le numéro du marché"],
)
def test_the_number_of_a_law_a_lot_or_of_nothing_is_none(text):
    assert list_values(numbers, text) == []


def test_the_nearest_word_says_what_is_numbered():
    assert list_details(numbers, "délibération sur le marché n° 12")[0] == {"of": "contract"}


def test_the_words_are_the_number_without_its_sign():
    assert list_found(numbers, "le marché n°12.") == [("12", "12")]
