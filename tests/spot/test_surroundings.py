"""What stands around a name says whether it is a place: tables of what French papers write."""

import pytest

from contrechamp.spot.communes import open_communes
from contrechamp.spot.judging import Candidate
from contrechamp.spot.surroundings import (
    find_before,
    find_departement_beside,
    is_departement,
    is_first_name,
    is_of_person,
    is_part_of_body,
    stands_in_name,
)
from contrechamp.spot.tokens import split_tokens


def place(text: str, name: str) -> tuple[int, int]:
    start = text.rindex(name)
    return start, start + len(name)


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("le tribunal administratif de Toulon", True),
        ("la Direction départementale des territoires et de la mer de Toulon", True),
        ("la Direction départementale de l’emploi, du travail et des solidarités de Toulon", True),
        ("la Ville de Toulon", True),
        ("les mairies de Toulon", True),
        ("la sous-préfecture de Toulon", True),
        ("DUPONTPréfecture de Toulon", True),
        ("géré par le Département de Toulon", True),
        ("la commune de Toulon", False),
        ("le préfet de la région à Toulon", False),
        ("le tribunal siège à Toulon", False),
        ("la mairie. Toulon", False),
        ("la mairie, Toulon", False),
        ("la mairie\n\nToulon", False),
        ("Préfecture - Toulon", False),
        ("La Ville a fait construire Toulon", False),
        ("Toulon", False),
    ],
)
def test_a_name_within_a_bodys_is_the_bodys(text, answer):
    tokens = split_tokens(text)
    assert is_part_of_body(tokens, place(text, "Toulon")[0]) is answer


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("M. Toulon", True),
        ("Mme Toulon", True),
        ("le général Toulon", True),
        ("M. Jean Toulon", True),
        ("Mme Anne DE Toulon", True),
        ("Monsieur J. Toulon", True),
        ("Hugues de Toulon", True),
        ("HUGUES DE Toulon", True),
        ("Saint Paul de Toulon", False),
        ("Saint-Paul de Toulon", False),
        ("le cimetière Hugues de Toulon", False),
        ("le maire de Toulon", False),
        ("Toulon", False),
    ],
)
def test_a_name_behind_a_title_is_a_persons(text, answer):
    assert is_of_person(text, split_tokens(text), place(text, "Toulon")[0]) is answer


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("France DURAND", "France", True),
        ("France\nDURAND", "France", True),
        ("FRANCE DURAND", "FRANCE", False),
        ("la France durable", "France", False),
    ],
)
def test_a_name_before_a_surname_is_a_first_name(text, name, answer):
    assert is_first_name(text, *place(text, name)) is answer


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("Toulon Habitat", "Toulon", True),
        ("Toulon-Hyères", "Toulon", True),
        ("Jean Toulon", "Toulon", True),
        ("Jean TOULON", "TOULON", True),
        ("TOULON-EST", "TOULON", True),
        ("Commune TOULON", "TOULON", False),
        ("Toulon Cedex", "Toulon", False),
        ("TOULON CEDEX", "TOULON", False),
        ("de Toulon et", "Toulon", False),
        ("Var, Toulon, Hyères", "Toulon", False),
    ],
)
def test_a_name_beside_another_capital_is_part_of_a_longer_name(text, name, answer):
    assert stands_in_name(text, *place(text, name)) is answer


@pytest.mark.parametrize(
    ("text", "departement"),
    [
        ("83000 Toulon", "83"),
        ("83 000 Toulon", "83"),
        ("83000 - Toulon", "83"),
        ("Toulon (83)", "83"),
        ("Toulon (83000)", "83"),
        ("Toulon (2A)", "2A"),
        ("Toulon (974)", "974"),
        ("n° 12383000 Toulon", ""),
        ("Toulon (3 pages)", ""),
        ("Toulon", ""),
    ],
)
def test_a_postcode_or_a_number_says_the_departement(text, departement):
    assert find_departement_beside(text, *place(text, "Toulon")) == departement


@pytest.mark.parametrize(
    ("text", "name", "answer"),
    [
        ("le Var", "Var", True),
        ("le préfet du Nord", "Nord", True),
        ("les départements de l’Aube et de la Marne", "Marne", True),
        ("Marne (51)", "Marne", True),
        ("les bords de la Marne", "Marne", False),
        ("au Nord", "Nord", False),
    ],
)
def test_a_departement_that_is_a_word_needs_its_own_words(text, name, answer):
    numbers = {"Var": "83", "Nord": "59", "Marne": "51"}
    assert is_departement(text, *place(text, name), name=name, departement=numbers[name]) is answer


def test_words_before_a_place_are_counted():
    tokens = split_tokens("à la gare")
    assert [find_before(tokens, start) for start in tokens.starts] == [0, 1, 2]


COMMUNES = open_communes()


def judge(text: str, name: str, *departements: str) -> tuple[bool, bool]:
    """Whether the name is meant, and whether its one commune is certain."""
    tokens = split_tokens(text)
    start, end = place(text, name)
    (match,) = [one for one in COMMUNES.find(tokens) if one.start == start]
    candidate = Candidate(text, tokens, start, end, match.owner, set(departements))
    beside = find_departement_beside(text, start, end)
    one = COMMUNES.list_owned(match.owner)[0]
    return candidate.is_meant(COMMUNES), candidate.is_certain(one, beside=beside)


@pytest.mark.parametrize(
    ("text", "name", "departements", "meant", "certain"),
    [
        ("voir Toulon", "Toulon", (), True, True),
        ("voir Toulon", "Toulon", ("34",), True, True),  # a town is known everywhere
        ("voir Rians", "Rians", (), False, False),
        ("voir Rians", "Rians", ("83",), True, False),  # two communes have the name: the first is in the Cher
        ("à Ginasservis", "Ginasservis", (), True, True),
        ("à Ginasservis", "Ginasservis", ("34",), True, False),
        ("de Ginasservis", "Ginasservis", (), True, False),
        ("GINASSERVIS", "GINASSERVIS", (), False, False),
        ("Ginasservis (83)", "Ginasservis", (), True, True),
        ("vers Saint-Cyr-sur-Mer", "Saint-Cyr-sur-Mer", (), True, True),
        ("un Orange vif", "Orange", (), False, True),
        ("la commune d’Orange", "Orange", (), True, True),
    ],
)
def test_what_speaks_for_a_commune_is_weighed(text, name, departements, meant, certain):
    assert judge(text, name, *departements) == (meant, certain)
