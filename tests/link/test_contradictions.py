"""Facts that cannot both be true stand side by side; those that speak of other things or times do not."""

from tests.link.conftest import SECRET, cite

from contrechamp.link.contradictions import list_contradictions


def values(found) -> list[list[str]]:
    return [[fact.value for fact in one.facts] for one in found]


def test_two_counts_of_one_year_contradict_each_other(book):
    network = book.add("project", "Vaucreuse sereine")
    book.state(network, "counts", value="71", when="2022")
    book.state(network, "counts", value="69", when="2022-05")
    book.state(network, "counts", value="83", when="2023-01-12")
    found = list_contradictions(book.team)
    assert values(found) == [["71", "69"]] and found[0].reason == "values" and found[0].subject == network


def test_sums_with_and_without_tax_or_of_another_bound_do_not(book):
    contract = book.add("act", "Marché")
    for value, details in (
        ("100.00", {"bound": "minimum", "tax": "HT"}),
        ("400.00", {"bound": "maximum", "tax": "HT"}),
        ("480.00", {"bound": "maximum", "tax": "TTC"}),
    ):
        book.state(contract, "costs", value=value, when="2019", details=details)
    assert list_contradictions(book.team) == []
    book.state(contract, "costs", value="401.00", when="2019-05", details={"bound": "maximum", "tax": "HT"})
    assert values(list_contradictions(book.team)) == [["400.00", "401.00"]]


def test_the_same_value_twice_is_no_contradiction(book):
    network = book.add("project", "Réseau")
    book.state(network, "counts", value="71", when="2022")
    book.state(network, "counts", value="71", when="2022")
    assert list_contradictions(book.team) == []


def test_what_has_no_date_is_compared_with_nothing_that_changes_in_time(book):
    network = book.add("project", "Réseau")
    book.state(network, "counts", value="71")
    book.state(network, "counts", value="69", when="2022")
    assert list_contradictions(book.team) == []


def test_votes_of_one_council_on_one_act_are_compared_whatever_their_dates(book):
    council, act = book.add("actor", "Conseil"), book.add("act", "Délibération 2022-048")
    book.state(council, "votes_for", act, value="19", when="2022-06-30")
    book.state(council, "votes_for", act, value="21")
    book.state(council, "votes_against", act, value="13")
    assert values(list_contradictions(book.team)) == [["19", "21"]] or values(
        list_contradictions(book.team)
    ) == [["21", "19"]]


def test_unanimous_with_votes_against_is_quoted_not_repaired(book):
    council, act = book.add("actor", "Conseil"), book.add("act", "Délibération 12")
    book.state(council, "votes_against", act, value="10")
    book.state(act, "outcome", value="adoptée à l’unanimité")
    (found,) = list_contradictions(book.team)
    assert found.reason == "unanimous" and {fact.relation for fact in found.facts} == {
        "outcome",
        "votes_against",
    }


def test_an_end_before_its_beginning_is_seen_and_a_year_is_not_taken_for_its_first_day(book):
    act, other = book.add("act", "Arrêté"), book.add("act", "Autre")
    book.state(act, "begins_on", value="2021-03-01")
    book.state(act, "ends_on", value="2020")
    book.state(other, "begins_on", value="2021-03-01")
    book.state(other, "ends_on", value="2021")
    (found,) = list_contradictions(book.team)
    assert found.reason == "order" and found.subject == act


def test_it_can_be_asked_about_one_entity(book):
    networks = [book.add("project", name) for name in ("A", "B")]
    for network in networks:
        book.state(network, "counts", value="1", when="2022")
        book.state(network, "counts", value="2", when="2022")
    assert len(list_contradictions(book.team)) == 2
    assert [one.subject for one in list_contradictions(book.team, about=networks[0])] == [networks[0]]


def test_a_paper_that_is_not_open_contradicts_nothing_for_everybody(book):
    network = book.add("project", "Réseau")
    book.state(network, "counts", value="71", when="2022")
    book.state(network, "counts", value="69", when="2022", source=cite(SECRET))
    assert list_contradictions(book.team) and not list_contradictions(book.everybody)


def test_the_same_number_written_otherwise_and_a_year_beside_its_month_do_not_contradict(book):
    contract, network = book.add("act", "Marché"), book.add("project", "Réseau")
    for value in ("1250000", "1250000.00"):
        book.state(contract, "costs", value=value, when="2019")
    for value in ("48", "048"):
        book.state(network, "counts", value=value, when="2019")
    for value in ("2019", "2019-03-01"):
        book.state(contract, "ends_on", value=value)
    assert list_contradictions(book.team) == []
    book.state(contract, "ends_on", value="2020")
    assert len(list_contradictions(book.team)) == 1
