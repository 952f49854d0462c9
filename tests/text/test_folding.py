"""Letters without accents and case."""

from hypothesis import given
from hypothesis import strategies as st

from contrechamp.text.folding import fold, fold_keeping_length


def test_accents_case_and_typography_are_folded():
    assert fold("L’ÉCOLE Cœur, Ça — vidéo‑surveillance") == "l'ecole coeur, ca — video-surveillance"


def test_letters_of_two_pieces_are_folded_too():
    assert fold("cafe\u0301") == "cafe"


@given(st.text())
def test_folding_in_place_keeps_every_offset(text):
    assert len(fold_keeping_length(text)) == len(text)


@given(st.text(alphabet="abcéèêàùçïÉÈÀÇ ’-", max_size=80))
def test_both_foldings_agree_on_french_letters(text):
    assert fold_keeping_length(text) == fold(text)


@given(st.text())
def test_folding_twice_changes_nothing_more(text):
    assert fold(fold(text)) == fold(text)
