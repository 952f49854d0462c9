"""The events of the timeline: their lanes, their times, their states, and nothing that may not be seen."""

from datetime import date

from tests.link.conftest import PAPER, SECRET, cite

from contrechamp.pipeline.drawing.events import LANES, Naming, count_lanes, count_undated, list_events

TODAY = date(2026, 3, 1)
NAMING = Naming(
    {lane: lane for lane in LANES},
    lambda said: f"{said.subject.name} {said.relation} {said.object.name}{said.value}",
    "/faits/{}".format,
    "/repertoire/{}".format,
)


def tell(view, lanes=LANES, **more) -> list[tuple[str, str, str, str]]:
    events = list_events(view, lanes, on=TODAY, naming=NAMING, **more)
    return [(event.label, event.when, event.lane, event.state) for event in events]


def test_a_fact_keeps_the_precision_of_its_time_and_leads_to_itself(book):
    city, act = book.add("actor", "Vaucreuse"), book.add("act", "Délibération 7", details={"date": "2013"})
    fact = book.state(city, "votes_for", act, value="21", when="2013-06", source=cite(PAPER))
    assert tell(book.team) == [
        ("Délibération 7", "2013", "acts", ""),
        ("Vaucreuse votes_for Délibération 721", "2013-06", "votes", ""),
    ]
    (_act, event) = list_events(book.team, on=TODAY, naming=NAMING)
    assert event.address == f"/faits/{fact}" and event.sources == 1


def test_an_authorisation_has_the_state_of_the_day_and_a_contest_is_told(book):
    act, square = book.add("act", "Arrêté 12"), book.add("place", "Place")
    book.state(act, "authorises", square, when="2010/2015")
    book.state(act, "authorises", square, when="2020/2027")
    book.state(act, "authorises", square, when="2028/2030")
    contested = book.state(act, "begins_on", value="2010-01-02")
    book.decide("contest", fact=contested, reason="le recueil dit 2011")
    states = {when: state for _label, when, _lane, state in tell(book.team)}
    assert states == {
        "2010/2015": "expired",
        "2020/2027": "in_force",
        "2028/2030": "",
        "2010-01-02": "contested",
    }


def test_lanes_are_counted_and_chosen(book):
    net, city = book.add("project", "Réseau"), book.add("actor", "Vaucreuse")
    book.state(net, "counts", value="12", when="2013")
    book.state(net, "counts", value="14")
    book.state(city, "announces", net, when="2012")
    assert [lane for lane, count in count_lanes(book.team).items() if count] == ["devices", "counts"]
    assert [lane for _, _, lane, _ in tell(book.team, ("counts",))] == ["counts"]
    assert count_undated(book.team) == 1 and count_undated(book.team, ("devices",)) == 0


def test_events_about_one_entity_are_those_of_its_facts_whatever_its_end(book):
    net, city, other = (
        book.add("project", "Réseau"),
        book.add("actor", "Vaucreuse"),
        book.add("project", "Autre"),
    )
    book.state(city, "announces", net, when="2012")
    book.state(other, "counts", value="3", when="2015", according_to=city)
    assert len(tell(book.team, about=city)) == 2 and len(tell(book.team, about=net)) == 1
    assert count_lanes(book.team, about=net)["devices"] == 1


def test_readers_have_no_event_of_papers_that_are_not_public(book):
    """T-A6, of the timeline."""
    city = book.add("actor", "Vaucreuse")
    act = book.add("act", "Acte caché", details={"date": "2013"}, sources=(cite(SECRET),))
    book.state(city, "votes_for", act, value="3", when="2013", source=cite(SECRET))
    assert tell(book.everybody) == [] and sum(count_lanes(book.everybody).values()) == 0
    assert len(tell(book.team)) == 2
