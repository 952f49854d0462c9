"""A name becomes words with their weights, and is found by its keys."""

import pytest

from contrechamp.link.name_words import list_keys
from contrechamp.link.names import Role, read_lexicon, read_name
from contrechamp.link.places import Nearness, compare_places, fold_town, list_town_words


def roles(name: str) -> dict[str, str]:
    return {word.said: str(word.role) for word in read_name(name).words}


def test_each_word_has_its_role():
    assert roles("SAS Noctiluque Sécurité Sud et Fils") == {
        "sas": "form",
        "noctiluque": "own",
        "securite": "trade",
        "sud": "region",
        "fils": "style",
    }


def test_words_that_tell_little_weigh_little_unless_there_are_no_others():
    noctiluque, sud = read_name("Noctiluque Sud").words
    assert noctiluque.weight == 1 and sud.weight < 0.2
    assert sum(word.weight for word in read_name("Sud Est Services").words) == pytest.approx(0.8)


def test_the_place_of_a_public_body_tells_as_much_as_its_kind():
    assert [word.weight for word in read_name("Région Occitanie").words] == [1, 1]


def test_form_and_branch_are_kept_to_be_told():
    read = read_name("Noctiluque S.A.S. — Direction des achats, agence de Pérols")
    assert read.form == "SAS" and read.branch == "direction des achats agence de perols"
    assert [word.letters for word in read.words if word.role == Role.OWN] == ["noctiluque"]


def test_an_agency_that_stands_first_is_the_name():
    read = read_name("Agence d'urbanisme de Vaucreuse")
    assert read.branch == "" and "vaucreuse" in read.own


def test_addresses_and_remarks_behind_a_name_are_none_of_it():
    for behind in ("12 rue des Alouettes 99100 Vaucreuse", "99100 Vaucreuse", "(Rang 2)", "- lot 3"):
        assert read_name(f"Noctiluque {behind}").words == read_name("Noctiluque").words


@pytest.mark.parametrize(
    ("name", "partners", "is_joint"),
    [
        ("ALPHEE/GAMMOR", [{"alphee"}, {"gammor"}], True),
        ("Groupement solidaire ALPHEE + GAMMOR", [{"alphee"}, {"gammor"}], True),
        ("ALPHEE-GAMMOR", [{"alphee"}, {"gammor"}], False),
        ("ALPHEE - agence de Pérols", [], False),
        ("Villeneuve-la-Lorme (mairie)", [{"villeneuve"}, {"lorme"}], False),
        ("Mairie de Villeneuve-la-Lorme", [], False),
        ("Alphée mandataire du groupement", [], False),
    ],
)
def test_the_partners_of_a_joint_name(name, partners, is_joint):
    read = read_name(name)
    assert list(map(set, read.partners)) == partners and read.is_joint == is_joint


def test_a_name_that_says_its_initials_too_is_told_once():
    assert roles("RLD — Réseau de la Lorme Durable")["rld"] == "style"
    assert roles("LRD — Réseau de la Lorme Durable")["lrd"] == "own"
    assert len(read_name("HPC - H.P.C").words) == 1


def test_keys_are_the_telling_words_then_other_ways_to_find_them():
    assert list_keys("SARL Noctiluque Sud") == ["noctiluque", "~nctlq", "noctiluquesud"]
    assert list_keys("LRS") == ["lrs", "~lrs", "#lrs"]
    assert list_keys("Régie Lormale Sonore")[-1] == "#rls"


def test_keys_are_never_long_and_a_name_without_words_has_none():
    assert list_keys("") == list_keys("—") == []
    assert all(len(key) <= 40 for key in list_keys("a" * 300))


def test_the_words_of_the_lexicon_are_folded():
    lexicon = read_lexicon()
    words = [*lexicon.roles, *lexicon.small, *dict(lexicon.synonyms), *dict(lexicon.renamed)]
    assert all(word == word.lower() and word.isascii() for word in words)


def test_towns_are_one_whatever_their_cedex():
    assert fold_town("ST JEAN DE VÉDAS CEDEX 2") == fold_town("Saint-Jean-de-Védas") == "saint jean de vedas"
    assert list_town_words(["Saint-Jean-de-Védas"]) == {"saint", "jean", "veda"}


@pytest.mark.parametrize(
    ("towns", "postcodes", "nearness"),
    [
        (("Vaucreuse", "VAUCREUSE CEDEX"), ("", ""), Nearness.NEAR),
        (("", ""), ("99100", "99100"), Nearness.NEAR),
        (("", ""), ("99100", "99200"), Nearness.AREA),
        (("Vaucreuse", "Lormeval"), ("", ""), Nearness.FAR),
        (("", ""), ("99100", "98100"), Nearness.FAR),
        (("Vaucreuse", ""), ("", "99100"), Nearness.UNKNOWN),
        (("", ""), ("", ""), Nearness.UNKNOWN),
    ],
)
def test_how_near_two_addresses_are(towns, postcodes, nearness):
    sides = [tuple((one,) if one else () for one in pair) for pair in (towns, postcodes)]
    assert compare_places(*sides) is nearness
