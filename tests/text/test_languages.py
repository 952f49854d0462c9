"""The language of a text is told only when there is no doubt."""

import pytest

from contrechamp.text.languages import guess_language

TEXTS = {
    "fr": "Le conseil municipal autorise le maire à signer la convention pour les caméras qui sont dans cette rue ; "
    "il est précisé que les images ne sont pas gardées avec le son.",
    "en": "The parties have agreed that the cameras of the city are owned by the supplier and that this contract is "
    "governed by the law of England, which has not been translated.",
    "de": "Der Auftragnehmer ist nicht berechtigt, die Daten für andere Zwecke zu verwenden, und das System wird "
    "von der Stadt mit einem Vertrag auf fünf Jahre gemietet.",
    "es": "El ayuntamiento aprueba los pliegos para las cámaras, que fue propuesto por el alcalde, según este "
    "contrato, hasta el año siguiente y para todas las calles.",
    "it": "Il comune di Vado approva la delibera che è stata proposta dalla giunta: gli impianti sono della ditta "
    "e i dati dei cittadini restano nel registro, anche per questo.",
}


@pytest.mark.parametrize("language", TEXTS)
def test_a_text_is_known_by_its_small_words(language):
    assert guess_language(TEXTS[language]) == language


@pytest.mark.parametrize(
    "text",
    ["", "CAM-01 | 45,12 | 3,40 | dôme\nCAM-02 | 45,13 | 3,41 | fixe", "Noctiluque Systèmes", "the of and"],
)
def test_where_there_is_doubt_nothing_is_said(text):
    assert guess_language(text) == ""


def test_a_text_in_two_languages_is_in_doubt():
    assert guess_language(TEXTS["fr"] + " " + TEXTS["en"]) == ""


def test_a_french_text_that_quotes_another_language_stays_french():
    assert guess_language(TEXTS["fr"] * 6 + " Terms and conditions of the supplier are annexed.") == "fr"


def test_no_small_word_votes_for_two_languages():
    import tomllib
    from importlib import resources

    lists = tomllib.loads(resources.files("contrechamp.text").joinpath("languages.toml").read_text("utf-8"))
    words = [word for said in lists.values() for word in said.split()]
    assert len(words) == len(set(words))
