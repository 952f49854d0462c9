"""Frequent words side by side are one word of the index, and that changes nothing of what a phrase finds."""

import random
from dataclasses import dataclass, field

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.search.index import Index
from contrechamp.search.neighbours import FREQUENT, LONGEST_RUN, find_run, has_gaps, list_runs
from contrechamp.search.preparing import render_tokens
from contrechamp.text.words import split_words
from contrechamp.vocabulary.digest import Digest
from contrechamp.vocabulary.search import IndexedPage, Question

from .conftest import make_index

_FREQUENT = [
    "conseil",
    "municipal",
    "police",
    "municipale",
    "durée",
    "conservation",
    "images",
    "code",
    "an",
    "lot",
]
_OTHERS = ["Bacemi", "porte-parole", "vidéosurveillance", "vidéo-\nsurveillance", "muni-\ncipal", "1 250 000"]
_SMALL = ["de", "la", "des", "l'", "à", "du conseil", "de la", "de l'", "le les la de du"]
_MARKS = [".", ",", "\n", "\xad\n", "(", "’"]
PIECES = st.lists(st.sampled_from([*_FREQUENT, *_FREQUENT, *_OTHERS, *_SMALL, *_MARKS]), max_size=30)
PHRASES = st.lists(st.sampled_from([*_FREQUENT, *_FREQUENT, *_OTHERS[:4], *_SMALL]), min_size=2, max_size=7)


def place_words(phrase):
    """The stems of a phrase with their places from the first one."""
    main = [word for word in split_words(phrase) if not word.is_extra]
    placed = [(place, word.stem) for place, word in enumerate(main) if word.stem]
    return [(place - placed[0][0], stem) for place, stem in placed]


def stands_in(placed, text):
    """Whether the stems stand in the text at these distances, whatever is between."""
    stems = dict(enumerate(word.stem for word in split_words(text) if not word.is_extra))
    return any(all(stems.get(start + place) == stem for place, stem in placed) for start in stems)


def test_words_side_by_side_are_a_run():
    tokens = render_tokens(
        "Le conseil municipal fixe la durée de conservation des images de Bacemi, an par an."
    )
    assert {"conseil_municip", "dur__conserv", "dur__conserv__imag", "an__an"} <= set(tokens.runs.split())
    assert not any("bacem" in run for run in tokens.runs.split())


def test_the_words_that_people_ask_for_together_are_frequent():
    for phrase in (
        "police municipale",
        "durée de conservation des images",
        "caméra de surveillance",
    ):
        assert find_run(place_words(phrase)), phrase
    assert find_run(place_words("porte-parole")) is None
    assert all(stem.isascii() and stem.isalpha() for stem in FREQUENT)


@given(PIECES, PHRASES)
def test_a_run_stands_where_the_phrase_stands(pieces, phrase):
    text, placed = " ".join(pieces), place_words(" ".join(phrase))
    if not placed:
        return
    runs, stands = render_tokens(text).runs.split(), stands_in(placed, text)
    run = find_run(placed)
    assert run not in runs or stands
    if stands and run and not has_gaps(placed):
        assert run in runs
    if stands:
        assert set(list_runs(placed)) <= set(runs)


@dataclass(frozen=True)
class Crowd:
    index: Index = field(repr=False)
    texts: list[str] = field(repr=False)


@pytest.fixture(scope="module")
def crowded(tmp_path_factory):
    """Four hundred pages on which the same few words meet in every way."""
    chance = random.Random(20261124)
    pieces = [*_FREQUENT, *_FREQUENT, *_OTHERS, *_SMALL, *_MARKS]
    texts = [" ".join(chance.choices(pieces, k=chance.randint(2, 40))) for _ in range(400)]
    pages = [IndexedPage(Digest(f"{n:064x}"), 1, text, ("x",)) for n, text in enumerate(texts)]
    return Crowd(make_index(tmp_path_factory.mktemp("crowded"), pages), texts)


@settings(deadline=None)
@given(PHRASES)
def test_a_phrase_finds_the_pages_where_its_words_stand(crowded, phrase):
    asked = " ".join(" ".join(phrase).split())  # as a question is read: on one line
    placed = place_words(asked)
    if len(placed) < 2:
        return
    answer = crowded.index.ask(Question(f'"{asked}"', limit=200))
    expected = {n for n, text in enumerate(crowded.texts) if stands_in(placed, text)}
    assert answer.total == len(expected)
    assert {int(hit.digest, 16) for hit in answer.hits} <= expected


def test_a_place_left_open_takes_any_word(tmp_path):
    texts = ["la durée de conservation", "la durée maximale conservation", "la durée conservation"]
    pages = [IndexedPage(Digest(f"{n:064x}"), 1, text, ("x",)) for n, text in enumerate(texts)]
    hits = make_index(tmp_path, pages).ask(Question('"durée de conservation"')).hits
    assert [int(hit.digest, 16) for hit in hits] == [0, 1]


def test_a_phrase_longer_than_any_run_is_found(tmp_path):
    text = "le conseil municipal de la ville fixe la durée de conservation des images de police"
    index = make_index(tmp_path, [IndexedPage(Digest("a" * 64), 1, text, ("x",))])
    assert len(place_words(text)) > LONGEST_RUN
    assert index.ask(Question(f'"{text}"')).total == 1
    assert index.ask(Question(f'"{text} municipale"')).total == 0
