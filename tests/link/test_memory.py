"""What was worked out stays until it would come out otherwise, and no longer."""

from tests.link.conftest import PAPER, SECRET, cite

from contrechamp.link.contradictions import list_contradictions
from contrechamp.link.memory import Memory
from contrechamp.link.showing import Shown
from contrechamp.link.view import View


def test_a_result_is_computed_once_while_it_holds():
    memory, runs = Memory(), []
    for _ in range(3):
        assert memory.find("a", lambda: runs.append(1) or "x", holds=lambda: True) == "x"
    assert len(runs) == 1
    memory.find("b", lambda: runs.append(1), holds=lambda: False)
    memory.find("b", lambda: runs.append(1), holds=lambda: False)
    assert len(runs) == 3


def test_the_least_used_result_is_forgotten_first():
    memory = Memory()
    for number in range(200):
        memory.find(number, lambda: number, holds=lambda: True)  # noqa: B023 (computed at once)
    assert len(memory._known) <= 64 and 199 in memory._known


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
