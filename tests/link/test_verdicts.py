"""What the team reads about its own work: verdicts, persons who wait, names of what is gone, contested places."""

from tests.link.conftest import PAPER, cite

from contrechamp.link.verdicts import (
    find_last_names,
    find_member,
    find_verdicts,
    list_contests,
    list_namesakes,
    list_waiting_persons,
)
from contrechamp.vocabulary.entity import EntityKind
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.judgement import Name

WAITS, KNOWN, REFUSED = Name("actor", "En attente"), Name("actor", "Connu"), Name("place", "Refusé")


def test_a_verdict_follows_merging_and_undoing(book):
    first = book.add("actor", "Connu", names=[("actor", "Connu")])
    second = book.add("actor", "Autre")
    book.decide(Kind.REFUSE, names=[list(REFUSED)])
    found = find_verdicts(book.team, [WAITS, KNOWN, REFUSED])
    assert {name: said[:2] for name, said in found.items()} == {
        KNOWN: ("is", first),
        REFUSED: ("refused", ""),
    }
    merging = book.decide(Kind.MERGE, entity=first, into=second)
    assert find_verdicts(book.team, [KNOWN])[KNOWN].entity == second
    book.undo(merging)
    assert find_verdicts(book.team, [KNOWN])[KNOWN].entity == first


def test_persons_wait_until_a_second_member_confirms(book):
    said = {"category": "person", "role": "maire", "sources": (cite(),)}
    first, second = book.add("actor", "A", **said), book.add("actor", "B", by="Bo", **said)
    assert list_waiting_persons(book.team) == ([(first, "Ada"), (second, "Bo")], 2)
    assert list_waiting_persons(book.team, offset=1, limit=1) == ([(second, "Bo")], 2)
    book.decide(Kind.SECOND, by="Bo", entity=first)
    assert [one.entity for one in list_waiting_persons(book.team)[0]] == [second]
    assert find_member(book.team, second) == "Bo" and find_member(book.team, "zzzzzzzzzz") == ""


def test_what_is_gone_keeps_its_last_name(book):
    entity = book.add("actor", "Parti")
    book.undo(book.last())
    assert find_last_names(book.team, [entity, "zzzzzzzzzz"]) == {entity: "Parti"}


def test_namesakes_come_nearest_first_and_only_of_the_kinds_asked(book):
    long, same = book.add("actor", "Ville de Vaucreuse"), book.add("actor", "Vaucreuse")
    place = book.add("place", "Vaucreuse")
    actors = (EntityKind.ACTOR,)
    assert list_namesakes(book.team, " VAUCREUSE ", kinds=actors) == [same, long]
    assert list_namesakes(book.team, "vaucreuse", kinds=actors, limit=1) == [same]
    assert list_namesakes(book.team, "vaucreuse", kinds=("place",)) == [place]
    assert list_namesakes(book.team, "  ", kinds=actors) == []


def test_a_contested_place_is_told_with_its_page_until_it_is_undone(book):
    book.decide(Kind.CONTEST, place=f"{PAPER}/1/10-23", reason="personne de ce nom")
    book.decide(Kind.CONTEST, place=f"{PAPER}/11/0-4", reason="une autre page")
    last = book.decide(Kind.CONTEST, place=f"{PAPER}/acts/2", reason="il en manque une page")
    for view in (book.team, book.everybody):
        assert list_contests(view, f"{PAPER}/1/") == {"10-23": "personne de ce nom"}
        assert list_contests(view, f"{PAPER}/acts/") == {"2": "il en manque une page"}
    book.undo(last)
    assert list_contests(book.team, f"{PAPER}/acts/") == {}
