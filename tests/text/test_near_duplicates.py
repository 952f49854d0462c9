"""Near duplicates: the same decree published twice, a scan beside its original."""

import random

from hypothesis import given
from hypothesis import strategies as st

from contrechamp.text.likeness import estimate_similarity, list_bands, merge_signatures
from contrechamp.text.signing import sign_words


def make_words(seed, count=1200):
    chance = random.Random(seed)
    return [f"mot{chance.randrange(3000)}" for _ in range(count)]


def test_a_text_is_wholly_like_itself():
    words = make_words(1)
    assert estimate_similarity(sign_words(words), sign_words(list(words))) == 1.0


def test_a_copy_with_some_reading_errors_is_found_and_near():
    words = make_words(1)
    scan = ["?" + word if place % 60 == 0 else word for place, word in enumerate(words)]
    one, other = sign_words(words), sign_words(scan)
    assert estimate_similarity(one, other) > 0.7
    assert set(list_bands(one)) & set(list_bands(other))


def test_strangers_are_far_and_share_no_band():
    one, other = sign_words(make_words(1)), sign_words(make_words(2))
    assert estimate_similarity(one, other) < 0.1
    assert not set(list_bands(one)) & set(list_bands(other))


def test_pages_signed_apart_and_merged_are_like_the_whole():
    words = make_words(3)
    pages = [sign_words(words[place : place + 300]) for place in range(0, 1200, 300)]
    assert estimate_similarity(merge_signatures(pages), sign_words(words)) > 0.9


def test_an_empty_text_is_like_nothing():
    assert sign_words([]) == b""
    assert list_bands(b"") == []
    assert estimate_similarity(b"", sign_words(["mot"])) == 0.0
    assert merge_signatures([]) == b""


@given(st.lists(st.text(max_size=12), max_size=40))
def test_bands_fit_a_column_of_64_bits(words):
    assert all(0 <= band < 2**64 for band in list_bands(sign_words(words)))
