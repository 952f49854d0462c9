"""Names are found as a French paper writes them, and each with its exact place."""

import time

import pytest

from contrechamp.spot.names import Heads, Match, Names, is_acronym, keep_longest
from contrechamp.spot.tokens import fold_singular, fold_word, split_tokens

NAMES = (
    "vidéo-protection",
    "CSU",
    "La Seyne-sur-Mer",
    "La Seyne",
    "Hyères",
    "ANSSI",
    "centre de supervision",
)


def find(text: str, *names: str, fold=fold_word) -> list[str]:
    chosen = names or NAMES
    found = Names(((name, owner) for owner, name in enumerate(chosen)), heads=Heads(fold)).find(
        split_tokens(text)
    )
    return [text[match.start : match.end] for match in found]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("La vidéoprotection", ["vidéoprotection"]),
        ("la VIDÉO-PROTECTION", ["VIDÉO-PROTECTION"]),
        ("la video protection", ["video protection"]),
        ("la vidéo-\n  protection", ["vidéo-\n  protection"]),
        ("la vidéoprotec-\ntion", ["vidéoprotec-\ntion"]),
        ("la vidéoprotec\u00ad\ntion", ["vidéoprotec\u00ad\ntion"]),
        ("l'ANSSI et l’ANSSI", ["ANSSI", "ANSSI"]),
        ("d’Hyères, d'HYERES", ["Hyères", "HYERES"]),
        ("Hye\u0300res", ["Hye\u0300res"]),
        ("à La Seyne‑sur‑Mer", ["La Seyne‑sur‑Mer"]),
        ("à La\nSeyne sur\u00a0Mer", ["La\nSeyne sur\u00a0Mer"]),
        ("à La Seyne-\nsur-Mer", ["La Seyne-\nsur-Mer"]),
        ("à La Seyne, sur Mer", ["La Seyne"]),
        ("le CSU, le C.S.U.", ["CSU", "C.S.U"]),
        ("le csu", []),
        ("centre\n\nde supervision", []),
        ("surveillances vidéoprotectionniste", []),
        ("", []),
        ("…", []),
    ],
)
def test_a_name_is_found_however_a_paper_writes_it(text, found):
    assert find(text) == found


def test_the_longest_name_wins():
    assert find("caméra de surveillance mobile", "caméra", "caméra de surveillance") == [
        "caméra de surveillance"
    ]
    assert find("caméra de surveillance", "de surveillance", "caméra de") == ["caméra de"]


def test_a_plural_is_its_singular_where_names_are_common_nouns():
    text = "des caméras-piétons sur les réseaux sociaux et un réseau social"
    found = find(text, "caméra-piéton", "réseau social", fold=fold_singular)
    assert found == ["caméras-piétons", "réseaux sociaux", "réseau social"]
    assert find("Vanne et Vannes", "Vannes") == ["Vannes"]


def test_a_refused_match_leaves_the_shorter_name():
    names = Names([("safe city", 0), ("safe", 1)])
    found = list(names.find(split_tokens("la safe city"), allows=lambda start, end, owner: owner == 1))
    assert found == [Match(3, 7, 1)]


def test_of_two_owners_the_first_that_is_allowed_has_the_name():
    names = Names([("LAPI", 0), ("lapi", 1)])
    assert [match.owner for match in names.find(split_tokens("LAPI lapi"))] == [0, 1]


@pytest.mark.parametrize(
    ("name", "answer"), [("CSU", True), ("R.A.A", True), ("csu", False), ("THALES GROUP", False)]
)
def test_a_short_name_in_capitals_is_an_acronym(name, answer):
    assert is_acronym(name) is answer


def test_words_keep_their_places():
    text = "  «l’école_de 3 caméras»"
    tokens = split_tokens(text)
    assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
    assert tokens.words[0] == "l" and tokens.words[-1] == "caméras"


def test_words_that_no_line_breaks_are_not_made_again():
    assert split_tokens("une vidéo - et 2014-\n2015").whole is None


def test_matches_that_overlap_leave_the_longest_that_begins_first():
    assert list(keep_longest([Match(4, 6, 0), Match(0, 3, 1), Match(0, 5, 2)])) == [Match(0, 5, 2)]


@pytest.mark.parametrize("run", ["a", "-", "-\n", "vidéo-\n", "\u00ad", "La ", "L.", "\n", "'", "CSU "])
def test_a_hostile_page_costs_what_its_length_costs(run):
    names = Names((name, owner) for owner, name in enumerate(NAMES))
    started = time.process_time()
    list(names.find(split_tokens(run * 20_000)))
    assert time.process_time() - started < 2


def test_a_ligature_is_its_two_letters():
    assert find("Œuilly et OEUILLY", "Œuilly") == ["Œuilly", "OEUILLY"]
