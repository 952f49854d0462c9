"""Which French words are found with one another, judged by families written before the rules."""

import itertools
import tomllib
from pathlib import Path

import pytest

from contrechamp.text.stemming import stem

TRUTH = tomllib.loads(Path(__file__).with_name("families.toml").read_text("utf-8"))
FAMILIES = TRUTH["family"]


def meeting_share(families):
    pairs = [pair for family in families for pair in itertools.combinations(family["words"], 2)]
    return sum(stem(one) == stem(other) for one, other in pairs) / len(pairs)


@pytest.mark.parametrize("held_out", [False, True])
def test_words_of_a_family_meet(held_out):
    families = [family for family in FAMILIES if family.get("held_out", False) == held_out]
    assert meeting_share(families) >= 0.92


def test_the_truth_is_large_enough_to_judge():
    assert len(FAMILIES) >= 30
    assert sum(len(family["words"]) for family in FAMILIES) >= 120
    assert sum(family.get("held_out", False) for family in FAMILIES) * 2 >= len(FAMILIES)


def test_no_two_families_are_merged():
    owner = {}
    for family in FAMILIES:
        for word in family["words"]:
            assert owner.setdefault(stem(word), family["name"]) == family["name"], word


@pytest.mark.parametrize(
    "apart", [a for a in TRUTH["apart"] if not a.get("held_out")], ids=lambda a: a["words"][0]
)
def test_words_that_only_look_alike_stay_apart(apart):
    assert len({stem(word) for word in apart["words"]}) == len(apart["words"])


def test_held_out_words_that_only_look_alike_mostly_stay_apart():
    held_out = [a["words"] for a in TRUTH["apart"] if a.get("held_out")]
    pairs = [pair for words in held_out for pair in itertools.combinations(words, 2)]
    assert sum(stem(one) == stem(other) for one, other in pairs) / len(pairs) <= 0.03


@pytest.mark.parametrize("word", ["caméra", "délibération", "sécurité", "élus", "préfète", "arrêté"])
def test_accents_are_optional(word):
    bare = word.translate(str.maketrans("éèê", "eee"))
    assert stem(word) == stem(bare) == stem(bare.upper())


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("œuvre", "oeuvre"),
        ("travaux", "travail"),
        ("élus", "élu"),
        ("réseaux", "réseau"),
        ("délais", "délai"),
    ],
)
def test_spellings_and_plurals_meet(one, other):
    assert stem(one) == stem(other)


@pytest.mark.parametrize("word", ["", "a", "1250000", "été", "ñandú", "камера", "l", "x" * 500])
def test_any_word_has_a_stem(word):
    assert isinstance(stem(word), str)
