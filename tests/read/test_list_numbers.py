"""Lists count as a word processor counts: by depth, from where they say, and again when they say so."""

import pytest

from contrechamp.read.list_numbers import Level, ListNumbers, render_count

LEVELS = {("p", 0): Level(1, "decimal", "%1."), ("p", 1): Level(1, "lowerLetter", "%1.%2)")}


def count(lists: ListNumbers, *paragraphs: tuple[str, int]) -> list[str]:
    return [lists.render(number, depth).strip() for number, depth in paragraphs]


def test_a_deeper_list_begins_again_behind_each_shallower_paragraph():
    lists = ListNumbers(levels=dict(LEVELS), patterns={"1": "p"})
    assert count(lists, ("1", 0), ("1", 1), ("1", 1), ("1", 0), ("1", 1)) == [
        "1.",
        "1.a)",
        "1.b)",
        "2.",
        "2.a)",
    ]


def test_a_list_that_never_restarts_goes_on():
    levels = LEVELS | {("p", 1): Level(1, "lowerLetter", "%1.%2)", restarts_under=0)}
    lists = ListNumbers(levels=levels, patterns={"1": "p"})
    assert count(lists, ("1", 0), ("1", 1), ("1", 0), ("1", 1)) == ["1.", "1.a)", "2.", "2.b)"]


def test_a_list_from_zero_shows_zero_once():
    lists = ListNumbers(levels={("p", 0): Level(0, "decimal", "%1")}, patterns={"1": "p"})
    assert count(lists, ("1", 0), ("1", 0)) == ["0", "1"]


def test_lists_of_one_pattern_go_on_counting_unless_one_has_its_own_start():
    lists = ListNumbers(levels=dict(LEVELS), patterns={"1": "p", "2": "p", "3": "p"}, starts={("3", 0): 7})
    assert count(lists, ("1", 0), ("2", 0), ("3", 0), ("3", 0)) == ["1.", "2.", "7.", "8."]


def test_a_legal_level_writes_every_count_in_figures():
    levels = {("p", 0): Level(2, "upperRoman", "%1"), ("p", 1): Level(1, "decimal", "%1.%2", is_legal=True)}
    lists = ListNumbers(levels=levels, patterns={"1": "p"})
    assert count(lists, ("1", 0), ("1", 1)) == ["II", "2.1"]


def test_bullets_and_unknown_lists_give_nothing():
    lists = ListNumbers(levels={("p", 0): Level(1, "bullet", "•")}, patterns={"1": "p"})
    assert count(lists, ("1", 0), ("2", 0), ("1", 12)) == ["", "", ""]


@pytest.mark.parametrize(
    ("number", "shown"), [(1, "1st"), (2, "2nd"), (3, "3rd"), (4, "4th"), (11, "11th"), (22, "22nd")]
)
def test_ordinals_of_an_english_paper_are_english(number, shown):
    assert render_count(number, "ordinal", is_english=True) == shown
