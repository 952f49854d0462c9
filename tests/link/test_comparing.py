"""Whether two names may be one actor's: what is left aside, what tells, what makes another of it."""

import pytest

from contrechamp.link.comparing import LIKELY, OFFERED, compare_names, read_siren
from contrechamp.link.names import read_name
from contrechamp.link.reasons import NameFacts

VALID, ALSO_VALID = "732829320", "552100554"


def compare(left: str, right: str, **more) -> float:
    return compare_names(NameFacts(left), NameFacts(right), **more).score


def compare_at(left: tuple[str, str], right: tuple[str, str]) -> float:
    return compare_names(*(NameFacts(name, towns=(town,)) for name, town in (left, right))).score


def tell(left: NameFacts | str, right: NameFacts | str) -> dict[str, str]:
    sides = [NameFacts(side) if isinstance(side, str) else side for side in (left, right)]
    return dict(compare_names(*sides).reasons)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("NOCTILUQUE", "Noctiluque SAS"),
        ("SARL Noctiluque", "S.A.S. NOCTILUQUE"),
        ("Noctiluque", "NOCTILUQUE SAS AGENCE DE PEROLS"),
        ("Noctiluque", "NOCTILUQUE — direction régionale Occitanie"),
        ("Noctiluque", "NOCTILUQUE SUD EST"),
        ("Œil d'Oc", "OEIL D’OC"),
        ("H.P.C", "HPC"),
        ("ALPHEE 7", "ALPHEE7"),
        ("Noctiluque Frères", "NOCTILUQUES FRERE"),
        ("Noctiluque mandataire du groupement d'entreprises", "Noctiluque"),
        ("Mairie de Vaucreuse", "Ville de Vaucreuse"),
        ("Commune de Vaucreuse", "Mairie de Vaucreuse: à l'attention de M. le maire"),
        ("Conseil général de la Lorme", "Département de la Lorme"),
        ("CCI de la Lorme", "Chambre de commerce et d'industrie de la Lorme"),
        ("Alphée / Bêtalux", "Groupement ALPHEE / BETALUX"),
        ("Alphée - Bêtalux - Gammor", "ALPHEE/BETALUX GAMMOR"),
    ],
)
def test_other_writings_of_one_actor_are_likely(left, right):
    assert compare(left, right) >= LIKELY
    assert compare(right, left) == compare(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("Noctiluque", "ALPHEE-NOCTILUQUE"),
        ("Noctiluque", "Groupement ALPHEE / NOCTILUQUE"),
        ("Noctiluque SAS agence de Pérols", "ALPHEE/NOCTILUQUE"),
        ("Noctiluque", "Noctiluque Immobilier"),
        ("Noctiluque Ingénierie", "Noctiluque Travaux publics"),
    ],
)
def test_joint_names_and_firms_of_one_group_are_offered_and_not_likely(left, right):
    assert OFFERED <= compare(left, right) < LIKELY
    assert compare(right, left) == compare(left, right)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("ALPHEE CONSTRUCTION", "GAMMOR CONSTRUCTION"),
        ("ALPHEE SUD EST", "GAMMOR SUD EST"),
        ("SBPR", "SLPR"),
        ("Mairie de Vaucreuse", "Mairie de Lormeval"),
        ("Atelier 19", "Atelier 30"),
        ("Région Bourmagne", "Région Nouvelle-Aquilaine"),
        ("", "Noctiluque"),
    ],
)
def test_what_shares_only_common_words_is_not_offered(left, right):
    assert compare(left, right) < OFFERED


def test_the_kind_of_a_public_body_tells_it_from_another_of_its_place():
    assert compare("Ville de Vaucreuse", "Vaucreuse Métropole") < LIKELY
    assert compare("Tribunal judiciaire de Vaucreuse", "Tribunal administratif de Vaucreuse") < LIKELY


def test_a_body_without_place_in_its_name_is_that_of_its_town():
    court = "Tribunal administratif"
    assert compare_at((court, "Vaucreuse"), (f"{court} de Vaucreuse", "Vaucreuse Cedex 2")) >= LIKELY
    assert compare_at((court, "Vaucreuse"), (court, "Lormeval")) < OFFERED
    assert compare_at((court, "Vaucreuse"), (f"{court} de Lormeval", "Lormeval")) < OFFERED


def test_one_letter_wrong_is_forgiven_at_one_address_and_hardly_in_another_town():
    assert compare_at(("SOMEDEP", "Le Crès"), ("SOMODEP", "LE CRES")) >= LIKELY
    assert compare_at(("SOMEDEP", "Le Crès"), ("SOMODEP", "Vaucreuse")) < LIKELY


def test_initials_are_their_name_at_one_address():
    full = "LANGUEDOC ROUSSILLON SIGNALISATION"
    assert compare_at(("LRS", "Lormeval"), (full, "Lormeval")) >= LIKELY
    assert compare_at(("LRS", "Lormeval"), (full, "Vaucreuse")) < LIKELY
    assert tell("LRS", full)["initials"] == "LRS"


def test_the_firms_own_town_in_its_name_tells_little():
    assert compare_at(("Noctiluque", "Vaucreuse"), ("NOCTILUQUE VAUCREUSE", "Vaucreuse")) >= LIKELY


def test_a_longer_name_is_the_same_at_one_address_and_not_elsewhere():
    one, other = "BARRAL", "BARRAL CARRELAGES"
    assert compare_at((one, "Vaucreuse"), (other, "VAUCREUSE CEDEX")) >= LIKELY
    assert OFFERED <= compare_at((one, "Vaucreuse"), (other, "Lormeval")) < LIKELY


def test_a_later_name_is_known():
    assert compare("France Télécom", "ORANGE SA") >= LIKELY
    assert "renamed" in tell("France Télécom", "ORANGE SA")


def test_an_equal_siren_decides_even_where_names_differ_in_a_word():
    sides = NameFacts("Noctiluque", VALID), NameFacts("Noctiluque Immobilier", f"{VALID}00074")
    assert compare_names(*sides).score > 0.9
    assert compare_names(*sides).reasons[0] == ("siren", VALID)


def test_an_equal_siren_under_names_that_have_nothing_in_common_is_left_to_a_person():
    score, reasons = compare_names(NameFacts("Noctiluque", VALID), NameFacts("Ville de Lormeval", VALID))
    assert OFFERED <= score < LIKELY and reasons[0].kind == "siren"


def test_two_sirens_are_two_actors_unless_one_is_no_number_at_all():
    assert compare_names(NameFacts("Noctiluque", VALID), NameFacts("Noctiluque", ALSO_VALID)).score < LIKELY
    assert compare_names(NameFacts("Noctiluque", VALID), NameFacts("Noctiluque", "123456789")).score >= LIKELY


@pytest.mark.parametrize(
    ("written", "read"),
    [
        (VALID, VALID),
        (f"{VALID[:3]} {VALID[3:6]} {VALID[6:]} 00074", VALID),
        ("123456789", ""),
        ("7328", ""),
        ("", ""),
    ],
)
def test_a_siren_is_nine_digits_whose_check_digit_holds(written, read):
    assert read_siren(written) == read


def test_a_person_is_never_the_firm_of_that_name():
    sides = NameFacts("Roncevert", category="person"), NameFacts("Roncevert SARL", category="company")
    assert compare_names(*sides).score < OFFERED


def test_reasons_are_said_in_the_words_of_the_papers():
    left = NameFacts("NOCTILUQUE", towns=("VAUCREUSE CEDEX",))
    told = tell(left, NameFacts("Noctiluque SAS agence de Pérols", towns=("Vaucreuse",)))
    assert told == {"name": "NOCTILUQUE", "form": "SAS", "branch": "agence de perols", "town": "Vaucreuse"}
    assert tell("Noctiluque", "ALPHEE-NOCTILUQUE") == {"joint": "Noctiluque"}
    told = tell("Noctiluque Ingénierie", "Noctiluque Travaux")
    assert told == {"words": "Noctiluque", "differs": "Ingénierie / Travaux"}


def test_towns_that_differ_are_said():
    sides = NameFacts("Noctiluque", towns=("Vaucreuse",)), NameFacts("Noctiluque", towns=("Lormeval",))
    assert tell(*sides)["differs"] == "Vaucreuse / Lormeval"


def test_a_word_of_very_many_names_tells_no_more_than_a_trade():
    pair = "Lormale Piste", "Lormale Voltige"
    assert compare(*pair) > compare(*pair, common=frozenset(["lormale"]))
    assert compare(*pair, common=frozenset(["lormale"])) < OFFERED


def test_hostile_names_are_read_in_no_time_and_never_fail():
    for name in ("/" * 5_000, "a-" * 2_000, "(" * 900, "\u0000\ufffe", "SAS SARL", "1 2 3 4 5 6", "’-’"):
        assert read_name(name).words is not None
        assert 0 <= compare(name, "Noctiluque") <= compare(name, name) <= 1
