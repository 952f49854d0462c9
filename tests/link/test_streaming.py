"""The registry from end to end, as of one moment."""

from tests.link.conftest import MOMENT, PAPER, SECRET, cite

from contrechamp.link.content import render_fact
from contrechamp.link.judging import make_id
from contrechamp.link.registry import Registry, make_decision
from contrechamp.link.standing import Step
from contrechamp.link.streaming import forget_members, take_moment
from contrechamp.vocabulary.fact import Fact
from contrechamp.vocabulary.judgement import JudgementKind as Kind


def fill(book):
    city, firm = book.add("actor", "Vaucreuse", sources=(cite(),)), book.add("actor", "Noctiluque")
    camera = book.add("device", "Place", details={"latitude": "43.6", "longitude": "3.87"})
    book.add("place", "Sans longitude", details={"latitude": "43.6"})
    book.state(city, "buys_from", firm)
    book.state(city, "installs", camera, when="2019", source=cite(page=2))
    book.state(city, "removes", camera, when="2021", source=cite(SECRET))
    return city, firm, camera


def test_it_gives_what_the_view_gives(book):
    fill(book)
    facts = book.team.list_facts(limit=None)[0]
    entities = [book.team.find_entity(one.entity.id) for one in book.team.list_entities()[0]]
    with take_moment(book.team) as moment:
        assert sorted(moment.iterate_facts(), key=lambda one: one.id) == sorted(facts, key=lambda one: one.id)
        assert {one.id: one for one in moment.iterate_entities()} == {one.id: one for one in entities}
        assert moment.count() == (4, 3) and list(moment.iterate_cited()) == sorted([PAPER, SECRET])


def test_everybody_gets_what_open_papers_say(book):
    city, firm, camera = fill(book)
    with take_moment(book.everybody) as moment:
        assert moment.count() == (3, 2) and list(moment.iterate_cited()) == [PAPER]
        (placed,) = moment.iterate_placed()
        assert placed.entity.id == camera and placed.steps == (Step("installed", "2019"),)
        assert placed.sources == (cite(page=2),)
        assert {one.id for one in moment.iterate_entities()} == {city, firm, camera}


def test_a_moment_stays_what_it_was_while_another_process_judges(book):
    city, _firm, _camera = fill(book)
    other = Registry(book.registry._journal, type(book.registry.book)(book.registry.book.path))
    said = render_fact(Fact(make_id(), city, "states", value="oui", sources=(cite(),)))
    with take_moment(book.team) as moment:
        before = moment.count()
        other.judge([make_decision(Kind.FACT, by="Zoé", at=MOMENT, facts=[said])])
        assert moment.count() == before and len(list(moment.iterate_facts())) == before[1]
    other.close()
    assert book.team.list_facts()[1] == before[1] + 1


def test_judgements_come_in_their_order_with_what_undid_them(book):
    fill(book)
    book.undo(book.last())
    with take_moment(book.team) as moment:
        told = list(moment.iterate_judgements())
        assert [one.sequence for one in told] == list(range(1, 9))
        assert told[-1].kind == Kind.UNDO and told[-2].undone_by == told[-1].id
        assert moment.read_head()[0] == 8


def test_an_identifier_that_only_hidden_things_have_is_not_there_for_everybody(book):
    book.add("device", "Mât", identifiers={"osm": "node/1"}, sources=(cite(SECRET),))
    for view, expected in ((book.team, True), (book.everybody, False)):
        with take_moment(view) as moment:
            assert moment.has_identifier("osm") is expected


def test_who_established_a_fact_and_at_what_hour_is_forgotten(book):
    fill(book)
    fact = forget_members(book.team.list_facts()[0][0])
    assert fact.established_by == "" and fact.established_at.isoformat() == "2026-03-01T00:00:00+00:00"
