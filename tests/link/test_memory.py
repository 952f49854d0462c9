"""What was worked out stays until it would come out otherwise, and no longer."""

from tests.link.conftest import PAPER, SECRET, cite

from contrechamp.link.contradictions import list_contradictions
from contrechamp.link.memory import Memory
from contrechamp.link.showing import Shown
from contrechamp.link.view import View


def count(memory: Memory, moment: str, name, runs: list, *, holds: bool = True) -> int:
    memory.find(moment, name, lambda: runs.append(1), holds=lambda: holds)
    return len(runs)


def test_a_result_is_made_once_while_it_holds():
    memory, runs = Memory(), []
    assert [count(memory, "now", "a", runs) for _ in range(3)] == [1, 1, 1]
    assert [count(memory, "now", "b", runs, holds=False) for _ in range(2)] == [2, 3]


def test_what_much_is_made_of_is_not_pushed_out_by_parts():
    memory, runs = Memory(), []
    count(memory, "now", "whole", runs)
    for number in range(200):
        count(memory, "now", ("part", number), runs)
    assert count(memory, "now", "whole", runs) == 201
    assert count(memory, "now", ("part", 0), runs) == 202  # the least used part was


def test_of_moments_that_passed_nothing_is_kept():
    memory, runs = Memory(), []
    for number in range(50):
        count(memory, f"moment {number}", "a", runs)
    assert len(memory._moments) == 2


def test_a_judgement_makes_everything_be_worked_out_again(book):
    network = book.add("project", "Réseau")
    book.state(network, "counts", value="1", when="2022")
    assert list_contradictions(book.team) == []
    book.state(network, "counts", value="2", when="2022")
    assert len(list_contradictions(book.team)) == 1
    book.undo(book.last())
    assert list_contradictions(book.team) == []


def test_what_the_team_sees_is_not_remembered_for_everybody_nor_what_was_open_before(book):
    network = book.add("project", "Réseau")
    book.state(network, "counts", value="1", when="2022")
    book.state(network, "counts", value="2", when="2022", source=cite(SECRET))
    assert list_contradictions(book.team) and not list_contradictions(book.everybody)
    all_open = View(book.registry, Shown("opened", lambda digests: {PAPER, SECRET} & set(digests)))
    assert len(list_contradictions(all_open)) == 1
    closed = View(book.registry, Shown("closed", lambda digests: {PAPER} & set(digests)))
    assert not list_contradictions(closed)
