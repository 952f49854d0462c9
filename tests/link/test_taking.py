"""A proposal that is taken becomes entities and facts; undone, it waits again."""

import pytest
from tests.link.conftest import MOMENT, PAPER, SECRET

from contrechamp.errors import FactWithoutPassage, JudgementRefused
from contrechamp.link.finding import Found, write_found
from contrechamp.link.gathering import Seen
from contrechamp.link.previewing import SOMEBODY, make_previews
from contrechamp.link.proposals import find_proposals, list_proposals
from contrechamp.link.sightings import list_waiting
from contrechamp.link.taking import make_takings
from contrechamp.link.view import FactFilter
from contrechamp.vocabulary.document import Passage
from contrechamp.vocabulary.fact import Source
from contrechamp.vocabulary.judgement import JudgementKind as Kind
from contrechamp.vocabulary.suggestion import Proposal

CONTRACT = {
    "object": "Maintenance des caméras",
    "number": "2010-118",
    "buyer": "Vaucreuse",
    "supplier": "Noctiluque\nProsopène",
    "amount_minimum": "15000.00",
    "amount_maximum": "50000.00",
    "tax": "HT",
    "notified_on": "2010-05-25",
    "technology": "camera",
}
ORDER = {
    "act": "3", "act_number": "96-2019-11-28", "act_title": "Arrêté", "act_date": "2019-11-28", "does": "authorisation",
    "commune": "Vaucreuse", "insee": "96001", "place": "Mairie", "address": "1, place Haute", "begins_on": "2019-11-28",
    "ends_on": "2024-11-27", "cameras_inside": "2", "cameras_public_way": "9", "retention_days": "15",
    "retention_at": "2/40-48",
}  # fmt: skip
VOTE = {
    "act": "3", "act_number": "2019-014", "act_title": "Vidéo", "act_date": "2019-02-28", "act_kind": "deliberation",
    "body": "Conseil municipal", "votes_for": "46", "votes_against": "10", "outcome": "adopté à l’unanimité",
}  # fmt: skip
CAMERA = {
    "name": "C-01",
    "place": "rue du Port-Sec",
    "latitude": "45.9",
    "longitude": "3.4",
    "installed_on": "2020",
}


@pytest.fixture
def desk(book):
    return Desk(book)


class Desk:
    """Takes proposals as the observatory's desk does, on pages that say "mots" everywhere."""

    def __init__(self, book):
        self.book, self.team = book, book.team

    def propose(self, key: str, kind: str, fields: dict, *, digest=PAPER, alike: str = "", seen=()) -> str:
        passage = Passage(digest, 2, 10, 14)
        one = Proposal(key, kind, passage, "une ligne", fields, "row", "1", 1, alike)
        with self.book.registry.book.changes() as connection:
            write_found(connection, [Found(digest, seen, [one], is_first=False)], version="1")
        return key

    def preview(self, key: str, **chosen: str):
        return make_previews(self.team, find_proposals(self.team, [key]), **chosen)[key]

    def take(self, *keys: str, subject: str = "", project: str = ""):
        proposals = find_proposals(self.team, keys)
        facts = {"make_source": self._cite, "by": "Ada", "at": MOMENT, "subject": subject, "project": project}
        return self.book.registry.judge(make_takings(self.team, proposals, **facts))

    def _cite(self, passage: Passage) -> Source:
        if passage.start >= 900:
            raise FactWithoutPassage("Page {page} has no such passage.", page=passage.page)
        return Source(passage, "mots")

    def state(self, relation: str) -> list[tuple]:
        facts = self.team.list_facts(FactFilter(relations=(relation,)))[0]
        return [(self.name(one.subject), self.name(one.object), one.value, one.when) for one in facts]

    def name(self, key: str) -> str:
        found = self.team.find_entity(key) if key else None
        return found.name if found else ""

    def waits(self) -> list[str]:
        return [one.key for one in list_proposals(self.team)[0]]


def test_a_contract_says_who_buys_from_whom_between_which_bounds_and_for_what(desk):
    desk.propose("a", "contract", CONTRACT)
    shared, own = desk.take("a")
    assert (shared.kind, own.kind) == (Kind.ENTITY, Kind.FACT) and desk.waits() == []
    assert sorted(desk.state("buys_from")) == [
        ("Vaucreuse", "Noctiluque", "", "2010-05-25"),
        ("Vaucreuse", "Prosopène", "", "2010-05-25"),
    ]
    costs = desk.team.list_facts(FactFilter(relations=("costs",)))[0]
    assert {(one.details["bound"], one.value) for one in costs} == {
        ("minimum", "15000.00"),
        ("maximum", "50000.00"),
    }
    act = desk.team.find_entity(costs[0].subject)
    assert (act.kind, act.category, act.identifiers) == ("act", "contract", {"number": "2010-118"})
    assert act.details["date"] == "2010-05-25" and act.sources[0].passage.digest == PAPER
    assert [one[0] for one in desk.state("concerns")] == ["Maintenance des caméras"]
    assert all(one.under == act.id for one in desk.team.list_facts(FactFilter(relations=("buys_from",)))[0])


def test_an_undone_taking_waits_again_and_leaves_no_act_behind(desk):
    desk.propose("a", "contract", CONTRACT)
    _shared, own = desk.take("a")
    desk.book.undo(own)
    assert desk.waits() == ["a"] and desk.team.list_facts()[1] == 0
    assert desk.team.count_kinds() == {"actor": 3, "technology": 1}
    (again,) = desk.take("a")
    assert again.kind == Kind.FACT and desk.team.count_kinds()["actor"] == 3 and desk.waits() == []


def test_a_name_that_was_judged_is_that_entity_and_a_refused_one_is_left_out(desk):
    firm = desk.book.add("actor", "Noctiluque SAS", names=[["actor", "Noctiluque"]])
    desk.book.decide(Kind.REFUSE, names=[["actor", "Prosopène"]], reason="un titre")
    desk.propose("a", "contract", CONTRACT)
    desk.take("a")
    assert [one[:2] for one in desk.state("buys_from")] == [("Vaucreuse", "Noctiluque SAS")]
    assert desk.team.list_facts(FactFilter(about=firm))[1] == 1


def test_a_firm_is_known_by_its_number_under_another_name(desk):
    firm = desk.book.add("actor", "Noctiluque SAS", identifiers={"siren": "123456789"})
    fields = {**CONTRACT, "supplier": "NOCTILUQUE", "supplier_siren": "123456789"}
    desk.propose("a", "contract", fields)
    desk.take("a")
    assert desk.team.list_facts(FactFilter(object=firm))[1] == 1


def test_taken_names_no_longer_wait(desk):
    seen = [Seen("actor", "Noctiluque", 2, 0, 4, "mots", 1, 1, "row", "1", {"category": "company"})]
    desk.propose("a", "contract", {**CONTRACT, "supplier": "Noctiluque"}, seen=seen)
    assert list_waiting(desk.team)[1] == 1
    desk.take("a")
    assert list_waiting(desk.team)[1] == 0
    (found,) = (e.entity for e in desk.team.list_entities(text="noctiluque")[0])
    assert found.category == "company"


def test_without_buyer_a_person_says_who_buys(desk):
    desk.propose("a", "contract", {name: said for name, said in CONTRACT.items() if name != "buyer"})
    with pytest.raises(JudgementRefused):
        desk.take("a")
    assert desk.waits() == ["a"] and desk.team.count_kinds() == {}
    city = desk.book.add("actor", "Vaucreuse")
    desk.take("a", subject=city)
    assert desk.team.list_facts(FactFilter(subject=city))[1] == 2


def test_rows_of_one_contract_are_one_act(desk):
    desk.propose("a", "contract", {**CONTRACT, "supplier": "Noctiluque"})
    desk.propose("b", "contract", {**CONTRACT, "supplier": "Prosopène"})
    desk.take("a", "b")
    assert desk.team.count_kinds()["act"] == 1


def test_a_lot_is_named_with_its_contract_and_cites_its_row_too(desk):
    fields = {
        **CONTRACT,
        "object": "lot 2",
        "whole": "Extension du réseau",
        "whole_at": "2/0-4",
        "number": "",
    }
    desk.propose("a", "contract", fields)
    desk.take("a")
    (fact, *_) = desk.team.list_facts(FactFilter(relations=("buys_from",)))[0]
    assert desk.name(fact.under) == "Extension du réseau – lot 2"
    assert [source.passage.start for source in fact.sources] == [0, 10]


def test_what_two_documents_say_alike_is_taken_once_with_both_passages(desk):
    desk.propose("a", "contract", CONTRACT, alike="same")
    desk.propose("b", "contract", CONTRACT, digest=SECRET, alike="same")
    judgements = desk.take("a")
    (fact, *_) = desk.team.list_facts(FactFilter(relations=("costs",)))[0]
    assert [source.passage.digest for source in fact.sources] == [PAPER, SECRET]
    assert find_proposals(desk.team, ["a", "b"]) == []
    desk.book.undo(judgements[-1])
    assert len(find_proposals(desk.team, ["a", "b"])) == 2 and desk.waits() == ["a"]


def test_an_authorisation_says_where_how_many_how_long_and_until_when(desk):
    desk.propose("a", "authorisation", ORDER)
    desk.take("a")
    (fact,) = desk.team.list_facts(FactFilter(relations=("authorises",)))[0]
    place = desk.team.find_entity(fact.object)
    assert (fact.value, fact.when) == ("11", "2019-11-28/2024-11-27")
    assert (place.kind, place.name, place.details["insee"]) == ("place", "Mairie", "96001")
    assert fact.details == {"inside": "2", "public_way": "9"}
    assert desk.state("keeps") == [("Arrêté", "", "15", "2019-11-28/2024-11-27")]
    assert desk.state("begins_on")[0][2] == "2019-11-28" and desk.state("ends_on")[0][2] == "2024-11-27"
    keeps = desk.team.list_facts(FactFilter(relations=("keeps",)))[0][0]
    assert [source.passage.start for source in keeps.sources] == [40, 10]


def test_a_place_of_the_same_name_elsewhere_is_another_one(desk):
    desk.propose("a", "authorisation", ORDER)
    desk.propose("b", "authorisation", {**ORDER, "insee": "96002", "act": "4", "act_number": "96-2019-11-29"})
    desk.propose("c", "authorisation", {**ORDER, "act": "5", "act_number": "96-2024-11-29"})
    desk.take("a", "b", "c")
    assert desk.team.count_kinds() == {"act": 3, "place": 2}


def test_a_refusal_has_its_outcome_and_authorises_nothing(desk):
    desk.propose("a", "authorisation", {**ORDER, "does": "refusal"})
    desk.take("a")
    assert desk.team.count_relations() == {"outcome": 1}


def test_a_period_that_ends_before_it_begins_is_only_begun(desk):
    desk.propose("a", "authorisation", {**ORDER, "ends_on": "2009-11-27"})
    desk.take("a")
    assert desk.state("authorises")[0][3] == "2019-11-28"


def test_a_vote_is_told_with_both_of_what_it_says(desk):
    desk.propose("a", "vote", VOTE)
    desk.take("a")
    assert desk.state("votes_for") == [("Conseil municipal", "Vidéo", "46", "2019-02-28")]
    assert desk.state("votes_against")[0][2] == "10" and desk.state("outcome")[0][2] == "adopté à l’unanimité"


def test_the_votes_on_one_act_are_on_one_entity(desk):
    desk.propose("a", "vote", VOTE)
    desk.propose("b", "vote", {**VOTE, "votes_for": "45"})
    desk.take("a")
    desk.take("b")
    assert desk.team.count_kinds()["act"] == 1


def test_a_count_is_of_the_project_that_a_person_chose_else_of_the_technology(desk):
    fields = {"count": "48", "date": "2019", "device": "camera"}
    project = desk.book.add("project", "Réseau")
    desk.propose("a", "count", fields)
    desk.propose("b", "count", fields)
    desk.take("a", subject=project)
    desk.take("b")
    assert sorted(desk.state("counts")) == [("Réseau", "", "48", "2019"), ("camera", "", "48", "2019")]


def test_cameras_come_in_batches_with_their_places(desk):
    for number in range(3):
        desk.propose(f"k{number}", "device", {**CAMERA, "name": f"C-0{number}"})
    (judgement,) = desk.take("k0", "k1", "k2")
    assert judgement.kind == Kind.ENTITY and desk.team.count_kinds() == {"device": 3}
    with desk.team.reading() as connection:
        assert connection.execute("SELECT latitude, place FROM devices").fetchone() == (
            45.9,
            "rue du port-sec",
        )
    desk.book.undo(judgement)
    assert desk.team.count_kinds() == {} and len(desk.waits()) == 3


def test_who_installed_the_cameras_makes_it_a_fact(desk):
    city = desk.book.add("actor", "Vaucreuse")
    desk.propose("a", "device", CAMERA)
    (judgement,) = desk.take("a", subject=city)
    assert judgement.kind == Kind.FACT and desk.state("installs") == [("Vaucreuse", "C-01", "", "2020")]


def test_a_term_whose_place_is_gone_is_cited_by_the_ruling_alone(desk):
    desk.propose("a", "authorisation", {**ORDER, "retention_at": "2/900-908"})
    desk.take("a")
    keeps = desk.team.list_facts(FactFilter(relations=("keeps",)))[0][0]
    assert [source.passage.start for source in keeps.sources] == [10]


def list_votes(desk):
    return desk.team.list_facts(FactFilter(relations=("votes_for", "votes_against", "outcome")))[0]


def test_what_is_established_already_takes_one_more_passage_and_no_second_fact(desk):
    desk.propose("a", "vote", VOTE)
    desk.take("a")
    desk.propose("b", "vote", VOTE, digest=SECRET)
    proposals = find_proposals(desk.team, ["b"])
    assert make_previews(desk.team, proposals)["b"].is_established
    before = {one.id for one in list_votes(desk)}
    judged = desk.take("b")
    after = list_votes(desk)
    assert {one.id for one in after} == before and len(after) == 3
    assert all({source.passage.digest for source in one.sources} == {PAPER, SECRET} for one in after)
    desk.book.undo(judged[-1])
    assert all(len(one.sources) == 1 for one in list_votes(desk)) and desk.waits() == ["b"]


def test_the_same_passage_taken_again_leaves_the_fact_as_it_is(desk):
    desk.propose("a", "vote", VOTE)
    desk.take("a")
    desk.propose("b", "vote", VOTE)
    desk.take("b")
    assert desk.waits() == [] and len(list_votes(desk)) == 3
    assert all(len(one.sources) == 1 for one in list_votes(desk))


def test_two_of_one_batch_that_say_the_same_make_one_fact(desk):
    desk.propose("a", "vote", VOTE)
    desk.propose("b", "vote", VOTE, digest=SECRET)
    desk.take("a", "b")
    assert len(list_votes(desk)) == 3 and all(len(one.sources) == 2 for one in list_votes(desk))


def test_other_numbers_other_bounds_and_other_times_are_other_facts(desk):
    desk.propose("a", "vote", VOTE)
    desk.take("a")
    desk.propose("b", "vote", {**VOTE, "votes_for": "45"}, digest=SECRET)
    assert not desk.preview("b").is_established
    desk.take("b")
    assert sorted(one[2] for one in desk.state("votes_for")) == ["45", "46"]
    for key, year in (("c", "2019"), ("d", "2020")):
        desk.propose(key, "count", {"count": "48", "date": year, "device": "camera"})
        desk.take(key)
    assert [one[3] for one in desk.state("counts")] == ["2019", "2020"]


def test_a_body_that_was_entered_by_hand_and_an_act_named_by_its_number_are_found(desk):
    council = desk.book.add("actor", "Conseil municipal")
    told = {"details": {"body": "Conseil municipal"}}  # a number is one act's of one body alone
    act = desk.book.add("act", "Le vote", category="deliberation", identifiers={"number": "2019-014"}, **told)
    title = {"act_number": "", "act_title": "Délibération n° 2019-014 — Vidéo"}
    desk.propose("a", "vote", {**VOTE, **title, "body": "CONSEIL MUNICIPAL"})
    desk.take("a")
    (votes,) = desk.team.list_facts(FactFilter(relations=("votes_for",)))[0]
    assert (votes.subject, votes.object) == (council, act)


def test_two_of_one_name_and_another_number_are_nobody(desk):
    desk.book.add("actor", "Noctiluque", identifiers={"siren": "111222337"})
    desk.propose("a", "contract", {**CONTRACT, "supplier_siren": "552081317\n552081318"})
    desk.take("a")
    assert desk.team.list_entities(text="Noctiluque")[1] == 2


@pytest.mark.parametrize(
    ("kind", "fields"), [("contract", CONTRACT), ("authorisation", ORDER), ("vote", VOTE), ("device", CAMERA)]
)
def test_what_is_told_before_is_what_is_made(desk, kind, fields):
    desk.propose("a", kind, fields)
    told = desk.preview("a")
    desk.take("a")
    facts, _total = desk.team.list_facts(FactFilter())
    assert sorted(one.relation for one in facts) == sorted(one.relation for one in told.facts)
    assert len(told.new) == sum(desk.team.count_kinds().values()) and not told.is_established


def test_the_technology_of_a_contract_is_told_before(desk):
    desk.propose("a", "contract", CONTRACT)
    told = desk.preview("a")
    (about,) = [one for one in told.facts if one.relation == "concerns"]
    assert told.new[about.object].name == "camera" and desk.waits() == ["a"]


def test_where_nobody_is_said_to_buy_somebody_stands_there(desk):
    desk.propose("a", "contract", {name: said for name, said in CONTRACT.items() if name != "buyer"})
    buys = [one.subject for one in desk.preview("a").facts if one.relation == "buys_from"]
    assert buys == [SOMEBODY, SOMEBODY]
    city = desk.book.add("actor", "Vaucreuse")
    assert city in {one.subject for one in desk.preview("a", subject=city).facts}


def test_acts_and_devices_are_part_of_the_project_that_is_chosen_and_numbers_are_not(desk):
    project = desk.book.add("project", "Réseau")
    kinds = {"a": CONTRACT, "b": ORDER, "c": VOTE, "d": CAMERA}
    for (key, fields), kind in zip(
        kinds.items(), ("contract", "authorisation", "vote", "device"), strict=True
    ):
        desk.propose(key, kind, fields)
        assert "part_of" in [one.relation for one in desk.preview(key, project=project).facts]
    desk.propose("e", "count", {"count": "48", "date": "2019", "device": "camera"})
    desk.take("a", "b", "c", "d", "e", project=project)
    facts = desk.team.list_facts(FactFilter(relations=("part_of",)))[0]
    assert len(facts) == 4 and {one.object for one in facts} == {project}
    assert all(one.sources[-1].passage.start == 10 for one in facts)


def test_the_rows_of_one_contract_are_said_to_be_in_a_project_once(desk):
    project = desk.book.add("project", "Réseau")
    desk.propose("a", "contract", {**CONTRACT, "supplier": "Noctiluque"})
    desk.propose("b", "contract", {**CONTRACT, "supplier": "Prosopène"})
    desk.take("a", "b", project=project)
    assert len(desk.state("part_of")) == 1


def test_words_narrow_the_list_in_any_case_and_without_accents(desk):
    desk.propose("a", "contract", CONTRACT)
    assert [one.key for one in list_proposals(desk.team, text="LÏGNE une")[0]] == ["a"]
    assert list_proposals(desk.team, text="une caméra") == ([], 0)
