"""What is worked out once: for whom, until when, and what is pushed out."""

import pytest

from contrechamp.pipeline.drawing.memory import find_moment, remember


@pytest.fixture
def made(book):
    """Remembers under a name, and counts how often it was made."""
    counted = []

    def remember_(view, name):
        return remember(view, name, lambda: counted.append(name) or len(counted))

    remember_.counted = counted
    return remember_


def test_a_thing_is_made_once_for_all_who_see_the_same_and_again_for_others(book, made):
    assert made(book.team, "x") == made(book.team, "x") == 1
    assert made(book.everybody, "x") == 2 and made(book.team, "x") == 1


def test_it_is_made_again_after_a_judgement(book, made):
    before = find_moment(book.team)
    made(book.team, "x")
    book.add("actor", "Vaucreuse")
    assert find_moment(book.team) != before and made(book.team, "x") == 2


def test_many_views_of_single_things_do_not_push_out_what_they_are_made_from(book, made):
    made(book.team, "whole")
    for number in range(200):
        made(book.team, ("part", number))
    assert made(book.team, "whole") == 1
    assert made(book.team, ("part", 199)) == 201  # the last ones are still there
    made(book.team, ("part", 0))
    assert made.counted.count(("part", 0)) == 2
