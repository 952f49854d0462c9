"""What documents hold goes into the registry's book and out again; what persons decided stays."""

import pytest
from tests.link.conftest import PAPER, SECRET, cite

from contrechamp.link.finding import Found, forget_found, has_found, write_found
from contrechamp.link.gathering import Seen
from contrechamp.link.proposals import count_proposals, find_proposals, find_twins, list_proposals
from contrechamp.link.sightings import list_names_of, list_sightings, list_waiting
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name
from contrechamp.vocabulary.suggestion import Proposal


def see(value: str, kind: str = "actor", *, mentions: int = 1, beside: int = 0, **details: str) -> Seen:
    return Seen(kind, value, 1, 0, len(value), value, mentions, beside, "essai", "1", details)


def propose(key: str, digest=PAPER, kind: str = "contract", *, weight: int = 1, alike: str = "") -> Proposal:
    return Proposal(
        key, kind, Passage(digest, 1, 0, 9), "une ligne", {"object": key}, "row", "1", weight, alike
    )


def write(book, digest, *things, version: str = "1") -> None:
    seen = [one for one in things if isinstance(one, Seen)]
    proposals = [one for one in things if isinstance(one, Proposal)]
    with book.registry.book.changes() as connection:
        write_found(connection, [Found(digest, seen, proposals)], version=version)


def forget(book, digest) -> None:
    with book.registry.book.changes() as connection:
        forget_found(connection, digest)


def list_values(book, **wanted) -> list[str]:
    return [one.name.value for one in list_waiting(book.team, **wanted)[0]]


def list_keys(book, **wanted) -> list[str]:
    return [one.key for one in list_proposals(book.team, **wanted)[0]]


def test_names_beside_technologies_come_first_then_those_of_most_documents(book):
    write(book, PAPER, see("Voirie"), see("Noctiluque", beside=2), see("Partout"))
    write(book, SECRET, see("Partout", mentions=3), see("Vaucreuse", "place", beside=1))
    assert list_values(book) == ["Noctiluque", "Vaucreuse", "Partout", "Voirie"]
    waiting, total = list_waiting(book.team, kind="actor", limit=2)
    assert [(one.documents, one.mentions, one.beside) for one in waiting] == [
        (1, 1, 2),
        (2, 4, 0),
    ] and total == 3


def test_a_name_is_found_by_letters_without_their_accents(book):
    write(book, PAPER, see("Sogétrel"), see("Noctiluque"))
    assert list_values(book, text="SOGETREL") == ["Sogétrel"]
    assert list_waiting(book.team, text="absent") == ([], 0)


def test_the_most_telling_document_of_a_name_is_shown(book):
    write(book, PAPER, see("Noctiluque", mentions=9))
    write(book, SECRET, see("Noctiluque", beside=1, siren="123456789"))
    (waiting,) = list_waiting(book.team)[0]
    assert waiting.sighting.passage.digest == SECRET and waiting.sighting.details == {"siren": "123456789"}
    sightings, total = list_sightings(book.team, Name("actor", "Noctiluque"))
    assert [one.passage.digest for one in sightings] == [SECRET, PAPER] and total == 2
    assert list_sightings(book.team, Name("actor", "Personne")) == ([], 0)


def test_a_document_that_is_read_again_counts_once(book):
    for _ in range(2):
        write(book, PAPER, see("Noctiluque", mentions=2, beside=1), propose("a"))
    (waiting,) = list_waiting(book.team)[0]
    assert (waiting.documents, waiting.mentions, waiting.beside) == (1, 2, 1)
    assert list_keys(book) == ["a"]


def test_a_document_that_leaves_takes_its_names_and_proposals_along(book):
    write(book, PAPER, see("Noctiluque"), see("Voirie"), propose("a"))
    write(book, SECRET, see("Noctiluque"))
    forget(book, PAPER)
    assert list_values(book) == ["Noctiluque"] and list_keys(book) == []
    forget(book, SECRET)
    with book.team.reading() as connection:
        assert not has_found(connection)
        assert connection.execute("SELECT count(*) FROM names").fetchone() == (0,)


def test_a_judged_name_waits_no_more_and_comes_back_when_it_is_undone(book):
    write(book, PAPER, see("VU"))
    refusal = book.decide(Kind.REFUSE, names=[["actor", "VU"]], reason="un mot de procédure")
    assert list_values(book) == []
    book.undo(refusal)
    assert list_values(book) == ["VU"]


def test_what_was_decided_outlives_the_pages(book):
    write(book, PAPER, see("VU"), propose("a"), propose("b"))
    book.decide(Kind.REFUSE, names=[["actor", "VU"]], proposals=["a"], reason="rien")
    write(book, PAPER, see("VU"), propose("a"), propose("b"))
    assert list_values(book) == [] and list_keys(book) == ["b"]
    forget(book, PAPER)
    write(book, PAPER, see("VU"), propose("a"))
    assert list_values(book) == [] and list_keys(book) == []


def test_a_decision_that_is_known_before_its_document_holds(book):
    book.decide(Kind.REFUSE, proposals=["a"], reason="rien")
    write(book, PAPER, propose("a"))
    assert list_keys(book) == []


def test_proposals_come_by_weight_and_are_narrowed_by_kind_and_document(book):
    write(book, PAPER, propose("a", weight=5), propose("b", kind="vote", weight=9))
    write(book, SECRET, propose("c", SECRET, weight=7))
    assert list_keys(book) == ["b", "c", "a"]
    assert list_keys(book, kind="contract") == ["c", "a"] and list_keys(book, digest=PAPER) == ["b", "a"]
    assert count_proposals(book.team) == {"contract": 2, "vote": 1}
    assert [one.key for one in find_proposals(book.team, ["a", "missing", "c"])] == ["a", "c"]


def test_what_two_documents_say_alike_waits_once_but_is_found_with_each(book):
    write(book, PAPER, propose("a", alike="same"))
    write(book, SECRET, propose("b", SECRET, alike="same"))
    assert list_keys(book) == ["a"] and list_keys(book, digest=SECRET) == ["b"]
    assert [one.key for one in find_twins(book.team, [propose("a", alike="same")])["same"]] == ["a", "b"]
    forget(book, PAPER)
    assert list_keys(book) == ["b"]


def test_of_what_documents_say_alike_the_one_that_says_most_is_shown(book):
    write(book, PAPER, propose("a", alike="same"))
    write(book, SECRET, propose("b", SECRET, alike="same", weight=9))
    assert [one.key for one in list_proposals(book.team)[0]] == ["b"]
    write(book, SECRET)
    assert [one.key for one in list_proposals(book.team)[0]] == ["a"]


def test_rows_of_one_document_are_no_twins(book):
    write(book, PAPER, propose("a", alike="same"), propose("b", alike="same"))
    assert sorted(list_keys(book)) == ["a", "b"]


def test_the_queue_is_for_the_team_alone(book):
    write(book, PAPER, see("Noctiluque"), propose("a"))
    assert list_waiting(book.everybody) == ([], 0) and list_proposals(book.everybody) == ([], 0)
    assert list_sightings(book.everybody, Name("actor", "Noctiluque")) == ([], 0)
    assert count_proposals(book.everybody) == {} and find_proposals(book.everybody, ["a"]) == []
    assert find_twins(book.everybody, [propose("a", alike="same")]) == {}


def test_an_entity_has_its_names_and_everybody_sees_those_of_open_papers_alone(book):
    write(book, PAPER, see("Sogétrel"), see("SOGETREL SAS"))
    write(book, SECRET, see("Sogétrel"), see("Nom de code"))
    names = [["actor", value] for value in ("Sogétrel", "SOGETREL SAS", "Nom de code", "Jamais vue")]
    firm, city = book.add("actor", "Sogétrel", names=names), book.add("actor", "Vaucreuse")
    assert [(name.value, count) for name, count in list_names_of(book.team, firm)] == [
        ("Sogétrel", 2), ("Nom de code", 1), ("SOGETREL SAS", 1), ("Jamais vue", 0),
    ]  # fmt: skip
    assert list_names_of(book.everybody, firm) == []
    book.state(city, "buys_from", firm, source=cite())
    assert [(name.value, count) for name, count in list_names_of(book.everybody, firm)] == [
        ("SOGETREL SAS", 1), ("Sogétrel", 1),
    ]  # fmt: skip


def test_portions_of_one_document_add_up(book):
    portions = [
        Found(PAPER, (), [propose("a")], True, False),
        Found(PAPER, (), [propose("b")], False, False),
        Found(PAPER, [see("Noctiluque")], (), False, True),
    ]
    with book.registry.book.changes() as connection:
        write_found(connection, portions, version="1")
    assert sorted(list_keys(book)) == ["a", "b"] and list_values(book) == ["Noctiluque"]


@pytest.mark.parametrize("version", ["1", "2"])
def test_the_book_knows_at_which_version_a_document_is_in(book, version):
    write(book, PAPER, see("Noctiluque"), version=version)
    with book.team.reading() as connection:
        assert connection.execute("SELECT version FROM linked").fetchall() == [(version,)]
        assert has_found(connection)
