"""A text is cut into words with their places, and words that a line breaks are also seen whole."""

import random

import pytest

from contrechamp.spot.tokens import (
    fold_singular,
    fold_word,
    is_joined,
    is_joint,
    list_words,
    split_tokens,
)


@pytest.mark.parametrize(
    ("word", "gap", "answer"),
    [
        ("La", " ", True),
        ("Seyne", "-", True),
        ("Seyne", "‑", True),
        ("l", "’", True),
        ("l", "' ", True),
        ("La", "\n", True),
        ("La", "  \n   ", True),
        ("La", "\u00a0\u202f", True),
        ("Seyne", "-\n", True),
        ("St", ". ", True),
        ("Ste", ".-", True),
        ("C", ".", True),
        ("Seyne", ". ", False),
        ("Seyne", ", ", False),
        ("Seyne", "\n\n", False),
        ("Seyne", " | ", False),
        ("Seyne", " (", False),
        ("Seyne", " " * 100, False),
    ],
)
def test_a_name_goes_on_over_blanks_hyphens_and_one_line_end(word, gap, answer):
    assert is_joint(word, gap) is answer


def test_all_gaps_of_a_name_must_be_joints():
    tokens = split_tokens("La Seyne sur, Mer")
    assert is_joined(tokens, 0, 3)
    assert not is_joined(tokens, 0, 4)
    assert is_joined(tokens, 3, 4)


def test_every_word_is_where_it_says():
    chance = random.Random(1)
    signs = ["a", "É", "œ", "7", " ", "\n", "-", "’", ".", "\u00ad", "e\u0301", "_", "—", "𝒳", "\ufffe"]
    for _ in range(300):
        text = "".join(chance.choices(signs, k=40))
        tokens = split_tokens(text)
        assert [text[a:b] for a, b in zip(tokens.starts, tokens.ends, strict=True)] == tokens.words
        assert tokens.words == list_words(text)
        assert len(tokens.gaps) == len(tokens.words)
        assert (
            "".join(w + g for w, g in zip(tokens.words, tokens.gaps, strict=True)) == text[tokens.starts[0] :]
        )


def list_whole(text: str) -> list[tuple[str, str]]:
    whole = split_tokens(text).whole
    spans = zip(whole.words, whole.starts, whole.ends, strict=True)
    return [(word, text[start:end]) for word, start, end in spans]


def test_a_broken_word_is_made_whole_and_keeps_its_place():
    assert ("surveillance", "surveil-\nlance") in list_whole("la surveil-\nlance des rues")
    assert ("surveil\u00adlance", "surveil\u00ad\nlance") in list_whole("la surveil\u00ad\nlance")


def test_only_the_words_around_breaks_are_seen_again():
    far = " ".join(["mot"] * 100)
    words = [word for word, _ in list_whole(f"{far} cou-\npé {far} cou-\npé {far}")]
    assert words.count("coupé") == 2
    assert len(words) < 50


def test_two_breaks_close_by_are_both_made_whole():
    assert [word for word, _ in list_whole("vidéo-\nprotection et sur-\nveillance")] == [
        "vidéoprotection",
        "et",
        "surveillance",
    ]


@pytest.mark.parametrize("text", ["", "un mot", "2014-\n2015", "mot -\n\nmot", "fin-\n"])
def test_where_nothing_is_broken_nothing_is_made_whole(text):
    assert split_tokens(text).whole is None


@pytest.mark.parametrize(
    ("word", "folded", "singular"),
    [
        ("Caméras", "cameras", "camera"),
        ("RÉSEAUX", "reseaux", "reseau"),
        ("sociaux", "sociaux", "social"),
        ("anormaux", "anormaux", "anormal"),
        ("gaz", "gaz", "gaz"),
        ("des", "des", "des"),
        ("bus", "bus", "bus"),
        ("œuvres", "oeuvres", "oeuvre"),
        ("sur\u00adveillance", "surveillance", "surveillance"),
        ("a" * 100, "", ""),
    ],
)
def test_words_are_compared_without_case_accents_and_plural(word, folded, singular):
    assert fold_word(word) == folded
    assert fold_singular(word) == singular
