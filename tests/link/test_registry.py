"""What judgements amount to: entities, facts, names; undone and redone; seen by the team and by everybody."""

import itertools

import pytest
from tests.link.conftest import MOMENT, PAPER, SECRET, cite

from contrechamp.errors import (
    EntityUnknown,
    FactWithoutPassage,
    JudgementRefused,
    PersonWithoutRole,
    RelationUnknown,
    SecondPersonNeeded,
)
from contrechamp.link.content import render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.ports import Draft
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.view import FactFilter, View
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind as Kind


def name_of(book, key: str) -> str:
    found = book.team.find_entity(key)
    return found.name if found else ""


def test_a_fact_is_found_from_both_its_ends_with_its_passage(book):
    city, firm = book.add("actor", "Vaucreuse"), book.add("actor", "Noctiluque")
    fact = book.state(city, "buys_from", firm, when="2019-06")
    for about in (city, firm):
        facts, total = book.team.list_facts(FactFilter(about=about))
        assert [one.id for one in facts] == [fact] and total == 1
    assert facts[0].sources == (cite(),) and facts[0].when == "2019-06"
    assert facts[0].established_by == "Ada" and facts[0].established_at == MOMENT


def test_a_fact_without_passage_is_refused_and_nothing_is_written(book):
    city = book.add("actor", "Vaucreuse")
    fact = Fact(make_id(), city, "counts", value="12")
    with pytest.raises(FactWithoutPassage):
        book.decide(Kind.FACT, facts=[render_fact(fact)])
    assert book.team.list_facts()[1] == 0 and book.last().kind == Kind.ENTITY


@pytest.mark.parametrize(
    ("relation", "more", "error"),
    [
        ("eats", {}, RelationUnknown),
        ("buys_from", {}, JudgementRefused),  # no object
        ("costs", {"value": "12"}, JudgementRefused),  # an actor costs nothing
        ("states", {"value": " "}, JudgementRefused),
        ("states", {"value": "oui", "when": "2021-02-30"}, JudgementRefused),
        ("states", {"value": "oui", "when": "2021/2019"}, JudgementRefused),
        ("states", {"value": "oui", "details": {"bound": "minimum"}}, JudgementRefused),
    ],
)
def test_what_a_relation_does_not_know_is_refused(book, relation, more, error):
    city = book.add("actor", "Vaucreuse")
    with pytest.raises(error):
        book.state(city, relation, **more)


def test_an_undone_judgement_no_longer_counts_and_comes_back_when_the_undoing_is_undone(book):
    city, firm = book.add("actor", "Vaucreuse"), book.add("actor", "Noctiluque")
    fact = book.state(city, "buys_from", firm)
    undoing = book.undo(book.last())
    assert book.team.find_fact(fact) is None
    book.undo(undoing)
    assert book.team.find_fact(fact).id == fact
    with pytest.raises(JudgementRefused):
        book.undo(undoing)


def test_a_fact_about_an_undone_entity_no_longer_holds(book):
    city = book.add("actor", "Vaucreuse")
    firm = book.add("actor", "Noctiluque")
    making = book.last()
    fact = book.state(city, "buys_from", firm)
    undoing = book.undo(making)
    assert book.team.find_fact(fact) is None and book.team.find_entity(firm) is None
    book.undo(undoing)
    assert book.team.find_fact(fact)


def test_a_merged_entity_answers_under_the_other_and_parts_again(book):
    city, firm, branch = (book.add("actor", name) for name in ("Vaucreuse", "Sogétrel", "Sogétrel agence"))
    fact = book.state(city, "buys_from", branch)
    merging = book.decide(Kind.MERGE, entity=branch, into=firm)
    assert name_of(book, branch) == "Sogétrel"
    assert book.team.find_fact(fact).object == firm
    assert book.team.list_facts(FactFilter(about=firm))[1] == 1
    assert [one.entity.name for one in book.team.list_entities(kind="actor")[0]] == ["Sogétrel", "Vaucreuse"]
    book.undo(merging)
    assert book.team.find_fact(fact).object == branch and book.team.list_facts(FactFilter(about=firm))[1] == 0


def test_chains_of_merges_lead_to_the_last_and_circles_stay(book):
    one, two, three = (book.add("actor", name) for name in "ABC")
    book.decide(Kind.MERGE, entity=one, into=two)
    book.decide(Kind.MERGE, entity=two, into=three)
    assert name_of(book, one) == "C"
    with pytest.raises(JudgementRefused):
        book.decide(Kind.MERGE, entity=three, into=one)


def test_names_are_taken_refused_and_given_to_another(book):
    firm = book.add("actor", "Sogétrel", names=[["actor", "SOGETREL"]])
    book.decide(Kind.NAME, names=[["actor", "SOGETREL SAS"]], entity=firm)
    book.decide(Kind.REFUSE, names=[["actor", "VU"]], reason="un mot de procédure")
    with book.team.reading() as connection:
        rows = connection.execute("SELECT value, verdict FROM names ORDER BY value").fetchall()
    assert rows == [("SOGETREL", "is"), ("SOGETREL SAS", "is"), ("VU", "refused")]
    with pytest.raises(EntityUnknown):
        book.decide(Kind.NAME, names=[["actor", "X"]], entity=make_id())


def test_a_correction_is_shown_and_can_be_undone(book):
    firm = book.add("actor", "Noctilique")
    correction = book.decide(Kind.CORRECT, entity=firm, changes={"name": "Noctiluque", "category": "company"})
    assert name_of(book, firm) == "Noctiluque"
    book.undo(correction)
    assert name_of(book, firm) == "Noctilique"
    with pytest.raises(JudgementRefused):
        book.decide(Kind.CORRECT, entity=firm, changes={"name": ""})


def test_a_fact_said_again_under_its_id_replaces_what_it_said(book):
    network = book.add("project", "Réseau")
    fact = book.state(network, "counts", value="12")
    book.decide(Kind.FACT, facts=[render_fact(Fact(fact, network, "counts", value="21", sources=(cite(),)))])
    assert book.team.find_fact(fact).value == "21" and book.team.list_facts()[1] == 1
    book.undo(book.last())
    assert book.team.find_fact(fact).value == "12"


def test_a_person_needs_a_role_and_a_passage_and_a_second_member_before_anybody_sees_them(book):
    with pytest.raises(PersonWithoutRole):
        book.add("actor", "Aymeric Roncevert", category="person")
    mayor = book.add("actor", "Aymeric Roncevert", category="person", role="maire", sources=(cite(),))
    city = book.add("actor", "Vaucreuse")
    fact = book.state(mayor, "serves_at", city)
    assert book.team.find_entity(mayor) and book.everybody.find_entity(mayor) is None
    assert book.everybody.find_fact(fact) is None
    with pytest.raises(SecondPersonNeeded):
        book.decide(Kind.SECOND, entity=mayor)
    book.decide(Kind.SECOND, entity=mayor, by="Zoé")
    assert book.everybody.find_entity(mayor).role == "maire" and book.everybody.find_fact(fact)


def test_other_words_about_a_person_need_to_be_confirmed_again(book):
    mayor = book.add("actor", "Aymeric Roncevert", category="person", role="maire", sources=(cite(),))
    book.decide(Kind.SECOND, entity=mayor, by="Zoé")
    book.decide(Kind.CORRECT, entity=mayor, changes={"role": "président"}, by="Zoé")
    assert book.everybody.find_entity(mayor) is None
    with pytest.raises(SecondPersonNeeded):
        book.decide(Kind.SECOND, entity=mayor, by="Zoé")
    book.decide(Kind.SECOND, entity=mayor, by="Ada")
    assert book.everybody.find_entity(mayor)


def test_everybody_sees_what_open_papers_say_and_only_those_passages(book):
    city, firm = book.add("actor", "Vaucreuse"), book.add("actor", "Noctiluque")
    hidden = book.add("actor", "Prosopène")
    both = Fact(make_id(), city, "buys_from", firm, sources=(cite(SECRET), cite()))
    book.decide(Kind.FACT, facts=[render_fact(both)])
    secret = book.state(city, "buys_from", hidden, source=cite(SECRET))
    assert book.everybody.find_fact(both.id).sources == (cite(PAPER),)
    assert book.everybody.find_fact(secret) is None and book.everybody.find_entity(hidden) is None
    assert book.everybody.list_facts()[1] == 1 and book.team.list_facts()[1] == 2
    assert book.everybody.count_kinds() == {"actor": 2}
    assert book.everybody.list_entities(order="facts")[0][0].fact_count == 1


def test_what_a_closed_paper_says_of_a_thing_stays_away_while_an_open_one_names_it(book):
    place, city = {"latitude": "43.6", "longitude": "3.87"}, book.add("actor", "Vaucreuse")
    camera = book.add("device", "C-12", details=place, sources=(cite(SECRET),))
    typed = book.add("act", "Arrêté", identifiers={"number": "2019-12"})
    book.state(city, "installs", camera)
    book.state(typed, "authorises", camera)
    assert book.team.find_entity(camera).details == place
    assert (
        book.everybody.find_entity(camera).details
        == {}
        == book.everybody.find_entities([camera])[camera].details
    )
    assert book.everybody.find_entity(typed).identifiers == {"number": "2019-12"}


def test_a_contest_is_shown_with_its_reason(book):
    network = book.add("project", "Réseau")
    fact = book.state(network, "counts", value="12")
    with pytest.raises(JudgementRefused):
        book.decide(Kind.CONTEST, fact=fact, reason=" ")
    book.decide(Kind.CONTEST, fact=fact, reason="la mairie dit treize")
    assert book.team.find_fact(fact).contest == "la mairie dit treize"
    assert book.team.list_facts(FactFilter(only_contested=True))[1] == 1


def test_facts_are_narrowed_by_time_relation_and_page(book):
    network = book.add("project", "Réseau")
    early = book.state(network, "counts", value="12", when="2019")
    late = book.state(network, "counts", value="21", when="2022-05/", source=cite(page=3))
    unknown = book.state(network, "keeps", value="30")

    def find(**wanted):
        return {fact.id for fact in book.team.list_facts(FactFilter(**wanted))[0]}

    assert find(first="2019-07-01", last="2019-07-31") == {early, unknown}
    assert find(first="2030-01-01") == {late, unknown}
    assert find(relations=("keeps",)) == {unknown} and find(digest=PAPER, page=3) == {late}
    assert book.team.count_relations() == {"counts": 2, "keeps": 1}


def test_a_judgement_that_comes_twice_counts_once(book):
    network = book.add("project", "Réseau")
    judgement = book.last()
    assert book.registry.judge([judgement]) == []
    assert book.team.list_judgements()[1] == 1 and book.team.list_judgements(thing=f"e:{network}")[1] == 1


def test_one_member_alone_never_makes_a_person_public(book):
    person = book.add("actor", "Jean", category="person", role="maire", sources=(cite(),))
    firm = book.add("actor", "Firme", category="company")
    book.decide(Kind.CORRECT, entity=person, changes={"category": "office"})
    assert book.everybody.find_entity(person) is None
    book.decide(Kind.SECOND, entity=person, by="Zoé")
    assert book.everybody.find_entity(person)
    other = book.add("actor", "Anne", category="person", role="préfète", sources=(cite(),))
    with pytest.raises(JudgementRefused):
        book.decide(Kind.MERGE, entity=other, into=firm)


def test_words_that_nobody_confirmed_do_not_come_back_with_an_undoing(book):
    person = book.add("actor", "Jean", category="person", role="maire", sources=(cite(),))
    correction = book.decide(Kind.CORRECT, entity=person, changes={"name": "Paul"})
    book.decide(Kind.SECOND, entity=person, by="Zoé")
    assert book.everybody.find_entity(person).name == "Paul"
    undoing = book.undo(correction)
    assert book.everybody.find_entity(person) is None
    book.undo(undoing)
    assert book.everybody.find_entity(person).name == "Paul"


def test_a_person_is_shown_only_where_an_open_paper_tells_the_role(book):
    agent = book.add("actor", "Jean", category="person", role="agent", sources=(cite(SECRET),))
    book.decide(Kind.SECOND, entity=agent, by="Zoé")
    city = book.add("actor", "Vaucreuse")
    fact = book.state(agent, "serves_at", city)
    assert book.everybody.find_entity(agent) is None and book.everybody.find_fact(fact) is None


def test_facts_of_what_was_merged_follow_what_becomes_of_the_other(book):
    one, other = book.add("actor", "Un"), book.add("actor", "Autre")
    making = book.last()
    city = book.add("actor", "Vaucreuse")
    fact = book.state(city, "buys_from", one)
    book.decide(Kind.MERGE, entity=one, into=other)
    undoing = book.undo(making)
    assert book.team.find_fact(fact) is None
    book.undo(undoing)
    assert book.everybody.find_fact(fact)
    person = {"category": "person", "role": "maire", "sources": [[PAPER, 1, 10, 23, "douze caméras"]]}
    book.decide(Kind.CORRECT, entity=other, changes=person)
    assert book.everybody.find_fact(fact) is None and book.team.find_fact(fact)


def test_an_undoing_of_an_undoing_of_an_undoing_undoes(book):
    city = book.add("actor", "Vaucreuse")
    first = book.undo(book.last())
    second = book.undo(first)
    assert book.team.find_entity(city)
    book.undo(second)
    assert book.team.find_entity(city) is None


def test_names_of_an_entity_that_no_longer_stands_wait_again(book):
    firm = book.add("actor", "Sogétrel")
    making = book.last()
    book.decide(Kind.NAME, names=[["actor", "SOGETREL"]], entity=firm)
    undoing = book.undo(making)
    query = "SELECT verdict FROM names WHERE value = 'SOGETREL'"
    with book.team.reading() as connection:
        assert connection.execute(query).fetchone() == ("",)
    book.undo(undoing)
    with book.team.reading() as connection:
        assert connection.execute(query).fetchone() == ("is",)


@pytest.mark.parametrize(
    ("kind", "content"),
    [
        (Kind.ENTITY, {"names": [["actor", "X"]]}),
        (Kind.NAME, {"names": [["actor", "Ville\nde V"]], "entity": "0123456789"}),
        (Kind.NAME, {"names": [["actor"]], "entity": "0123456789"}),
        (Kind.APART, {"pairs": [["a"]]}),
        (Kind.MERGE, {"entity": "0123456789"}),
        (Kind.FACT, {"facts": [{"id": "0123456789", "subject": 3, "x": 1}]}),
        (Kind.ENTITY, {"entities": [{"id": "0123456789", "kind": "zzz", "name": "X"}]}),
        (Kind.UNDO, {"judgement": 12}),
    ],
)
def test_a_judgement_of_another_shape_is_refused_before_it_is_kept(book, kind, content):
    with pytest.raises(JudgementRefused):
        book.decide(kind, **content)
    assert book.registry._journal.head()[0] == 0


def test_an_entry_that_cannot_be_folded_is_set_aside_and_stops_nobody(book):
    city = book.add("actor", "Vaucreuse")
    said = {"id": make_id(), "by": "Ada", "at": MOMENT.isoformat(), "names": [["actor"]], "entity": city}
    book.registry._journal.append([Draft(Kind.NAME, said)], make_salt=lambda size: bytes(size))
    firm = book.add("actor", "Noctiluque")
    assert name_of(book, city) == "Vaucreuse" and name_of(book, firm) == "Noctiluque"


def test_many_merges_lead_to_one(book):
    keys = [book.add("actor", f"Nom {number}") for number in range(12)]
    for one, other in itertools.pairwise(keys):
        book.decide(Kind.MERGE, entity=one, into=other)
    assert {name_of(book, key) for key in keys} == {"Nom 11"}


def test_a_registry_made_anew_says_the_same(book, tmp_path):
    city, firm, branch = (book.add("actor", name) for name in ("Vaucreuse", "Sogétrel", "Agence"))
    book.state(city, "buys_from", branch, value="", when="2019")
    book.decide(Kind.MERGE, entity=branch, into=firm)
    book.undo(book.decide(Kind.CORRECT, entity=firm, changes={"name": "X"}))
    before = book.team.list_facts()[0], book.team.list_entities()[0]
    with book.registry.book.changes() as connection:
        for table in ("judgements", "touches", "entities", "facts", "citations", "entity_citations"):
            connection.execute(f"DELETE FROM {table}")
        connection.execute("UPDATE applied SET sequence = 0, chain_digest = ''")
    assert (book.team.list_facts()[0], book.team.list_entities()[0]) == before


def test_a_batch_is_kept_together_or_not_at_all(book):
    city = book.add("actor", "Vaucreuse")
    good = Fact(make_id(), city, "states", value="oui", sources=(cite(),))
    bad = Fact(make_id(), city, "states", value="oui")
    decisions = [
        make_decision(Kind.FACT, by="Ada", at=MOMENT, facts=[render_fact(one)]) for one in (good, bad)
    ]
    with pytest.raises(FactWithoutPassage):
        book.registry.judge(decisions)
    assert book.team.list_facts()[1] == 0


def test_two_processes_see_what_the_other_judged(book):
    other = View(Registry(book.registry._journal, book.registry.book), None)
    city = book.add("actor", "Vaucreuse")
    assert other.find_entity(city).name == "Vaucreuse"
