"""Papers that say nearly the same are found, others are not."""

import random

from contrechamp.text.likeness import estimate_similarity, list_bands, merge_signatures
from contrechamp.text.signing import sign_words

WORDS = [
    "conseil",
    "municipal",
    "autoris",
    "commun",
    "install",
    "camera",
    "plac",
    "march",
    "budget",
    "voix",
    "contr",
]


def make_words(seed, length=400):
    dice = random.Random(seed)
    return [dice.choice(WORDS) + str(dice.randint(0, 40)) for _ in range(length)]


def test_the_same_words_are_wholly_alike():
    assert estimate_similarity(sign_words(make_words(1)), sign_words(make_words(1))) == 1.0


def test_one_changed_figure_leaves_papers_alike():
    words = make_words(2)
    first, second = sign_words(words), sign_words([*words[:200], "21", *words[201:]])
    assert estimate_similarity(first, second) > 0.9
    assert set(list_bands(first)) & set(list_bands(second))


def test_papers_of_the_same_vocabulary_are_not_alike():
    assert estimate_similarity(sign_words(make_words(3)), sign_words(make_words(4))) < 0.1


def test_the_estimate_is_near_the_share_of_runs_in_common():
    dice = random.Random(5)
    words = make_words(6, 2000)
    for wrong in (20, 100, 400):
        other = list(words)
        for place in dice.sample(range(len(words)), wrong):
            other[place] = f"erreur{place}"
        runs = [{tuple(w[i : i + 3]) for i in range(len(w) - 2)} for w in (words, other)]
        true = len(runs[0] & runs[1]) / len(runs[0] | runs[1])
        assert abs(estimate_similarity(sign_words(words), sign_words(other)) - true) < 0.13


def test_signatures_of_parts_make_the_signature_of_the_whole():
    words = make_words(7)
    parts = [words[:200], words[198:]]  # they share the runs over the cut, so that none is lost
    assert merge_signatures(map(sign_words, parts)) == sign_words(words)


def test_nothing_is_like_a_paper_without_words():
    assert sign_words(["deux", "mots"]) == b""
    assert merge_signatures([b"", b""]) == b""
