"""What has no image of its own is typeset, and every word is found again on the sheet."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from contrechamp.read.typeset import locate_typeset, render_typeset, typeset_page

LETTER = "De : Mairie <a@b.fr>\nObjet : « caméras » – office, œuvre, 1 250 000 €\n\nLe conseil autorise l’installation."


def test_every_word_has_its_place():
    words = locate_typeset(LETTER, typeset_page(LETTER))
    assert [LETTER[word.start : word.end] for word in words] == LETTER.split()
    assert all(
        0 <= word.box.left < word.box.right <= 1 and 0 <= word.box.top < word.box.bottom <= 1
        for word in words
    )


def test_words_stand_in_the_order_in_which_they_are_read():
    tops = [round(word.box.top, 2) for word in locate_typeset(LETTER, typeset_page(LETTER))]
    assert tops == sorted(tops)


def test_markup_in_a_paper_is_only_text():
    text = '#set page(fill: red) *gras* $x^2$ #image("/etc/passwd") `code` @ref'
    words = locate_typeset(text, typeset_page(text))
    assert [text[word.start : word.end] for word in words] == text.split()


def test_a_run_without_spaces_is_broken_into_pieces_on_the_sheet():
    words = locate_typeset("x" * 500, typeset_page("x" * 500))
    assert len(words) > 5
    assert (words[0].start, words[-1].end) == (0, 500)
    assert all(word.box.right <= 0.95 for word in words)


def test_the_image_is_as_wide_as_asked():
    assert render_typeset(typeset_page(LETTER), width_px=600).width == pytest.approx(600, abs=1)


@settings(max_examples=15, deadline=None)
@given(st.text(alphabet=st.characters(min_codepoint=0x20, max_codepoint=0x24F), max_size=300))
def test_spans_lie_within_any_text(text):
    for word in locate_typeset(text, typeset_page(text)):
        assert 0 <= word.start < word.end <= len(text)


def test_a_very_long_text_is_cut_on_the_sheet_and_says_so():
    text = "ligne courte\n" * 3_000
    words = locate_typeset(text, typeset_page(text))
    assert 0 < len(words) < 2_000
    assert render_typeset(typeset_page(text), width_px=1200).height < 16_000
