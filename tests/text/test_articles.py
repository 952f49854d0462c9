"""Names in a sentence, with their article and what stands before it."""

import pytest

from contrechamp.text.articles import is_elided, lead_in, read_nouns, say_name


def say(name, preposition="", **how):
    said = say_name(name, **how)
    return lead_in(preposition, said) + said.name


@pytest.mark.parametrize(
    ("name", "alone", "of", "to"),
    [
        (
            "Ville de Vaucreuse",
            "la ville de Vaucreuse",
            "de la ville de Vaucreuse",
            "à la ville de Vaucreuse",
        ),
        ("Marché 19-VP-07", "le marché 19-VP-07", "du marché 19-VP-07", "au marché 19-VP-07"),
        ("Arrêté 12", "l’arrêté 12", "de l’arrêté 12", "à l’arrêté 12"),
        ("Hôpital Nord", "l’hôpital Nord", "de l’hôpital Nord", "à l’hôpital Nord"),
        ("Haut-parleur 3", "le haut-parleur 3", "du haut-parleur 3", "au haut-parleur 3"),
        ("Caméras mobiles", "les caméras mobiles", "des caméras mobiles", "aux caméras mobiles"),
        ("Noctiluque", "Noctiluque", "de Noctiluque", "à Noctiluque"),
        ("Hikvision", "Hikvision", "de Hikvision", "à Hikvision"),
        ("EDF", "EDF", "d’EDF", "à EDF"),
        ("Le Mans", "le Mans", "du Mans", "au Mans"),
        ("Les Verts", "les Verts", "des Verts", "aux Verts"),
    ],
)
def test_a_name_takes_its_article_and_melts_with_what_stands_before_it(name, alone, of, to):
    assert (say(name), say(name, "de"), say(name, "à")) == (alone, of, to)


def test_a_name_without_a_noun_is_said_to_be_what_it_is():
    assert say("Vaucreuse sereine", fallback="projet") == "le projet «\u202fVaucreuse sereine\u202f»"
    assert say("DEL-2020-112", "de", fallback="délibération") == "de la délibération DEL-2020-112"
    assert say("2019/118", fallback="arrêté") == "l’arrêté 2019/118"


def test_nouns_can_be_narrowed():
    assert say("Rue du Port", nouns="devices", fallback="appareil") == "l’appareil «\u202fRue du Port\u202f»"
    assert say("Caméra 12", nouns="devices", fallback="appareil") == "la caméra 12"
    assert say("Groupe Ténor", nouns="none") == "Groupe Ténor"


def test_only_a_plural_noun_makes_a_plural():
    assert say_name("Caméras fixes").is_plural and say_name("Les Verts").is_plural
    assert not say_name("Avis 12").is_plural and not say_name("Procès-verbal").is_plural


def test_a_vowel_drops_the_e_before_it():
    assert [is_elided(word) for word in ("adjoint", "Élu", "maire", "hôpital", "hangar", "")] == [
        True,
        True,
        False,
        True,
        False,
        False,
    ]


def test_no_noun_has_two_genders():
    nouns = read_nouns()
    assert not nouns["feminine"] & nouns["masculine"]
    assert nouns["devices"] <= nouns["feminine"] | nouns["masculine"]
